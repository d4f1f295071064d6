#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "postgresql/postgresql.h"
#include "schema/type.h"

/* The server's own words for types, and what format_type() calls them; null: the same. */
static const struct own_type {
    const char *word, *printed;
} own_types[] = {
    {"bigint", NULL},
    {"bigserial", NULL},
    {"bit", NULL},
    {"bit varying", NULL},
    {"bool", "boolean"},
    {"boolean", NULL},
    {"box", NULL},
    {"bpchar", NULL},
    {"bytea", NULL},
    {"char", "character"},
    {"char varying", "character varying"},
    {"character", NULL},
    {"character varying", NULL},
    {"cid", NULL},
    {"cidr", NULL},
    {"circle", NULL},
    {"date", NULL},
    {"datemultirange", NULL},
    {"daterange", NULL},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"double precision", NULL},
    {"float4", "real"},
    {"float8", "double precision"},
    {"inet", NULL},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int2vector", NULL},
    {"int4", "integer"},
    {"int4multirange", NULL},
    {"int4range", NULL},
    {"int8", "bigint"},
    {"int8multirange", NULL},
    {"int8range", NULL},
    {"integer", NULL},
    {"interval", NULL},
    {"json", NULL},
    {"jsonb", NULL},
    {"jsonpath", NULL},
    {"line", NULL},
    {"lseg", NULL},
    {"macaddr", NULL},
    {"macaddr8", NULL},
    {"money", NULL},
    {"name", NULL},
    {"national char", "character"},
    {"national char varying", "character varying"},
    {"national character", "character"},
    {"national character varying", "character varying"},
    {"nchar", "character"},
    {"nchar varying", "character varying"},
    {"numeric", NULL},
    {"nummultirange", NULL},
    {"numrange", NULL},
    {"oid", NULL},
    {"oidvector", NULL},
    {"path", NULL},
    {"pg_lsn", NULL},
    {"pg_snapshot", NULL},
    {"point", NULL},
    {"polygon", NULL},
    {"real", NULL},
    {"refcursor", NULL},
    {"regclass", NULL},
    {"regcollation", NULL},
    {"regconfig", NULL},
    {"regdictionary", NULL},
    {"regnamespace", NULL},
    {"regoper", NULL},
    {"regoperator", NULL},
    {"regproc", NULL},
    {"regprocedure", NULL},
    {"regrole", NULL},
    {"regtype", NULL},
    {"serial", NULL},
    {"serial2", "smallserial"},
    {"serial4", "serial"},
    {"serial8", "bigserial"},
    {"smallint", NULL},
    {"smallserial", NULL},
    {"text", NULL},
    {"tid", NULL},
    {"time", NULL},
    {"timestamp", NULL},
    {"timestamptz", "timestamp"},
    {"timetz", "time"},
    {"tsmultirange", NULL},
    {"tsquery", NULL},
    {"tsrange", NULL},
    {"tstzmultirange", NULL},
    {"tstzrange", NULL},
    {"tsvector", NULL},
    {"txid_snapshot", NULL},
    {"uuid", NULL},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
    {"xid", NULL},
    {"xid8", NULL},
    {"xml", NULL},
};

static const struct own_type *own_type(const char *word) {
    for (size_t i = 0; i < sizeof own_types / sizeof *own_types; i++)
        if (!strcmp(own_types[i].word, word))
            return &own_types[i];
    return NULL;
}

bool postgresql_knows_type(const char *word) {
    static const char *const first_words[] = {"double", "float", "national"};
    char bare[32] = {0};
    size_t length = strcspn(word, "[");
    if (length >= sizeof bare)
        return false;
    if (!length)
        return !strcmp(word, "[]");
    memcpy(bare, word, length);
    for (size_t i = 0; i < sizeof first_words / sizeof *first_words; i++)
        if (!strcmp(bare, first_words[i]))
            return true;
    return own_type(bare);
}

const char *postgresql_serial_base(const char *type_sql) {
    static const char *const serials[][2] = {
        {"serial", "integer"}, {"bigserial", "bigint"}, {"smallserial", "smallint"}};
    for (size_t i = 0; i < 3; i++)
        if (!strcmp(serials[i][0], type_sql))
            return serials[i][1];
    return NULL;
}

