#include "mysql/types.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"

/* What a type can be called, and what the server calls it. */
static const struct synonym {
    const char *word, *canonical;
} synonyms[] = {
    {"integer", "int"},
    {"int1", "tinyint"},
    {"int2", "smallint"},
    {"int3", "mediumint"},
    {"middleint", "mediumint"},
    {"int4", "int"},
    {"int8", "bigint"},
    {"dec", "decimal"},
    {"numeric", "decimal"},
    {"fixed", "decimal"},
    {"real", "double"},
    {"float4", "float"},
    {"float8", "double"},
    {"double precision", "double"},
    {"character", "char"},
    {"nchar", "char"},
    {"national char", "char"},
    {"national character", "char"},
    {"character varying", "varchar"},
    {"char varying", "varchar"},
    {"varcharacter", "varchar"},
    {"nvarchar", "varchar"},
    {"national varchar", "varchar"},
    {"long varchar", "mediumtext"},
    {"long", "mediumtext"},
    {"long varbinary", "mediumblob"},
    {"geomcollection", "geometrycollection"},
};

static const char *const words[] = {"bit", "tinyint", "smallint", "mediumint", "int", "bigint", "bool",
    "decimal", "float", "double", "char", "varchar", "binary", "varbinary", "tinytext", "text", "mediumtext",
    "longtext", "tinyblob", "blob", "mediumblob", "longblob", "enum", "set", "date", "time", "datetime",
    "timestamp", "year", "json", "uuid", "inet4", "inet6", "geometry", "point", "linestring", "polygon",
    "multipoint", "multilinestring", "multipolygon", "geometrycollection", "national", "long", "serial",
    "vector"};

/* Display widths that are only the default: signed, then unsigned. */
static const struct width {
    const char *base;
    unsigned widths[2];
} integers[] = {{"tinyint", {4, 3}}, {"smallint", {6, 5}}, {"mediumint", {9, 8}}, {"int", {11, 10}},
    {"bigint", {20, 20}}};

enum { WORDS = sizeof words / sizeof *words, SYNONYMS = sizeof synonyms / sizeof *synonyms };

/* A type, cut into its parts. */
struct parts {
    const char *base;
    struct names arguments;
    bool is_unsigned, zerofill, binary;
    const char *charset, *collation;
    struct names rest; /* words that aren't known here */
};

bool mysql_knows_type(const char *word) {
    for (size_t i = 0; i < WORDS; i++)
        if (!strcmp(words[i], word))
            return true;
    for (size_t i = 0; i < SYNONYMS; i++)
        if (!strcmp(synonyms[i].word, word))
            return true;
    return false;
}

static const char *canonical_word(const char *word) {
    for (size_t i = 0; i < SYNONYMS; i++)
        if (!strcmp(synonyms[i].word, word))
            return synonyms[i].canonical;
    return word;
}

static char *token_lower(struct arena *arena, struct token token) {
    return text_lower(arena, arena_text(arena, token.text, token.length));
}

static struct token peek(const struct lexer *lexer) {
    struct lexer ahead = *lexer;
    return lexer_next_word(&ahead);
}

/* The type's name, which may be two words. */
static void read_base(struct arena *arena, struct lexer *lexer, struct parts *parts) {
    parts->base = token_lower(arena, lexer_next_word(lexer));
    if (!strncmp(parts->base, "national", 8) || !strncmp(parts->base, "nchar", 5) ||
        !strcmp(parts->base, "nvarchar"))
        parts->charset = "utf8mb3";
    for (;;) {
        struct token next = peek(lexer);
        char *both = arena_format(arena, "%s %s", parts->base, token_lower(arena, next));
        if (next.kind != TOKEN_WORD || canonical_word(both) == both)
            break;
        parts->base = both;
        lexer_next_word(lexer);
    }
    parts->base = canonical_word(parts->base);
}

static void read_arguments(struct arena *arena, struct lexer *lexer, struct parts *parts) {
    if (!token_is(peek(lexer), "("))
        return;
    lexer_next_word(lexer);
    for (struct token token; (token = lexer_next_word(lexer)).kind != TOKEN_END && !token_is(token, ")");)
        if (token.kind == TOKEN_STRING)
            list_push(arena, &parts->arguments, mysql_text(arena, literal_text(arena, token)));
        else if (!token_is(token, ","))
            list_push(arena, &parts->arguments, arena_text(arena, token.text, token.length));
}

static const char *name_or_text(struct arena *arena, struct token token) {
    return text_lower(arena, literal_name(arena, token));
}

static void read_attributes(struct arena *arena, struct lexer *lexer, struct parts *parts) {
    for (struct token token; (token = lexer_next_word(lexer)).kind != TOKEN_END;) {
        if (token_is(token, "unsigned"))
            parts->is_unsigned = true;
        else if (token_is(token, "zerofill"))
            parts->zerofill = parts->is_unsigned = true;
        else if (token_is(token, "charset"))
            parts->charset = name_or_text(arena, lexer_next_word(lexer));
        else if (token_is(token, "collate"))
            parts->collation = name_or_text(arena, lexer_next_word(lexer));
        else if ((token_is(token, "character") || token_is(token, "char")) && token_is(peek(lexer), "set")) {
            lexer_next_word(lexer);
            parts->charset = name_or_text(arena, lexer_next_word(lexer));
        } else if (token_is(token, "ascii"))
            parts->charset = "latin1";
        else if (token_is(token, "unicode"))
            parts->charset = "ucs2";
        else if (token_is(token, "binary"))
            parts->binary = true;
        else if (!token_is(token, "signed"))
            list_push(arena, &parts->rest, token_lower(arena, token));
    }
}

static const char *argument(const struct parts *parts, size_t at) {
    return at < parts->arguments.count ? parts->arguments.items[at] : NULL;
}

