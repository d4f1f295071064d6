/* A connection that passes every call on to a real one, but for those that it makes fail: one call alone, or
 * that and all that follow, as the connection of a killed program does. */
#ifndef CMIGRATE_TESTS_FAILING_H
#define CMIGRATE_TESTS_FAILING_H

#include "check.h"
#include "dialect.h"

struct failing {
    struct connection connection; /* first: the two are the same address */
    struct connection *real;
    unsigned calls, fail_at; /* 0: never */
    const char *fail_on;     /* a statement that begins so; or null */
    bool dies;               /* nothing works afterwards */
    bool after;              /* the server still does what the failing call asks for */
};

static inline bool failing_is_dead(const struct failing *failing) {
    return failing->dies && failing->fail_at && failing->calls >= failing->fail_at;
}

/* Counts the call, and says whether it fails. `sql` may be null. */
static inline bool failing_fails(struct failing *failing, const char *sql, struct errors *errors) {
    bool was_dead = failing_is_dead(failing);
    failing->calls += !was_dead;
    if (!was_dead && failing->fail_on && sql && !strncmp(sql, failing->fail_on, strlen(failing->fail_on)))
        failing->fail_at = failing->calls;
    if (!was_dead && failing->calls != failing->fail_at)
        return false;
    error_add(errors, failing->dies ? ERROR_CONNECTION : ERROR_DATABASE, NOWHERE, "call %u was made to fail",
        failing->calls);
    return true;
}

static inline bool failing_execute(
    struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors) {
    struct failing *failing = (struct failing *)connection;
    struct connection *real = failing->real;
    bool was_dead = failing_is_dead(failing);
    if (!failing_fails(failing, sql, errors))
        return real->type->execute(real, sql, changed, errors);
    if (failing->after && !was_dead)
        real->type->execute(real, sql, changed, errors);
    return false;
}

static inline bool failing_query(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *errors) {
    struct failing *failing = (struct failing *)connection;
    return !failing_fails(failing, NULL, errors) &&
           failing->real->type->query(failing->real, sql, row, context, errors);
}

static inline bool failing_begin(struct connection *connection, unsigned wait, struct errors *errors) {
    struct failing *failing = (struct failing *)connection;
    return !failing_fails(failing, NULL, errors) && failing->real->type->begin(failing->real, wait, errors);
}

static inline bool failing_commit(struct connection *connection, struct errors *errors) {
    struct failing *failing = (struct failing *)connection;
    bool was_dead = failing_is_dead(failing);
    if (!failing_fails(failing, NULL, errors))
        return failing->real->type->commit(failing->real, errors);
    if (failing->after && !was_dead)
        failing->real->type->commit(failing->real, errors);
    return false;
}

static inline void failing_rollback(struct connection *connection) {
    struct connection *real = ((struct failing *)connection)->real;
    real->type->rollback(real);
}

static inline uint64_t failing_schema_stamp(struct connection *connection) {
    struct connection *real = ((struct failing *)connection)->real;
    return real->type->schema_stamp ? real->type->schema_stamp(real) : 0;
}

static const struct connection_type failing_type = {.execute = failing_execute,
    .query = failing_query,
    .begin = failing_begin,
    .commit = failing_commit,
    .rollback = failing_rollback,
    .schema_stamp = failing_schema_stamp};

static inline struct failing failing_in_front_of(struct connection *real) {
    return (struct failing){.connection = {.type = &failing_type,
                                .dialect = real->dialect,
                                .server = real->server,
                                .shown_url = real->shown_url},
        .real = real};
}

#endif
