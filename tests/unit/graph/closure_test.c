#include "notation.h"

struct example {
    const char *graph, *rows;
    const char *current; /* what graph_current() gives */
    bool at_heads;
};

static const struct example examples[] = {
    {"a>b>c", "", "", false},
    {"a>b>c", "b", "b", false},
    {"a>b>c", "c", "c", true},
    {"a>b a>c", "b", "b", false},
    {"a>b a>c", "b c", "b c", true},
    {"a>b b>c a>d c,d>e", "e", "e", true},
    /* A head that another revision depends on is implied: it is current, and has no row. */
    {"a1>a2>a3 b1>b2 b2~>a2", "b2", "a2 b2", false},
    {"a1>a2 b1>b2 b2~>a2", "b2", "a2 b2", true},
    {"a1>a2>a3 b1>b2>b3 b2~>a2", "a3 b3", "a3 b3", true},
    {"a1>a2>a3 b1>b2>b3 b2~>a2", "a3 b2", "a3 b2", false},
    /* Rows that other rows imply, as another tool may leave them. */
    {"a>b>c", "a c", "c", true},
};

static void current_is_what_has_no_applied_child(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions revisions = draw(&arena, examples[i].graph), rows;
        struct names names = text_split(&arena, examples[i].rows, ' ');
        assert_true(graph_build(&arena, &revisions, &graph, &errors));
        assert_true(graph_rows(&arena, &graph, &names, &rows, &errors));
        struct revisions current = graph_current(&arena, &graph, &rows);
        print_message("%s with %s\n", examples[i].graph, examples[i].rows);
        assert_string_equal(ids(&arena, &current), examples[i].current);
        assert_int_equal(graph_is_at_heads(&arena, &graph, &rows), examples[i].at_heads);
        arena_free(&arena);
    }
}

static void nothing_is_at_the_heads_of_nothing(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revisions none = {0};
    assert_true(graph_build(&arena, &none, &graph, &errors));
    assert_true(graph_is_at_heads(&arena, &graph, &none));
    assert_int_equal(graph_current(&arena, &graph, &none).count, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(current_is_what_has_no_applied_child),
        cmocka_unit_test(nothing_is_at_the_heads_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
