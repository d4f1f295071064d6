#include "notation.h"

struct refusal {
    const char *graph;
    const char *messages[3]; /* parts of the errors' messages, in order */
};

static const struct refusal refusals[] = {
    {"a>b b>b", {"self-loop: revision \"b\" names itself"}},
    {"a a~>a", {"dependency self-loop: revision \"a\" names itself"}},
    {"a>b>c c>a", {"cycle in revisions \"a\", \"c\", \"b\""}},
    {"r>a>b>a b>h", {"cycle in revisions \"b\", \"a\""}},
    {"a>b c>d a~>d d~>b", {"dependency cycle in revisions \"a\", \"d\", \"b\""}},
    {"x>y a>b>a m>n>m", {"cycle in revisions \"a\", \"b\"", "cycle in revisions \"m\", \"n\""}},
    {"a~>gone b a~>bb", {"dependency \"gone\" of revision \"a\" is not there",
                            "dependency \"bb\" of revision \"a\" is not there"}},
    {"a1 a2 a1=xy1 a2=xy1", {"branch label \"xy1\" of revision \"a2\" is already used by \"a1\""}},
    {"a1 a2 a1=a2", {"branch label \"a2\" of revision \"a1\" is also a revision's id"}},
    {"a@b a-c", {"the revision id \"a-c\" holds one of", "the revision id \"a@b\" holds one of"}},
    {"a:b a+c", {"the revision id \"a+c\" holds one of", "the revision id \"a:b\" holds one of"}},
    {"head", {"the revision id \"head\" is a word with a meaning of its own"}},
    {"abcdefghijklmnopqrstuvwxyz0123456", {"is longer than 32 characters"}},
};

static void every_culprit_is_named(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions revisions = draw(&arena, refusals[i].graph);
        assert_false(graph_build(&arena, &revisions, &graph, &errors));
        for (size_t j = 0; refusals[i].messages[j]; j++) {
            assert_true(j < errors.list.count);
            if (!strstr(errors.list.items[j].message, refusals[i].messages[j]))
                fail_msg("%s: %s", refusals[i].graph, errors.list.items[j].message);
            assert_int_equal(errors.list.items[j].code, ERROR_GRAPH);
        }
        arena_free(&arena);
    }
}

static void a_missing_parent_is_named_with_its_file_and_the_nearest_id(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revision first = {.id = "ae1027a6acf2", .file = "first.yaml"};
    struct revision second = {.id = "bb1027a6acf3", .file = "second.yaml"};
    list_push(&arena, &second.parents, "ae1027a6acf1");
    struct revisions revisions = {0};
    list_push(&arena, &revisions, &second);
    list_push(&arena, &revisions, &first);
    assert_false(graph_build(&arena, &revisions, &graph, &errors));
    assert_string_equal(
        first_message(&errors), "parent \"ae1027a6acf1\" of revision \"bb1027a6acf3\" is not there");
    assert_string_equal(errors.list.items[0].place.source->file, "second.yaml");
    assert_non_null(strstr(errors.list.items[0].hint, "did you mean \"ae1027a6acf2\"?"));
    arena_free(&arena);
}

static void an_id_in_two_files_is_refused(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revision first = {.id = "a", .file = "x.yaml"}, second = {.id = "a", .file = "y.yaml"};
    struct revisions revisions = {0};
    list_push(&arena, &revisions, &second);
    list_push(&arena, &revisions, &first);
    assert_false(graph_build(&arena, &revisions, &graph, &errors));
    assert_string_equal(first_message(&errors), "revision \"a\" is there twice: in x.yaml and in y.yaml");
    arena_free(&arena);
}

static void what_looks_odd_but_is_sound_is_taken(void **state) {
    (void)state;
    static const char *const graphs[] = {"", "a", "b4>b5 b5~>b4", "user>user_foo", "a1>a2 a2~>a1",
        "y1>y2 x1>x2 y2~>x1 x2~>y1", "a>b a>c b,c>d b,c>e d,e>f"};
    for (size_t i = 0; i < sizeof graphs / sizeof *graphs; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions revisions = draw(&arena, graphs[i]);
        assert_true(graph_build(&arena, &revisions, &graph, &errors));
        assert_no_errors(&errors);
        assert_int_equal(graph.revisions.count, revisions.count);
        arena_free(&arena);
    }
}

static void a_branch_is_finished_before_the_next_begins(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revisions revisions = draw(&arena, "a>b>c1>d1 b>c2>d2 d1,d2>e z>y d2~>y");
    assert_true(graph_build(&arena, &revisions, &graph, &errors));
    assert_string_equal(ids(&arena, &graph.revisions), "a b c1 d1 z y c2 d2 e");
    arena_free(&arena);
}

static void a_long_chain_and_a_long_cycle_are_no_trouble(void **state) {
    (void)state;
    enum { MANY = 20000 };
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct revisions revisions = {0};
    for (size_t i = 0; i < MANY; i++) {
        struct revision *revision = arena_new(&arena, struct revision);
        revision->id = arena_format(&arena, "r%zu", (i * 7919) % MANY);
        if (i)
            list_push(&arena, &revision->parents, revisions.items[i - 1]->id);
        list_push(&arena, &revisions, revision);
    }
    assert_true(graph_build(&arena, &revisions, &graph, &errors));
    assert_ptr_equal(graph.revisions.items[MANY - 1], revisions.items[MANY - 1]);
    list_push(&arena, &revisions.items[0]->parents, revisions.items[MANY - 1]->id);
    assert_false(graph_build(&arena, &revisions, &graph, &errors));
    assert_int_equal(errors.list.count, 1);
    assert_non_null(strstr(first_message(&errors), "and 19950 more"));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_culprit_is_named),
        cmocka_unit_test(a_missing_parent_is_named_with_its_file_and_the_nearest_id),
        cmocka_unit_test(an_id_in_two_files_is_refused),
        cmocka_unit_test(what_looks_odd_but_is_sound_is_taken),
        cmocka_unit_test(a_branch_is_finished_before_the_next_begins),
        cmocka_unit_test(a_long_chain_and_a_long_cycle_are_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
