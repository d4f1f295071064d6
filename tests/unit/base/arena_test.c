#include "check.h"

#include "base/arena.h"
#include "base/pages.h"

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

static void what_grows_large_is_whole(void **state) {
    (void)state;
    enum { PIECES = 3000, PIECE = 1000 };
    struct arena arena = {0};
    static char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = arena_alloc(&arena, PIECE);
        assert_int_equal(pieces[i][PIECE - 1], 0);
        memset(pieces[i], (int)(i % 256), PIECE);
    }
    for (size_t i = 0; i < PIECES; i++)
        assert_int_equal((unsigned char)pieces[i][i % PIECE], i % 256);
    assert_true(arena.held >= PIECES * PIECE);
    assert_true(arena.held < 2 * PIECES * PIECE + PAGES_UNIT);
    arena_free(&arena);
    assert_int_equal(arena.held, 0);
}

/* Back and forth over the end of a chunk: it is the same memory, and zero again. */
static void what_is_given_back_is_taken_again(void **state) {
    (void)state;
    struct arena arena = {0};
    arena_alloc(&arena, 1 << 20);
    for (int round = 0; round < 3; round++) {
        struct arena_mark mark = arena_mark(&arena);
        for (int i = 0; i < 5000; i++) {
            char *piece = arena_alloc(&arena, 1000);
            assert_int_equal(piece[0] | piece[999], 0);
            memset(piece, 0xff, 1000);
        }
        arena_rewind(&arena, mark);
    }
    arena_free(&arena);
    assert_null(arena.spare);
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
        cmocka_unit_test(what_grows_large_is_whole),
        cmocka_unit_test(what_is_given_back_is_taken_again),
        cmocka_unit_test(rewinding_gives_the_memory_back),
        cmocka_unit_test(text_is_formatted_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
