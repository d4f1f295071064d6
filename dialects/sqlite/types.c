#include "sqlite/types.h"

#include <string.h>

#include "base/text.h"
#include "schema/type.h"
#include "sql/quote.h"
#include "sqlite/sqlite.h"

/* Words that are types to people who write for SQLite, sorted; a misspelt one is told. */
static const char *const words[] = {"any", "bigint", "binary", "bit", "blob", "bool", "boolean", "bytea",
    "char", "character", "clob", "date", "datetime", "datetime2", "dec", "decimal", "double", "fixed",
    "float", "float4", "float8", "int", "int2", "int4", "int8", "integer", "interval", "json", "jsonb",
    "long", "longblob", "longtext", "mediumblob", "mediumint", "mediumtext", "money", "native", "nchar",
    "ntext", "number", "numeric", "nvarchar", "real", "smallint", "text", "time", "timestamp", "timestamptz",
    "tinyblob", "tinyint", "tinytext", "unsigned", "uuid", "varbinary", "varchar", "varchar2", "varying",
    "year"};

bool sqlite_knows_type(const char *word) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], word))
            return true;
    return false;
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static bool contains(const char *text, const char *word) {
    size_t length = strlen(word);
    for (; *text; text++) {
        size_t i = 0;
        while (i < length && upper(text[i]) == word[i])
            i++;
        if (i == length)
            return true;
    }
    return false;
}

/* Section 3.1 of SQLite's "Datatypes", in its order. */
enum affinity sqlite_affinity(const char *type_sql) {
    if (text_starts_with(type_sql, "ENUM("))
        return AFFINITY_TEXT;
    if (contains(type_sql, "INT"))
        return AFFINITY_INTEGER;
    if (contains(type_sql, "CHAR") || contains(type_sql, "CLOB") || contains(type_sql, "TEXT"))
        return AFFINITY_TEXT;
    if (contains(type_sql, "BLOB") || !*type_sql)
        return AFFINITY_BLOB;
    if (contains(type_sql, "REAL") || contains(type_sql, "FLOA") || contains(type_sql, "DOUB"))
        return AFFINITY_REAL;
    return AFFINITY_NUMERIC;
}

static void add_upper(struct buffer *out, struct token token) {
    for (size_t i = 0; i < token.length; i++)
        buffer_add_char(out, token.kind == TOKEN_WORD ? upper(token.text[i]) : token.text[i]);
}

static bool needs_blank(const struct buffer *out, struct token token) {
    if (!out->length || token_is(token, "(") || token_is(token, ")") || token_is(token, ","))
        return false;
    return !strchr("(+-", out->text[out->length - 1]);
}

char *sqlite_type_canonical(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    struct lexer lexer = lexer_on(&sqlite_syntax, text, strlen(text));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        if (needs_blank(&out, token))
            buffer_add_char(&out, ' ');
        add_upper(&out, token);
    }
    return buffer_text(&out);
}

const char *sqlite_collation_canonical(struct arena *arena, const char *name) {
    static const char *const known[] = {"BINARY", "NOCASE", "RTRIM"};
    (void)arena;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_same_word(name, known[i]))
            return known[i];
    return name;
}

/* A STRICT table has five types. */
static const char *strict_word(enum type_kind kind) {
    switch (kind) {
    case TYPE_SMALLINTEGER:
    case TYPE_INTEGER:
    case TYPE_BIGINTEGER:
    case TYPE_BOOLEAN:
        return "INTEGER";
    case TYPE_NUMERIC:
    case TYPE_FLOAT:
    case TYPE_DOUBLE:
        return "REAL";
    case TYPE_BINARY:
    case TYPE_BLOB:
        return "BLOB";
    default:
        return "TEXT";
    }
}

/* SQLAlchemy's spellings, so that a database made by it differs in nothing. CHAR(32), not UUID: its affinity
 * is text, where digits alone would become a number. */
static const char *const spellings[] = {
    [TYPE_SMALLINTEGER] = "SMALLINT",
    [TYPE_INTEGER] = "INTEGER",
    [TYPE_BIGINTEGER] = "BIGINT",
    [TYPE_NUMERIC] = "NUMERIC",
    [TYPE_FLOAT] = "FLOAT",
    [TYPE_DOUBLE] = "DOUBLE",
    [TYPE_BOOLEAN] = "BOOLEAN",
    [TYPE_STRING] = "VARCHAR",
    [TYPE_TEXT] = "TEXT",
    [TYPE_DATE] = "DATE",
    [TYPE_TIME] = "TIME",
    [TYPE_DATETIME] = "DATETIME",
    [TYPE_TIMESTAMP] = "TIMESTAMP",
    [TYPE_INTERVAL] = "INTERVAL",
    [TYPE_BINARY] = "BINARY",
    [TYPE_BLOB] = "BLOB",
    [TYPE_JSON] = "JSON",
    [TYPE_UUID] = "CHAR(32)",
};

char *sqlite_type_sql(struct arena *arena, const struct type *type, bool strict) {
    switch (type->kind) {
    case TYPE_NONE:
        return arena_string(arena, "");
    case TYPE_NATIVE:
    case TYPE_VERBATIM:
        return sqlite_type_canonical(arena, type->text);
    case TYPE_ENUM:
        return sqlite_enum_sql(arena, type->values);
    default:
        break;
    }
    if (strict)
        return arena_string(arena, strict_word(type->kind));
    const char *word = spellings[type->kind];
    if (!type->length)
        return arena_string(arena, word);
    return type->has_scale ? arena_format(arena, "%s(%u, %u)", word, type->length, type->scale)
                           : arena_format(arena, "%s(%u)", word, type->length);
}

