#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "cmd/environment.h"

static const char *trim(struct arena *arena, const char *text, size_t length) {
    size_t blanks = strspn(text, " \t");
    blanks = blanks < length ? blanks : length;
    text += blanks;
    length -= blanks;
    while (length && strchr(" \t\r", text[length - 1]))
        length--;
    return arena_text(arena, text, length);
}

/* From the opening quote; null when it isn't closed or something follows. */
static const char *read_quoted(struct arena *arena, const char *at) {
    struct buffer out = {.arena = arena};
    char quote = *at++;
    for (; *at && *at != quote; at++) {
        if (quote == '"' && *at == '\\' && at[1])
            buffer_add_char(&out, *++at == 'n' ? '\n' : *at);
        else
            buffer_add_char(&out, *at);
    }
    if (!*at)
        return NULL;
    at += 1 + strspn(at + 1, " \t");
    return !*at || *at == '#' ? buffer_text(&out) : NULL;
}

static const char *read_value(struct arena *arena, const char *text) {
    text += strspn(text, " \t");
    if (*text == '\'' || *text == '"')
        return read_quoted(arena, text);
    const char *comment = strstr(text, " #");
    return trim(arena, text, *text == '#' ? 0 : comment ? (size_t)(comment - text) : strlen(text));
}

static bool is_name(const char *text) {
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789.");
    return length && !text[length];
}

static bool read_line(struct arena *arena, const char *line, struct name_index *variables) {
    if (text_starts_with(line, "export "))
        line = trim(arena, line + 7, strlen(line + 7));
    const char *equals = strchr(line, '=');
    if (!equals)
        return false;
    const char *name = trim(arena, line, (size_t)(equals - line));
    const char *value = read_value(arena, equals + 1);
    if (!is_name(name) || !value)
        return false;
    index_put(variables, name, arena_string(arena, value));
    return true;
}

bool dotenv_read(
    struct arena *arena, const struct source *source, struct name_index *variables, struct errors *errors) {
    bool good = true;
    const char *at = source->text, *end = at + source->length;
    for (unsigned number = 1; at < end; number++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((newline ? newline : end) - at);
        const char *line = trim(arena, arena_text(arena, at, length), length);
        at += length + 1;
        if (!*line || *line == '#' || read_line(arena, line, variables))
            continue;
        /* Without a column the line isn't shown: any may hold a password. */
        struct error *error = error_add(
            errors, ERROR_CONFIG, (struct place){source, number, 0}, "a line that sets no variable");
        error_hint(errors, error, "write NAME=value, and close a quote on its own line");
        good = false;
    }
    return good;
}