static unsigned long argument_number(const struct parts *parts) {
    const char *text = argument(parts, 0);
    return text ? strtoul(text, NULL, 10) : 0;
}

static const struct width *find_width(const char *base) {
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
        if (!strcmp(integers[i].base, base))
            return &integers[i];
    return NULL;
}

/* A width that says nothing goes; tinyint(1), the boolean, and those that fill with zeros stay. */
static void tidy_width(
    const struct features *features, struct arena *arena, struct parts *parts, const struct width *width) {
    unsigned common = width->widths[parts->is_unsigned];
    unsigned long given = argument_number(parts);
    bool boolean = !strcmp(parts->base, "tinyint") && given == 1 && !parts->is_unsigned;
    if (parts->zerofill && !given)
        list_push(arena, &parts->arguments, arena_format(arena, "%u", common));
    else if (!parts->zerofill && !boolean && (given == common || !given || !features->display_widths))
        parts->arguments.count = 0;
}

static void tidy_float(struct parts *parts) {
    if (parts->arguments.count != 1)
        return;
    if (argument_number(parts) > 24)
        parts->base = "double";
    parts->arguments.count = 0;
}

/* TEXT(n) is the smallest of the four that takes n. */
static void tidy_sized(struct arena *arena, struct parts *parts) {
    if (!parts->arguments.count)
        return;
    unsigned long size = argument_number(parts);
    const char *prefix = size < 256 ? "tiny" : size < 65536 ? "" : size < 16777216 ? "medium" : "long";
    parts->base = arena_format(arena, "%s%s", prefix, parts->base);
    parts->arguments.count = 0;
}

static void tidy_arguments(const struct features *features, struct arena *arena, struct parts *parts) {
    const char *base = parts->base;
    const struct width *width = find_width(base);
    if (width)
        tidy_width(features, arena, parts, width);
    else if (!strcmp(base, "decimal")) {
        if (!parts->arguments.count)
            list_push(arena, &parts->arguments, "10");
        if (parts->arguments.count == 1)
            list_push(arena, &parts->arguments, "0");
    } else if (!strcmp(base, "float"))
        tidy_float(parts);
    else if (!strcmp(base, "text") || !strcmp(base, "blob"))
        tidy_sized(arena, parts);
    else if (!strcmp(base, "year"))
        parts->arguments.count = 0;
    else if (!strcmp(base, "datetime") || !strcmp(base, "timestamp") || !strcmp(base, "time")) {
        if (!argument_number(parts))
            parts->arguments.count = 0;
    } else if (!parts->arguments.count &&
               (!strcmp(base, "char") || !strcmp(base, "binary") || !strcmp(base, "bit")))
        list_push(arena, &parts->arguments, "1");
}

static void tidy_words(struct arena *arena, struct parts *parts) {
    if (!strcmp(parts->base, "bool") || !strcmp(parts->base, "boolean")) {
        parts->base = "tinyint";
        parts->arguments.count = 0;
        list_push(arena, &parts->arguments, "1");
    }
    if (parts->binary && !parts->collation && parts->charset)
        parts->collation = arena_format(arena, "%s_bin", parts->charset);
}

static const char *parts_sql(struct arena *arena, const struct parts *parts) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, parts->base);
    if (parts->arguments.count)
        buffer_addf(&out, "(%s)", names_join(arena, &parts->arguments, ","));
    if (parts->is_unsigned)
        buffer_add(&out, " unsigned");
    if (parts->zerofill)
        buffer_add(&out, " zerofill");
    if (parts->rest.count)
        buffer_addf(&out, " %s", names_join(arena, &parts->rest, " "));
    return buffer_text(&out);
}

enum { SHORT_WORDS = 200 };

static bool is_short(const char *text) {
    return !text || strlen(text) < SHORT_WORDS;
}

static const char *moved(struct arena *arena, const char *text) {
    return *text ? arena_string(arena, text) : NULL;
}

/* Reading a type leaves words behind that nobody asks for again: what counts is kept alone. */
static struct mysql_type without_scraps(
    struct arena *arena, struct arena_mark before, struct mysql_type type) {
    char sql[SHORT_WORDS], charset[SHORT_WORDS] = "", collation[SHORT_WORDS] = "";
    if (!is_short(type.sql) || !is_short(type.charset) || !is_short(type.collation))
        return type;
    strcpy(sql, type.sql);
    if (type.charset)
        strcpy(charset, type.charset);
    if (type.collation)
        strcpy(collation, type.collation);
    arena_rewind(arena, before);
    return (struct mysql_type){arena_string(arena, sql), moved(arena, charset), moved(arena, collation)};
}

struct mysql_type mysql_native_type(const struct features *features, struct arena *arena, const char *text) {
    struct arena_mark before = arena_mark(arena);
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text, strlen(text));
    struct parts parts = {0};
    read_base(arena, &lexer, &parts);
    read_arguments(arena, &lexer, &parts);
    read_attributes(arena, &lexer, &parts);
    tidy_words(arena, &parts);
    tidy_arguments(features, arena, &parts);
    return without_scraps(
        arena, before, (struct mysql_type){parts_sql(arena, &parts), parts.charset, parts.collation});
}

char *mysql_type_base(struct arena *arena, const char *sql) {
    return arena_text(arena, sql, strcspn(sql, "( "));
}

unsigned mysql_type_length(const char *sql) {
    const char *bracket = strchr(sql, '(');
    return bracket ? (unsigned)strtoul(bracket + 1, NULL, 10) : 0;
}

bool mysql_type_has_charset(const char *sql) {
    static const char *const starts[] = {
        "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"};
    size_t length = strcspn(sql, "( ");
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strlen(starts[i]) == length && !strncmp(sql, starts[i], length))
            return true;
    return false;
}
