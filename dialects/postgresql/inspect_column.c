#include <string.h>

#include "postgresql/ddl.h"
#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    COLUMN_TABLE,
    COLUMN_NAME,
    COLUMN_TYPE,
    COLUMN_REQUIRED,
    COLUMN_DEFAULT,
    COLUMN_GENERATED,
    COLUMN_IDENTITY,
    COLUMN_COLLATION,
    COLUMN_STORAGE,
    COLUMN_COMPRESSION,
    COLUMN_STATISTICS,
    COLUMN_ENUM_SCHEMA,
    COLUMN_ENUM,
    COLUMN_IS_ARRAY,
    COLUMN_IS_LOCAL,
    COLUMN_IS_VIRTUAL,
    COLUMN_NOT_NULL_NAME,
    COLUMN_OPTIONS,
    COLUMN_COMMENT,
};

static void take_options(struct inspection *inspection, struct column *column, const char *const *values) {
    struct options *options = &column->options;
    if (values[COLUMN_IDENTITY][0] == 'a')
        inspection_option(inspection, options, "identity", "always");
    inspection_option(inspection, options, "collation", values[COLUMN_COLLATION]);
    inspection_option(inspection, options, "storage", values[COLUMN_STORAGE]);
    inspection_option(inspection, options, "compression", values[COLUMN_COMPRESSION]);
    inspection_option(inspection, options, "statistics", values[COLUMN_STATISTICS]);
    inspection_option(inspection, options, "with", values[COLUMN_OPTIONS]);
}

/* NOT NULL is a constraint from version 18 on. What the server called it, perhaps when the column had another
 * name, is none: "book_title_not_null", "book_title_not_null1". */
static bool is_automatic(const struct table *table, const char *name) {
    static const char end[] = "_not_null";
    size_t length = strlen(name), prefix = strlen(table->name);
    while (length && name[length - 1] >= '0' && name[length - 1] <= '9')
        length--;
    return length >= sizeof end - 1 && !strncmp(name + length - (sizeof end - 1), end, sizeof end - 1) &&
           !strncmp(name, table->name, prefix) && name[prefix] == '_';
}

static void take_not_null(struct inspection *inspection, const struct table *table, struct column *column,
    const char *const *values) {
    const char *name = values[COLUMN_NOT_NULL_NAME];
    bool automatic = name && (is_automatic(table, name) || ddl_is_automatic(inspection->arena, name,
                                                               table->name, column->name, "not_null"));
    if (name && !automatic)
        inspection_option(inspection, &column->options, "not_null_name", name);
}

static void take_enum(struct inspection *inspection, struct column *column, const char *const *values) {
    const char *in_schema = inspection_schema(inspection, values[COLUMN_ENUM_SCHEMA]);
    const char *name = values[COLUMN_ENUM];
    if (!name || is_true(values[COLUMN_IS_ARRAY]) || !schema_find_enum(inspection->schema, in_schema, name))
        return;
    column->type.kind = TYPE_ENUM;
    column->type.text = in_schema ? arena_format(inspection->arena, "%s.%s", in_schema, name)
                                  : inspection_text(inspection, name);
}

static bool take_column(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct table *table = index_find(&inspection->tables, values[COLUMN_TABLE]);
    (void)count;
    if (!table)
        return true;
    struct column *column = arena_new(inspection->arena, struct column);
    column->name = inspection_text(inspection, values[COLUMN_NAME]);
    column->type_sql = inspection_text(inspection, values[COLUMN_TYPE]);
    column->nullable = is_true(values[COLUMN_REQUIRED]) ? OFF : ON;
    column->default_sql = inspection_text(inspection, values[COLUMN_DEFAULT]);
    column->generated =
        without_brackets(inspection->arena, inspection_text(inspection, values[COLUMN_GENERATED]));
    column->stored = !column->generated ? UNSET : is_true(values[COLUMN_IS_VIRTUAL]) ? OFF : ON;
    column->autoincrement = values[COLUMN_IDENTITY][0] ? ON : OFF;
    column->comment = inspection_text(inspection, values[COLUMN_COMMENT]);
    take_enum(inspection, column, values);
    take_options(inspection, column, values);
    take_not_null(inspection, table, column, values);
    list_push(inspection->arena, &table->columns, column);
    return true;
}

bool inspect_columns(struct inspection *inspection) {
    return inspection_query(inspection, postgresql_columns_query, take_column);
}
