#include <string.h>

#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    TABLE_OID,
    TABLE_SCHEMA,
    TABLE_NAME,
    TABLE_PERSISTENCE,
    TABLE_PARTITION_BY,
    TABLE_BOUND,
    TABLE_PARENTS,
    TABLE_PARAMETERS,
    TABLE_SPACE,
    TABLE_METHOD,
    TABLE_ROW_SECURITY,
    TABLE_FORCED,
    TABLE_REPLICA_IDENTITY,
    TABLE_OF,
    TABLE_COMMENT,
};

static void take_options(struct inspection *inspection, struct table *table, const char *const *values) {
    struct options *options = &table->options;
    const char *bound = values[TABLE_BOUND];
    inspection_switch(inspection, options, "unlogged", values[TABLE_PERSISTENCE][0] == 'u' ? "t" : "f");
    inspection_option(inspection, options, "partition_by", values[TABLE_PARTITION_BY]);
    inspection_option(inspection, options, bound ? "partition_of" : "inherits", values[TABLE_PARENTS]);
    inspection_option(inspection, options, "bound", bound);
    inspection_option(inspection, options, "with", values[TABLE_PARAMETERS]);
    inspection_option(inspection, options, "tablespace", values[TABLE_SPACE]);
    inspection_option(inspection, options, "using", values[TABLE_METHOD]);
    inspection_switch(inspection, options, "row_security", values[TABLE_ROW_SECURITY]);
    inspection_switch(inspection, options, "force_row_security", values[TABLE_FORCED]);
    inspection_option(inspection, options, "replica_identity", values[TABLE_REPLICA_IDENTITY]);
    inspection_option(inspection, options, "of", values[TABLE_OF]);
}

static bool take_table(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    const char *in_schema = inspection_schema(inspection, values[TABLE_SCHEMA]);
    struct relation *relation = inspection_relation(inspection, values[TABLE_OID]);
    (void)count;
    if (!inspection_wants(inspection, in_schema, values[TABLE_NAME]))
        return true;
    struct table *table = arena_new(inspection->arena, struct table);
    relation->table = table;
    list_push(inspection->scratch, &inspection->reported, relation);
    table->schema = in_schema;
    table->name = inspection_text(inspection, values[TABLE_NAME]);
    table->comment = inspection_text(inspection, values[TABLE_COMMENT]);
    take_options(inspection, table, values);
    postgresql_note_parents(inspection->arena, table);
    return schema_add_table(inspection->arena, inspection->schema, table);
}

bool inspect_tables(struct inspection *inspection) {
    return inspection_query(inspection, postgresql_tables_query, take_table);
}

enum { ENUM_OID, ENUM_SCHEMA, ENUM_NAME, ENUM_VALUES };

static bool take_enum(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct enum_type *type = arena_new(inspection->arena, struct enum_type);
    (void)count;
    type->schema = inspection_schema(inspection, values[ENUM_SCHEMA]);
    type->name = inspection_text(inspection, values[ENUM_NAME]);
    type->values = array_read(inspection->arena, values[ENUM_VALUES]);
    index_put(&inspection->enums, arena_string(inspection->scratch, values[ENUM_OID]), type);
    list_push(inspection->arena, &inspection->schema->enums, type);
    return true;
}

bool inspect_enums(struct inspection *inspection) {
    return inspection_query(inspection, postgresql_enums_query, take_enum);
}