/* --- Enums --- */

static const char enum_start[] = "ENUM(";

char *sqlite_enum_sql(struct arena *arena, const struct names *values) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, enum_start);
    for (size_t i = 0; i < values->count; i++) {
        buffer_add(&out, i ? ", " : "");
        sqlite_text_quoted(&out, values->items[i]);
    }
    buffer_add_char(&out, ')');
    return buffer_text(&out);
}

bool sqlite_enum_values(struct arena *arena, const char *type_sql, struct names *values) {
    *values = (struct names){0};
    if (!text_starts_with(type_sql, enum_start))
        return false;
    const char *start = type_sql + strlen(enum_start);
    struct lexer lexer = lexer_on(&sqlite_syntax, start, strlen(start));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;)
        if (token.kind == TOKEN_STRING)
            list_push(arena, values, sqlite_text_unquoted(arena, token));
    return true;
}

static size_t characters(const char *text) {
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

const char *sqlite_type_written(struct arena *arena, const char *type_sql, bool strict) {
    struct names values;
    size_t longest = 1;
    if (!sqlite_enum_values(arena, type_sql, &values))
        return type_sql;
    for (size_t i = 0; i < values.count; i++)
        if (characters(values.items[i]) > longest)
            longest = characters(values.items[i]);
    return strict ? "TEXT" : arena_format(arena, "VARCHAR(%zu)", longest);
}

/* --- Back --- */

static bool parse_portable(struct arena *arena, const char *text, struct type *type) {
    struct errors ignored = {.arena = arena};
    struct type_words none = {.known = NULL};
    return type_parse(arena, text, NOWHERE, &none, type, &ignored);
}

/* Portable words for a spelling, as type_parse() takes them. */
static const char *portable_text(struct arena *arena, const char *lower) {
    static const char *const renamed[][2] = {
        {"smallint", "smallinteger"}, {"bigint", "biginteger"}, {"varchar", "string"}};
    size_t length = strcspn(lower, "(");
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strlen(renamed[i][0]) == length && !strncmp(lower, renamed[i][0], length))
            return arena_format(arena, "%s%s", renamed[i][1], lower + length);
    return lower;
}

static bool is_native(struct arena *arena, const char *lower) {
    const char *word = arena_text(arena, lower, strcspn(lower, "( "));
    return sqlite_knows_type(word) && !strpbrk(lower, "\"'`[");
}

struct type sqlite_own_word(struct arena *arena, const char *type_sql) {
    const char *lower = text_lower(arena, type_sql);
    struct type type;
    if (parse_portable(arena, lower, &type) && type.kind == TYPE_NATIVE && is_native(arena, lower))
        return (struct type){.kind = TYPE_NATIVE, .text = lower};
    return (struct type){.kind = TYPE_VERBATIM, .text = type_sql};
}

struct type sqlite_type_of(struct arena *arena, const char *type_sql, bool strict) {
    struct names values;
    struct type type = {.kind = TYPE_NONE};
    if (!*type_sql)
        return type;
    if (sqlite_enum_values(arena, type_sql, &values)) {
        struct names *kept = arena_new(arena, struct names);
        *kept = values;
        return (struct type){.kind = TYPE_ENUM, .values = kept};
    }
    const char *lower = text_lower(arena, type_sql);
    bool parsed = parse_portable(arena, portable_text(arena, lower), &type);
    if (parsed && type.kind != TYPE_NATIVE && !strcmp(sqlite_type_sql(arena, &type, strict), type_sql))
        return type;
    return sqlite_own_word(arena, type_sql);
}

/* --- Memory --- */

struct type_memory sqlite_type_memory(struct arena *arena) {
    return (struct type_memory){
        .spellings.arena = arena, .types = {{.arena = arena}, {.arena = arena}}, .names.arena = arena};
}

const char *sqlite_name_recall(struct type_memory *memory, const char *name) {
    enum { NAMES_MAX = 1000 };
    const char *known = index_find(&memory->names, name);
    if (!known && memory->names.count < NAMES_MAX)
        index_put(&memory->names, name, arena_string(memory->names.arena, name));
    return known ? known : name;
}

const char *sqlite_type_recall(struct type_memory *memory, const char *text, size_t length) {
    struct arena *arena = memory->spellings.arena;
    char word[64];
    if (length >= sizeof word)
        return sqlite_type_canonical(arena, arena_text(arena, text, length));
    memcpy(word, text, length);
    word[length] = 0;
    char *known = index_find(&memory->spellings, word);
    if (!known) {
        known = sqlite_type_canonical(arena, word);
        index_put(&memory->spellings, arena_string(arena, word), known);
    }
    return known;
}

struct type sqlite_type_recall_of(struct type_memory *memory, const char *type_sql, bool strict) {
    struct name_index *types = &memory->types[strict];
    struct type *known = index_find(types, type_sql);
    if (!known) {
        known = arena_new(types->arena, struct type);
        *known = sqlite_type_of(types->arena, type_sql, strict);
        index_put(types, type_sql, known);
    }
    return *known;
}
