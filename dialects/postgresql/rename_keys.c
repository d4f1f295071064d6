#include <string.h>

#include "postgresql/postgresql.h"

static bool is_called(const char *full_name, const struct table *table) {
    size_t length = table->schema ? strlen(table->schema) : 0;
    if (!table->schema)
        return !strcmp(full_name, table->name);
    return !strncmp(full_name, table->schema, length) && full_name[length] == '.' &&
           !strcmp(full_name + length + 1, table->name);
}

/* What a table has from another one has its name there: a check is renamed together with its parent's only,
 * and a partition's key keeps its own name when its parent's gets another (ALTER TABLE, PostgreSQL 15). */
bool postgresql_renames_keys(const struct schema *schema, const struct table *table) {
    if (table->parents.count || postgresql_option(&table->options, "partition_by"))
        return false;
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->parents.count; k++)
            if (is_called(schema->tables.items[i]->parents.items[k], table))
                return false;
    return true;
}
