#include "check.h"

#include "sql/expression.h"
#include "sql/syntax.h"

static void assert_canonical(const struct sql_syntax *syntax, const char *text, const char *expected) {
    struct arena arena = {0};
    assert_string_equal(expression_canonical(&arena, syntax, text), expected);
    arena_free(&arena);
}

static void what_does_not_count_is_gone(void **state) {
    (void)state;
    assert_canonical(&sqlite_like, " ( Price>0 /* yes */)", "price > 0");
    assert_canonical(&sqlite_like, "((\"price\" != 'A' ))", "price <> 'A'");
    assert_canonical(&sqlite_like, "(a) + (b)", "( a ) + ( b )");
    assert_canonical(&sqlite_like, "()", "( )");
    assert_canonical(&sqlite_like, "[Odd Name]==`order`", "\"odd name\" = \"order\"");
    assert_canonical(&postgresql_like, "\"Price\" > Price", "\"Price\" > price");
    assert_canonical(&mysql_like, "`price` = \"A\"", "price = \"A\"");
    assert_canonical(&sqlite_like, "\"a\"\"b\"", "\"a\"\"b\"");
    assert_canonical(&sqlite_like, "((", "( (");
    assert_canonical(&sqlite_like, "", "");
}

static void equality_is_of_tokens(void **state) {
    (void)state;
    assert_true(expression_equal(&sqlite_like, NULL, NULL));
    assert_false(expression_equal(&sqlite_like, "a", NULL));
    assert_true(expression_equal(&sqlite_like, "LOWER( title )", "lower(\"title\")"));
    assert_false(expression_equal(&sqlite_like, "'a'", "'A'"));
    assert_false(expression_equal(&sqlite_like, "a b", "ab"));
    assert_false(expression_equal(&postgresql_like, "\"user\"", "user"));
}

static void a_column_is_found_bare_or_quoted(void **state) {
    (void)state;
    assert_true(expression_names(&sqlite_like, "PRICE > 0", "price"));
    assert_true(expression_names(&sqlite_like, "[price] > 0", "price"));
    assert_false(expression_names(&sqlite_like, "'price' > prices", "price"));
    assert_false(expression_names(&sqlite_like, "lower(a)", "lower"));
    assert_false(expression_names(&sqlite_like, "a and b", "and"));
    assert_true(expression_names(&sqlite_like, "\"and\" > 1", "and"));
    assert_false(expression_names(&postgresql_like, "Price > 0", "Price"));
    assert_true(expression_names(&postgresql_like, "\"Price\" > 0", "Price"));
}

static void a_renamed_name_changes_nothing_else(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(expression_rename(&arena, &sqlite_like, " name  <> 'name' /* name */ and [NAME] > 1;",
                            "name", "\"title\""),
        " \"title\"  <> 'name' /* name */ and \"title\" > 1;");
    assert_string_equal(
        expression_rename(&arena, &sqlite_like, "INSERT INTO log (log) SELECT log(2)", "log", "\"x\""),
        "INSERT INTO \"x\" (\"x\") SELECT log(2)");
    assert_string_equal(expression_rename(&arena, &sqlite_like, "", "a", "b"), "");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_count_is_gone),
        cmocka_unit_test(equality_is_of_tokens),
        cmocka_unit_test(a_column_is_found_bare_or_quoted),
        cmocka_unit_test(a_renamed_name_changes_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
