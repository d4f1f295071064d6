/* The ways into a server, and what is said when there is none. */
#include <sys/stat.h>

#include "base/file.h"
#include "live.h"

static struct arena arena;
static struct errors errors;
static const char database[] = "cmigrate_access_test", user[] = "cmigrate_access";

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

static struct connection *try_url(const char *url) {
    struct connection_options options = {.url = url, .dialect = &mysql_dialect, .connect_timeout = 3};
    return cmigrate_driver_mysql.connect(&arena, &options, &errors);
}

static const struct error *refused(const char *url) {
    errors.list.count = 0;
    assert_null(try_url(url));
    assert_true(errors.list.count > 0);
    return &errors.list.items[errors.list.count - 1];
}

/* The one value that a query gives, through the door of that URL. */
static const char *told(const char *url, const char *sql) {
    struct connection *connection = try_url(url);
    assert_no_errors(&errors);
    char *rows = live_rows(connection, &arena, sql, &errors);
    rows[strlen(rows) - 1] = '\0';
    close_it(connection);
    return rows;
}

static const char *ask(const char *sql) {
    return told(live_url(&arena, database), sql);
}

/* host:port, as it stands in the test's own URL */
static const char *address(void) {
    const char *at = strchr(getenv("CMIGRATE_TEST_MYSQL"), '@') + 1;
    return arena_text(&arena, at, strcspn(at, "/"));
}

static const char *percent_encoded(const char *text) {
    struct buffer out = {.arena = &arena};
    for (; *text; text++)
        buffer_addf(&out, "%%%02x", (unsigned char)*text);
    return buffer_text(&out);
}

static void a_unix_socket_is_a_way_in(void **state) {
    (void)state;
    const char *socket = ask("SELECT @@socket");
    if (!file_exists(socket))
        return; /* the server is on another machine */
    struct connection *connection =
        try_url(arena_format(&arena, "mysql://root@localhost/%s?unix_socket=%s", database, socket));
    assert_no_errors(&errors);
    assert_true(connection->is_local);
    close_it(connection);
    const char *encoded = percent_encoded(socket);
    const char *url = arena_format(&arena, "mariadb://root@/%s?unix_socket=%s", database, encoded);
    assert_string_equal(told(url, "SELECT DATABASE()"), database);
    const struct error *error = refused("mysql://root@localhost/x?unix_socket=/no/such.sock");
    assert_non_null(strstr(error->message, "(2002)"));
    assert_non_null(strstr(error->hint, "unix_socket="));
}

static void every_driver_that_sqlalchemy_names_means_the_server(void **state) {
    (void)state;
    static const char *const schemes[] = {"mysql", "mariadb", "mysql+pymysql", "mysql+mysqldb",
        "mysql+mysqlconnector", "mariadb+mariadbconnector"};
    const char *rest = strstr(live_url(&arena, database), "://");
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        assert_string_equal(
            told(arena_format(&arena, "%s%s?charset=utf8mb4&local_infile=1", schemes[i], rest), "SELECT 1"),
            "1");
}

static void a_password_may_have_any_character(void **state) {
    (void)state;
    const char password[] = "a@b:c/d?e#f%g&h=i+j'k\"l\\m n;\xe2\x82\xac$`{}[]|<>^~!*,.";
    struct connection *connection = open_it();
    struct buffer sql = {.arena = &arena};
    buffer_addf(&sql, "CREATE USER %s IDENTIFIED BY ", user);
    mysql_dialect.text_quoted(&sql, password);
    live_run(connection, buffer_text(&sql), &errors);
    live_run(connection, arena_format(&arena, "GRANT ALL ON %s.* TO %s", database, user), &errors);
    const char *encoded =
        arena_format(&arena, "mysql://%s:%s@%s/%s", user, percent_encoded(password), address(), database);
    assert_string_equal(told(encoded, "SELECT DATABASE()"), database);
    const struct error *error =
        refused(arena_format(&arena, "mysql://%s:wr%%40ng@%s/%s", user, address(), database));
    assert_non_null(strstr(error->message, "(1045)"));
    assert_non_null(strstr(error->message, "***"));
    assert_null(strstr(error->message, "wr%40ng"));
    assert_non_null(strstr(error->hint, "%40"));
    error =
        refused(arena_format(&arena, "mysql://%s:%s@%s/mysql", user, percent_encoded(password), address()));
    assert_non_null(strstr(error->message, "(1044)"));
    errors.list.count = 0;
    live_run(connection, arena_format(&arena, "DROP USER %s", user), &errors);
    close_it(connection);
}

