#include "postgresql/driver_open.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "postgresql/location.h"
#include "postgresql/remedy.h"

const char *driver_trimmed(struct arena *arena, const char *message) {
    size_t length = strlen(message);
    while (length && strchr("\r\n ", message[length - 1]))
        length--;
    return arena_text(arena, message, length);
}

static void cant_connect(const char *shown_url, const char *message, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_CONNECTION, NOWHERE, "can't connect to %s: %s", shown_url,
        driver_trimmed(errors->arena, message));
    remedy_for_connecting(errors, error, message);
}

/* What the URL doesn't say. A server or a firewall that is gone shall be noticed in a long statement. */
static const struct url_parameter defaults[] = {
    {"keepalives_idle", "60"},
    {"keepalives_interval", "10"},
    {"keepalives_count", "6"},
    {"fallback_application_name", "cmigrate"},
};

/* Does a PG… variable or a service say it? */
static bool is_in_environment(const char *keyword) {
    PQconninfoOption *parameters = PQconndefaults();
    bool found = false;
    for (const PQconninfoOption *parameter = parameters; parameter && parameter->keyword; parameter++)
        found |= !strcmp(parameter->keyword, keyword) && parameter->val;
    PQconninfoFree(parameters);
    return found;
}

static void complete(
    struct arena *arena, const struct connection_options *options, struct url_parameters *parameters) {
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (!location_value(parameters, defaults[i].key))
            location_set(arena, parameters, defaults[i].key, defaults[i].value);
    if (options->connect_timeout && !location_value(parameters, "connect_timeout") &&
        !is_in_environment("connect_timeout"))
        location_set(
            arena, parameters, "connect_timeout", arena_format(arena, "%u", options->connect_timeout));
    if (options->database)
        location_set(arena, parameters, "dbname", options->database);
    location_set(arena, parameters, "client_encoding", "UTF8");
}

/* A word that libpq doesn't know is answered with the nearest one. */
static bool knows_parameter(const char *word, struct errors *errors) {
    const char *known[128];
    size_t count = 0;
    PQconninfoOption *parameters = PQconndefaults();
    for (const PQconninfoOption *parameter = parameters; parameter && parameter->keyword && count < 128;
         parameter++)
        known[count++] = arena_string(errors->arena, parameter->keyword);
    PQconninfoFree(parameters);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], word))
            return true;
    if (!count)
        return true;
    struct error *error =
        error_add(errors, ERROR_CONFIG, NOWHERE, "libpq knows no parameter \"%s\", which the url has", word);
    const char *nearest = text_nearest(word, known, count);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(errors, error, "take it out of the url");
    return false;
}

static PGconn *open_with(struct arena *arena, const struct url_parameters *parameters) {
    struct names keywords = {0}, values = {0};
    for (size_t i = 0; i < parameters->count; i++) {
        list_push(arena, &keywords, parameters->items[i].key);
        list_push(arena, &values, parameters->items[i].value);
    }
    list_push(arena, &keywords, NULL);
    list_push(arena, &values, NULL);
    return PQconnectdbParams(keywords.items, values.items, 0);
}

static bool read_location(
    const struct connection_options *options, struct url_parameters *parameters, struct errors *errors) {
    if (!postgresql_location(errors->arena, options->url, parameters, errors))
        return false;
    bool known = true;
    for (size_t i = 0; i < parameters->count; i++)
        known &= knows_parameter(parameters->items[i].key, errors);
    if (known)
        complete(errors->arena, options, parameters);
    return known;
}

PGconn *driver_open(const struct connection_options *options, const char *shown_url, struct errors *errors) {
    struct url_parameters parameters;
    if (!read_location(options, &parameters, errors))
        return NULL;
    PGconn *handle = open_with(errors->arena, &parameters);
    if (PQstatus(handle) == CONNECTION_OK)
        return handle;
    cant_connect(shown_url, PQerrorMessage(handle), errors);
    PQfinish(handle);
    return NULL;
}

/* --- Poolers --- */

enum { MILLISECONDS_TO_ANSWER = 2000 };

/* The session's process at the server; 0 when a pooler makes the question wait. */
static int session_of(PGconn *handle) {
    int process = 0;
    if (!PQsendQuery(handle, "SELECT pg_backend_pid()"))
        return 0;
    while (PQisBusy(handle)) {
        struct pollfd waiting = {.fd = PQsocket(handle), .events = POLLIN};
        if (poll(&waiting, 1, MILLISECONDS_TO_ANSWER) != 1 || !PQconsumeInput(handle))
            return 0;
    }
    for (PGresult *result; (result = PQgetResult(handle)); PQclear(result))
        if (PQntuples(result) == 1)
            process = (int)strtol(PQgetvalue(result, 0, 0), NULL, 10);
    return process;
}

/* Others may come in between, so it is tried a few times. */
static bool share_a_session(PGconn *first, PGconn *second) {
    for (int i = 0; i < 3; i++) {
        int process = session_of(first);
        int other = process ? session_of(second) : 0;
        if (!other)
            return false;
        if (process == other)
            return true;
    }
    return false;
}

bool driver_is_pooled(PGconn *handle, const struct connection_options *options) {
    struct arena arena = {0};
    struct errors ignored = {.arena = &arena};
    if (session_of(handle) == PQbackendPID(handle)) {
        return false;
    }
    PGconn *second = driver_open(options, "", &ignored);
    bool pooled = second && share_a_session(handle, second);
    PQfinish(second);
    arena_free(&arena);
    return pooled;
}
