#include "mysql/literal.h"

#include <string.h>

#include "mysql/mysql.h"
#include "sql/quote.h"

static char unescaped(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'Z':
        return '\032';
    case '0':
        return '\0';
    default:
        return c;
    }
}

/* \% and \_ keep their backslash outside LIKE patterns, by the manual. */
static const char *add_escape(struct buffer *out, const char *at) {
    if (*at == '%' || *at == '_')
        buffer_add_char(out, '\\');
    buffer_add_char(out, unescaped(*at));
    return at + 1;
}

struct buffer literal_bytes(struct arena *arena, struct token token) {
    struct buffer out = {.arena = arena};
    const char *at = token.text, *end = token.text + token.length;
    while (at < end && *at != '\'' && *at != '"')
        at++;
    if (at == end)
        return out;
    char quote = *at++;
    while (at < end) {
        if (*at == '\\' && at + 1 < end) {
            at = add_escape(&out, at + 1);
            continue;
        }
        if (*at == quote && ++at >= end)
            break;
        buffer_add_char(&out, *at++);
    }
    return out;
}

/* A zero would end the text. */
char *literal_text(struct arena *arena, struct token token) {
    struct buffer bytes = literal_bytes(arena, token), out = {.arena = arena};
    for (size_t i = 0; i < bytes.length; i++)
        if (bytes.text[i])
            buffer_add_char(&out, bytes.text[i]);
    return buffer_text(&out);
}

char *literal_name(struct arena *arena, struct token token) {
    if (token.kind == TOKEN_NAME)
        return quote_name(arena, token);
    if (token.kind == TOKEN_STRING)
        return literal_text(arena, token);
    return arena_text(arena, token.text, token.length);
}

char *mysql_text(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    mysql_dialect.text_quoted(&out, text);
    return buffer_text(&out);
}
