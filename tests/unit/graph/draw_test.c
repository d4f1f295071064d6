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
        buffer_addf(&drawn, "%s%s\n", lines.items[i].columns,
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
        "*   d\n"
        "|\\\n"
        "| * c\n"
        "* | b\n"
        "|/\n"
        "* a\n");
}

static void a_merge_of_three_reaches_over_its_columns(void **state) {
    (void)state;
    assert_drawn("a>b1 a>b2 a>b3 b1,b2,b3>c", ":",
        "*-.   c\n"
        "|\\ \\\n"
        "| | * b3\n"
        "| * | b2\n"
        "| |/\n"
        "* / b1\n"
        "|/\n"
        "* a\n");
}

static void a_base_ends_its_column(void **state) {
    (void)state;
    assert_drawn("a1>a2 b1>b2 a2,b2>c", ":",
        "*   c\n"
        "|\\\n"
        "| * b2\n"
        "| * b1\n"
        "* a2\n"
        "* a1\n");
}

static void branches_that_are_merged_twice_cross(void **state) {
    (void)state;
    assert_drawn("a>b1 a>b2 b1,b2>c1 b1,b2>c2 c1,c2>d", ":",
        "*   d\n"
        "|\\\n"
        "| *   c2\n"
        "| |\\\n"
        "* | \\   c1\n"
        "|\\ \\ \\\n"
        "| |/ /\n"
        "|/| /\n"
        "| |/\n"
        "| * b2\n"
        "* | b1\n"
        "|/\n"
        "* a\n");
}

static void a_merge_of_four_stands_beside_a_branch(void **state) {
    (void)state;
    assert_drawn("a>b1 a>b2 a>b3 a>b4 b1,b2,b3,b4>c a>z", ":",
        "* z\n"
        "| *---.   c\n"
        "| |\\ \\ \\\n"
        "| | | | * b4\n"
        "| |_|_|/\n"
        "|/| | |\n"
        "| | | * b3\n"
        "| |_|/\n"
        "|/| |\n"
        "| | * b2\n"
        "| |/\n"
        "|/|\n"
        "| * b1\n"
        "|/\n"
        "* a\n");
}

static void a_merge_of_three_is_given_room_before_others(void **state) {
    (void)state;
    assert_drawn("g>f1 g>f2 g>f3 f1,f2,f3>m g>k>l m,l>n1 k>n2 l,m>n3", ":",
        "*   n3\n"
        "|\\\n"
        "| | * n2\n"
        "| | | * n1\n"
        "| |_|/|\n"
        "|/| |/\n"
        "| |/|\n"
        "| | |\n"
        "| |  \\\n"
        "| *-. \\   m\n"
        "| |\\ \\ \\\n"
        "| | | * | f3\n"
        "| | * | | f2\n"
        "| | |/ /\n"
        "| * / / f1\n"
        "| |/ /\n"
        "* | / l\n"
        "| |/\n"
        "|/|\n"
        "* | k\n"
        "|/\n"
        "* g\n");
}

static void many_branches_join_one_after_the_other(void **state) {
    (void)state;
    assert_drawn("a>b>c>d a>x1 a>x2 a>x3 a>x4 a>y1>y2 b>z", ":",
        "* z\n"
        "| * y2\n"
        "| * y1\n"
        "| | * x4\n"
        "| |/\n"
        "| | * x3\n"
        "| |/\n"
        "| | * x2\n"
        "| |/\n"
        "| | * x1\n"
        "| |/\n"
        "| | * d\n"
        "| | * c\n"
        "| |/\n"
        "|/|\n"
        "* | b\n"
        "|/\n"
        "* a\n");
}

static void a_merge_may_lead_to_the_left(void **state) {
    (void)state;
    assert_drawn("a>b a>c b,c>d b>e c>f", ":",
        "* f\n"
        "| * e\n"
        "| | * d\n"
        "| |/|\n"
        "| |/\n"
        "|/|\n"
        "* | c\n"
        "| * b\n"
        "|/\n"
        "* a\n");
}

static void roots_are_merged(void **state) {
    (void)state;
    assert_drawn("a>b1 a>b2 b1>m b2>m r m,r>n", ":",
        "*   n\n"
        "|\\\n"
        "| * r\n"
        "*   m\n"
        "|\\\n"
        "| * b2\n"
        "* | b1\n"
        "|/\n"
        "* a\n");
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
        cmocka_unit_test(a_merge_of_three_reaches_over_its_columns),
        cmocka_unit_test(a_base_ends_its_column),
        cmocka_unit_test(branches_that_are_merged_twice_cross),
        cmocka_unit_test(a_merge_of_four_stands_beside_a_branch),
        cmocka_unit_test(a_merge_of_three_is_given_room_before_others),
        cmocka_unit_test(many_branches_join_one_after_the_other),
        cmocka_unit_test(a_merge_may_lead_to_the_left),
        cmocka_unit_test(roots_are_merged),
        cmocka_unit_test(what_the_range_leaves_out_is_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
