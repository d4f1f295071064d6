#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"

static const char mask[] = "***";

static bool is_secret(struct arena *arena, const char *key, size_t length) {
    static const char *const words[] = {"pass", "pwd", "secret", "token", "key", "%"};
    const char *lower = text_lower(arena, arena_text(arena, key, length));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(lower, words[i]))
            return true;
    return false;
}

static size_t span_until(const char *at, const char *end, const char *stops) {
    size_t length = 0;
    while (at + length < end && !strchr(stops, at[length]))
        length++;
    return length;
}

/* Text that may hold key=value pairs, wherever the "?" before them was meant to be. Was one a secret? */
static bool show_parameters(struct buffer *out, const char *at, const char *end) {
    bool any = false;
    while (at < end) {
        size_t key = span_until(at, end, "=&?");
        bool secret = at + key < end && at[key] == '=' && is_secret(out->arena, at, key);
        size_t length = span_until(at, end, secret ? "&" : "&?");
        buffer_add_text(out, at, secret ? key + 1 : length);
        if (secret)
            buffer_add(out, mask);
        any |= secret;
        at += length;
        if (at < end)
            buffer_add_char(out, *at++);
    }
    return any;
}

static bool is_well_formed_query(const char *at) {
    while (*at) {
        size_t length = strcspn(at, "&");
        if (!memchr(at, '=', length))
            return false;
        at += length + (at[length] == '&');
    }
    return true;
}

/* The last "@" that may end a password: one in a proper query doesn't, nor one behind a host without a port.
 */
static const char *end_of_user(const char *start) {
    const char *first = strchr(start, '@'), *last = first;
    if (first && start[strcspn(start, ":/?@")] != ':' && start[strcspn(start, "/?@")] != '@')
        return NULL;
    const char *query = first ? strchr(first, '?') : NULL;
    bool proper = query && is_well_formed_query(query + 1);
    for (const char *at = first; at && (!proper || at < query); at = strchr(at + 1, '@'))
        last = at;
    return last;
}

/* A password without its "@host" looks like a port. */
static void show_host(struct buffer *out, const char *at) {
    size_t host = *at == '[' ? strcspn(at, "]") : strcspn(at, ":/?");
    host += strcspn(at + host, ":/?");
    show_parameters(out, at, at + host);
    at += host;
    size_t port = *at == ':' ? 1 + strspn(at + 1, "0123456789") : 0;
    if (port && at[port] && !strchr("/?", at[port])) {
        buffer_add_char(out, ':');
        buffer_add(out, mask);
        return;
    }
    show_parameters(out, at, at + strlen(at));
}

char *url_shown(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    const char *start = strstr(text, "://");
    bool proper = start && strcspn(text, ":@/?") == (size_t)(start - text);
    start = proper ? start + 3 : text;
    buffer_add_text(&out, text, (size_t)(start - text));
    const char *end = end_of_user(start);
    if (end) {
        size_t user = strcspn(start, ":@");
        if (proper && show_parameters(&out, start, start + user + (start + user < end)))
            return buffer_text(&out);
        if (!proper || start + user < end)
            buffer_add(&out, mask);
        buffer_add_char(&out, '@');
        /* What stands behind an "@" of a query that is none may still be a parameter's secret. */
        if (memchr(start, '?', (size_t)(end - start)) && memchr(start, '&', (size_t)(end - start))) {
            buffer_add(&out, mask);
            return buffer_text(&out);
        }
        start = end + 1;
    }
    show_host(&out, start);
    return buffer_text(&out);
}
