#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "live.h"

static struct arena arena;
static struct errors errors;
static char folder[] = "/tmp/cmigrate-driver-XXXXXX";

static int begin_test(void **state) {
    (void)state;
    errors = (struct errors){.arena = &arena};
    return 0;
}

static char *path_of(const char *name) {
    return path_join(&arena, folder, name);
}

static char *url_of(const char *name) {
    return arena_format(&arena, "sqlite:///%s", path_of(name));
}

static void close_it(struct connection *connection) {
    connection->type->close(connection);
}

static void a_statement_says_how_many_rows_it_changed(void **state) {
    (void)state;
    struct connection *connection = open_memory(&arena, &errors);
    uint64_t changed = 7;
    run(connection, "CREATE TABLE t (a)", &errors);
    assert_true(connection->type->execute(connection, "INSERT INTO t VALUES (1), (NULL)", &changed, &errors));
    assert_int_equal(changed, 2);
    assert_true(connection->type->execute(connection, "CREATE TABLE u (a)", &changed, &errors));
    assert_int_equal(changed, 0);
    assert_string_equal(rows_of(connection, &arena, "SELECT a, 'x' FROM t", &errors), "1|x\nNULL|x\n");
    assert_int_equal(connection->statements, 3);
    assert_int_equal(connection->queries, 1);
    close_it(connection);
}

static void an_error_has_sqlites_words_its_code_and_the_statement(void **state) {
    (void)state;
    struct connection *connection = open_memory(&arena, &errors);
    run(connection, "CREATE TABLE t (a UNIQUE)", &errors);
    run(connection, "INSERT INTO t VALUES (1)", &errors);
    assert_false(connection->type->execute(connection, "INSERT INTO t VALUES (1)", NULL, &errors));
    const struct error *error = &errors.list.items[0];
    assert_string_equal(error->message, "UNIQUE constraint failed: t.a");
    assert_string_equal(error->sqlstate, "SQLITE_CONSTRAINT (2067)");
    assert_string_equal(error->statement, "INSERT INTO t VALUES (1)");
    assert_int_equal(error->code, ERROR_DATABASE);
    close_it(connection);
}

static void a_rebuilds_new_table_is_called_by_its_own_name(void **state) {
    (void)state;
    struct connection *connection = open_memory(&arena, &errors);
    run(connection, "CREATE TABLE cmigrate_new_t (a UNIQUE, b UNIQUE, UNIQUE (a, b))", &errors);
    run(connection, "INSERT INTO cmigrate_new_t VALUES (1, 1)", &errors);
    assert_false(
        connection->type->execute(connection, "INSERT INTO cmigrate_new_t VALUES (1, 2)", NULL, &errors));
    assert_string_equal(first_message(&errors), "UNIQUE constraint failed: t.a");
    close_it(connection);
}

static void a_second_writer_is_told_that_the_database_is_busy(void **state) {
    (void)state;
    struct connection *first = open_at(&arena, url_of("busy.db"), false, &errors);
    struct connection *second = open_at(&arena, url_of("busy.db"), false, &errors);
    assert_true(first->type->begin(first, 0, &errors));
    assert_false(second->type->begin(second, 20, &errors));
    assert_int_equal(errors.list.items[0].code, ERROR_LOCKED);
    assert_string_equal(
        first_message(&errors), "database is locked by another program: waited 0.0 seconds for it");
    assert_non_null(errors.list.items[0].hint);
    errors.list.count = 0;
    first->type->rollback(first);
    assert_true(second->type->begin(second, 20, &errors));
    assert_true(second->type->commit(second, &errors));
    close_it(first);
    close_it(second);
}

static void who_only_looks_makes_no_file(void **state) {
    (void)state;
    struct connection *connection = open_at(&arena, url_of("none.db"), true, &errors);
    assert_no_errors(&errors);
    assert_string_equal(rows_of(connection, &arena, "SELECT count(*) FROM sqlite_master", &errors), "0\n");
    assert_false(file_exists(path_of("none.db")));
    assert_false(connection->type->execute(connection, "CREATE TABLE t (a)", NULL, &errors));
    close_it(connection);
}

