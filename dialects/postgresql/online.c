#include <string.h>

#include "postgresql/postgresql.h"

static bool creates(const struct operations *operations, const struct operation *on) {
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        if (operation->kind == OPERATION_CREATE_TABLE && !strcmp(operation->table, on->table) &&
            !strcmp(operation->schema ? operation->schema : "", on->schema ? on->schema : ""))
            return true;
    }
    return false;
}

/* Of a partitioned table an index can be made partition by partition; the server drops none while others
 * write, and checks no key later. */
static bool is_whole_only(const struct schema *before, const struct operation *operation) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    return operation->kind != OPERATION_CREATE_INDEX && table &&
           postgresql_option(&table->options, "partition_by");
}

static bool gains(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_INDEX:
        return !postgresql_switch(&operation->index->options, "concurrently");
    case OPERATION_DROP_INDEX:
        return true;
    case OPERATION_CREATE_PRIMARY_KEY:
    case OPERATION_CREATE_UNIQUE:
    case OPERATION_CREATE_CHECK:
    case OPERATION_CREATE_FOREIGN_KEY:
        return operation->constraint->name &&
               !postgresql_switch(&operation->constraint->options, "not_valid");
    default:
        return operation->kind == OPERATION_ALTER_COLUMN && (operation->changes & CHANGE_NULLABLE) &&
               operation->column->nullable == OFF;
    }
}

void postgresql_make_online(struct arena *arena, const struct schema *before, struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        struct operation *operation = &operations->items[i];
        if (gains(operation) && !creates(operations, operation) && !is_whole_only(before, operation))
            *list_add(arena, &operation->with) =
                (struct option){.dialect = "postgresql", .name = "online", .value = "true"};
    }
}