static void an_option_file_is_read_on_request_alone(void **state) {
    (void)state;
    char folder[] = "/tmp/cmigrate-access-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *home = getenv("HOME"), *own = path_join(&arena, folder, ".my.cnf"),
               *named = path_join(&arena, folder, "client.cnf");
    const char *host = address(), *colon = strchr(host, ':');
    const char *wrong = "[client]\nport=1\nhost=127.0.0.1\nuser=nobody\npassword=wrong\n";
    const char *right = arena_format(&arena,
        "[client]\nhost=nowhere.invalid\n[other]\nprotocol=tcp\nhost=%.*s\nport=%s\nuser=root\n",
        (int)(colon - host), host, colon + 1);
    assert_true(file_write(own, wrong, strlen(wrong), false, &errors));
    assert_true(file_write(named, right, strlen(right), false, &errors));
    setenv("HOME", folder, 1);
    assert_string_equal(ask("SELECT 1"), "1");
    assert_string_equal(told(arena_format(&arena, "mysql:///%s?read_default_file=%s&read_default_group=other",
                                 database, named),
                            "SELECT DATABASE()"),
        database);
    if (home)
        setenv("HOME", home, 1);
    unlink(own);
    unlink(named);
    rmdir(folder);
}

static void tls_is_asked_for_and_verified(void **state) {
    (void)state;
    const char *url = live_url(&arena, database), *certificate = getenv("CMIGRATE_TEST_MYSQL_CERTIFICATE");
    if (strcmp(ask("SELECT @@have_ssl"), "YES") != 0) {
        const struct error *error = refused(arena_format(&arena, "%s?ssl_mode=required", url));
        assert_non_null(strstr(error->message, "has no TLS"));
        assert_non_null(strstr(error->hint, "ssl_mode"));
        return;
    }
    static const char cipher[] = "SHOW STATUS LIKE 'Ssl_cipher'";
    assert_string_equal(told(url, cipher), "Ssl_cipher|");
    assert_true(strlen(told(arena_format(&arena, "%s?ssl=true", url), cipher)) > strlen("Ssl_cipher|"));
    assert_string_equal(told(arena_format(&arena, "%s?ssl_mode=disabled", url), cipher), "Ssl_cipher|");
    if (!certificate)
        return;
    const char *verified = arena_format(&arena, "%s?ssl_mode=verify_identity&ssl_ca=%s", url, certificate);
    assert_true(strlen(told(verified, cipher)) > strlen("Ssl_cipher|"));
    const struct error *error = refused(arena_format(&arena, "%s?ssl_mode=verify_ca", url));
    assert_non_null(strstr(error->message, "(2026)"));
    assert_non_null(strstr(error->hint, "certificates"));
    error = refused(arena_format(&arena, "%s?ssl_mode=required&ssl_ca=/no/such.pem", url));
    assert_int_equal(error->code, ERROR_CONNECTION);
}

static void a_lost_connection_is_called_one(void **state) {
    (void)state;
    struct connection *victim = open_it(), *other = open_it();
    const char *id = live_rows(victim, &arena, "SELECT CONNECTION_ID()", &errors);
    live_run(other, arena_format(&arena, "KILL %s", id), &errors);
    assert_false(victim->type->execute(victim, "CREATE TABLE never (a int)", NULL, &errors));
    const struct error *error = &errors.list.items[0];
    assert_int_equal(error->code, ERROR_CONNECTION);
    assert_true(strstr(error->message, "(2006)") || strstr(error->message, "(2013)"));
    assert_string_equal(error->statement, "CREATE TABLE never (a int)");
    assert_non_null(error->hint);
    close_it(victim);
    close_it(other);
}

static void a_statement_that_is_too_large_is_said_to_be(void **state) {
    (void)state;
    struct connection *connection = open_it();
    size_t limit = strtoul(live_rows(connection, &arena, "SELECT @@max_allowed_packet", &errors), NULL, 10);
    char *sql = malloc(limit + 100);
    assert_non_null(sql);
    memset(sql, 'x', limit + 99);
    memcpy(sql, "SELECT '", 8);
    strcpy(sql + limit + 90, "'");
    assert_false(connection->type->execute(connection, sql, NULL, &errors));
    free(sql);
    const struct error *error = &errors.list.items[errors.list.count - 1];
    assert_non_null(strstr(error->hint, "max_allowed_packet"));
    close_it(connection);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_unix_socket_is_a_way_in, begin_test),
        cmocka_unit_test_setup(every_driver_that_sqlalchemy_names_means_the_server, begin_test),
        cmocka_unit_test_setup(a_password_may_have_any_character, begin_test),
        cmocka_unit_test_setup(an_option_file_is_read_on_request_alone, begin_test),
        cmocka_unit_test_setup(tls_is_asked_for_and_verified, begin_test),
        cmocka_unit_test_setup(a_lost_connection_is_called_one, begin_test),
        cmocka_unit_test_setup(a_statement_that_is_too_large_is_said_to_be, begin_test),
    };
    if (!getenv("CMIGRATE_TEST_MYSQL"))
        return SKIPPED;
    live_fresh(database);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    live_drop(database);
    arena_free(&arena);
    return failed;
}
