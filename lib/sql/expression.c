#include "sql/expression.h"

#include <string.h>

#include "base/buffer.h"
#include "base/list.h"
#include "base/text.h"
#include "sql/keyword.h"
#include "sql/quote.h"

LIST_TYPE(tokens, struct token);

static struct tokens tokens_of(struct arena *arena, const struct sql_syntax *syntax, const char *text) {
    struct tokens tokens = {0};
    struct lexer lexer = lexer_on(syntax, text, strlen(text));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;)
        list_push(arena, &tokens, token);
    return tokens;
}

/* For each opening bracket the position of its closing one; tokens.count where there is none. */
static size_t *bracket_ends(struct arena *arena, const struct tokens *tokens) {
    size_t *ends = arena_alloc(arena, (tokens->count + 1) * sizeof *ends);
    size_t *open = arena_alloc(arena, (tokens->count + 1) * sizeof *open), depth = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        ends[i] = tokens->count;
        if (token_is(tokens->items[i], "("))
            open[depth++] = i;
        else if (depth && token_is(tokens->items[i], ")"))
            ends[open[--depth]] = i;
    }
    return ends;
}

static void strip_brackets(struct arena *arena, struct tokens *tokens) {
    const size_t *ends = bracket_ends(arena, tokens);
    unsigned first = 0, last = tokens->count;
    if (!last)
        return;
    while (last - first > 2 && ends[first] == last - 1) {
        first++;
        last--;
    }
    tokens->items += first;
    tokens->count = last - first;
}

static bool is_plain(const char *name) {
    bool plain = *name && !(*name >= '0' && *name <= '9');
    for (const char *c = name; plain && *c; c++)
        plain = (*c >= 'a' && *c <= 'z') || *c == '_' || (*c >= '0' && *c <= '9');
    return plain && !keyword_is(name, strlen(name));
}

static void add_lower(struct arena *arena, struct buffer *out, struct token token) {
    buffer_add(out, text_lower(arena, arena_text(arena, token.text, token.length)));
}

/* Where names are quoted with backticks (SQLite, MySQL), quotes don't keep the case of a column's name. */
static void add_name(
    struct arena *arena, const struct sql_syntax *syntax, struct buffer *out, struct token token) {
    if (token.unfinished || token.text[0] == 'U' || token.text[0] == 'u') {
        buffer_add_text(out, token.text, token.length);
        return;
    }
    const char *name = quote_name(arena, token);
    if (syntax->backtick_names)
        name = text_lower(arena, name);
    bool plain = is_plain(name);
    buffer_add(out, plain ? "" : "\"");
    for (const char *c = name; *c; c++) {
        if (*c == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, *c);
    }
    buffer_add(out, plain ? "" : "\"");
}

static void add_canonical(
    struct arena *arena, const struct sql_syntax *syntax, struct buffer *out, struct token token) {
    if (token.kind == TOKEN_WORD)
        add_lower(arena, out, token);
    else if (token.kind == TOKEN_NAME)
        add_name(arena, syntax, out, token);
    else if (token_is(token, "=="))
        buffer_add(out, "=");
    else if (token_is(token, "!="))
        buffer_add(out, "<>");
    else
        buffer_add_text(out, token.text, token.length);
}

char *expression_canonical(struct arena *arena, const struct sql_syntax *syntax, const char *text) {
    struct tokens tokens = tokens_of(arena, syntax, text);
    strip_brackets(arena, &tokens);
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < tokens.count; i++) {
        if (i)
            buffer_add_char(&out, ' ');
        add_canonical(arena, syntax, &out, tokens.items[i]);
    }
    return buffer_text(&out);
}

bool expression_equal(const struct sql_syntax *syntax, const char *left, const char *right) {
    if (!left || !right)
        return left == right;
    if (!strcmp(left, right))
        return true;
    struct arena arena = {0};
    bool equal =
        !strcmp(expression_canonical(&arena, syntax, left), expression_canonical(&arena, syntax, right));
    arena_free(&arena);
    return equal;
}

/* A bare word before a bracket is a function, unless a table must stand there. */
static bool is_function(struct token before, struct token token, struct token after) {
    static const char *const table_comes[] = {
        "into", "references", "table", "on", "exists", "update", "from"};
    if (token.kind != TOKEN_WORD || !token_is(after, "("))
        return false;
    for (size_t i = 0; i < sizeof table_comes / sizeof *table_comes; i++)
        if (token_is(before, table_comes[i]))
            return false;
    return true;
}

static bool means_name(
    struct arena *arena, const struct sql_syntax *syntax, struct token token, const char *name) {
    if (token.kind == TOKEN_NAME && !token.unfinished) {
        const char *meant = quote_name(arena, token);
        return syntax->backtick_names ? text_same_word(meant, name) : !strcmp(meant, name);
    }
    if (token.kind != TOKEN_WORD || keyword_is(token.text, token.length))
        return false;
    const char *word = arena_text(arena, token.text, token.length);
    return syntax->backtick_names ? text_same_word(word, name) : !strcmp(text_lower(arena, word), name);
}

static bool mentions(struct arena *arena, const struct sql_syntax *syntax, const struct tokens *tokens,
    size_t at, const char *name) {
    struct token before = at ? tokens->items[at - 1] : (struct token){0};
    struct token after = at + 1 < tokens->count ? tokens->items[at + 1] : (struct token){0};
    return means_name(arena, syntax, tokens->items[at], name) &&
           !is_function(before, tokens->items[at], after);
}

bool expression_names(const struct sql_syntax *syntax, const char *text, const char *column) {
    struct arena arena = {0};
    struct tokens tokens = tokens_of(&arena, syntax, text);
    bool named = false;
    for (size_t i = 0; i < tokens.count && !named; i++)
        named = mentions(&arena, syntax, &tokens, i, column);
    arena_free(&arena);
    return named;
}

char *expression_rename(struct arena *arena, const struct sql_syntax *syntax, const char *text,
    const char *name, const char *quoted) {
    struct tokens tokens = tokens_of(arena, syntax, text);
    struct buffer out = {.arena = arena};
    const char *copied = text;
    for (size_t i = 0; i < tokens.count; i++) {
        if (!mentions(arena, syntax, &tokens, i, name))
            continue;
        struct token token = tokens.items[i];
        buffer_add_text(&out, copied, (size_t)(token.text - copied));
        buffer_add(&out, quoted);
        copied = token.text + token.length;
    }
    buffer_add(&out, copied);
    return buffer_text(&out);
}
