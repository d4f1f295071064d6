#include "sqlite/location.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"

/* What SQLite itself takes in a URI. */
static const char *const uri_words[] = {"cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs"};
static const char *const words[] = {
    "cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs", "timeout", "uri", "check_same_thread"};

static bool is_one_of(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(word, list[i]))
            return true;
    return false;
}

static bool timeout_read(const char *text, unsigned *milliseconds, struct errors *errors) {
    char *end;
    double seconds = strtod(text, &end);
    if (end == text || *end || !(seconds >= 0 && seconds < 1e6)) {
        error_add(
            errors, ERROR_CONFIG, NOWHERE, "timeout in the url is not a number of seconds: \"%s\"", text);
        return false;
    }
    *milliseconds = (unsigned)(seconds * 1000);
    return true;
}

static bool word_unknown(const char *word, struct errors *errors) {
    struct error *error =
        error_add(errors, ERROR_CONFIG, NOWHERE, "unknown parameter \"%s\" in the url", word);
    const char *nearest = text_nearest(word, words, sizeof words / sizeof *words);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    return false;
}

/* Sorts `name=value` pairs into what is SQLite's, added to `uri`, and what is ours. */
static bool parameters_read(struct arena *arena, const char *text, struct buffer *uri,
    struct location *location, struct errors *errors) {
    struct names pairs = text_split(arena, text, '&');
    bool right = true;
    for (size_t i = 0; i < pairs.count; i++) {
        const char *equals = strchr(pairs.items[i], '=');
        size_t length = equals ? (size_t)(equals - pairs.items[i]) : strlen(pairs.items[i]);
        const char *word = arena_text(arena, pairs.items[i], length);
        if (!strcmp(pairs.items[i], "mode=ro") || !strcmp(pairs.items[i], "mode=rw"))
            location->must_exist = true;
        if (!strcmp(word, "vfs") || !strcmp(pairs.items[i], "mode=memory"))
            location->is_elsewhere = true;
        if (is_one_of(word, uri_words, sizeof uri_words / sizeof *uri_words))
            buffer_addf(uri, "%c%s", uri->length ? '&' : '?', pairs.items[i]);
        else if (!strcmp(word, "timeout"))
            right = timeout_read(equals ? equals + 1 : "", &location->timeout, errors) && right;
        else if (!is_one_of(word, words, sizeof words / sizeof *words))
            right = word_unknown(word, errors) && right;
    }
    return right;
}

/* A path as a URI means it: with what the URI would read as something else escaped. */
static char *uri_of(struct arena *arena, const char *path, const char *parameters) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "file:");
    for (const char *c = path; *c; c++)
        if (strchr("%?#", *c))
            buffer_addf(&out, "%%%02X", (unsigned char)*c);
        else
            buffer_add_char(&out, *c);
    buffer_add(&out, parameters);
    return buffer_text(&out);
}

static int hex_digit(char c) {
    static const char digits[] = "0123456789abcdef";
    const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* The path that a file: URI names, without its parameters. */
static char *path_of(struct arena *arena, const char *uri) {
    struct buffer out = {.arena = arena};
    const char *at = uri + strlen("file:"), *slash = at;
    if (text_starts_with(at, "//") && (slash = strchr(at + 2, '/')))
        at = slash;
    for (; *at && *at != '?' && *at != '#'; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1, low = high < 0 ? -1 : hex_digit(at[2]);
        buffer_add_char(&out, low < 0 ? *at : (char)(high * 16 + low));
        at += low < 0 ? 0 : 2;
    }
    return buffer_text(&out);
}

bool location_read(struct arena *arena, const char *url, struct location *location, struct errors *errors) {
    const char *slashes = strstr(url, "://");
    if (!slashes || (slashes[3] && slashes[3] != '/' && slashes[3] != '?')) {
        struct error *error =
            error_add(errors, ERROR_CONFIG, NOWHERE, "not a SQLite url: \"%s\"", url_shown(arena, url));
        error_hint(errors, error, "write sqlite:///path, or sqlite:////path from the root of the disk");
        return false;
    }
    const char *start = slashes + 3 + (slashes[3] == '/');
    const char *question = strchr(start, '?');
    const char *path = arena_text(arena, start, question ? (size_t)(question - start) : strlen(start));
    struct buffer parameters = {.arena = arena};
    if (question && !parameters_read(arena, question + 1, &parameters, location, errors))
        return false;
    bool is_uri = text_starts_with(path, "file:"), in_memory = !*path || !strcmp(path, ":memory:");
    if (!in_memory && !location->is_elsewhere)
        location->path = is_uri ? path_of(arena, path) : path;
    location->name = in_memory           ? ":memory:"
                     : is_uri            ? arena_format(arena, "%s%s", path, buffer_text(&parameters))
                     : parameters.length ? uri_of(arena, path, buffer_text(&parameters))
                                         : path;
    return true;
}