bool postgresql_fills_itself(const struct column *column) {
    const struct type *type = column->native ? column->native : &column->type;
    const char *text = column->type_sql ? column->type_sql : type->text;
    return text && postgresql_serial_base(text);
}

/* A type's text, taken apart. */
struct type_parts {
    struct buffer words; /* "interval day to second", "shop.mood" */
    struct buffer arguments;
    struct buffer tail; /* after the arguments: "with time zone" */
    bool quoted;        /* a part of the name was */
    bool array;
};

static const char *printed_token(struct arena *arena, struct token token, bool *quoted) {
    if (token.kind == TOKEN_WORD)
        return text_lower(arena, arena_text(arena, token.text, token.length));
    if (token.kind != TOKEN_NAME || token.length < 2)
        return arena_text(arena, token.text, token.length);
    struct buffer name = {.arena = arena};
    for (size_t i = 1; i + 1 < token.length; i++) {
        buffer_add_char(&name, token.text[i]);
        if (token.text[i] == '"')
            i++;
    }
    *quoted = true;
    return postgresql_printed_name(arena, NULL, buffer_text(&name));
}

static void add_word(struct buffer *words, const char *word) {
    bool glued = !strcmp(word, ".") || !words->length || words->text[words->length - 1] == '.';
    if (!glued)
        buffer_add_char(words, ' ');
    buffer_add(words, word);
}

static void read_arguments(struct lexer *lexer, struct buffer *arguments) {
    size_t depth = 1;
    for (struct token token = lexer_next_word(lexer); token.kind != TOKEN_END;
         token = lexer_next_word(lexer)) {
        depth += token_is(token, "(");
        if (token_is(token, ")") && !--depth)
            return;
        buffer_add_text(arguments, token.text, token.length);
    }
}

static struct type_parts take_apart(struct arena *arena, const char *text) {
    struct type_parts parts = {.words.arena = arena, .arguments.arena = arena, .tail.arena = arena};
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    for (struct token token = lexer_next_word(&lexer); token.kind != TOKEN_END;
         token = lexer_next_word(&lexer)) {
        if (token_is(token, "[") || token_is(token, "array")) {
            parts.array = true;
            break;
        }
        if (token_is(token, "("))
            read_arguments(&lexer, &parts.arguments);
        else
            add_word(parts.arguments.length ? &parts.tail : &parts.words,
                printed_token(arena, token, &parts.quoted));
    }
    return parts;
}

/* "timestamp with time zone": the name, and whether it has the zone. */
static const char *without_zone(struct arena *arena, const char *words, bool *with) {
    static const char *const endings[] = {" without time zone", " with time zone"};
    for (size_t i = 0; i < 2; i++)
        if (text_ends_with(words, endings[i])) {
            *with = i == 1;
            return arena_text(arena, words, strlen(words) - strlen(endings[i]));
        }
    return words;
}

static char *time_type(struct arena *arena, const char *name, const char *arguments, bool zone) {
    const char *open = *arguments ? "(" : "", *close = *arguments ? ")" : "";
    return arena_format(
        arena, "%s%s%s%s %s time zone", name, open, arguments, close, zone ? "with" : "without");
}

static char *own_form(struct arena *arena, const char *word, const char *arguments, const char *tail) {
    bool zone = !strcmp(word, "timestamptz") || !strcmp(word, "timetz") || !strcmp(tail, "with time zone");
    const char *name = without_zone(arena, word, &zone);
    const struct own_type *own = own_type(name);
    if (own && own->printed)
        name = own->printed;
    if (!strcmp(name, "timestamp") || !strcmp(name, "time"))
        return time_type(arena, name, arguments, zone);
    if (!strcmp(name, "float"))
        return arena_string(
            arena, *arguments && strtoul(arguments, NULL, 10) <= 24 ? "real" : "double precision");
    if (!*arguments && (!strcmp(name, "character") || !strcmp(name, "bit")))
        arguments = "1";
    if (!strcmp(name, "numeric") && *arguments && !strchr(arguments, ','))
        return arena_format(arena, "numeric(%s,0)", arguments);
    if (*tail)
        return arena_format(arena, *arguments ? "%s(%s) %s" : "%s%s%s", name, arguments, tail);
    return arena_format(arena, *arguments ? "%s(%s)" : "%s%s", name, arguments);
}

