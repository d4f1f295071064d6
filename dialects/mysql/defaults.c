#include "mysql/defaults.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mysql/bytes.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/types.h"

static bool is_one_of(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return true;
    return false;
}

static bool is_whole_number(const char *base) {
    static const char *const words[] = {"tinyint", "smallint", "mediumint", "int", "bigint", "year"};
    return is_one_of(base, words, sizeof words / sizeof *words);
}

static bool is_numeric(const char *base) {
    static const char *const words[] = {"decimal", "float", "double"};
    return is_whole_number(base) || is_one_of(base, words, sizeof words / sizeof *words);
}

static bool is_plain_number(const char *text) {
    text += *text == '-' || *text == '+';
    size_t digits = strspn(text, "0123456789");
    const char *rest = text + digits;
    if (*rest == '.') {
        size_t fraction = strspn(rest + 1, "0123456789");
        digits += fraction;
        rest += 1 + fraction;
    }
    return digits && !*rest;
}

static unsigned scale_of(const char *type_sql) {
    const char *comma = strchr(type_sql, ',');
    return comma ? (unsigned)strtoul(comma + 1, NULL, 10) : 0;
}

/* No plus, no zeros in front, and `scale` digits behind the point: fewer only when they'd be lost. */
static const char *tidy_number(struct arena *arena, const char *text, unsigned scale) {
    bool negative = *text == '-';
    text += negative || *text == '+';
    while (*text == '0' && text[1] >= '0' && text[1] <= '9')
        text++;
    size_t whole = strcspn(text, ".");
    const char *fraction = text[whole] ? text + whole + 1 : "";
    size_t digits = strlen(fraction);
    while (digits > scale && fraction[digits - 1] == '0')
        digits--;
    struct buffer out = {.arena = arena};
    buffer_add(&out, negative ? "-" : "");
    buffer_add_text(&out, whole ? text : "0", whole ? whole : 1);
    if (digits || scale)
        buffer_add_char(&out, '.');
    buffer_add_text(&out, fraction, digits);
    for (; digits < scale; digits++)
        buffer_add_char(&out, '0');
    return buffer_text(&out);
}

/* '2000-01-01' for a datetime is shown with its time, and with the column's digits of seconds. */
static const char *tidy_moment(struct arena *arena, const char *type_sql, const char *text) {
    unsigned digits = mysql_type_length(type_sql);
    struct buffer out = {.arena = arena};
    buffer_add(&out, text);
    if (strlen(text) == 10 && strspn(text, "0123456789-") == 10)
        buffer_add(&out, " 00:00:00");
    if (digits && out.length == 19 && !strchr(text, '.')) {
        buffer_add_char(&out, '.');
        for (unsigned i = 0; i < digits; i++)
            buffer_add_char(&out, '0');
    }
    return buffer_text(&out);
}

static const char *bits(struct arena *arena, unsigned long long number) {
    char digits[65], *at = digits + 64;
    *at = 0;
    do
        *--at = (char)('0' + (number & 1));
    while (number >>= 1);
    return arena_format(arena, "b'%s'", at);
}

/* A literal's text, for a column of this type. */
static const char *literal(struct arena *arena, const char *type_sql, const char *text) {
    const char *base = mysql_type_base(arena, type_sql);
    if (is_numeric(base) && is_plain_number(text))
        return tidy_number(arena, text, is_whole_number(base) ? 0 : scale_of(type_sql));
    if (!strcmp(base, "bit") && is_plain_number(text))
        return bits(arena, strtoull(text, NULL, 10));
    if (!strcmp(base, "datetime") || !strcmp(base, "timestamp"))
        text = tidy_moment(arena, type_sql, text);
    return mysql_text(arena, text);
}

const char *default_now(struct arena *arena, const char *sql) {
    static const char *const words[] = {"current_timestamp", "now", "localtime", "localtimestamp"};
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    struct token name = lexer_next_word(&lexer), token = lexer_next_word(&lexer);
    char *word = text_lower(arena, arena_text(arena, name.text, name.length));
    if (!is_one_of(word, words, sizeof words / sizeof *words))
        return NULL;
    unsigned long digits = 0;
    if (token_is(token, "(")) {
        token = lexer_next_word(&lexer);
        if (token.kind == TOKEN_NUMBER) {
            digits = strtoul(token.text, NULL, 10);
            token = lexer_next_word(&lexer);
        }
        if (!token_is(token, ")"))
            return NULL;
        token = lexer_next_word(&lexer);
    }
    if (token.kind != TOKEN_END)
        return NULL;
    return digits ? arena_format(arena, "current_timestamp(%lu)", digits) : "current_timestamp";
}

static bool starts_with_bits(struct token token) {
    return (token.text[0] == 'b' || token.text[0] == 'B') && token.length > 2 && token.text[1] == '\'';
}

static bool starts_with_hex(struct token token) {
    return (token.text[0] == 'x' || token.text[0] == 'X') && token.length > 2 && token.text[1] == '\'';
}

