#include <string.h>

#include "postgresql/inspect.h"

bool is_true(const char *value) {
    return value && value[0] == 't';
}

static const char *read_item(struct arena *arena, const char *at, const char **item) {
    struct buffer out = {.arena = arena};
    bool quoted = *at == '"';
    for (at += quoted; *at && (quoted ? *at != '"' : *at != ',' && *at != '}'); at++) {
        if (*at == '\\' && at[1])
            at++;
        buffer_add_char(&out, *at);
    }
    *item = buffer_text(&out);
    return at + (quoted && *at);
}

struct names array_read(struct arena *arena, const char *text) {
    struct names names = {0};
    if (!text || text[0] != '{' || text[1] == '}')
        return names;
    for (const char *at = text; *at && *at != '}';) {
        const char *item;
        at = read_item(arena, at + 1, &item);
        list_push(arena, &names, item);
    }
    return names;
}

/* Does the bracket that opens the text close at its end? */
static bool is_wrapped(const char *text) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    struct token token = lexer_next_word(&lexer);
    size_t depth = 0;
    if (!token_is(token, "("))
        return false;
    do {
        depth += token_is(token, "(");
        depth -= token_is(token, ")");
        token = lexer_next_word(&lexer);
    } while (depth && token.kind != TOKEN_END);
    return !depth && token.kind == TOKEN_END;
}

const char *without_brackets(struct arena *arena, const char *expression) {
    while (expression && is_wrapped(expression))
        expression = arena_text(arena, expression + 1, strlen(expression) - 2);
    return expression;
}
