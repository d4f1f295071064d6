#include "mysql/location.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static int hex(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char *decoded(struct arena *arena, const char *text, size_t length) {
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < length; i++) {
        int high = text[i] == '%' && i + 2 < length ? hex(text[i + 1]) : -1;
        int low = high >= 0 ? hex(text[i + 2]) : -1;
        bool is_encoded = low >= 0 && (high || low);
        buffer_add_char(&out, is_encoded ? (char)(high * 16 + low) : text[i]);
        i += is_encoded ? 2 : 0;
    }
    return buffer_text(&out);
}

/* --- Parameters --- */

enum { PARAMETERS = 18 };
static const char *const words[PARAMETERS] = {"unix_socket", "charset", "read_default_file",
    "read_default_group", "ssl", "ssl_mode", "ssl_ca", "ssl_cert", "ssl_key", "ssl_cipher", "ssl_verify_cert",
    "ssl_check_hostname", "ssl_verify_identity", "ssl_disabled", "connect_timeout", "local_infile",
    "use_unicode", "autocommit"};

static bool is_on(const char *value) {
    return text_same_word(value, "true") || !strcmp(value, "1") || text_same_word(value, "yes");
}

static bool read_mode(const char *value, struct location *location, struct errors *errors) {
    static const char *const modes[] = {"disabled", "preferred", "required", "verify_ca", "verify_identity"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (text_same_word(modes[i], value)) {
            location->ssl_mode = modes[i];
            return true;
        }
    struct error *error =
        error_add(errors, ERROR_CONFIG, NOWHERE, "unknown ssl_mode \"%s\" in the url", value);
    error_hint(errors, error, "it is one of %s, %s, %s, %s and %s", modes[0], modes[1], modes[2], modes[3],
        modes[4]);
    return false;
}

static bool unknown_word(const char *word, struct errors *errors) {
    struct error *error =
        error_add(errors, ERROR_CONFIG, NOWHERE, "unknown parameter \"%s\" in the url", word);
    const char *nearest = text_nearest(word, words, PARAMETERS);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    return false;
}

/* Parameters of Python's drivers that ask for nothing here are let pass. */
static bool is_needless(const char *word) {
    return !strcmp(word, "local_infile") || !strcmp(word, "use_unicode") || !strcmp(word, "autocommit");
}

static const char **text_field(struct location *location, const char *word) {
    const struct {
        const char *word;
        const char **field;
    } fields[] = {{"unix_socket", &location->socket}, {"charset", &location->charset},
        {"read_default_file", &location->options_file}, {"read_default_group", &location->options_group},
        {"ssl_ca", &location->ssl_ca}, {"ssl_cert", &location->ssl_cert}, {"ssl_key", &location->ssl_key},
        {"ssl_cipher", &location->ssl_cipher}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!strcmp(fields[i].word, word))
            return fields[i].field;
    return NULL;
}

static bool read_parameter(
    const char *word, const char *value, struct location *location, struct errors *errors) {
    const char **field = text_field(location, word);
    if (field)
        *field = value;
    else if (!strcmp(word, "ssl_mode"))
        return read_mode(value, location, errors);
    else if (!strcmp(word, "ssl"))
        location->ssl_mode = is_on(value) ? "required" : "disabled";
    else if (!strcmp(word, "ssl_disabled"))
        location->ssl_mode = is_on(value) ? "disabled" : "required";
    else if (!strcmp(word, "ssl_verify_cert"))
        location->ssl_mode = is_on(value) ? "verify_ca" : "required";
    else if (!strcmp(word, "ssl_check_hostname") || !strcmp(word, "ssl_verify_identity"))
        location->ssl_mode = is_on(value) ? "verify_identity" : "verify_ca";
    else if (!strcmp(word, "connect_timeout"))
        location->connect_timeout = (unsigned)strtoul(value, NULL, 10);
    else if (!is_needless(word))
        return unknown_word(word, errors);
    return true;
}

static bool read_parameters(
    struct arena *arena, const char *text, struct location *location, struct errors *errors) {
    struct names pairs = text_split(arena, text, '&');
    bool good = true;
    for (size_t i = 0; i < pairs.count; i++) {
        const char *pair = pairs.items[i];
        size_t length = strcspn(pair, "=");
        const char *value = pair[length] ? pair + length + 1 : "";
        good = read_parameter(
                   decoded(arena, pair, length), decoded(arena, value, strlen(value)), location, errors) &&
               good;
    }
    return good;
}

/* --- The parts before them --- */

/* host, host:port, [::1]:port */
static bool read_host(
    struct arena *arena, const char *text, struct location *location, struct errors *errors) {
    const char *end = *text == '[' ? strchr(text, ']') : text + strcspn(text, ":");
    if (!end) {
        error_add(errors, ERROR_CONFIG, NOWHERE, "the url's host \"%s\" has no closing bracket", text);
        return false;
    }
    const char *start = text + (*text == '[');
    if (end != start)
        location->host = arena_text(arena, start, (size_t)(end - start));
    const char *colon = end + (*end == ']');
    if (!*colon)
        return true;
    char *rest;
    unsigned long port = *colon == ':' ? strtoul(colon + 1, &rest, 10) : 0;
    if (!port || port > 65535 || *rest) {
        error_add(errors, ERROR_CONFIG, NOWHERE, "the url's port \"%s\" is not a number from 1 to 65535",
            *colon == ':' ? colon + 1 : colon);
        return false;
    }
    location->port = (unsigned)port;
    return true;
}

/* A password may hold "@", "/" and ":" as they are: the last "@" before the parameters counts. */
static void read_user(struct arena *arena, const char *text, size_t length, struct location *location) {
    const char *colon = memchr(text, ':', length);
    size_t user = colon ? (size_t)(colon - text) : length;
    if (user)
        location->user = decoded(arena, text, user);
    if (colon)
        location->password = decoded(arena, colon + 1, length - user - 1);
}

static const char *last(const char *text, size_t length, char wanted) {
    while (length--)
        if (text[length] == wanted)
            return text + length;
    return NULL;
}

/* A "?" in a password that isn't encoded is taken for one when an "@" follows. */
static const char *parameters_start(const char *text) {
    const char *at = strrchr(text, '@');
    const char *first = strchr(text, '?');
    if (!at || !first || first > at)
        return first;
    const char *after = strchr(at, '?');
    bool in_value = memchr(first, '=', (size_t)(at - first));
    return after ? after : in_value ? first : NULL;
}

static void show(
    struct arena *arena, const char *url, const char *start, const char *at, struct location *location) {
    const char *colon = at ? memchr(start, ':', (size_t)(at - start)) : NULL;
    location->shown =
        colon ? arena_format(arena, "%.*s:***%s", (int)(colon - url), url, at) : arena_string(arena, url);
}

bool mysql_location_read(
    struct arena *arena, const char *url, struct location *location, struct errors *errors) {
    const char *slashes = strstr(url, "://");
    *location = (struct location){.charset = "utf8mb4"};
    if (!slashes) {
        struct error *error = error_add(errors, ERROR_CONFIG, NOWHERE, "the database's url has no \"://\"");
        error_hint(errors, error, "write mysql://user:password@host:3306/name");
        return false;
    }
    const char *start = slashes + 3, *question = parameters_start(start);
    size_t length = question ? (size_t)(question - start) : strlen(start);
    const char *at = last(start, length, '@');
    show(arena, url, start, at, location);
    if (at)
        read_user(arena, start, (size_t)(at - start), location);
    const char *host = at ? at + 1 : start;
    const char *rest = arena_text(arena, host, length - (size_t)(host - start));
    size_t host_length = strcspn(rest, "/");
    if (rest[host_length] && rest[host_length + 1])
        location->database = decoded(arena, rest + host_length + 1, strlen(rest + host_length + 1));
    return read_host(arena, arena_text(arena, rest, host_length), location, errors) &&
           (!question || read_parameters(arena, question + 1, location, errors));
}