char *postgresql_canonical_type(struct arena *arena, const char *text) {
    struct type_parts parts = take_apart(arena, text);
    const char *words = buffer_text(&parts.words), *arguments = buffer_text(&parts.arguments);
    if (!parts.quoted && text_starts_with(words, "pg_catalog."))
        words += strlen("pg_catalog.");
    char *printed = parts.quoted || strchr(words, '.')
                        ? arena_format(arena, *arguments ? "%s(%s)" : "%s%s", words, arguments)
                        : own_form(arena, words, arguments, buffer_text(&parts.tail));
    return parts.array ? arena_format(arena, "%s[]", printed) : printed;
}

static const char *refuse_enum(struct arena *arena, const struct schema *schema, const struct column *column,
    const char *name, struct errors *errors) {
    struct names names = {0};
    for (size_t i = 0; i < schema->enums.count; i++)
        list_push(arena, &names, schema->enums.items[i]->name);
    const char *nearest = text_nearest(name, names.items, names.count);
    struct error *error =
        error_add(errors, ERROR_MODEL, column->place, "there is no type or enum \"%s\"", name);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(errors, error, "create the enum first; any other type is written as {sql: \"%s\"}", name);
    return NULL;
}

static const char *enum_sql(struct arena *arena, const struct schema *schema, const struct table *table,
    const struct column *column, const struct type *type, struct errors *errors) {
    if (!type->text)
        return postgresql_printed_name(
            arena, table->schema, postgresql_implied_enum(arena, table, column)->name);
    const struct enum_type *found = schema ? enums_find(&schema->enums, type->text) : NULL;
    if (schema && !found)
        return refuse_enum(arena, schema, column, type->text, errors);
    return postgresql_printed_name(arena, found ? found->schema : NULL, found ? found->name : type->text);
}

/* float is double precision, as in SQLAlchemy: a C or Python float fits. */
static const char *portable_sql(struct arena *arena, const struct type *type) {
    switch (type->kind) {
    case TYPE_SMALLINTEGER:
        return "smallint";
    case TYPE_INTEGER:
        return "integer";
    case TYPE_BIGINTEGER:
        return "bigint";
    case TYPE_NUMERIC:
        return type->length ? arena_format(arena, "numeric(%u,%u)", type->length, type->scale) : "numeric";
    case TYPE_FLOAT:
    case TYPE_DOUBLE:
        return "double precision";
    case TYPE_BOOLEAN:
        return "boolean";
    case TYPE_STRING:
        return type->length ? arena_format(arena, "character varying(%u)", type->length)
                            : "character varying";
    case TYPE_TEXT:
        return "text";
    case TYPE_DATE:
        return "date";
    case TYPE_TIME:
        return "time without time zone";
    case TYPE_DATETIME:
        return "timestamp without time zone";
    case TYPE_TIMESTAMP:
        return "timestamp with time zone";
    case TYPE_INTERVAL:
        return "interval";
    case TYPE_BINARY:
    case TYPE_BLOB:
        return "bytea";
    case TYPE_JSON:
        return "json";
    case TYPE_UUID:
        return "uuid";
    default:
        return NULL;
    }
}

const char *postgresql_type_sql(struct arena *arena, const struct schema *schema, const struct table *table,
    const struct column *column, const struct type *type, struct errors *errors) {
    if (type->kind == TYPE_ENUM)
        return enum_sql(arena, schema, table, column, type, errors);
    if (type->kind == TYPE_NATIVE || type->kind == TYPE_VERBATIM)
        return postgresql_canonical_type(arena, type->text);
    const char *sql = portable_sql(arena, type);
    if (!sql)
        error_hint(errors,
            error_add(errors, ERROR_UNSUPPORTED, column->place, "column \"%s.%s\" has no type", table->name,
                column->name),
            "only SQLite has columns without a type; give it one, such as text");
    return sql;
}
