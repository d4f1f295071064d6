#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "server.h"

static struct arena arena;
static struct database database;

static int make(void **state) {
    (void)state;
    database_make(&database, &arena, "driver");
    return 0;
}

static int drop(void **state) {
    (void)state;
    database_drop(&database);
    arena_free(&arena);
    return 0;
}

static bool run(const char *sql, struct errors *errors) {
    *errors = (struct errors){.arena = &arena};
    return database.connection->type->execute(database.connection, sql, NULL, errors);
}

static void opens_the_forms_of_urls_that_sqlalchemy_has(void **state) {
    (void)state;
    struct errors errors = {.arena = &arena};
    const char *rest = strstr(database.url, "://");
    const char *urls[] = {arena_format(&arena, "postgresql+psycopg2%s", rest),
        arena_format(&arena, "postgres%s", rest),
        arena_format(&arena, "postgresql+asyncpg%s?ssl=prefer&application_name=it%%27s", rest)};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct connection *connection = server_connect(&arena, urls[i], &errors);
        assert_no_errors(&errors);
        assert_true(connection->server.version >= postgresql_dialect.traits->oldest_version);
        assert_string_equal(connection->server.default_schema, "public");
        connection->type->close(connection);
    }
}

static void says_why_it_cannot_connect_without_the_password(void **state) {
    (void)state;
    const struct {
        const char *url, *message, *hint;
    } cases[] = {
        {"postgresql://me:s3cret@127.0.0.1:1/x", "Connection refused", "is the server running there"},
        {"postgresql://me:s3cret@no-such-host.invalid/x", "no-such-host.invalid", "look at the host"},
        {server_url(&arena, "no_such_database?password=s3cret"), "does not exist", "make the database"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct errors errors = {.arena = &arena};
        assert_null(server_connect(&arena, cases[i].url, &errors));
        assert_int_equal(errors.list.items[0].code, ERROR_CONNECTION);
        assert_non_null(strstr(first_message(&errors), cases[i].message));
        assert_non_null(strstr(errors.list.items[0].hint, cases[i].hint));
        assert_null(strstr(first_message(&errors), "s3cret"));
    }
}

/* Of the sockets that are open, one to the server has that time. */
static bool is_kept_alive_after(int seconds) {
    for (int socket = 3; socket < 64; socket++) {
        int on = 0, idle = 0;
        socklen_t length = sizeof on, idle_length = sizeof idle;
        if (!getsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, &length) && on &&
            !getsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &idle, &idle_length) && idle == seconds)
            return true;
    }
    return false;
}

static void notices_a_server_that_is_gone(void **state) {
    (void)state;
    struct errors errors = {.arena = &arena};
    assert_true(is_kept_alive_after(60));
    assert_false(is_kept_alive_after(7));
    struct connection *connection =
        server_connect(&arena, arena_format(&arena, "%s?keepalives_idle=7", database.url), &errors);
    assert_no_errors(&errors);
    assert_true(is_kept_alive_after(7));
    connection->type->close(connection);
}

static void carries_what_the_server_says_of_an_error(void **state) {
    (void)state;
    struct errors errors;
    assert_true(run("CREATE TABLE said (id integer PRIMARY KEY)", &errors));
    assert_true(run("INSERT INTO said VALUES (1)", &errors));
    assert_false(run("INSERT INTO said VALUES (1)", &errors));
    assert_string_equal(errors.list.items[0].sqlstate, "23505");
    assert_string_equal(errors.list.items[0].statement, "INSERT INTO said VALUES (1)");
    assert_non_null(strstr(first_message(&errors), "Key (id)=(1) already exists"));
    assert_false(run("SELECT 1;\nSELECT nonsense", &errors));
    assert_non_null(strstr(first_message(&errors), "in line 2"));
    assert_false(run("SELECT iid FROM said", &errors));
    assert_non_null(strstr(errors.list.items[0].hint, "said.id"));
}

static void refuses_copy_from_the_client_and_stays_usable(void **state) {
    (void)state;
    struct errors errors;
    assert_true(run("CREATE TABLE copied (id integer)", &errors));
    assert_false(run("COPY copied FROM STDIN", &errors));
    assert_non_null(strstr(errors.list.items[0].hint, "bulk_insert"));
    assert_true(run("SELECT 1", &errors));
}

static void does_not_commit_a_failed_transaction(void **state) {
    (void)state;
    struct errors errors = {.arena = &arena};
    struct connection *connection = database.connection;
    assert_true(connection->type->begin(connection, 0, &errors));
    assert_true(connection->in_transaction);
    assert_false(run("SELECT nonsense", &errors));
    assert_false(connection->type->commit(connection, &errors));
    connection->type->rollback(connection);
    assert_false(connection->in_transaction);
    assert_true(run("SELECT 1", &errors));
}

