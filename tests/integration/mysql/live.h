/* A MySQL or MariaDB database to test on, made for the test alone. Without a server in the environment the
 * test is skipped. */
#ifndef CMIGRATE_TESTS_MYSQL_LIVE_H
#define CMIGRATE_TESTS_MYSQL_LIVE_H

#include <unistd.h>

#include "check.h"
#include "dialect.h"
#include "mysql/mysql.h"

extern const struct driver cmigrate_driver_mysql;

enum { SKIPPED = 77 };

/* mysql://root@host:port/test → …/NAME; null when there is no server. */
static inline const char *live_url(struct arena *arena, const char *database) {
    const char *url = getenv("CMIGRATE_TEST_MYSQL");
    const char *slash = url ? strrchr(url, '/') : NULL;
    return slash ? arena_format(arena, "%.*s/%s", (int)(slash - url), url, database) : NULL;
}

static inline struct connection *live_connect(struct arena *arena, const char *url, struct errors *errors) {
    struct connection_options options = {.url = url, .dialect = &mysql_dialect, .lock_timeout = 2000};
    struct connection *connection = cmigrate_driver_mysql.connect(arena, &options, errors);
    assert_no_errors(errors);
    return connection;
}

static inline void live_run(struct connection *connection, const char *sql, struct errors *errors) {
    if (!connection->type->execute(connection, sql, NULL, errors))
        print_error("%s\n", sql);
    assert_no_errors(errors);
}

/* Makes the database anew, empty. */
static inline void live_fresh(const char *database) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct connection *connection = live_connect(&arena, getenv("CMIGRATE_TEST_MYSQL"), &errors);
    live_run(connection, arena_format(&arena, "DROP DATABASE IF EXISTS %s", database), &errors);
    live_run(connection, arena_format(&arena, "CREATE DATABASE %s CHARACTER SET utf8mb4", database), &errors);
    connection->type->close(connection);
    arena_free(&arena);
}

static inline void live_drop(const char *database) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct connection *connection = live_connect(&arena, getenv("CMIGRATE_TEST_MYSQL"), &errors);
    live_run(connection, arena_format(&arena, "DROP DATABASE IF EXISTS %s", database), &errors);
    connection->type->close(connection);
    arena_free(&arena);
}

static inline bool live_join(void *context, const char *const *values, size_t count) {
    struct buffer *out = context;
    for (size_t i = 0; i < count; i++)
        buffer_addf(out, "%s%s", i ? "|" : "", values[i] ? values[i] : "NULL");
    buffer_add_char(out, '\n');
    return true;
}

/* The rows as text: values with | between them, a line each. */
static inline char *live_rows(
    struct connection *connection, struct arena *arena, const char *sql, struct errors *errors) {
    struct buffer out = {.arena = arena};
    if (!connection->type->query(connection, sql, live_join, &out, errors))
        print_error("%s\n", sql);
    assert_no_errors(errors);
    return buffer_text(&out);
}

#endif
