#include "mysql/adapt.h"

#include <string.h>

#include "mysql/implied.h"
#include "schema/naming.h"

static bool is_unique(const struct table *table, const char *name) {
    const struct constraint *found = name ? table_find_constraint(table, name) : NULL;
    return found && found->kind == CONSTRAINT_UNIQUE;
}

/* create_index of a plain unique one. */
static void adapt_create_index(struct arena *arena, struct operation *operation) {
    struct table only = {0};
    list_push(arena, &only.indexes, operation->index);
    unique_indexes_to_constraints(arena, &only);
    if (!only.constraints.count)
        return;
    operation->kind = OPERATION_CREATE_UNIQUE;
    operation->constraint = only.constraints.items[0];
    operation->index = NULL;
}

/* The primary key has no name here; others give it the conventional one. */
static bool names_primary_key(struct arena *arena, const struct table *table, const char *name) {
    const struct constraint *key = table->primary_key;
    return key && !key->name && !strcmp(name, naming_constraint(arena, NULL, table, key));
}

static void adapt_drop_constraint(
    struct arena *arena, const struct table *table, struct operation *operation) {
    if (!operation->name || table_find_constraint(table, operation->name))
        return;
    if (table_find_index(table, operation->name)) {
        operation->kind = OPERATION_DROP_INDEX;
        return;
    }
    const struct constraint *key = table->primary_key;
    bool meant = operation->constraint && operation->constraint->kind == CONSTRAINT_PRIMARY_KEY;
    if (!(meant && key && !key->name) && !names_primary_key(arena, table, operation->name))
        return;
    operation->name = NULL;
    operation->constraint = constraint_copy(arena, key);
}

static void adapt_rename(struct arena *arena, const struct table *table, struct operation *operation) {
    bool of_index = table_find_index(table, operation->name) != NULL;
    if (of_index || is_unique(table, operation->name))
        operation->kind = of_index ? OPERATION_RENAME_INDEX : OPERATION_RENAME_CONSTRAINT;
    else if (operation->kind == OPERATION_RENAME_CONSTRAINT &&
             names_primary_key(arena, table, operation->name))
        *operation = (struct operation){.kind = OPERATION_ALTER_TABLE,
            .schema = operation->schema,
            .table = operation->table,
            .place = operation->place,
            .definition = arena_new(arena, struct table)};
}

struct operation operation_adapt(
    struct arena *arena, const struct schema *schema, const struct operation *operation) {
    struct operation adapted = *operation;
    const struct table *table =
        operation->table ? schema_find_table(schema, operation->schema, operation->table) : NULL;
    if (operation->kind == OPERATION_CREATE_INDEX)
        adapt_create_index(arena, &adapted);
    else if (operation->kind == OPERATION_DROP_INDEX && table && !table_find_index(table, operation->name) &&
             is_unique(table, operation->name))
        adapted.kind = OPERATION_DROP_CONSTRAINT;
    else if (operation->kind == OPERATION_DROP_CONSTRAINT && table)
        adapt_drop_constraint(arena, table, &adapted);
    else if ((operation->kind == OPERATION_RENAME_INDEX || operation->kind == OPERATION_RENAME_CONSTRAINT) &&
             table)
        adapt_rename(arena, table, &adapted);
    return adapted;
}
