#include "check.h"

#include "mysql/defaults.h"

struct example {
    const char *type, *sql, *canonical;
};

static void both_families_spellings_are_one(void **state) {
    (void)state;
    static const struct example examples[] = {{"int", "'0'", "0"}, {"int", "0", "0"}, {"int", "(-5)", "-5"},
        {"int", "NULL", NULL}, {"int", "true", "1"}, {"decimal(8,2)", "'0'", "0.00"},
        {"decimal(8,2)", "1.5", "1.50"}, {"double", "1.50", "1.5"}, {"varchar(9)", "5", "'5'"},
        {"varchar(9)", "\"it's\"", "'it''s'"}, {"varchar(9)", "'a\\\\b'", "'a\\\\b'"},
        {"datetime", "now()", "current_timestamp"},
        {"datetime(6)", "CURRENT_TIMESTAMP(6)", "current_timestamp(6)"},
        {"timestamp", "current_timestamp()", "current_timestamp"},
        {"datetime", "'2000-01-01'", "'2000-01-01 00:00:00'"},
        {"datetime(3)", "'2000-01-01'", "'2000-01-01 00:00:00.000'"}, {"bit(8)", "b'101'", "b'101'"},
        {"bit(1)", "1", "b'1'"}, {"char(36)", "(uuid())", "uuid()"}, {"varchar(9)", "('x')", "'x'"},
        {"varbinary(9)", "'AB'", "'AB'"}, {"varbinary(9)", "x'4142'", "'AB'"},
        {"varbinary(9)", "0x4142", "'AB'"}, {"varbinary(9)", "'\\0\xff'", "x'00ff'"},
        {"varbinary(9)", "X'00FF'", "x'00ff'"}, {"varbinary(9)", "0xff", "x'ff'"},
        {"binary(3)", "'a\\0\\0'", "'a'"}, {"binary(2)", "'\\0\\0'", "''"},
        {"varbinary(2)", "'\\0'", "x'00'"}, {"blob", "X'00ff'", "x'00ff'"},
        {"varchar(9)", "x'4142'", "x'4142'"}, {"int", "(1 + 2)", "1 + 2"}, {"int", "(1) + (2)", "(1) + (2)"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const char *found = default_canonical_sql(&arena, examples[i].type, examples[i].sql);
        if (examples[i].canonical)
            assert_string_equal(found, examples[i].canonical);
        else
            assert_null(found);
    }
    arena_free(&arena);
}

static void portable_values_come_back_to_the_same(void **state) {
    (void)state;
    static const char *const examples[][2] = {{"int", "5"}, {"tinyint(1)", "1"}, {"tinyint(1)", "7"},
        {"varchar(9)", "'it''s'"}, {"decimal(8,2)", "0.50"}, {"datetime", "current_timestamp"},
        {"datetime(6)", "current_timestamp(6)"}, {"bit(8)", "b'101'"}, {"char(36)", "uuid()"},
        {"varbinary(9)", "x'00ff'"}, {"binary(2)", "'a'"}, {"varchar(9)", "'null'"},
        {"varchar(20)", "'a\\\\b'"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct value value = default_portable(&arena, examples[i][0], examples[i][1]);
        const char *back = default_canonical(&arena, examples[i][0], &value);
        assert_string_equal(default_canonical_sql(&arena, examples[i][0], back), examples[i][1]);
    }
    assert_int_equal(default_portable(&arena, "tinyint(1)", "1").kind, VALUE_BOOLEAN);
    assert_int_equal(default_portable(&arena, "varchar(9)", "'x'").kind, VALUE_STRING);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_families_spellings_are_one),
        cmocka_unit_test(portable_values_come_back_to_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
