/* Foreign keys to tables that the same revision makes later, as scripts made for SQLite have them. */
#include <string.h>

#include "postgresql/ddl.h"

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool refers_to(const struct constraint *key, const struct table *table) {
    return !strcmp(key->reference.table, table->name) && same_text(key->reference.schema, table->schema);
}

static bool is_made_later(const struct ddl *ddl, const struct constraint *key) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_CREATE_TABLE && refers_to(key, operation->definition))
            return true;
    }
    return false;
}

static bool has_to_wait(const struct ddl *ddl, const struct constraint *key) {
    return key->kind == CONSTRAINT_FOREIGN_KEY &&
           !schema_find_table(ddl->schema, key->reference.schema, key->reference.table) &&
           is_made_later(ddl, key);
}

const struct table *ddl_postpone_keys(struct ddl *ddl, const struct table *table) {
    struct table *copy = table_copy(ddl->arena, table);
    struct constraints kept = {0};
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *key = table->constraints.items[i];
        if (has_to_wait(ddl, key))
            list_push(ddl->arena, &ddl->postponed, ((struct postponed_key){table, key}));
        else
            list_push(ddl->arena, &kept, key);
    }
    copy->constraints = kept;
    return copy;
}

/* Its table may be gone by now, or have another name. */
void ddl_add_postponed_keys(struct ddl *ddl, const struct table *made) {
    for (size_t i = 0; i < ddl->postponed.count; i++) {
        const struct postponed_key *key = &ddl->postponed.items[i];
        const struct table *table = schema_find_table(ddl->schema, key->table->schema, key->table->name);
        if (table && refers_to(key->constraint, made))
            ddl_alter(ddl, ddl_table_name(ddl, table),
                arena_format(ddl->arena, "ADD %s", ddl_constraint(ddl->arena, key->constraint)));
    }
}
