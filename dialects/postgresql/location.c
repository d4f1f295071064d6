#include "postgresql/location.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

/* Copies the query, each parameter through `change`. */
static void add_query(struct buffer *out, const char *query,
    void (*change)(struct buffer *out, const char *parameter, size_t length)) {
    for (const char *at = query; *at;) {
        size_t length = strcspn(at + 1, "&");
        buffer_add_char(out, *at++);
        change(out, at, length);
        at += length;
    }
}

static void add_parameter(struct buffer *out, const char *parameter, size_t length) {
    if (text_starts_with(parameter, "ssl=") && strncmp(parameter, "ssl=true", length) != 0) {
        buffer_add(out, "sslmode=");
        parameter += strlen("ssl=");
        length -= strlen("ssl=");
    }
    buffer_add_text(out, parameter, length);
}

char *postgresql_location(struct arena *arena, const char *url) {
    struct buffer out = {.arena = arena};
    const char *rest = strstr(url, "://");
    if (!rest)
        return arena_string(arena, url);
    buffer_add_text(&out, url, strcspn(url, "+:"));
    size_t length = strcspn(rest, "?");
    buffer_add_text(&out, rest, length);
    add_query(&out, rest + length, add_parameter);
    return buffer_text(&out);
}

static void add_shown(struct buffer *out, const char *parameter, size_t length) {
    static const char *const secrets[] = {"password=", "sslpassword="};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (length > strlen(secrets[i]) && text_starts_with(parameter, secrets[i])) {
            buffer_addf(out, "%s***", secrets[i]);
            return;
        }
    buffer_add_text(out, parameter, length);
}

/* What stands before the last @ of the authority is the user and the password. */
static void add_authority(struct buffer *out, const char *authority, size_t length) {
    size_t at = length;
    while (at && authority[at - 1] != '@')
        at--;
    size_t user = strcspn(authority, ":");
    if (at && user < at) {
        buffer_add_text(out, authority, user);
        buffer_add(out, ":***@");
    } else {
        buffer_add_text(out, authority, at);
    }
    buffer_add_text(out, authority + at, length - at);
}

char *postgresql_shown_url(struct arena *arena, const char *url) {
    struct buffer out = {.arena = arena};
    const char *rest = strstr(url, "://");
    if (!rest)
        return arena_string(arena, url);
    rest += strlen("://");
    buffer_add_text(&out, url, (size_t)(rest - url));
    /* A slash that nobody encoded may be the password's: what is before an @ is never shown. */
    size_t length = strcspn(rest, "/?"), whole = strcspn(rest, "?");
    const char *sign = memchr(rest, '@', whole);
    if (sign && (size_t)(sign - rest) > length)
        length = (size_t)(sign - rest) + strcspn(sign, "/?");
    add_authority(&out, rest, length);
    size_t path = strcspn(rest + length, "?");
    buffer_add_text(&out, rest + length, path);
    add_query(&out, rest + length + path, add_shown);
    return buffer_text(&out);
}
