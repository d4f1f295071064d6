#include "sql/quote.h"

#include <string.h>

static size_t left_of(const struct lexer *lexer) {
    return (size_t)(lexer->end - lexer->at);
}

static char peek(const struct lexer *lexer, size_t ahead) {
    return left_of(lexer) > ahead ? lexer->at[ahead] : 0;
}

static void finish(const struct lexer *lexer, struct token *token, enum token_kind kind, const char *end) {
    token->kind = kind;
    token->text = lexer->at;
    token->unfinished = !end;
    token->length = end ? (size_t)(end - lexer->at) : left_of(lexer);
}

static const char *line_end(const struct lexer *lexer) {
    const char *newline = memchr(lexer->at, '\n', left_of(lexer));
    return newline ? newline : lexer->end;
}

/* Null when the comment has no end. */
static const char *block_comment_end(const struct lexer *lexer) {
    size_t depth = 1;
    for (const char *at = lexer->at + 2; at + 1 < lexer->end; at++) {
        if (at[0] == '*' && at[1] == '/') {
            at++;
            if (!--depth)
                return at + 1;
        } else if (lexer->syntax->nested_comments && at[0] == '/' && at[1] == '*') {
            at++;
            depth++;
        }
    }
    return NULL;
}

/* MySQL takes a blank or a control character behind the dashes. */
static bool starts_line_comment(const struct lexer *lexer) {
    if (lexer->at[0] == '#')
        return lexer->syntax->hash_comments;
    if (lexer->at[0] != '-' || peek(lexer, 1) != '-')
        return false;
    return !lexer->syntax->dashes_need_blank || (unsigned char)peek(lexer, 2) <= ' ';
}

bool comment_scan(const struct lexer *lexer, struct token *token) {
    if (starts_line_comment(lexer))
        finish(lexer, token, TOKEN_COMMENT, line_end(lexer));
    else if (lexer->at[0] == '/' && peek(lexer, 1) == '*')
        finish(lexer, token, TOKEN_COMMENT, block_comment_end(lexer));
    else
        return false;
    return true;
}

/* From behind the opening quote. A doubled quote stays inside. Null when there is no end. */
static const char *quoted_end(const struct lexer *lexer, const char *at, char quote, bool backslashes) {
    for (; at < lexer->end; at++) {
        if (backslashes && *at == '\\') {
            if (++at == lexer->end)
                return NULL;
        } else if (*at == quote) {
            if (quote == ']' || at + 1 == lexer->end || at[1] != quote)
                return at + 1;
            at++;
        }
    }
    return NULL;
}

/* How many bytes of prefix stand before a quote: E'…', X'…', B'…', N'…', U&'…' and U&"…". */
static size_t prefix_length(const struct lexer *lexer, bool *backslashes) {
    char c = (char)(lexer->at[0] | 0x20), next = peek(lexer, 1);
    *backslashes = lexer->syntax->backslash_escapes;
    if (next == '\'' && c == 'e' && lexer->syntax->escape_strings) {
        *backslashes = true;
        return 1;
    }
    if (next == '\'' && (c == 'x' || c == 'b' || c == 'n'))
        return 1;
    bool quote_after = peek(lexer, 2) == '\'' || peek(lexer, 2) == '"';
    return c == 'u' && next == '&' && quote_after && lexer->syntax->escape_strings ? 2 : 0;
}

static bool in_tag(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* The length of $tag$, 0 when it isn't one. */
static size_t dollar_tag_length(const struct lexer *lexer) {
    if (!lexer->syntax->dollar_quotes || lexer->at[0] != '$')
        return 0;
    size_t length = 1;
    if (peek(lexer, 1) >= '0' && peek(lexer, 1) <= '9')
        return 0;
    while (in_tag(peek(lexer, length)))
        length++;
    return peek(lexer, length) == '$' ? length + 1 : 0;
}

static bool dollar_scan(const struct lexer *lexer, struct token *token) {
    size_t tag = dollar_tag_length(lexer);
    if (!tag)
        return false;
    const char *body = lexer->at + tag;
    const char *close = memmem(body, (size_t)(lexer->end - body), lexer->at, tag);
    finish(lexer, token, TOKEN_STRING, close ? close + tag : NULL);
    return true;
}

bool quote_scan(const struct lexer *lexer, struct token *token) {
    const struct sql_syntax *syntax = lexer->syntax;
    bool backslashes;
    size_t prefix = prefix_length(lexer, &backslashes);
    char quote = lexer->at[prefix];
    const char *inside = lexer->at + prefix + 1;
    if (quote == '\'')
        finish(lexer, token, TOKEN_STRING, quoted_end(lexer, inside, quote, backslashes));
    else if (quote == '"' && syntax->double_quoted_text)
        finish(lexer, token, TOKEN_STRING, quoted_end(lexer, inside, quote, backslashes));
    else if (quote == '"' || (quote == '`' && syntax->backtick_names))
        finish(lexer, token, TOKEN_NAME, quoted_end(lexer, inside, quote, false));
    else if (quote == '[' && syntax->bracket_names)
        finish(lexer, token, TOKEN_NAME, quoted_end(lexer, inside, ']', false));
    else
        return dollar_scan(lexer, token);
    return true;
}

char *quote_name(struct arena *arena, struct token token) {
    char *name = arena_alloc(arena, token.length + 1), *out = name;
    char close = token.text[0] == '[' ? ']' : token.text[0];
    for (size_t i = 1; i < token.length; i++) {
        if (token.text[i] == close && (close == ']' || i + 1 == token.length || token.text[++i] != close))
            break;
        *out++ = token.text[i];
    }
    return name;
}
