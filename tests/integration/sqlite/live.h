/* A SQLite database to test on. */
#ifndef CMIGRATE_TESTS_LIVE_H
#define CMIGRATE_TESTS_LIVE_H

#include "check.h"
#include "dialect.h"
#include "sqlite/sqlite.h"

extern const struct driver cmigrate_driver_sqlite;

static inline struct connection *open_at(
    struct arena *arena, const char *url, bool read_only, struct errors *errors) {
    struct connection_options options = {
        .url = url, .dialect = &sqlite_dialect, .read_only = read_only, .lock_timeout = 50};
    return cmigrate_driver_sqlite.connect(arena, &options, errors);
}

static inline struct connection *open_memory(struct arena *arena, struct errors *errors) {
    struct connection *connection = open_at(arena, "sqlite://", false, errors);
    assert_no_errors(errors);
    return connection;
}

static inline void run(struct connection *connection, const char *sql, struct errors *errors) {
    if (!connection->type->execute(connection, sql, NULL, errors))
        print_error("%s\n", sql);
    assert_no_errors(errors);
}

static inline bool live_join(void *context, const char *const *values, size_t count) {
    struct buffer *out = context;
    for (size_t i = 0; i < count; i++)
        buffer_addf(out, "%s%s", i ? "|" : "", values[i] ? values[i] : "NULL");
    buffer_add_char(out, '\n');
    return true;
}

/* The rows as text: values with | between them, a line each. */
static inline char *rows_of(
    struct connection *connection, struct arena *arena, const char *sql, struct errors *errors) {
    struct buffer out = {.arena = arena};
    if (!connection->type->query(connection, sql, live_join, &out, errors))
        print_error("%s\n", sql);
    assert_no_errors(errors);
    return buffer_text(&out);
}

#endif
