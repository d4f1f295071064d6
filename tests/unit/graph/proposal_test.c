#include "notation.h"

#define FORK "a>b>c1>d1 b>c2>d2 c1=left c2=right"

struct example {
    const char *graph, *identifiers;
    bool splice;
    const char *parents; /* or, where `refused`, a part of the message */
    bool refused;
};

static const struct example parents_wanted[] = {
    {"", "head", false, ""},
    {"", "base", false, ""},
    {"", "heads", false, ""},
    {"a>b", "head", false, "b"},
    {"a>b", "base", false, ""},
    {"a>b", "a", false, "revision \"a\" is not a head revision", true},
    {"a>b", "a", true, "a"},
    {"a>b", "a b", true, "a b"},
    {FORK, "head", false, "multiple head revisions are present for \"head\"", true},
    {FORK, "heads", false, "d1 d2"},
    {FORK, "d1 d2", false, "d1 d2"},
    {FORK, "left@head", false, "d1"},
    {FORK, "left@head right@head", false, "d1 d2"},
    {FORK, "d1 left@head", false, "duplicate head revision \"d1\" specified", true},
    {FORK, "heads d1", false, "duplicate head revision \"d1\" specified", true},
    {FORK, "d1 base", false, "\"base\" names no revision that could be merged", true},
    {FORK, "zzzz", false, "no such revision or branch \"zzzz\"", true},
    /* A head that another one depends on is a head all the same. */
    {"a1>a2 b1 b1~>a2", "head", false, "b1"},
    {"a1>a2 b1 b1~>a2", "a2", false, "a2"},
};

static void build(struct arena *arena, const char *text, struct graph *graph) {
    struct errors errors = {.arena = arena};
    struct revisions revisions = draw(arena, text);
    assert_true(graph_build(arena, &revisions, graph, &errors));
}

static void parents_are_heads_unless_spliced(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof parents_wanted / sizeof *parents_wanted; i++) {
        const struct example *example = &parents_wanted[i];
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions parents;
        struct names identifiers = text_split(&arena, example->identifiers, ' ');
        build(&arena, example->graph, &graph);
        bool found =
            graph_new_parents(&arena, &graph, NULL, &identifiers, example->splice, &parents, &errors);
        const char *answer = found ? ids(&arena, &parents) : first_message(&errors);
        print_message("%s: %s\n", example->identifiers, answer);
        assert_int_equal(found, !example->refused);
        if (found)
            assert_string_equal(answer, example->parents);
        else
            assert_non_null(strstr(answer, example->parents));
        assert_true(found || errors.list.items[0].hint);
        arena_free(&arena);
    }
}

static const struct example dependencies_wanted[] = {
    {"27c6a30d7c24>2a95102259be", "27c6", false, "27c6a30d7c24"},
    {FORK, "left d2", false, "left d2"},
    {FORK, "right@head", false, "d2"},
    {FORK, "heads", false, "several revisions", true},
    {FORK, "invalid", false, "no such revision or branch \"invalid\"", true},
};

static void dependencies_are_full_ids_or_labels(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof dependencies_wanted / sizeof *dependencies_wanted; i++) {
        const struct example *example = &dependencies_wanted[i];
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct names identifiers = text_split(&arena, example->identifiers, ' '), found;
        build(&arena, example->graph, &graph);
        bool fine = graph_new_dependencies(&arena, &graph, &identifiers, &found, &errors);
        print_message("%s: %s\n", example->identifiers, first_message(&errors));
        assert_int_equal(fine, !example->refused);
        if (fine)
            assert_string_equal(names_join(&arena, &found, " "), example->parents);
        else
            assert_true(errors.list.count);
        arena_free(&arena);
    }
}

struct name_example {
    const char *name, *fault; /* null: it is fine */
};

static const struct name_example ids_wanted[] = {
    {"ae1027a6acf2", NULL},
    {"zz", NULL},
    {"a", "the revision id \"a\" is already used by revision \"a\""},
    {"left", "the revision id \"left\" is already used by revision \"c1\""},
    {"old", "the revision id \"old\" is already used by revision \"d2\""},
    {"a-b", "holds one of the characters"},
    {"", "is empty"},
    {"head", "is a word with a meaning of its own"},
    {"a b", "holds a blank"},
    {"123456789012345678901234567890123", "is longer than 32 characters"},
};

static const struct name_example labels_wanted[] = {
    {"shop", NULL},
    {"my-shop", NULL},
    {"left", "the branch label \"left\" is already used by revision \"c1\""},
    {"d1", "the branch label \"d1\" is already used by revision \"d1\""},
    {"-x", "begins with + or -"},
    {"a@b", "holds @ or :"},
    {"heads", "is a word with a meaning of its own"},
};

static void check_names(const struct name_example *examples, size_t count,
    bool (*check)(const struct graph *, const char *, struct errors *)) {
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct graph graph;
        struct errors errors = {.arena = &arena};
        struct revisions revisions = draw(&arena, FORK);
        for (size_t j = 0; j < revisions.count; j++)
            if (!strcmp(revisions.items[j]->id, "d2"))
                list_push(&arena, &revisions.items[j]->replaces, "old");
        assert_true(graph_build(&arena, &revisions, &graph, &errors));
        assert_int_equal(check(&graph, examples[i].name, &errors), !examples[i].fault);
        print_message("%s: %s\n", examples[i].name, first_message(&errors));
        if (examples[i].fault)
            assert_non_null(strstr(first_message(&errors), examples[i].fault));
        arena_free(&arena);
    }
}

static void a_new_id_and_label_mean_one_thing(void **state) {
    (void)state;
    check_names(ids_wanted, sizeof ids_wanted / sizeof *ids_wanted, graph_check_new_id);
    check_names(labels_wanted, sizeof labels_wanted / sizeof *labels_wanted, graph_check_new_label);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parents_are_heads_unless_spliced),
        cmocka_unit_test(dependencies_are_full_ids_or_labels),
        cmocka_unit_test(a_new_id_and_label_mean_one_thing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
