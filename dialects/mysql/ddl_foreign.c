#include <string.h>

#include "mysql/ddl.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"

static bool same_name(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool is_suspended(const struct ddl *ddl, const struct table *table, const struct constraint *key) {
    for (size_t i = 0; i < ddl->suspended.count; i++)
        if (!strcmp(ddl->suspended.items[i].table, table->name) &&
            !strcmp(ddl->suspended.items[i].name, key->name))
            return true;
    return false;
}

static void suspend(struct ddl *ddl, const struct table *table, const struct constraint *key, bool is_new) {
    list_push(ddl->definition.arena, &ddl->suspended,
        ((struct suspended){table->schema, table->name, key->name, is_new}));
}

static const char *drop_foreign_key(struct ddl *ddl, const struct constraint *key) {
    return arena_format(
        ddl->definition.arena, "DROP FOREIGN KEY %s", mysql_name(ddl->definition.arena, key->name));
}

static const struct constraint *find_same(
    struct ddl *ddl, const struct table *table, const struct constraint *key) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *other = table->constraints.items[i];
        if (other->kind == CONSTRAINT_FOREIGN_KEY && same_foreign_key(&ddl->definition, other, key))
            return other;
    }
    return NULL;
}

static bool retypes_local(const struct change_of_table *change, const struct constraint *key) {
    for (size_t i = 0; i < key->columns.count; i++)
        if (change_retypes(change, key->columns.items[i].column))
            return true;
    return false;
}

static bool refers_to_changed(const struct change_of_table *change, const struct constraint *key) {
    return key->kind == CONSTRAINT_FOREIGN_KEY && !strcmp(key->reference.table, change->after->name) &&
           same_name(key->reference.schema, change->after->schema);
}

/* A foreign key stands aside, too, while what it refers to has no key: its table may be about to go. */
static bool retypes_referenced(const struct change_of_table *change, const struct constraint *key) {
    if (!refers_to_changed(change, key))
        return false;
    if (!table_has_key_on(change->after, &key->reference.columns))
        return true;
    for (size_t i = 0; i < key->reference.columns.count; i++)
        if (change_retypes(change, key->reference.columns.items[i]))
            return true;
    return false;
}

/* Drops what is gone, and what must stand aside while a column's type changes. */
static void drop_own_foreign_keys(struct ddl *ddl, const struct table *before) {
    struct names clauses = {0};
    const struct change_of_table *change = &ddl->change;
    for (size_t i = 0; i < before->constraints.count; i++) {
        const struct constraint *key = before->constraints.items[i];
        if (key->kind != CONSTRAINT_FOREIGN_KEY || is_suspended(ddl, change->after, key))
            continue;
        bool stays = find_same(ddl, change->after, key);
        bool aside = stays && (retypes_local(change, key) || retypes_referenced(change, key));
        if (aside)
            suspend(ddl, change->after, key, false);
        if (aside || !stays)
            list_push(ddl->definition.arena, &clauses, drop_foreign_key(ddl, key));
    }
    mysql_ddl_add_alter(ddl, before->schema, before->name, &clauses);
}

static void suspend_referring_keys(struct ddl *ddl, const struct table *table) {
    struct names clauses = {0};
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = table->constraints.items[i];
        if (!retypes_referenced(&ddl->change, key) || is_suspended(ddl, table, key))
            continue;
        suspend(ddl, table, key, false);
        list_push(ddl->definition.arena, &clauses, drop_foreign_key(ddl, key));
    }
    mysql_ddl_add_alter(ddl, table->schema, table->name, &clauses);
}

static bool retypes_something(const struct change_of_table *change) {
    for (size_t i = 0; i < change->after->columns.count; i++)
        if (change_retypes(change, change->after->columns.items[i]->name))
            return true;
    return false;
}

static bool loses_keys(struct ddl *ddl) {
    const struct table *before = ddl->change.before, *after = ddl->change.after;
    for (size_t i = 0; i < before->constraints.count; i++)
        if (before->constraints.items[i]->kind == CONSTRAINT_UNIQUE &&
            !table_find_constraint(after, before->constraints.items[i]->name))
            return true;
    for (size_t i = 0; i < before->indexes.count; i++)
        if (!table_find_index(after, before->indexes.items[i]->name))
            return true;
    return before->primary_key &&
           (!after->primary_key || strcmp(define_constraint(&ddl->definition, before->primary_key),
                                       define_constraint(&ddl->definition, after->primary_key)) != 0);
}

