#include "check.h"
#include "sqlite/rename.h"

static struct arena arena;

static void tables_are_renamed_where_they_are_meant(void **state) {
    (void)state;
    assert_string_equal(sqlite_rename_table_in(&arena,
                            "CREATE TRIGGER book AFTER UPDATE OF book ON \"book\" /* book */ BEGIN\n"
                            "INSERT INTO Book (book) SELECT book.book FROM log JOIN book; END",
                            "book", "the books"),
        "CREATE TRIGGER book AFTER UPDATE OF book ON \"the books\" /* book */ BEGIN\n"
        "INSERT INTO \"the books\" (book) SELECT \"the books\".book FROM log JOIN \"the books\"; END");
}

static void columns_are_renamed_where_they_are_the_tables_own(void **state) {
    (void)state;
    assert_string_equal(
        sqlite_rename_column_in(&arena,
            "CREATE TRIGGER t AFTER UPDATE OF id, name ON book WHEN old.name <> NEW.\"name\" BEGIN "
            "INSERT INTO log (name) SELECT other.name FROM other WHERE name = 'name'; END",
            "name", "title"),
        "CREATE TRIGGER t AFTER UPDATE OF id, title ON book WHEN old.title <> NEW.title BEGIN "
        "INSERT INTO log (name) SELECT other.name FROM other WHERE name = 'name'; END");
}

static int drop_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_renamed_where_they_are_meant),
        cmocka_unit_test(columns_are_renamed_where_they_are_the_tables_own),
    };
    return cmocka_run_group_tests(tests, NULL, drop_arena);
}
