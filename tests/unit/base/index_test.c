#include "check.h"

#include "base/index.h"

static void sixty_thousand_names_are_found(void **state) {
    (void)state;
    struct arena arena = {0};
    struct name_index index = {.arena = &arena};
    enum { MANY = 60000 };
    for (size_t i = 1; i <= MANY; i++)
        assert_null(index_put(&index, arena_format(&arena, "column_%zu", i), (void *)i));
    for (size_t i = 1; i <= MANY; i++)
        assert_int_equal((uintptr_t)index_find(&index, arena_format(&arena, "column_%zu", i)), i);
    assert_null(index_find(&index, "column_0"));
    arena_free(&arena);
}

static void a_removed_name_is_gone_and_can_come_back(void **state) {
    (void)state;
    struct arena arena = {0};
    struct name_index index = {.arena = &arena};
    char one = 1, two = 2;
    assert_null(index_find(&index, "a"));
    assert_null(index_remove(&index, "a"));
    index_put(&index, "a", &one);
    assert_ptr_equal(index_put(&index, "a", &two), &one);
    assert_ptr_equal(index_remove(&index, "a"), &two);
    assert_null(index_find(&index, "a"));
    assert_null(index_put(&index, "a", &one));
    assert_ptr_equal(index_find(&index, "a"), &one);
    arena_free(&arena);
}

static void putting_and_removing_for_ever_stays_small(void **state) {
    (void)state;
    struct arena arena = {0};
    struct name_index index = {.arena = &arena};
    char value = 1;
    for (size_t i = 0; i < 10000; i++) {
        const char *name = arena_format(&arena, "n%zu", i);
        index_put(&index, name, &value);
        index_remove(&index, name);
    }
    assert_true(index.count <= index.capacity / 2);
    arena_free(&arena);
}

static void room_taken_at_once_is_enough(void **state) {
    (void)state;
    struct arena arena = {0};
    struct name_index index = {.arena = &arena};
    char value = 1;
    index_put(&index, "before", &value);
    index_reserve(&index, 1000);
    size_t capacity = index.capacity;
    for (size_t i = 1; i < 1000; i++)
        index_put(&index, arena_format(&arena, "n%zu", i), &value);
    assert_int_equal(index.capacity, capacity);
    assert_non_null(index_find(&index, "before"));
    assert_non_null(index_find(&index, "n999"));
    index_reserve(&index, 10);
    assert_int_equal(index.capacity, capacity);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixty_thousand_names_are_found),
        cmocka_unit_test(a_removed_name_is_gone_and_can_come_back),
        cmocka_unit_test(putting_and_removing_for_ever_stays_small),
        cmocka_unit_test(room_taken_at_once_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
