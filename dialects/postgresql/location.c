#include "postgresql/location.h"

#include <string.h>

#include "base/buffer.h"

static struct url_parameter *find(const struct url_parameters *parameters, const char *key) {
    for (size_t i = 0; i < parameters->count; i++)
        if (!strcmp(parameters->items[i].key, key))
            return &parameters->items[i];
    return NULL;
}

const char *location_value(const struct url_parameters *parameters, const char *key) {
    const struct url_parameter *found = find(parameters, key);
    return found ? found->value : NULL;
}

void location_set(
    struct arena *arena, struct url_parameters *parameters, const char *key, const char *value) {
    struct url_parameter *found = find(parameters, key);
    if (!found) {
        found = list_add(arena, parameters);
        found->key = key;
    }
    found->value = value;
}

/* --- Several hosts --- */

struct hosts {
    struct buffer names, ports;
    size_t count;
    bool any_port;
};

static bool is_port(const char *text, size_t length) {
    return length && strspn(text, "0123456789") >= length;
}

static void add_host(struct hosts *hosts, const char *name, size_t length, const char *port, size_t digits) {
    if (hosts->count++) {
        buffer_add_char(&hosts->names, ',');
        buffer_add_char(&hosts->ports, ',');
    }
    buffer_add_text(&hosts->names, name, length);
    buffer_add_text(&hosts->ports, port, digits);
    hosts->any_port |= digits > 0;
}

/* "name", "name:port" or "[address]:port"; a path and a bare IPv6 address have no port. */
static void add_host_and_port(struct hosts *hosts, const char *text, size_t length) {
    const char *end = text + length, *name = text, *colon = memchr(text, ':', length);
    size_t named = length;
    if (length && *text == '[') {
        const char *bracket = memchr(text, ']', length);
        named = bracket ? (size_t)(bracket - text) - 1 : length - 1;
        name = text + 1;
        colon = bracket && bracket + 1 < end && bracket[1] == ':' ? bracket + 1 : NULL;
    } else if (!colon || *text == '/' || !is_port(colon + 1, (size_t)(end - colon) - 1)) {
        colon = NULL;
    } else {
        named = (size_t)(colon - text);
    }
    add_host(hosts, name, named, colon ? colon + 1 : "", colon ? (size_t)(end - colon) - 1 : 0);
}

static void add_hosts(struct hosts *hosts, const char *text, size_t length) {
    for (size_t at = 0; at <= length;) {
        const char *comma = memchr(text + at, ',', length - at);
        size_t end = comma ? (size_t)(comma - text) : length;
        add_host_and_port(hosts, text + at, end - at);
        at = end + 1;
    }
}

static void set_hosts(struct arena *arena, struct url_parameters *parameters, struct hosts *hosts) {
    if (!hosts->count)
        return;
    location_set(arena, parameters, "host", buffer_text(&hosts->names));
    if (hosts->any_port)
        location_set(arena, parameters, "port", buffer_text(&hosts->ports));
}

/* --- The URL --- */

/* Takes a list of hosts out of the authority, which else has one. */
static const char *without_hosts(struct arena *arena, const char *text, struct hosts *hosts) {
    const char *start = strstr(text, "://");
    if (!start)
        return text;
    start += strlen("://");
    const char *user_end = start + strcspn(start, ":/?@[");
    const char *sign = *user_end == ':' ? strchr(user_end, '@') : user_end;
    const char *list = sign && *sign == '@' ? sign + 1 : start;
    size_t length = strcspn(list, "/?");
    if (!memchr(list, ',', length))
        return text;
    add_hosts(hosts, list, length);
    struct buffer out = {.arena = arena};
    buffer_add_text(&out, text, (size_t)(list - text));
    buffer_add(&out, list + length);
    return buffer_text(&out);
}

static void take_authority(struct arena *arena, const struct url *url, struct url_parameters *parameters) {
    if (url->user)
        location_set(arena, parameters, "user", url->user);
    if (url->password)
        location_set(arena, parameters, "password", url->password);
    if (url->host && *url->host)
        location_set(arena, parameters, "host", url->host);
    if (url->port)
        location_set(arena, parameters, "port", arena_format(arena, "%u", url->port));
    if (url->database)
        location_set(arena, parameters, "dbname", url->database);
}

/* "ssl" is asyncpg's word, and JDBC's. */
static void take_parameter(
    struct arena *arena, const struct url_parameter *parameter, struct url_parameters *parameters) {
    if (!strcmp(parameter->key, "ssl"))
        location_set(
            arena, parameters, "sslmode", !strcmp(parameter->value, "true") ? "require" : parameter->value);
    else
        location_set(arena, parameters, parameter->key, parameter->value);
}

static const char *joined(
    struct arena *arena, const struct url_parameters *parameters, const char *key, size_t *count) {
    struct buffer out = {.arena = arena};
    *count = 0;
    for (size_t i = 0; i < parameters->count; i++)
        if (!strcmp(parameters->items[i].key, key)) {
            buffer_add(&out, (*count)++ ? "," : "");
            buffer_add(&out, parameters->items[i].value);
        }
    return buffer_text(&out);
}

/* SQLAlchemy says a parameter again for each of several servers. */
static void take_repeated(struct arena *arena, const struct url *url, struct url_parameters *parameters) {
    struct hosts hosts = {.names.arena = arena, .ports.arena = arena};
    size_t count, ports;
    const char *list = joined(arena, &url->parameters, "host", &count);
    if (count) {
        add_hosts(&hosts, list, strlen(list));
        set_hosts(arena, parameters, &hosts);
    }
    const char *numbers = joined(arena, &url->parameters, "port", &ports);
    if (ports)
        location_set(arena, parameters, "port", numbers);
}

bool postgresql_location(
    struct arena *arena, const char *text, struct url_parameters *parameters, struct errors *errors) {
    struct hosts hosts = {.names.arena = arena, .ports.arena = arena};
    struct url url;
    *parameters = (struct url_parameters){0};
    if (!url_parse(arena, without_hosts(arena, text, &hosts), &url, errors))
        return false;
    take_authority(arena, &url, parameters);
    set_hosts(arena, parameters, &hosts);
    for (size_t i = 0; i < url.parameters.count; i++)
        take_parameter(arena, &url.parameters.items[i], parameters);
    take_repeated(arena, &url, parameters);
    return true;
}
