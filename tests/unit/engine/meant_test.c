#include "check.h"

#include "engine/meant.h"

static bool is_doubtful(enum type_kind type, enum value_kind kind, const char *text) {
    struct column column = {.type = {.kind = type}, .default_value = {kind, text}};
    return meant_as_expression(&column);
}

static void a_text_like_a_call_is_doubtful(void **state) {
    (void)state;
    assert_true(is_doubtful(TYPE_DATETIME, VALUE_STRING, "now"));
    assert_true(is_doubtful(TYPE_DATE, VALUE_STRING, "Current_Date"));
    assert_true(is_doubtful(TYPE_TIMESTAMP, VALUE_STRING, "now()"));
    assert_true(is_doubtful(TYPE_STRING, VALUE_STRING, "gen_random_uuid()"));
}

static void anything_else_is_meant(void **state) {
    (void)state;
    assert_false(is_doubtful(TYPE_STRING, VALUE_STRING, "now"));
    assert_false(is_doubtful(TYPE_STRING, VALUE_STRING, "()"));
    assert_false(is_doubtful(TYPE_STRING, VALUE_STRING, "a()b"));
    assert_false(is_doubtful(TYPE_STRING, VALUE_STRING, "for (;;) call()"));
    assert_false(is_doubtful(TYPE_DATETIME, VALUE_STRING, "2026-11-21"));
    assert_false(is_doubtful(TYPE_DATETIME, VALUE_SQL, "now()"));
    assert_false(is_doubtful(TYPE_DATETIME, VALUE_NONE, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_like_a_call_is_doubtful), cmocka_unit_test(anything_else_is_meant)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
