#include "check.h"

#include "base/list.h"

static void a_list_keeps_its_order(void **state) {
    (void)state;
    struct arena arena = {0};
    struct names names = {0};
    for (int i = 0; i < 100; i++)
        list_push(&arena, &names, arena_format(&arena, "%d", i));
    list_remove(&names, 0);
    *list_insert(&arena, &names, 1) = "new";
    assert_int_equal(names.count, 100);
    assert_string_equal(names.items[0], "1");
    assert_string_equal(names.items[1], "new");
    assert_string_equal(names.items[99], "99");
    arena_free(&arena);
}

static void a_new_item_is_zeroed_where_another_was(void **state) {
    (void)state;
    struct arena arena = {0};
    struct names names = {0};
    list_push(&arena, &names, "x");
    list_remove(&names, 0);
    assert_null(*list_add(&arena, &names));
    arena_free(&arena);
}

static void names_are_joined_sorted_and_compared(void **state) {
    (void)state;
    struct arena arena = {0};
    struct names names = {0}, same = {0};
    assert_string_equal(names_join(&arena, &names, ", "), "");
    list_push(&arena, &names, "b");
    list_push(&arena, &names, "a");
    assert_string_equal(names_join(&arena, &names, ", "), "b, a");
    names_sort(&names);
    assert_string_equal(names.items[0], "a");
    list_push(&arena, &same, "a");
    assert_false(names_equal(&names, &same));
    list_push(&arena, &same, "b");
    assert_true(names_equal(&names, &same));
    assert_true(names_have(&names, "b"));
    assert_false(names_have(&names, "c"));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_keeps_its_order),
        cmocka_unit_test(a_new_item_is_zeroed_where_another_was),
        cmocka_unit_test(names_are_joined_sorted_and_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