static void suspend_others(struct ddl *ddl) {
    if (!retypes_something(&ddl->change) && !loses_keys(ddl))
        return;
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        if (ddl->schema->tables.items[i] != ddl->change.after)
            suspend_referring_keys(ddl, ddl->schema->tables.items[i]);
}

/* What refers to a table that isn't there is taken only unchecked. */
static void add_dangling(struct ddl *ddl, const struct table *table, const struct names *clauses) {
    if (!clauses->count)
        return;
    mysql_ddl_add_setting(ddl, "SET SESSION foreign_key_checks = 0");
    mysql_ddl_add_alter(ddl, table->schema, table->name, clauses);
    mysql_ddl_add_setting(ddl, "SET SESSION foreign_key_checks = 1");
}

static void add_key(struct ddl *ddl, const struct table *table, const struct constraint *key, bool is_new,
    struct names *clauses) {
    struct arena *arena = ddl->definition.arena;
    const char *index = is_new ? define_own_index(&ddl->definition, table, key) : NULL;
    if (index)
        list_push(arena, clauses, arena_format(arena, "ADD %s", index));
    list_push(arena, clauses, arena_format(arena, "ADD %s", define_constraint(&ddl->definition, key)));
}

void foreign_keys_after(struct ddl *ddl, const struct table *before) {
    struct names clauses = {0}, dangling = {0};
    const struct table *after = ddl->change.after;
    for (size_t i = 0; i < after->constraints.count; i++) {
        const struct constraint *key = after->constraints.items[i];
        if (key->kind != CONSTRAINT_FOREIGN_KEY || find_same(ddl, before, key))
            continue;
        add_key(ddl, after, key, true, constraint_may_dangle(key) ? &dangling : &clauses);
    }
    mysql_ddl_add_alter(ddl, after->schema, after->name, &clauses);
    add_dangling(ddl, after, &dangling);
}

/* What stood aside comes back, where it is still wanted. */
void foreign_keys_resume(struct ddl *ddl) {
    for (size_t i = 0; i < ddl->suspended.count; i++) {
        const struct suspended *away = &ddl->suspended.items[i];
        const struct table *table = schema_find_table(ddl->schema, away->schema, away->table);
        const struct constraint *key = table ? table_find_constraint(table, away->name) : NULL;
        struct names clauses = {0};
        if (!key)
            continue;
        add_key(ddl, table, key, away->is_new, &clauses);
        if (constraint_may_dangle(key))
            add_dangling(ddl, table, &clauses);
        else
            mysql_ddl_add_alter(ddl, table->schema, table->name, &clauses);
    }
}

static bool is_made_later(const struct ddl *ddl, const struct reference *reference) {
    for (size_t i = ddl->operation + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_CREATE_TABLE && !strcmp(operation->table, reference->table) &&
            same_name(operation->schema, reference->schema))
            return true;
    }
    return false;
}

/* Has the table that it refers to a key for it, as things are? One that nobody knows is left to the server.
 */
static bool can_refer(const struct ddl *ddl, const struct constraint *key) {
    const struct reference *reference = &key->reference;
    const struct table *parent = schema_find_table(ddl->schema, reference->schema, reference->table);
    if (constraint_may_dangle(key))
        return false;
    return parent ? table_has_key_on(parent, &reference->columns) : !is_made_later(ddl, reference);
}

/* The table without the foreign keys that have to wait for a key, or for a table. */
const struct table *foreign_keys_postponed(struct ddl *ddl, const struct table *table) {
    struct table *copy = table_copy(ddl->definition.arena, table);
    for (size_t i = copy->constraints.count; i-- > 0;) {
        const struct constraint *key = copy->constraints.items[i];
        if (key->kind != CONSTRAINT_FOREIGN_KEY || can_refer(ddl, key))
            continue;
        suspend(ddl, table, key, true);
        list_remove(&copy->constraints, i);
    }
    return copy;
}

void foreign_keys_before(struct ddl *ddl, const struct table *before) {
    drop_own_foreign_keys(ddl, before);
    suspend_others(ddl);
}
