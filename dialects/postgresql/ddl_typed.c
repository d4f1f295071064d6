/* Tables of a composite type, `of: address`. The server lets nobody change such a table's columns, nor the
 * type while tables are of it: they part from it before all else and are of it again at the end, when both
 * fit. */
#include <string.h>

#include "postgresql/ddl.h"

static bool is_about(const struct ddl *ddl, const struct operation *operation, const char *full_name) {
    return operation->table &&
           !strcmp(table_full_name(ddl->arena, operation->schema, operation->table), full_name);
}

static bool changes_types(const struct operation *operation) {
    if (operation->kind == OPERATION_ALTER_ENUM)
        return true;
    bool is_object = operation->kind == OPERATION_CREATE_OBJECT || operation->kind == OPERATION_DROP_OBJECT;
    return is_object &&
           (!strcmp(operation->object->kind, "type") || !strcmp(operation->object->kind, "domain"));
}

static bool changes_columns(const struct operation *operation) {
    return operation->kind == OPERATION_ADD_COLUMN || operation->kind == OPERATION_DROP_COLUMN ||
           (operation->kind == OPERATION_ALTER_COLUMN && operation->changes & (CHANGE_NAME | CHANGE_TYPE)) ||
           (operation->kind == OPERATION_ALTER_TABLE && operation->changes & CHANGE_OPTIONS);
}

static bool has_to_part(const struct ddl *ddl, const char *full_name) {
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (changes_types(operation) || (changes_columns(operation) && is_about(ddl, operation, full_name)))
            return true;
    }
    return false;
}

void ddl_leave_types(struct ddl *ddl) {
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *table = ddl->schema->tables.items[i];
        if (!postgresql_option(&table->options, "of"))
            continue;
        const char *full_name = table_full_name(ddl->arena, table->schema, table->name);
        if (!has_to_part(ddl, full_name))
            continue;
        ddl_sayf(ddl, "ALTER TABLE %s NOT OF", ddl_table_name(ddl, table));
        list_push(ddl->arena, &ddl->parted, full_name);
    }
}

/* Was it of no type until now? */
static bool begins(const struct ddl *ddl, const struct table *table, const char *full_name) {
    if (ddl_is_made_here(ddl, table))
        return true;
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_ALTER_TABLE && is_about(ddl, operation, full_name) &&
            postgresql_option(&operation->definition->options, "of"))
            return true;
    }
    return false;
}

void ddl_join_types(struct ddl *ddl) {
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *table = ddl->schema->tables.items[i];
        const char *type = postgresql_option(&table->options, "of");
        if (!type)
            continue;
        const char *full_name = table_full_name(ddl->arena, table->schema, table->name);
        if (names_have(&ddl->parted, full_name) || begins(ddl, table, full_name))
            ddl_sayf(ddl, "ALTER TABLE %s OF %s", ddl_table_name(ddl, table), type);
    }
}

void ddl_rename_parted(struct ddl *ddl, const struct table *before, const struct table *after) {
    const char *full_name = table_full_name(ddl->arena, before->schema, before->name);
    if (names_have(&ddl->parted, full_name))
        list_push(ddl->arena, &ddl->parted, table_full_name(ddl->arena, after->schema, after->name));
}
