#include "notation.h"

#include "graph/draw.h"

static void assert_drawn(const char *text, const char *range, const char *expected) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revisions revisions = draw(&arena, text), shown;
    struct drawn_lines lines;
    struct buffer drawn = {.arena = &arena};
    assert_true(graph_build(&arena, &revisions, &graph, &errors));
    assert_true(graph_range(&arena, &graph, NULL, range, &shown, &errors));
    graph_draw(&arena, &graph, &shown, &lines);
    for (size_t i = 0; i < lines.count; i++)
        buffer_addf(&drawn, "%s%s%s\n", lines.items[i].columns, lines.items[i].revision ? " " : "",
            lines.items[i].revision ? lines.items[i].revision->id : "");
    assert_string_equal(buffer_text(&drawn), expected);
    arena_free(&arena);
}

static void a_line_is_one_column(void **state) {
    (void)state;
    assert_drawn("a>b>c", ":", "* c\n* b\n* a\n");
}

static void branches_join_where_they_parted(void **state) {
    (void)state;
    assert_drawn("a>b>c1>d1 b>c2>d2", ":",
        "* d2\n"
        "* c2\n"
        "| * d1\n"
        "| * c1\n"
        "|/\n"
        "* b\n"
        "* a\n");
}

static void a_merge_parts_and_joins_again(void **state) {
    (void)state;
    assert_drawn("a>b>d a>c>d d>e", ":",
        "* e\n"
        "* d\n"
        "|\\\n"
        "| * c\n"
        "* | b\n"
        "|/\n"
        "* a\n");
}

static void a_merge_of_three_has_three_columns(void **state) {
    (void)state;
    assert_drawn("a>b1 a>b2 a>b3 b1,b2,b3>c", ":",
        "* c\n"
        "|\\\n"
        "| |\\\n"
        "| | * b3\n"
        "| * | b2\n"
        "| |/\n"
        "* | b1\n"
        "|/\n"
        "* a\n");
}

static void a_base_ends_its_column(void **state) {
    (void)state;
    assert_drawn("a1>a2 b1>b2 a2,b2>c", ":",
        "* c\n"
        "|\\\n"
        "| * b2\n"
        "| * b1\n"
        "* a2\n"
        "* a1\n");
}

static void what_the_range_leaves_out_is_not_drawn(void **state) {
    (void)state;
    assert_drawn("a>b>c>d", "b:c", "* c\n* b\n");
    assert_drawn("", ":", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_one_column),
        cmocka_unit_test(branches_join_where_they_parted),
        cmocka_unit_test(a_merge_parts_and_joins_again),
        cmocka_unit_test(a_merge_of_three_has_three_columns),
        cmocka_unit_test(a_base_ends_its_column),
        cmocka_unit_test(what_the_range_leaves_out_is_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
