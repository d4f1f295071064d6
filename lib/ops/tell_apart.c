/* Constraints without a name are told apart where a script can't know the table that it will meet: those that
 * would be named alike, and foreign keys of the same columns. */
#include "base/index.h"
#include "base/text.h"
#include "ops/kinds.h"
#include "schema/naming.h"

struct telling {
    struct arena *arena;
    const struct naming *naming;
    const struct schema *before;
    bool named;               /* what has no name in `before` has the one that it is given, by now */
    struct name_index tables; /* full name → its table, with the constraints that it has at this point */
};

static struct constraint *made(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_PRIMARY_KEY:
    case OPERATION_CREATE_UNIQUE:
    case OPERATION_CREATE_CHECK:
    case OPERATION_CREATE_FOREIGN_KEY:
    case OPERATION_CREATE_EXCLUDE:
        return operation->constraint;
    default:
        return NULL;
    }
}

static bool has_nameless(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        if (operation->kind == OPERATION_DROP_CONSTRAINT ? !operation->name
                                                         : made(operation) && !made(operation)->name)
            return true;
    }
    return false;
}

static struct table *keep(
    struct telling *telling, const char *in_schema, const char *name, const struct table *from, bool named) {
    const struct table bare = {.schema = in_schema, .name = name};
    struct table *table = table_copy(telling->arena, from ? from : &bare);
    if (named)
        naming_apply(telling->arena, telling->naming, table);
    index_put(&telling->tables, table_full_name(telling->arena, in_schema, name), table);
    return table;
}

static struct table *table_at(struct telling *telling, const struct operation *operation) {
    const char *key = table_full_name(telling->arena, operation->schema, operation->table);
    struct table *known = index_find(&telling->tables, key);
    return known
               ? known
               : keep(telling, operation->schema, operation->table,
                     schema_find_table(telling->before, operation->schema, operation->table), telling->named);
}

static void give_name(struct telling *telling, struct table *table, struct operation *operation) {
    const struct table bare = {.schema = table->schema, .name = table->name};
    struct constraint *constraint = operation->constraint;
    const char *name = constraint->name;
    if (!name)
        name = naming_constraint(telling->arena, telling->naming, &bare, constraint);
    if (!constraint->name && table_find_constraint(table, name))
        operation->name = constraint->name = name =
            naming_constraint(telling->arena, telling->naming, table, constraint);
    struct constraint *named = constraint_copy(telling->arena, constraint);
    named->name = name;
    put_constraint(telling->arena, table, named);
}

/* What it refers to is said only where its columns don't say which one it is. */
static void drop(struct telling *telling, struct table *table, struct operation *operation) {
    struct constraint *wanted = operation->constraint;
    const struct constraint *meant = constraint_meant(table, operation);
    if (meant)
        remove_constraint(table, meant);
    if (!wanted || wanted->kind != CONSTRAINT_FOREIGN_KEY)
        return;
    operation->constraint = constraint_copy(telling->arena, wanted);
    operation->constraint->reference = (struct reference){0};
    if (constraint_meant(table, operation))
        operation->constraint = wanted;
}

static void follow(struct telling *telling, struct operation *operation) {
    if (operation->kind == OPERATION_CREATE_TABLE)
        keep(telling, operation->schema, operation->table, operation->definition, true);
    else if (operation->kind == OPERATION_RENAME_TABLE)
        keep(telling, operation->schema, operation->new_name, table_at(telling, operation), false);
    else if (operation->kind == OPERATION_DROP_CONSTRAINT)
        drop(telling, table_at(telling, operation), operation);
    else if (made(operation))
        give_name(telling, table_at(telling, operation), operation);
}

void operations_tell_apart(struct arena *arena, const struct naming *naming, const struct schema *before,
    bool named, struct operations *operations) {
    struct telling telling = {
        .arena = arena, .naming = naming, .before = before, .named = named, .tables = {.arena = arena}};
    if (!has_nameless(operations))
        return;
    for (size_t i = 0; i < operations->count; i++)
        follow(&telling, &operations->items[i]);
}
