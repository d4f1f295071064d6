#include "check.h"

#include "base/arena.h"

static void memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 5000; size += 37) {
        char *memory = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)memory % 8, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xff, size);
    }
    arena_free(&arena);
}

static void a_large_piece_gets_a_chunk_of_its_own(void **state) {
    (void)state;
    struct arena arena = {0};
    char *large = arena_alloc(&arena, 1 << 20);
    memset(large, 1, 1 << 20);
    assert_true(arena.held >= 1 << 20);
    arena_free(&arena);
    assert_int_equal(arena.held, 0);
}

static void rewinding_gives_the_memory_back(void **state) {
    (void)state;
    struct arena arena = {0};
    char *kept = arena_string(&arena, "kept");
    struct arena_mark mark = arena_mark(&arena);
    char *first = arena_alloc(&arena, 100);
    size_t held = arena.held;
    arena_alloc(&arena, 1 << 20);
    arena_rewind(&arena, mark);
    assert_int_equal(arena.held, held);
    assert_ptr_equal(arena_alloc(&arena, 100), first);
    assert_string_equal(kept, "kept");
    arena_free(&arena);
}

static void text_is_formatted_whole(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(arena_format(&arena, "%s-%d", "a", 7), "a-7");
    assert_string_equal(arena_text(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_text(&arena, NULL, 0), "");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(a_large_piece_gets_a_chunk_of_its_own),
        cmocka_unit_test(rewinding_gives_the_memory_back),
        cmocka_unit_test(text_is_formatted_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
