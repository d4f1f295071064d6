#include "sqlite/rename.h"

#include <string.h>

#include "sql/quote.h"
#include "sqlite/sqlite.h"

/* A text on its way into another, with the tokens around the one at hand. */
struct editing {
    struct buffer out;
    struct lexer lexer;
    struct token before, token, next; /* without blanks and comments */
    bool in_update_of;                /* a list of columns */
};

static bool is_name(struct arena *arena, struct token token, const char *name) {
    if (token.kind != TOKEN_WORD && token.kind != TOKEN_NAME)
        return false;
    const char *text =
        token.kind == TOKEN_NAME ? quote_name(arena, token) : arena_text(arena, token.text, token.length);
    return sqlite_same_name(text, name);
}

static bool is_any(struct token token, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

static struct token peek(const struct editing *editing) {
    struct lexer ahead = editing->lexer;
    return lexer_next_word(&ahead);
}

typedef bool token_test(const struct editing *editing);

static bool is_table(const struct editing *editing) {
    static const char *const words[] = {"ON", "INTO", "FROM", "JOIN", "UPDATE", "REPLACE"};
    return is_any(editing->before, words, sizeof words / sizeof *words) || token_is(editing->next, ".");
}

static bool is_column(const struct editing *editing) {
    return editing->in_update_of || token_is(editing->before, ".");
}

static char *edit(
    struct arena *arena, const char *sql, const char *from, const char *to, token_test *wanted) {
    struct editing editing = {.out.arena = arena, .lexer = lexer_on(&sqlite_syntax, sql, strlen(sql))};
    struct token owner = {0};
    for (struct token token; (token = lexer_next(&editing.lexer)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_BLANK || token.kind == TOKEN_COMMENT) {
            buffer_add_text(&editing.out, token.text, token.length);
            continue;
        }
        editing.token = token;
        editing.next = peek(&editing);
        if (token_is(editing.before, "OF"))
            editing.in_update_of = true;
        else if (token_is(token, "ON"))
            editing.in_update_of = false;
        bool of_row = !token_is(editing.before, ".") || token_is(owner, "NEW") || token_is(owner, "OLD");
        if (of_row && is_name(arena, token, from) && wanted(&editing))
            sqlite_name_quoted(&editing.out, to);
        else
            buffer_add_text(&editing.out, token.text, token.length);
        owner = token_is(token, ".") ? editing.before : (struct token){0};
        editing.before = token;
    }
    return buffer_text(&editing.out);
}

char *sqlite_rename_table_in(struct arena *arena, const char *sql, const char *from, const char *to) {
    return edit(arena, sql, from, to, is_table);
}

char *sqlite_rename_column_in(struct arena *arena, const char *sql, const char *from, const char *to) {
    return edit(arena, sql, from, to, is_column);
}
