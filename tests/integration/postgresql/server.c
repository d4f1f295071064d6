#include "server.h"

const char *server_url(struct arena *arena, const char *database) {
    const char *url = getenv("CMIGRATE_TEST_POSTGRESQL");
    const char *authority = strstr(url, "://") + strlen("://");
    return arena_format(
        arena, "%.*s/%s", (int)(authority - url + (long)strcspn(authority, "/")), url, database);
}

struct connection *server_connect(struct arena *arena, const char *url, struct errors *errors) {
    const struct connection_options options = {
        .url = url, .dialect = &postgresql_dialect, .connect_timeout = 5};
    return cmigrate_driver_postgresql.connect(arena, &options, errors);
}

static void run_on_server(struct arena *arena, const char *sql) {
    struct errors errors = {.arena = arena};
    struct connection *connection = server_connect(arena, server_url(arena, "postgres"), &errors);
    assert_no_errors(&errors);
    connection->type->execute(connection, sql, NULL, &errors);
    connection->type->close(connection);
    assert_no_errors(&errors);
}

void database_make(struct database *database, struct arena *arena, const char *suffix) {
    *database = (struct database){.arena = arena, .errors.arena = arena};
    database->name = arena_format(arena, "cmigrate_%d_%s", (int)getpid(), suffix);
    run_on_server(arena, arena_format(arena, "CREATE DATABASE \"%s\" TEMPLATE template0", database->name));
    database->url = server_url(arena, database->name);
    database->connection = server_connect(arena, database->url, &database->errors);
    assert_no_errors(&database->errors);
}

void database_drop(struct database *database) {
    database->connection->type->close(database->connection);
    run_on_server(database->arena, arena_format(database->arena, "DROP DATABASE \"%s\"", database->name));
}

void database_run(struct database *database, const char *sql) {
    if (!database->connection->type->execute(database->connection, sql, NULL, &database->errors))
        print_error("%s\n", sql);
    assert_no_errors(&database->errors);
}

struct schema *database_inspect(struct database *database) {
    static const struct inspect_scope everything = {
        .version_table = "cmigrate_version", .log_table = "cmigrate_log"};
    struct schema *schema = arena_new(database->arena, struct schema);
    postgresql_inspect(database->connection, &everything, database->arena, schema, &database->errors);
    assert_no_errors(&database->errors);
    return schema;
}
