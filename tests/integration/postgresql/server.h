/* A PostgreSQL to test against, in CMIGRATE_TEST_POSTGRESQL; without one, tests are skipped. */
#ifndef CMIGRATE_TESTS_POSTGRESQL_SERVER_H
#define CMIGRATE_TESTS_POSTGRESQL_SERVER_H

#include "check.h"
#include "postgresql/postgresql.h"

#include <unistd.h>

enum { SKIPPED = 77 };

extern const struct driver cmigrate_driver_postgresql;

/* A database of the test's own. */
struct database {
    struct arena *arena;
    struct errors errors;
    const char *name, *url;
    struct connection *connection;
};

/* The server's url with another database; a parameter may follow. */
const char *server_url(struct arena *arena, const char *database);
struct connection *server_connect(struct arena *arena, const char *url, struct errors *errors);
void database_make(struct database *database, struct arena *arena, const char *suffix);
void database_drop(struct database *database);
void database_run(struct database *database, const char *sql);
struct schema *database_inspect(struct database *database);

#endif
