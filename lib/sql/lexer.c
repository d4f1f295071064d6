#include "sql/lexer.h"

#include <string.h>

#include "sql/quote.h"

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool in_word(char c) {
    return starts_word(c) || is_digit(c) || c == '$';
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The byte `ahead` of where the lexer stands, NUL behind the end. */
static char peek(const struct lexer *lexer, size_t ahead) {
    return (size_t)(lexer->end - lexer->at) > ahead ? lexer->at[ahead] : 0;
}

static const char *word_end(const struct lexer *lexer, const char *at) {
    while (at < lexer->end && in_word(*at))
        at++;
    return at;
}

static const char *digits_end(const struct lexer *lexer, const char *at) {
    while (at < lexer->end && is_digit(*at))
        at++;
    return at;
}

/* Letters that follow at once belong to the number, as in 0x1f and 1_000. */
static const char *number_end(const struct lexer *lexer) {
    const char *at = digits_end(lexer, lexer->at);
    if (at < lexer->end && *at == '.')
        at = digits_end(lexer, at + 1);
    if (at < lexer->end && lower(*at) == 'e') {
        const char *sign = at + 1;
        if (sign < lexer->end && (*sign == '+' || *sign == '-'))
            sign++;
        if (sign < lexer->end && is_digit(*sign))
            at = sign;
    }
    return word_end(lexer, at);
}

/* ?, ?1, $1, @name, @@name; SQLite's :name and $name. PostgreSQL has an operator @. */
static const char *parameter_end(const struct lexer *lexer) {
    char c = lexer->at[0], next = peek(lexer, 1);
    bool named = starts_word(next);
    if (c == '?')
        return digits_end(lexer, lexer->at + 1);
    if ((c == '$' || c == ':') && named && lexer->syntax->bracket_names)
        return word_end(lexer, lexer->at + 1);
    if (c == '$' && is_digit(next))
        return word_end(lexer, lexer->at + 1);
    if (c != '@' || lexer->syntax->dollar_quotes)
        return NULL;
    if (next == '@' && starts_word(peek(lexer, 2)))
        return word_end(lexer, lexer->at + 2);
    return named ? word_end(lexer, lexer->at + 1) : NULL;
}

/* Longest first. */
static const char *const symbols[] = {"!~~*", "->>", "#>>", "<=>", "!~*", "~~*", "!~~", "||/", "-|-", "<->",
    "::", ":=", "||", "|/", "->", "#>", "#-", "<=", ">=", "<>", "!=", "==", "<<", ">>", "&&", "@>", "<@",
    "@@", "@?", "~*", "!~", "~~", "=>", "&<", "&>", "^@"};

static size_t symbol_length(const struct lexer *lexer) {
    if (strchr("(),;.", *lexer->at))
        return 1;
    size_t left = (size_t)(lexer->end - lexer->at);
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        size_t length = strlen(symbols[i]);
        if (length <= left && !memcmp(lexer->at, symbols[i], length))
            return length;
    }
    return 1;
}

/* The signs around a version comment's text: `/` `*` `!` and digits, and its end. */
static const char *version_sign_end(const struct lexer *lexer) {
    if (!lexer->syntax->version_comments)
        return NULL;
    char c = lexer->at[0], next = peek(lexer, 1);
    /* A star behind it would mean a product and a comment. */
    if (c == '*' && next == '/' && peek(lexer, 2) != '*')
        return lexer->at + 2;
    if (c != '/' || next != '*')
        return NULL;
    size_t mark = peek(lexer, 2) == 'M' ? 3 : 2;
    return peek(lexer, mark) == '!' ? digits_end(lexer, lexer->at + mark + 1) : NULL;
}

static const char *blank_end(const struct lexer *lexer) {
    const char *at = lexer->at;
    while (at < lexer->end && is_blank(*at))
        at++;
    return at;
}

static struct token token_to(const struct lexer *lexer, enum token_kind kind, const char *end) {
    return (struct token){.kind = kind, .text = lexer->at, .length = (size_t)(end - lexer->at)};
}

static struct token token_here(const struct lexer *lexer) {
    struct token token = {.kind = TOKEN_END, .text = lexer->at};
    if (lexer->at == lexer->end)
        return token;
    char c = *lexer->at;
    const char *end = version_sign_end(lexer);
    if (is_blank(c))
        return token_to(lexer, TOKEN_BLANK, blank_end(lexer));
    if (end)
        return token_to(lexer, TOKEN_SYMBOL, end);
    if (comment_scan(lexer, &token) || quote_scan(lexer, &token))
        return token;
    if (starts_word(c))
        return token_to(lexer, TOKEN_WORD, word_end(lexer, lexer->at));
    if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1))))
        return token_to(lexer, TOKEN_NUMBER, number_end(lexer));
    end = parameter_end(lexer);
    if (end)
        return token_to(lexer, TOKEN_PARAMETER, end);
    return token_to(lexer, TOKEN_SYMBOL, lexer->at + symbol_length(lexer));
}

struct lexer lexer_on(const struct sql_syntax *syntax, const char *text, size_t length) {
    return (struct lexer){syntax, text, text + length};
}

struct token lexer_next(struct lexer *lexer) {
    struct token token = token_here(lexer);
    lexer->at += token.length;
    return token;
}

struct token lexer_next_word(struct lexer *lexer) {
    struct token token = lexer_next(lexer);
    while (token.kind == TOKEN_BLANK || token.kind == TOKEN_COMMENT)
        token = lexer_next(lexer);
    return token;
}

bool token_is(struct token token, const char *word) {
    if (token.kind != TOKEN_WORD && token.kind != TOKEN_SYMBOL)
        return false;
    for (size_t i = 0; i < token.length; i++)
        if (!word[i] || lower(token.text[i]) != lower(word[i]))
            return false;
    return !word[token.length];
}
