#include <string.h>

#include "postgresql/postgresql.h"

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

bool postgresql_takes_with(
    const struct schema *before, const struct operation *operation, const struct option *option) {
    return strcmp(option->name, "online") != 0 || (gains(operation) && !is_whole_only(before, operation));
}
