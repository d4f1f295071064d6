#include <stdlib.h>
#include <string.h>

#include "postgresql/ddl.h"
#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    COLUMN_TABLE,
    COLUMN_NUMBER,
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
    COLUMN_ENUM,
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

static void take_enum(struct inspection *inspection, struct column *column, const char *number) {
    const struct enum_type *type = number ? index_find(&inspection->enums, number) : NULL;
    if (!type)
        return;
    column->type.kind = TYPE_ENUM;
    column->type.text = enum_name_in_columns(inspection->arena, type->schema, type->name);
}

static void put_column(
    struct inspection *inspection, struct relation *relation, const char *number, struct column *column) {
    unsigned long at = strtoul(number, NULL, 10);
    while (relation->columns.count < at)
        list_push(inspection->scratch, &relation->columns, NULL);
    relation->columns.items[at - 1] = column;
}

/* A key may refer to columns of a table that isn't reported. */
static bool take_column(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct relation *relation = inspection_relation(inspection, values[COLUMN_TABLE]);
    const struct table *table = relation->table;
    struct arena *arena = table ? inspection->arena : inspection->scratch;
    struct column *column = arena_new(arena, struct column);
    (void)count;
    column->name = arena_string(arena, values[COLUMN_NAME]);
    put_column(inspection, relation, values[COLUMN_NUMBER], column);
    if (!table)
        return true;
    column->type_sql = inspection_text(inspection, values[COLUMN_TYPE]);
    column->nullable = is_true(values[COLUMN_REQUIRED]) ? OFF : ON;
    column->default_sql = inspection_text(inspection, values[COLUMN_DEFAULT]);
    column->generated =
        without_brackets(inspection->arena, inspection_text(inspection, values[COLUMN_GENERATED]));
    column->stored = !column->generated ? UNSET : is_true(values[COLUMN_IS_VIRTUAL]) ? OFF : ON;
    column->autoincrement = values[COLUMN_IDENTITY][0] ? ON : OFF;
    column->comment = inspection_text(inspection, values[COLUMN_COMMENT]);
    take_enum(inspection, column, values[COLUMN_ENUM]);
    take_options(inspection, column, values);
    take_not_null(inspection, table, column, values);
    return true;
}

/* In the order of their numbers, whatever the rows came in. */
static void give_columns(struct inspection *inspection, const struct relation *relation) {
    const struct columns *found = &relation->columns;
    struct columns *columns = &relation->table->columns;
    columns->items = arena_alloc(inspection->arena, found->count * sizeof *columns->items);
    columns->capacity = found->count;
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i])
            columns->items[columns->count++] = found->items[i];
}

bool inspect_columns(struct inspection *inspection) {
    if (!inspection_query(inspection, postgresql_columns_query, take_column))
        return false;
    for (size_t i = 0; i < inspection->reported.count; i++)
        give_columns(inspection, inspection->reported.items[i]);
    return true;
}
