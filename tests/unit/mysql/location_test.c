#include "check.h"

#include "mysql/location.h"
#include "mysql/session.h"

static struct arena arena;
static struct errors errors;

static struct location read_it(const char *url) {
    struct location location;
    errors = (struct errors){.arena = &arena};
    if (!mysql_location_read(&arena, url, &location, &errors))
        location.shown = NULL;
    return location;
}

static void a_url_has_its_parts(void **state) {
    (void)state;
    struct location location = read_it("mysql://ann:secret@db.example:3307/shop");
    assert_string_equal(location.user, "ann");
    assert_string_equal(location.password, "secret");
    assert_string_equal(location.host, "db.example");
    assert_int_equal(location.port, 3307);
    assert_string_equal(location.database, "shop");
    assert_string_equal(location.charset, "utf8mb4");
    assert_string_equal(location.shown, "mysql://ann:***@db.example:3307/shop");
    location = read_it("mariadb+mariadbconnector:///shop?unix_socket=/run/m%20y.sock&charset=utf8");
    assert_null(location.host);
    assert_string_equal(location.socket, "/run/m y.sock");
    assert_string_equal(location.charset, "utf8");
    location = read_it("mysql://[::1]:3306/shop");
    assert_string_equal(location.host, "::1");
    assert_int_equal(location.port, 3306);
}

static void a_password_may_hold_any_character(void **state) {
    (void)state;
    static const char *const passwords[][2] = {{"p%40ss%2Fword%3A%25", "p@ss/word:%"}, {"a@b/c:d", "a@b/c:d"},
        {"50%", "50%"}, {"what?no", "what?no"}, {"%00", "%00"}, {"\xc3\xa4", "\xc3\xa4"}, {"", ""}};
    for (size_t i = 0; i < sizeof passwords / sizeof *passwords; i++) {
        struct location location =
            read_it(arena_format(&arena, "mysql://u:%s@h/d?ssl=true", passwords[i][0]));
        assert_string_equal(location.password, passwords[i][1]);
        assert_string_equal(location.database, "d");
        assert_string_equal(location.ssl_mode, "required");
        assert_string_equal(location.shown, "mysql://u:***@h/d?ssl=true");
    }
}

static void a_wrong_url_is_refused_with_a_remedy(void **state) {
    (void)state;
    assert_null(read_it("mysql:db").shown);
    assert_string_equal(first_message(&errors), "the database's url has no \"://\"");
    assert_null(read_it("mysql://h:port/d").shown);
    assert_null(read_it("mysql://h/d?unix_sokcet=/x").shown);
    assert_string_equal(errors.list.items[0].hint, "did you mean \"unix_socket\"?");
    assert_null(read_it("mysql://h/d?ssl_mode=maybe").shown);
    assert_null(read_it("mysql://[::1/d").shown);
}

static struct server greet(const char *version, const char *comment) {
    const char *row[] = {version, comment, "shop", "utf8mb4_general_ci", "", "0"};
    struct server server;
    session_server(&arena, row, &server);
    return server;
}

static void the_family_is_told_by_the_servers_own_words(void **state) {
    (void)state;
    assert_string_equal(greet("10.11.6-MariaDB-0+deb12u1", "Debian 12").product, "mariadb");
    assert_int_equal(greet("10.11.6-MariaDB-0+deb12u1", "Debian 12").version, 101106);
    assert_int_equal(greet("5.5.5-10.3.39-MariaDB", "").version, 100339);
    assert_string_equal(greet("8.0.36", "MySQL Community Server - GPL").product, "mysql");
    assert_int_equal(greet("8.0.36-0ubuntu0.22.04.1", "(Ubuntu)").version, 80036);
    assert_int_equal(greet("5.6.51-log", "Source distribution").version, 50651);
}

static void modes_that_change_quoting_are_taken_out_of_the_session(void **state) {
    (void)state;
    struct server server = greet("10.11.6-MariaDB", "");
    assert_string_equal(session_settings(&arena, &server, "STRICT_TRANS_TABLES,PIPES_AS_CONCAT", 0, 0),
        "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,PIPES_AS_CONCAT', SESSION sql_quote_show_create = 1");
    assert_string_equal(session_settings(&arena, &server,
                            "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ANSI,STRICT_ALL_TABLES", 1500, 2500),
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES', SESSION sql_quote_show_create = 1, SESSION "
        "lock_wait_timeout = 2, "
        "SESSION innodb_lock_wait_timeout = 2, SESSION max_statement_time = 2.500");
}

static void the_locks_name_fits_and_tells_databases_apart(void **state) {
    (void)state;
    struct server server = greet("10.11.6-MariaDB", ""), other = server;
    other.default_schema = "a_database_whose_name_is_as_long_as_names_can_ever_be_in_mysql_x";
    const char *one = session_lock_name(&arena, &server, "`cmigrate_version`");
    assert_true(strlen(session_lock_name(&arena, &other, "`cmigrate_version`")) <= 64);
    assert_string_not_equal(one, session_lock_name(&arena, &server, "`other_version`"));
    assert_string_not_equal(one, session_lock_name(&arena, &other, "`cmigrate_version`"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_url_has_its_parts),
        cmocka_unit_test(a_password_may_hold_any_character),
        cmocka_unit_test(a_wrong_url_is_refused_with_a_remedy),
        cmocka_unit_test(the_family_is_told_by_the_servers_own_words),
        cmocka_unit_test(modes_that_change_quoting_are_taken_out_of_the_session),
        cmocka_unit_test(the_locks_name_fits_and_tells_databases_apart),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