/* The server reads the message with BEGIN in it as a whole: a word that it can't read undoes that, too. */
static void does_not_commit_what_it_could_not_read(void **state) {
    (void)state;
    struct errors errors = {.arena = &arena};
    struct connection *connection = database.connection;
    assert_true(connection->type->begin(connection, 0, &errors));
    assert_false(run("CREATE TABLE\n  nonsense nonsense", &errors));
    assert_string_equal(errors.list.items[0].statement, "CREATE TABLE\n  nonsense nonsense");
    assert_non_null(strstr(first_message(&errors), "in line 2"));
    assert_false(connection->type->commit(connection, &errors));
    connection->type->rollback(connection);
    assert_true(connection->type->begin(connection, 0, &errors));
    assert_true(connection->type->commit(connection, &errors));
}

static void what_waits_goes_with_the_next_and_fails_in_its_place(void **state) {
    (void)state;
    struct errors errors;
    struct connection *connection = database.connection;
    const struct connection_type *type = connection->type;
    assert_true(run("CREATE TABLE late (name text)", &errors));
    assert_true(type->begin(connection, 0, &errors));
    assert_true(type->execute_later(connection, "INSERT INTO late VALUES ('\303\251')", &errors));
    assert_true(type->execute_later(connection, "INSERT INTO late VALUES ('two')", &errors));
    uint64_t changed = 0;
    assert_true(type->execute(connection, "UPDATE late SET name = 'x'", &changed, &errors));
    assert_int_equal(changed, 2);
    assert_true(type->execute_later(connection, "INSERT INTO late VALUES ('three')", &errors));
    assert_true(type->commit(connection, &errors));
    assert_true(run("UPDATE late SET name = 'y'", &errors));
    bool found;
    assert_true(connection_has_row(connection, "SELECT FROM late HAVING count(*) = 3", &found, &errors));
    assert_true(found);

    assert_true(type->begin(connection, 0, &errors));
    assert_true(type->execute_later(connection, "INSERT INTO late VALUES ('\303\251')", &errors));
    assert_true(type->execute_later(connection, "INSERT INTO nowhere VALUES (1)", &errors));
    assert_false(run("SELECT 1", &errors));
    assert_string_equal(errors.list.items[0].statement, "INSERT INTO nowhere VALUES (1)");
    type->rollback(connection);

    assert_true(type->begin(connection, 0, &errors));
    assert_true(type->execute_later(connection, "INSERT INTO late VALUES ('\303\251')", &errors));
    assert_true(connection_has_row(connection, "SELECT FROM late HAVING count(*) = 4", &found, &errors));
    assert_true(found);
    type->rollback(connection);
    assert_true(connection_has_row(connection, "SELECT FROM late HAVING count(*) = 3", &found, &errors));
    assert_true(found);
}

static void names_who_holds_the_lock(void **state) {
    (void)state;
    struct errors errors = {.arena = &arena};
    struct connection *first = database.connection, *second = server_connect(&arena, database.url, &errors);
    assert_true(first->type->lock(first, "it's ours", 0, &errors));
    assert_false(second->type->lock(second, "it's ours", 200, &errors));
    assert_int_equal(errors.list.items[0].code, ERROR_LOCKED);
    assert_non_null(strstr(first_message(&errors), "process "));
    first->type->unlock(first, "it's ours");
    errors = (struct errors){.arena = &arena};
    assert_true(second->type->lock(second, "it's ours", 0, &errors));
    second->type->close(second);
    assert_no_errors(&errors);
}

static void writes_nothing_for_who_only_reads(void **state) {
    (void)state;
    struct errors errors = {.arena = &arena};
    const struct connection_options options = {
        .url = database.url, .dialect = &postgresql_dialect, .connect_timeout = 5, .read_only = true};
    struct connection *connection = cmigrate_driver_postgresql.connect(&arena, &options, &errors);
    assert_false(connection->type->execute(connection, "CREATE TABLE no (id integer)", NULL, &errors));
    assert_string_equal(errors.list.items[0].sqlstate, "25006");
    connection->type->close(connection);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_the_forms_of_urls_that_sqlalchemy_has),
        cmocka_unit_test(says_why_it_cannot_connect_without_the_password),
        cmocka_unit_test(notices_a_server_that_is_gone),
        cmocka_unit_test(carries_what_the_server_says_of_an_error),
        cmocka_unit_test(refuses_copy_from_the_client_and_stays_usable),
        cmocka_unit_test(does_not_commit_a_failed_transaction),
        cmocka_unit_test(does_not_commit_what_it_could_not_read),
        cmocka_unit_test(what_waits_goes_with_the_next_and_fails_in_its_place),
        cmocka_unit_test(names_who_holds_the_lock),
        cmocka_unit_test(writes_nothing_for_who_only_reads),
    };
    return getenv("CMIGRATE_TEST_POSTGRESQL") ? cmocka_run_group_tests(tests, make, drop) : SKIPPED;
}
