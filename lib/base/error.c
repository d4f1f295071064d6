#include "base/error.h"

#include <string.h>

#include "base/text.h"

enum { MESSAGE_MAX = 4096 }; /* bytes; a value that is quoted in it may have millions */

static size_t character_start(const char *text, size_t at) {
    while (at && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* Of a long message the beginning and the end. */
static const char *shortened(struct arena *arena, const char *message) {
    size_t length = strlen(message);
    if (length <= MESSAGE_MAX)
        return message;
    size_t head = character_start(message, MESSAGE_MAX / 2);
    size_t tail = character_start(message, length - MESSAGE_MAX / 2);
    return arena_format(arena, "%.*s … %s", (int)head, message, message + tail);
}

struct error *error_add(
    struct errors *errors, enum error_code code, struct place place, const char *format, ...) {
    if (errors->list.count >= ERRORS_SHOWN) {
        errors->left_out++;
        errors->overflow = (struct error){.code = code, .place = place, .message = ""};
        return &errors->overflow;
    }
    struct error *error = list_add(errors->arena, &errors->list);
    va_list args;
    va_start(args, format);
    *error = (struct error){.code = code, .place = place};
    error->message = shortened(errors->arena, arena_vformat(errors->arena, format, args));
    va_end(args);
    return error;
}

void error_hint(struct errors *errors, struct error *error, const char *format, ...) {
    va_list args;
    va_start(args, format);
    error->hint = shortened(errors->arena, arena_vformat(errors->arena, format, args));
    va_end(args);
}

const char *error_code_name(enum error_code code) {
    static const char *const names[] = {
        [ERROR_USAGE] = "usage",
        [ERROR_CONFIG] = "config",
        [ERROR_FILE] = "file",
        [ERROR_SYNTAX] = "syntax",
        [ERROR_MODEL] = "model",
        [ERROR_SCRIPT] = "script",
        [ERROR_GRAPH] = "graph",
        [ERROR_REVISION] = "revision",
        [ERROR_OPERATION] = "operation",
        [ERROR_UNSUPPORTED] = "unsupported",
        [ERROR_CONNECTION] = "connection",
        [ERROR_DATABASE] = "database",
        [ERROR_LOCKED] = "locked",
        [ERROR_STATE] = "state",
        [ERROR_CHANGED] = "changed",
        [ERROR_PROOF] = "proof",
    };
    return names[code];
}

/* A URL that has more than a path, or what is set by a name that speaks of a secret. */
static bool may_be_secret(const char *line, size_t length) {
    static const char *const words[] = {"@", "pass", "pwd", "secret", "token"};
    struct arena arena = {0};
    const char *lower = text_lower(&arena, arena_text(&arena, line, length));
    const char *scheme = strstr(lower, "://");
    bool secret = scheme && scheme[3] != '/';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        secret |= strstr(lower, words[i]) != NULL;
    arena_free(&arena);
    return secret;
}

const char *place_line(struct place place, size_t *length) {
    if (!place.source || !place.source->text || !place.line)
        return NULL;
    const char *at = place.source->text, *end = at + place.source->length;
    for (unsigned line = 1; line < place.line; line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline)
            return NULL;
        at = newline + 1;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *length = (size_t)((newline ? newline : end) - at);
    if (*length && at[*length - 1] == '\r')
        --*length;
    return place.source->has_secrets && may_be_secret(at, *length) ? NULL : at;
}

struct place place_at(const struct source *source, size_t offset) {
    struct place place = {source, 1, 1};
    for (size_t i = 0; i < offset && i < source->length; i++) {
        if (source->text[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)source->text[i] & 0xc0) != 0x80) {
            place.column++;
        }
    }
    return place;
}
