#include "check.h"

static void a_place_is_found_by_its_byte(void **state) {
    (void)state;
    struct source source = {"f", "one\ntw\xc3\xb6 x\nthree", 16};
    struct place place = place_at(&source, 9);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 5);
    size_t length;
    const char *line = place_line(place, &length);
    assert_int_equal(length, 6);
    assert_memory_equal(line, "tw\xc3\xb6 x", 6);
}

static void a_line_beyond_the_end_is_none(void **state) {
    (void)state;
    struct source source = {"f", "one", 3};
    size_t length;
    assert_null(place_line((struct place){&source, 2, 1}, &length));
    assert_null(place_line((struct place){&source, 0, 0}, &length));
    assert_null(place_line(NOWHERE, &length));
}

static void more_errors_than_are_shown_are_counted(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    for (int i = 0; i < ERRORS_SHOWN + 5; i++)
        error_hint(&errors, error_add(&errors, ERROR_MODEL, NOWHERE, "mistake %d", i), "mend it");
    assert_int_equal(errors.list.count, ERRORS_SHOWN);
    assert_int_equal(errors.left_out, 5);
    assert_string_equal(errors.list.items[ERRORS_SHOWN - 1].message, "mistake 99");
    arena_free(&arena);
}

static void a_message_is_shortened_in_the_middle(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    char *value = arena_alloc(&arena, 100001);
    memset(value, 'a', 100000);
    const char *message = error_add(&errors, ERROR_MODEL, NOWHERE, "not \"\xc3\xb6%s\" here", value)->message;
    assert_true(strlen(message) < 5000);
    assert_memory_equal(message,
        "not \"\xc3\xb6"
        "aaa",
        10);
    assert_string_equal(message + strlen(message) - 8, "aa\" here");
    arena_free(&arena);
}

static void a_line_with_a_secret_is_not_given(void **state) {
    (void)state;
    static const char text[] = "url: mysql://x\nurl: sqlite:///a.db\nPASSWORD: x\nshadow: auto";
    struct source source = {"f", text, sizeof text - 1, .has_secrets = true};
    size_t length;
    assert_null(place_line((struct place){&source, 1, 1}, &length));
    assert_non_null(place_line((struct place){&source, 2, 1}, &length));
    assert_null(place_line((struct place){&source, 3, 1}, &length));
    assert_non_null(place_line((struct place){&source, 4, 1}, &length));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_found_by_its_byte),
        cmocka_unit_test(a_line_beyond_the_end_is_none),
        cmocka_unit_test(more_errors_than_are_shown_are_counted),
        cmocka_unit_test(a_message_is_shortened_in_the_middle),
        cmocka_unit_test(a_line_with_a_secret_is_not_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
