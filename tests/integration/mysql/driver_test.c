#include "live.h"

static struct arena arena;
static struct errors errors;
static const char database[] = "cmigrate_driver_test";

static int begin_test(void **state) {
    (void)state;
    errors = (struct errors){.arena = &arena};
    return 0;
}

static struct connection *open_it(void) {
    return live_connect(&arena, live_url(&arena, database), &errors);
}

static void close_it(struct connection *connection) {
    connection->type->close(connection);
}

static const struct error *refused(const char *url) {
    struct connection_options options = {.url = url, .dialect = &mysql_dialect, .connect_timeout = 3};
    assert_null(cmigrate_driver_mysql.connect(&arena, &options, &errors));
    assert_true(errors.list.count > 0);
    return &errors.list.items[errors.list.count - 1];
}

static void the_server_is_known(void **state) {
    (void)state;
    struct connection *connection = open_it();
    assert_true(
        !strcmp(connection->server.product, "mariadb") || !strcmp(connection->server.product, "mysql"));
    assert_true(connection->server.version >= 50600);
    assert_string_equal(connection->server.default_schema, database);
    assert_non_null(strstr(connection->server.default_collation, "utf8mb4"));
    assert_string_equal(
        live_rows(connection, &arena, "SELECT 'it\\'s', '\xe2\x82\xac'", &errors), "it's|\xe2\x82\xac\n");
    close_it(connection);
}

static void a_statement_says_how_many_rows_it_found(void **state) {
    (void)state;
    struct connection *connection = open_it();
    uint64_t changed = 7;
    live_run(connection, "CREATE TABLE found (a int)", &errors);
    assert_true(
        connection->type->execute(connection, "INSERT INTO found VALUES (1), (NULL)", &changed, &errors));
    assert_int_equal(changed, 2);
    assert_true(
        connection->type->execute(connection, "UPDATE found SET a = 1 WHERE a = 1", &changed, &errors));
    assert_int_equal(changed, 1);
    assert_string_equal(live_rows(connection, &arena, "SELECT a FROM found", &errors), "1\nNULL\n");
    close_it(connection);
}

static void an_error_has_the_servers_words_its_number_and_a_remedy(void **state) {
    (void)state;
    struct connection *connection = open_it();
    live_run(connection, "CREATE TABLE unequal (a int UNIQUE)", &errors);
    live_run(connection, "INSERT INTO unequal VALUES (1)", &errors);
    assert_false(connection->type->execute(connection, "INSERT INTO unequal VALUES (1)", NULL, &errors));
    const struct error *error = &errors.list.items[0];
    assert_non_null(strstr(error->message, "(1062)"));
    assert_string_equal(error->sqlstate, "23000");
    assert_string_equal(error->statement, "INSERT INTO unequal VALUES (1)");
    assert_non_null(error->hint);
    close_it(connection);
}

static void a_refused_connection_says_why_and_hides_the_password(void **state) {
    (void)state;
    const struct error *error = refused(live_url(&arena, "cmigrate_no_such_database"));
    assert_non_null(strstr(error->message, "(1049)"));
    assert_non_null(strstr(error->hint, "CREATE DATABASE"));
    const char *url = live_url(&arena, database), *host = strchr(url, '@');
    error = refused(arena_format(&arena, "mysql://nobody:s3cret@%s", host + 1));
    assert_int_equal(error->code, ERROR_CONNECTION);
    assert_null(strstr(error->message, "s3cret"));
    assert_non_null(strstr(error->message, "nobody:***@"));
    error = refused("mysql://root@127.0.0.1:1/x");
    assert_non_null(strstr(error->message, "127.0.0.1:1"));
    assert_non_null(error->hint);
}

static void one_runner_at_a_time(void **state) {
    (void)state;
    struct connection *one = open_it(), *other = open_it();
    assert_true(one->type->lock(one, "`cmigrate_version`", 0, &errors));
    assert_false(other->type->lock(other, "`cmigrate_version`", 300, &errors));
    assert_int_equal(errors.list.items[0].code, ERROR_LOCKED);
    assert_non_null(strstr(errors.list.items[0].hint, "connection "));
    assert_true(other->type->lock(other, "`another_version`", 0, &errors));
    one->type->unlock(one, "`cmigrate_version`");
    errors.list.count = 0;
    assert_true(other->type->lock(other, "`cmigrate_version`", 0, &errors));
    close_it(one);
    close_it(other);
}

static void a_wait_for_a_table_is_bounded_and_names_who_holds_it(void **state) {
    (void)state;
    struct connection *holder = open_it(), *waiter = open_it();
    live_run(holder, "CREATE TABLE held (a int)", &errors);
    assert_true(holder->type->begin(holder, 0, &errors));
    live_run(holder, "INSERT INTO held VALUES (1)", &errors);
    assert_false(waiter->type->execute(waiter, "ALTER TABLE held ADD b int", NULL, &errors));
    assert_non_null(strstr(errors.list.items[0].message, "(1205)"));
    assert_non_null(strstr(errors.list.items[0].hint, "transaction open since"));
    holder->type->rollback(holder);
    close_it(holder);
    close_it(waiter);
}

static void an_algorithm_that_cannot_be_had_is_refused_with_a_way_out(void **state) {
    (void)state;
    struct connection *connection = open_it();
    live_run(connection, "CREATE TABLE wide (a int)", &errors);
    bool done = connection->type->execute(
        connection, "ALTER TABLE wide MODIFY COLUMN a bigint, ALGORITHM=INPLACE, LOCK=NONE", NULL, &errors);
    assert_false(done);
    assert_non_null(strstr(errors.list.items[0].message, "(1846)"));
    assert_non_null(strstr(errors.list.items[0].hint, "leave it out"));
    errors.list.count = 0;
    assert_string_equal(live_rows(connection, &arena, "SELECT count(*) FROM wide", &errors), "0\n");
    close_it(connection);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_server_is_known, begin_test),
        cmocka_unit_test_setup(a_statement_says_how_many_rows_it_found, begin_test),
        cmocka_unit_test_setup(an_error_has_the_servers_words_its_number_and_a_remedy, begin_test),
        cmocka_unit_test_setup(a_refused_connection_says_why_and_hides_the_password, begin_test),
        cmocka_unit_test_setup(one_runner_at_a_time, begin_test),
        cmocka_unit_test_setup(a_wait_for_a_table_is_bounded_and_names_who_holds_it, begin_test),
        cmocka_unit_test_setup(an_algorithm_that_cannot_be_had_is_refused_with_a_way_out, begin_test),
    };
    if (!getenv("CMIGRATE_TEST_MYSQL"))
        return SKIPPED;
    live_fresh(database);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    live_drop(database);
    arena_free(&arena);
    return failed;
}
