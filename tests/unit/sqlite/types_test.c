#include "check.h"
#include "sqlite/sqlite.h"
#include "sqlite/types.h"

static struct arena arena;

static void affinities_are_sqlites(void **state) {
    (void)state;
    assert_int_equal(sqlite_affinity("CHARINT"), AFFINITY_INTEGER);
    assert_int_equal(sqlite_affinity("varchar(30)"), AFFINITY_TEXT);
    assert_int_equal(sqlite_affinity(""), AFFINITY_BLOB);
    assert_int_equal(sqlite_affinity("DOUBLE PRECISION"), AFFINITY_REAL);
    assert_int_equal(sqlite_affinity("DATETIME"), AFFINITY_NUMERIC);
    assert_int_equal(sqlite_affinity("ENUM('int')"), AFFINITY_TEXT);
}

static void what_is_described_resolves_to_the_same(void **state) {
    (void)state;
    static const char *const spellings[] = {"", "INTEGER", "INT", "SMALLINT", "BIGINT", "BIGINT(20)",
        "VARCHAR(30)", "VARCHAR", "VARCHAR(0)", "NUMERIC(8, 2)", "NUMERIC(-1)", "FLOAT", "FLOAT(3)", "DOUBLE",
        "DOUBLE PRECISION", "REAL", "BOOLEAN", "DATETIME", "TIMESTAMP(6)", "CHAR(32)", "UUID", "JSON",
        "BINARY(16)", "BLOB", "GEOMETRY(POINT, 4326)", "\"odd type\"", "STRING", "STRING(7)", "SMALLINTEGER",
        "ENUM('a', 'it''s')", "UNSIGNED BIG INT", "ANY", "INTERVAL", "BIGINTEGER", "TEXT(99)"};
    for (size_t i = 0; i < 2 * sizeof spellings / sizeof *spellings; i++) {
        const char *spelling = spellings[i / 2];
        struct type type = sqlite_type_of(&arena, spelling, i % 2);
        assert_string_equal(sqlite_type_sql(&arena, &type, i % 2), spelling);
    }
}

static void enums_are_written_as_the_longest_value(void **state) {
    (void)state;
    assert_string_equal(sqlite_type_written(&arena, "ENUM('sad', 'ünï')", false), "VARCHAR(3)");
    assert_string_equal(sqlite_type_written(&arena, "ENUM('sad')", true), "TEXT");
    assert_string_equal(sqlite_type_written(&arena, "TEXT", true), "TEXT");
}

static void keywords_and_odd_names_are_quoted(void **state) {
    (void)state;
    static const char *const names[][2] = {{"book", "book"}, {"Order", "\"Order\""}, {"a b", "\"a b\""},
        {"1a", "\"1a\""}, {"", "\"\""}, {"say \"x\"", "\"say \"\"x\"\"\""}, {"ünï", "\"ünï\""},
        {"current_timestamp", "\"current_timestamp\""}, {"current_timestamps", "current_timestamps"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer out = {.arena = &arena};
        sqlite_name_quoted(&out, names[i][0]);
        assert_string_equal(buffer_text(&out), names[i][1]);
    }
}

static int drop_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(affinities_are_sqlites),
        cmocka_unit_test(what_is_described_resolves_to_the_same),
        cmocka_unit_test(enums_are_written_as_the_longest_value),
        cmocka_unit_test(keywords_and_odd_names_are_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, drop_arena);
}