static void check_refused(const char *url, const char *message) {
    errors.list.count = 0;
    assert_null(open_at(&arena, url, false, &errors));
    assert_int_equal(errors.list.count, 1);
    assert_string_equal(first_message(&errors), message);
    assert_non_null(errors.list.items[0].hint);
}

static void what_is_no_database_is_refused_with_the_reason(void **state) {
    (void)state;
    assert_true(
        file_write(path_of("text.db"), "this is a text, and no database at all\n", 39, true, &errors));
    check_refused(url_of("text.db"),
        arena_format(&arena, "can't open the database \"%s\": file is not a database", path_of("text.db")));
    check_refused(url_of("no/such.db"),
        arena_format(&arena, "can't open the database \"%s/no/such.db\": there is no folder \"%s/no\"",
            folder, folder));
    check_refused(arena_format(&arena, "sqlite:///%s", folder),
        arena_format(&arena, "can't open the database \"%s\": it is a folder", folder));
    check_refused("sqlite://host/path", "not a SQLite url: \"sqlite://host/path\"");
    check_refused("sqlite:///x.db?timout=3", "unknown parameter \"timout\" in the url");
}

static void paths_are_taken_as_they_are(void **state) {
    (void)state;
    static const char *const names[] = {"with blank.db", "50% off.db", "ünïcode.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct connection *connection = open_at(&arena, url_of(names[i]), false, &errors);
        run(connection, "CREATE TABLE t (a)", &errors);
        close_it(connection);
        assert_true(file_exists(path_of(names[i])));
        const char *url = arena_format(&arena, "%s?mode=ro&timeout=0.5", url_of(names[i]));
        connection = open_at(&arena, url, false, &errors);
        assert_no_errors(&errors);
        assert_false(connection->type->execute(connection, "DROP TABLE t", NULL, &errors));
        assert_string_equal(first_message(&errors), "attempt to write a readonly database");
        errors.list.count = 0;
        close_it(connection);
    }
}

static void a_uri_goes_to_sqlite(void **state) {
    (void)state;
    const char *url = arena_format(&arena, "sqlite:///file:%s?mode=rwc&uri=true", path_of("uri%20file.db"));
    struct connection *connection = open_at(&arena, url, false, &errors);
    run(connection, "CREATE TABLE t (a)", &errors);
    close_it(connection);
    assert_true(file_exists(path_of("uri file.db")));
}

static void the_stamp_changes_with_the_schema(void **state) {
    (void)state;
    struct connection *connection = open_at(&arena, url_of("stamp.db"), false, &errors);
    struct connection *other = open_at(&arena, url_of("stamp.db"), false, &errors);
    uint64_t stamp = connection->type->schema_stamp(connection);
    assert_true(stamp == connection->type->schema_stamp(connection));
    run(connection, "CREATE TABLE t (a)", &errors);
    uint64_t own = connection->type->schema_stamp(connection);
    assert_true(stamp != own);
    run(other, "CREATE TABLE u (a)", &errors);
    assert_true(own != connection->type->schema_stamp(connection));
    close_it(connection);
    close_it(other);
}

static int make_folder(void **state) {
    (void)state;
    return !mkdtemp(folder);
}

static int drop_folder(void **state) {
    (void)state;
    struct folder_files files = {0};
    if (folder_list(&arena, folder, false, &files, &errors))
        for (size_t i = 0; i < files.count; i++)
            unlink(files.items[i].path);
    int gone = rmdir(folder);
    arena_free(&arena);
    return gone;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_statement_says_how_many_rows_it_changed, begin_test),
        cmocka_unit_test_setup(an_error_has_sqlites_words_its_code_and_the_statement, begin_test),
        cmocka_unit_test_setup(a_rebuilds_new_table_is_called_by_its_own_name, begin_test),
        cmocka_unit_test_setup(a_second_writer_is_told_that_the_database_is_busy, begin_test),
        cmocka_unit_test_setup(who_only_looks_makes_no_file, begin_test),
        cmocka_unit_test_setup(what_is_no_database_is_refused_with_the_reason, begin_test),
        cmocka_unit_test_setup(paths_are_taken_as_they_are, begin_test),
        cmocka_unit_test_setup(a_uri_goes_to_sqlite, begin_test),
        cmocka_unit_test_setup(the_stamp_changes_with_the_schema, begin_test),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
