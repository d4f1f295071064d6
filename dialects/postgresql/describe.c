#include <string.h>

#include "base/text.h"
#include "postgresql/postgresql.h"

/* What stands for it in models, if it resolves to the same. */
static const struct {
    const char *printed;
    enum type_kind kind;
} portable_types[] = {{"smallint", TYPE_SMALLINTEGER}, {"integer", TYPE_INTEGER}, {"bigint", TYPE_BIGINTEGER},
    {"numeric", TYPE_NUMERIC}, {"double precision", TYPE_DOUBLE}, {"boolean", TYPE_BOOLEAN},
    {"character varying", TYPE_STRING}, {"text", TYPE_TEXT}, {"date", TYPE_DATE},
    {"time without time zone", TYPE_TIME}, {"timestamp without time zone", TYPE_DATETIME},
    {"timestamp with time zone", TYPE_TIMESTAMP}, {"interval", TYPE_INTERVAL}, {"bytea", TYPE_BLOB},
    {"json", TYPE_JSON}, {"uuid", TYPE_UUID}};

static bool read_lengths(const char *at, struct type *type) {
    type->length = type->scale = 0;
    for (; *at >= '0' && *at <= '9' && type->length < 100000000; at++)
        type->length = type->length * 10 + (unsigned)(*at - '0');
    if (*at == ',') {
        type->has_scale = true;
        for (at++; *at >= '0' && *at <= '9' && type->scale < 1000; at++)
            type->scale = (uint16_t)(type->scale * 10 + *at - '0');
    }
    return *at == ')' && !at[1];
}

static bool describe_portable(const char *sql, struct type *type) {
    for (size_t i = 0; i < sizeof portable_types / sizeof *portable_types; i++) {
        size_t length = strlen(portable_types[i].printed);
        if (strncmp(sql, portable_types[i].printed, length) != 0)
            continue;
        *type = (struct type){.kind = portable_types[i].kind};
        if (!sql[length])
            return true;
        bool takes_length = type->kind == TYPE_NUMERIC || type->kind == TYPE_STRING;
        if (takes_length && sql[length] == '(' && read_lengths(sql + length + 1, type) && type->length)
            return true;
    }
    return false;
}

static bool is_own(struct arena *arena, const char *sql) {
    return postgresql_knows_type(arena_text(arena, sql, strcspn(sql, "( ")));
}

static void describe_type(struct arena *arena, struct column *column) {
    if (column->type.kind == TYPE_ENUM || describe_portable(column->type_sql, &column->type))
        return;
    enum type_kind kind = is_own(arena, column->type_sql) ? TYPE_NATIVE : TYPE_VERBATIM;
    column->type = (struct type){.kind = kind, .text = column->type_sql};
}

/* 'it''s'::text: the string, and what stands behind it. Null when it isn't one. */
static const char *read_string(struct arena *arena, const char *sql, const char **rest) {
    struct buffer out = {.arena = arena};
    if (*sql++ != '\'')
        return NULL;
    for (; *sql && (*sql != '\'' || sql[1] == '\''); sql++) {
        if (*sql == '\'')
            sql++;
        buffer_add_char(&out, *sql);
    }
    if (*sql != '\'' || strncmp(sql, "'::", 3) != 0)
        return NULL;
    *rest = sql + 3;
    return buffer_text(&out);
}

static bool is_number(const char *text) {
    size_t digits = strspn(text, "0123456789");
    if (!digits)
        return false;
    text += digits;
    return !*text || (*text == '.' && text[1] && !text[1 + strspn(text + 1, "0123456789")]);
}

static struct value guess(struct arena *arena, const char *sql) {
    const char *rest = "", *string = read_string(arena, sql, &rest);
    if (!strcmp(sql, "true") || !strcmp(sql, "false"))
        return (struct value){.kind = VALUE_BOOLEAN, .text = sql};
    if (is_number(sql))
        return (struct value){.kind = VALUE_NUMBER, .text = sql};
    if (string && string[0] == '-' && is_number(string + 1) &&
        (!strcmp(rest, "integer") || !strcmp(rest, "numeric")))
        return (struct value){.kind = VALUE_NUMBER, .text = string};
    if (string)
        return (struct value){.kind = VALUE_STRING, .text = string};
    return (struct value){.kind = VALUE_SQL, .text = sql};
}

static void describe_default(
    const struct server *server, struct arena *arena, const struct table *table, struct column *column) {
    if (!column->default_sql) {
        column->default_value = (struct value){.kind = VALUE_NONE};
        return;
    }
    struct errors errors = {.arena = arena};
    struct column *copy = column_copy(arena, column);
    (void)server;
    copy->default_value = column->default_value = guess(arena, column->default_sql);
    if (!postgresql_resolve_column(server, arena, NULL, table, copy, &errors) || !copy->default_sql ||
        strcmp(copy->default_sql, column->default_sql) != 0)
        column->default_value = (struct value){.kind = VALUE_SQL, .text = column->default_sql};
}

void postgresql_describe(const struct server *server, struct arena *arena, struct table *table) {
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        describe_type(arena, column);
        describe_default(server, arena, table, column);
    }
}
