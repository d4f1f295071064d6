#include "notation.h"

struct example {
    const char *graph, *revision, *labels;
};

#define FORK "a>b>c1>d1 b>c2>d2 c1=x c2=y"
#define MERGED FORK " d1,d2>e>f e=z"

static const struct example examples[] = {
    {"a>b>c", "b", ""},
    {"a>b>c b=x", "c", "x"},
    /* Down to the base, as far as the branch is one line. */
    {"a>b>c b=x", "a", "x"},
    {"a>b>c c=y c=x", "a", "x y"},
    {FORK, "a", ""},
    {FORK, "b", ""},
    {FORK, "c1", "x"},
    {FORK, "d2", "y"},
    {MERGED, "d1", "x"},
    {MERGED, "e", "x y z"},
    {MERGED, "f", "x y z"},
    {MERGED, "a", ""},
    {"a>b c>d d~>b b=x", "d", ""},
    {"a>b>c a=x c=x1 b=x0", "b", "x x0 x1"},
};

static const char *labels_of(struct arena *arena, const struct graph *graph, const char *id) {
    struct names labels = graph_labels_of(arena, graph, index_find(&graph->by_id, id));
    return names_join(arena, &labels, " ");
}

static void labels_follow_the_branch(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions revisions = draw(&arena, examples[i].graph);
        assert_true(graph_build(&arena, &revisions, &graph, &errors));
        print_message("%s: %s\n", examples[i].graph, examples[i].revision);
        assert_string_equal(labels_of(&arena, &graph, examples[i].revision), examples[i].labels);
        /* The other way of finding them gives the same. */
        graph.labels_are_spread = !graph.labels_are_spread;
        assert_string_equal(labels_of(&arena, &graph, examples[i].revision), examples[i].labels);
        arena_free(&arena);
    }
}

enum { LONG = 20000 };

/* Every revision declares a label: all sets together would be too long to keep. */
static void a_label_on_every_revision_is_no_trouble(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revisions revisions = {0};
    for (size_t i = 0; i < LONG; i++) {
        struct revision *revision = arena_new(&arena, struct revision);
        revision->id = arena_format(&arena, "r%05zu", i);
        list_push(&arena, &revision->labels, arena_format(&arena, "l%05zu", i));
        if (i)
            list_push(&arena, &revision->parents, arena_format(&arena, "r%05zu", i - 1));
        list_push(&arena, &revisions, revision);
    }
    assert_true(graph_build(&arena, &revisions, &graph, &errors));
    assert_true(arena.held < 64 * 1024 * 1024);
    assert_false(graph.labels_are_spread);
    struct names labels = graph_labels_of(&arena, &graph, graph.revisions.items[LONG / 2]);
    assert_int_equal(labels.count, LONG);
    assert_string_equal(labels.items[7], "l00007");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_follow_the_branch),
        cmocka_unit_test(a_label_on_every_revision_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
