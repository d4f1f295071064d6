#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "schema/schema.h"

const char *renamed_value(const struct renamed *renamed, const char *value) {
    for (size_t i = 0; i < renamed->from.count; i++)
        if (!strcmp(renamed->from.items[i], value))
            return renamed->to.items[i];
    return value;
}

const char *enum_name_in_columns(struct arena *arena, const char *in_schema, const char *name) {
    return in_schema ? arena_format(arena, "%s.%s", in_schema, name) : name;
}

void schema_rename_enum(struct arena *arena, struct schema *schema, struct enum_type *type,
    const char *new_name, const struct renamed *values) {
    const char *from = enum_name_in_columns(arena, type->schema, type->name);
    const char *to = new_name ? enum_name_in_columns(arena, type->schema, new_name) : from;
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->columns.count; k++) {
            struct column *column = schema->tables.items[i]->columns.items[k];
            if (column->type.kind != TYPE_ENUM || !column->type.text || strcmp(column->type.text, from) != 0)
                continue;
            column->type.text = to;
            if (column->default_value.kind == VALUE_STRING)
                column->default_value.text = renamed_value(values, column->default_value.text);
        }
    if (new_name)
        schema_rename_type(arena, schema, type->schema, type->name, new_name);
    type->name = new_name ? new_name : type->name;
    for (size_t i = 0; i < type->values.count; i++)
        type->values.items[i] = renamed_value(values, type->values.items[i]);
}

/* --- As the database prints them --- */

static const char *quoted(struct arena *arena, const char *value) {
    struct buffer out = {.arena = arena};
    buffer_add_char(&out, '\'');
    for (const char *c = value; *c; c++) {
        if (*c == '\'')
            buffer_add_char(&out, '\'');
        buffer_add_char(&out, *c);
    }
    buffer_add_char(&out, '\'');
    return buffer_text(&out);
}

/* 'ok'::mood */
static const char *reprinted_default(struct arena *arena, const char *sql, const struct renamed *values,
    const char *from_sql, const char *to_sql) {
    const char *cast = arena_format(arena, "::%s", from_sql);
    if (sql[0] != '\'' || !text_ends_with(sql, cast))
        return sql;
    const char *literal = arena_text(arena, sql, strlen(sql) - strlen(cast));
    for (size_t i = 0; i < values->from.count; i++)
        if (!strcmp(literal, quoted(arena, values->from.items[i])))
            return arena_format(arena, "%s::%s", quoted(arena, values->to.items[i]), to_sql);
    return arena_format(arena, "%s::%s", literal, to_sql);
}

static bool is_type_or_array(const char *sql, const char *type) {
    size_t length = strlen(type);
    return sql && !strncmp(sql, type, length) && (!sql[length] || !strcmp(sql + length, "[]"));
}

/* Columns say the new name by now, or still the old one where that is printed otherwise than it is written.
 */
static const char *printed_as(const struct column *column, const char *from_sql, const char *to_sql) {
    if (is_type_or_array(column->type_sql, from_sql))
        return from_sql;
    return is_type_or_array(column->type_sql, to_sql) ? to_sql : NULL;
}

void schema_reprint_enum(struct arena *arena, struct schema *schema, const struct renamed *values,
    const char *from_sql, const char *to_sql) {
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->columns.count; k++) {
            struct column *column = schema->tables.items[i]->columns.items[k];
            const char *printed = printed_as(column, from_sql, to_sql);
            if (!printed)
                continue;
            column->type_sql = arena_format(arena, "%s%s", to_sql, column->type_sql + strlen(printed));
            if (column->default_sql)
                column->default_sql = reprinted_default(arena, column->default_sql, values, printed, to_sql);
        }
}
