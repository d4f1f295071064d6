/* Portable types to the server's and back. */
#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/types.h"

/* Portable types that are the same word for all lengths, and back. */
static const struct plain {
    enum type_kind kind;
    const char *sql;
} plains[] = {{TYPE_SMALLINTEGER, "smallint"}, {TYPE_INTEGER, "int"}, {TYPE_BIGINTEGER, "bigint"},
    {TYPE_DOUBLE, "double"}, {TYPE_BOOLEAN, "tinyint(1)"}, {TYPE_DATE, "date"}, {TYPE_TIME, "time"},
    {TYPE_DATETIME, "datetime"}, {TYPE_TIMESTAMP, "timestamp"}, {TYPE_TEXT, "text"}, {TYPE_BLOB, "blob"},
    {TYPE_FLOAT, "float"}};

enum { PLAINS = sizeof plains / sizeof *plains };

static const char *plain_sql(enum type_kind kind) {
    for (size_t i = 0; i < PLAINS; i++)
        if (plains[i].kind == kind)
            return plains[i].sql;
    return NULL;
}

static const char *enum_sql(struct arena *arena, const struct names *values) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "enum(");
    for (size_t i = 0; i < values->count; i++) {
        buffer_add(&out, i ? "," : "");
        mysql_dialect.text_quoted(&out, values->items[i]);
    }
    buffer_add_char(&out, ')');
    return buffer_text(&out);
}

static const char *declared_enum_sql(struct arena *arena, const struct schema *schema,
    const struct type *type, struct place place, struct errors *errors) {
    if (!type->text)
        return enum_sql(arena, type->values);
    const struct enum_type *known = schema ? schema_find_enum(schema, NULL, type->text) : NULL;
    if (known)
        return enum_sql(arena, &known->values);
    if (type->values)
        return enum_sql(arena, type->values);
    struct error *error = error_add(errors, ERROR_MODEL, place, "no enum \"%s\" is declared", type->text);
    error_hint(errors, error, "on MySQL an enum is written into each column, so its values must be known");
    return NULL;
}

static const char *sized(struct arena *arena, const struct type *type, const char *text) {
    return type->length ? arena_format(arena, "%s(%u)", text, type->length) : text;
}

static const char *string_sql(struct arena *arena, const struct type *type, const char *column,
    struct place place, struct errors *errors) {
    if (type->length)
        return arena_format(arena, "varchar(%u)", type->length);
    struct error *error =
        error_add(errors, ERROR_UNSUPPORTED, place, "column \"%s\": string needs a length on MySQL", column);
    error_hint(errors, error, "write string(255), or text");
    return NULL;
}

/* An interval is kept as a datetime, as SQLAlchemy keeps it. A uuid without a type of its own is text, which
 * every client can read; binary(n) is varbinary(n), since BINARY would fill up with zeros. */
static const char *other_sql(const struct features *features, struct arena *arena, const struct type *type) {
    switch (type->kind) {
    case TYPE_NUMERIC:
        return arena_format(arena, "decimal(%u,%u)", type->length ? type->length : 10, type->scale);
    case TYPE_INTERVAL:
        return "datetime";
    case TYPE_BINARY:
        return type->length ? sized(arena, type, "varbinary") : "blob";
    case TYPE_JSON:
        return features->json_word ? "json" : "longtext";
    case TYPE_UUID:
        return features->uuid ? "uuid" : "char(36)";
    default:
        return plain_sql(type->kind);
    }
}

bool mysql_declared_type(const struct features *features, struct arena *arena, const struct schema *schema,
    const struct type *type, const char *column, struct place place, struct mysql_type *result,
    struct errors *errors) {
    const char *sql = NULL;
    *result = (struct mysql_type){0};
    if (type->kind == TYPE_NATIVE || type->kind == TYPE_VERBATIM) {
        *result = mysql_native_type(features, arena, type->text);
        return true;
    }
    if (type->kind == TYPE_ENUM)
        sql = declared_enum_sql(arena, schema, type, place, errors);
    else if (type->kind == TYPE_STRING)
        sql = string_sql(arena, type, column, place, errors);
    else if (type->kind == TYPE_NONE)
        error_add(errors, ERROR_MODEL, place, "column \"%s\" has no type", column);
    else
        sql = other_sql(features, arena, type);
    if (sql && (type->kind == TYPE_FLOAT || type->kind == TYPE_TEXT || type->kind == TYPE_BLOB))
        sql = mysql_native_type(features, arena, sized(arena, type, sql)).sql;
    if (sql && type->length && plain_sql(type->kind) && strchr(sql, '(') == NULL &&
        (type->kind == TYPE_DATETIME || type->kind == TYPE_TIMESTAMP || type->kind == TYPE_TIME))
        sql = sized(arena, type, sql);
    result->sql = sql;
    return sql != NULL;
}

static struct names *read_values(struct arena *arena, const char *sql) {
    struct names *values = arena_new(arena, struct names);
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;)
        if (token.kind == TOKEN_STRING)
            list_push(arena, values, literal_text(arena, token));
    return values;
}

/* decimal(p,s) */
static struct type read_numeric(const char *sql) {
    struct type type = {.kind = TYPE_NUMERIC, .length = mysql_type_length(sql), .has_scale = true};
    for (const char *c = strchr(sql, ',') + 1; *c >= '0' && *c <= '9'; c++)
        type.scale = (uint16_t)(type.scale * 10 + *c - '0');
    return type;
}

static bool is_portable_word(const char *word) {
    static const char *const portable[] = {"smallinteger", "integer", "biginteger", "numeric", "float",
        "double", "boolean", "string", "text", "date", "time", "datetime", "timestamp", "interval", "binary",
        "blob", "json", "uuid"};
    for (size_t i = 0; i < sizeof portable / sizeof *portable; i++)
        if (!strcmp(portable[i], word))
            return true;
    return false;
}

/* Native words, verbatim where a portable type of that name is another. */
static struct type native(struct arena *arena, const char *sql) {
    const char *base = mysql_type_base(arena, sql);
    bool known = mysql_knows_type(base) && !is_portable_word(base);
    return (struct type){.kind = known ? TYPE_NATIVE : TYPE_VERBATIM, .text = sql};
}

struct type mysql_portable_type(const struct features *features, struct arena *arena, const char *sql) {
    for (size_t i = 0; i < PLAINS; i++)
        if (!strcmp(plains[i].sql, sql))
            return (struct type){.kind = plains[i].kind};
    const char *base = mysql_type_base(arena, sql);
    bool bare = !strchr(sql, ' ');
    if (!strcmp(base, "enum"))
        return (struct type){.kind = TYPE_ENUM, .values = read_values(arena, sql)};
    if (!strcmp(base, "decimal") && bare && strchr(sql, ','))
        return read_numeric(sql);
    if (!strcmp(base, "varchar") && bare && mysql_type_length(sql))
        return (struct type){.kind = TYPE_STRING, .length = mysql_type_length(sql)};
    if (!strcmp(base, "varbinary") && bare && mysql_type_length(sql))
        return (struct type){.kind = TYPE_BINARY, .length = mysql_type_length(sql)};
    if (!strcmp(sql, "json") && features->json_word)
        return (struct type){.kind = TYPE_JSON};
    if (!strcmp(sql, "uuid") && features->uuid)
        return (struct type){.kind = TYPE_UUID};
    return native(arena, sql);
}