static const char *bits_literal(struct arena *arena, struct token token) {
    return bits(arena, strtoull(arena_text(arena, token.text + 2, token.length - 3), NULL, 2));
}

/* The text without brackets that stand around all of it. */
static const char *without_brackets(struct arena *arena, const char *sql) {
    for (;;) {
        struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
        struct token first = lexer_next_word(&lexer), last = first;
        if (!token_is(first, "("))
            return sql;
        size_t depth = 1;
        for (struct token token; depth && (token = lexer_next_word(&lexer)).kind != TOKEN_END; last = token)
            depth += token_is(token, "(") ? 1 : token_is(token, ")") ? (size_t)-1 : 0;
        if (depth || lexer_next_word(&lexer).kind != TOKEN_END)
            return sql;
        sql = arena_text(arena, first.text + 1, (size_t)(last.text - first.text) - 1);
    }
}

/* One literal and nothing else; null when it is more. */
static const char *single_literal(struct arena *arena, const char *type_sql, const char *sql) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    struct token token = lexer_next_word(&lexer);
    bool is_signed = token_is(token, "-") || token_is(token, "+");
    const char *sign = token_is(token, "-") ? "-" : "";
    if (is_signed)
        token = lexer_next_word(&lexer);
    if (lexer_next_word(&lexer).kind != TOKEN_END)
        return NULL;
    const char *base = mysql_type_base(arena, type_sql);
    const char *bytes = bytes_are_kept(base) && !is_signed ? bytes_canonical(arena, base, token) : NULL;
    if (bytes)
        return bytes;
    if (token.kind == TOKEN_NUMBER && token.length > 1 && token.text[1] == 'x')
        return NULL;
    if (token.kind == TOKEN_NUMBER)
        return literal(arena, type_sql, arena_format(arena, "%s%.*s", sign, (int)token.length, token.text));
    if (is_signed)
        return NULL;
    if (token_is(token, "true") || token_is(token, "false"))
        return literal(arena, type_sql, token_is(token, "true") ? "1" : "0");
    if (token.kind != TOKEN_STRING)
        return NULL;
    if (starts_with_bits(token))
        return bits_literal(arena, token);
    return starts_with_hex(token) ? NULL : literal(arena, type_sql, literal_text(arena, token));
}

const char *default_canonical_sql(struct arena *arena, const char *type_sql, const char *sql) {
    sql = without_brackets(arena, sql);
    if (text_same_word(sql, "null"))
        return NULL;
    const char *found = single_literal(arena, type_sql, sql);
    if (!found)
        found = default_now(arena, sql);
    return found ? found : sql;
}

const char *default_canonical(struct arena *arena, const char *type_sql, const struct value *value) {
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_NULL:
        return NULL;
    case VALUE_BOOLEAN:
        return literal(arena, type_sql, !strcmp(value->text, "true") ? "1" : "0");
    case VALUE_NUMBER:
    case VALUE_STRING:
        return literal(arena, type_sql, value->text);
    case VALUE_SQL:
        break;
    }
    return default_canonical_sql(arena, type_sql, value->text);
}

enum default_form default_form(const char *default_sql) {
    bool bits_or_bytes = !strncmp(default_sql, "b'", 2) || !strncmp(default_sql, "x'", 2);
    if (*default_sql == '\'' || bits_or_bytes || is_plain_number(default_sql)) {
        struct lexer lexer = lexer_on(mysql_dialect.syntax, default_sql, strlen(default_sql));
        struct token token = lexer_next_word(&lexer);
        if (token_is(token, "-"))
            lexer_next_word(&lexer);
        if (lexer_next_word(&lexer).kind == TOKEN_END)
            return DEFAULT_LITERAL;
    }
    return text_starts_with(default_sql, "current_timestamp") ? DEFAULT_NOW : DEFAULT_EXPRESSION;
}

/* The zeros at the end of 0.50 are the column's, not the value's. */
static struct value portable_number(struct arena *arena, const char *type_sql, const char *text) {
    if (strcmp(type_sql, "tinyint(1)") != 0)
        return (struct value){VALUE_NUMBER, tidy_number(arena, text, 0)};
    if (!strcmp(text, "0") || !strcmp(text, "1"))
        return (struct value){VALUE_BOOLEAN, *text == '1' ? "true" : "false"};
    return (struct value){VALUE_NUMBER, arena_string(arena, text)};
}

struct value default_portable(struct arena *arena, const char *type_sql, const char *default_sql) {
    if (!default_sql)
        return (struct value){0};
    if (default_form(default_sql) != DEFAULT_LITERAL || *default_sql == 'b' || *default_sql == 'x')
        return (struct value){
            VALUE_SQL, strcmp(default_sql, "current_timestamp") ? default_sql : "CURRENT_TIMESTAMP"};
    if (*default_sql != '\'')
        return portable_number(arena, type_sql, default_sql);
    struct token token = {.kind = TOKEN_STRING, .text = default_sql, .length = strlen(default_sql)};
    return (struct value){VALUE_STRING, literal_text(arena, token)};
}
