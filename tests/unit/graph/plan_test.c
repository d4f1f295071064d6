#include "notation.h"

#define LINE "a>b>c>d>e"
#define FORK "a>b>c1>d1 b>c2>d2 c1=c1branch c2=c2branch"
#define MERGED FORK " d1,d2>e>f"
#define TWO "a1>b1>c1 a2>b2>c2 c1,c2>d1 c2>d2"
#define THREE TWO " a3>b3>c3 c3>d1 c3>d3"
#define TRIPLE "a>b1 a>b2 a>b3 b1,b2,b3>c1 b1,b2,b3>c2 c1>d1 c2>d2"
#define IMPLIED "a1>b1>c1>d1>e1 a2>b2>c2 c2~>c1"
#define MERGES                                                                                               \
    "root>d1 d1~>a3 d1~>b2 d1~>c1 root>a1 root>a2 root>a3 root>b1 root>b2 root>c1 root>c2 root>c3 "          \
    "a1,a2,a3>amerge b1,b2>bmerge c1,c2,c3>cmerge"
#define OWN_ROOTS                                                                                            \
    "d1 d1~>a3 d1~>b2 d1~>c1 a1 a2 a3 b1 b2 c1 c2 c3 a1,a2,a3>amerge b1,b2>bmerge c1,c2,c3>cmerge"
#define CROSSED "a1>a2>a3 b1>b2>b3 b2~>a2 a3~>b1"
#define TWICE "a1>a2>a3 b1>b2>b3>b4 b2~>a3 b4~>a3"
#define SELFISH "a1 b1 b1~>a1 a1,b1>bmerge"

struct example {
    const char *graph, *rows, *command; /* "upgrade b c", "downgrade a", "stamp a", "purge a" */
    const char *run;                    /* what runs, in order; null where only rows matter */
    const char *after;                  /* rows; or, where `refused`, a part of the message */
    bool refused;
};

static const struct example examples[] = {
    {LINE, "c", "upgrade e", "d e", "e"},
    {LINE, "", "upgrade c", "a b c", "c"},
    {LINE, "a", "upgrade +2", "b c", "c"},
    {LINE, "a", "upgrade +1", "b", "b"},
    {LINE, "a", "upgrade b+2", "b c d", "d"},
    {LINE, "a", "upgrade d-2", "b", "b"},
    {LINE, "b", "upgrade -2", NULL, "relative revision \"-2\" didn't produce 2 migrations", true},
    {LINE, "b", "upgrade +5", NULL, "relative revision \"+5\" didn't produce 5 migrations", true},
    {LINE, "b", "upgrade c+5", NULL, "relative revision \"c+5\" didn't produce 5 migrations", true},
    {LINE, "b", "upgrade +99999999999999999999", NULL, "didn't produce 99999999999999999999", true},
    {LINE, "c", "upgrade b", "", "c"},
    {LINE, "c", "upgrade base", "", "c"},
    {LINE, "e", "upgrade head", "", "e"},
    {LINE, "", "upgrade zzzz", NULL, "no such revision or branch \"zzzz\"", true},
    {LINE, "e", "downgrade c", "e d", "c"},
    {LINE, "e", "downgrade base", "e d c b a", ""},
    {LINE, "e", "downgrade -3", "e d c", "b"},
    {LINE, "d", "downgrade a+2", "d", "c"},
    {LINE, "d", "downgrade c-2", "d c b", "a"},
    {LINE, "b", "downgrade -2", "b a", ""},
    {LINE, "b", "downgrade -5", NULL, "relative revision \"-5\" didn't produce 5 migrations", true},
    {LINE, "b", "downgrade +2", NULL, "relative revision \"+2\" didn't produce 2 migrations", true},
    {LINE, "", "downgrade b", NULL, "not a valid downgrade target from current head(s)", true},
    {LINE, "b", "downgrade c", NULL, "not a valid downgrade target from current head(s)", true},
    {LINE, "a", "downgrade a", "", "a"},
    {LINE, "e", "downgrade e", "", "e"},
    {LINE, "", "downgrade base", "", ""},
    {LINE, "", "downgrade -1", NULL, "relative revision \"-1\" didn't produce 1 migrations", true},
    {FORK, "a", "upgrade d1 d2", "b c1 d1 c2 d2", "d1 d2"},
    {FORK, "a", "upgrade heads", "b c1 d1 c2 d2", "d1 d2"},
    {FORK, "a", "upgrade head", NULL, "multiple head revisions are present for \"head\"", true},
    {FORK, "a", "upgrade c1branch@head", "b c1 d1", "d1"},
    {FORK, "d1 d2", "downgrade a", "d2 c2 d1 c1 b", "a"},
    {FORK, "b", "upgrade c2branch@head-1", "c2", "c2"},
    {FORK, "d2 d1", "downgrade base+2", "d2 c2 d1 c1", "b"},
    {FORK, "d2 d1", "downgrade c2branch@base+2", "d2 c2", "d1"},
    {FORK, "d2 d1", "downgrade c2branch@base+3", "d2", "c2 d1"},
    {FORK, "d1 d2", "downgrade -1", NULL, "\"-1\" is ambiguous", true},
    {FORK, "d1 d2", "downgrade c1branch@-1", "d1", "c1 d2"},
    {FORK, "d1 d2", "downgrade c1branch@head-1", "d1", "c1 d2"},
    {FORK, "d1 d2", "downgrade d1@b", "d1 c1", "d2"},
    {FORK, "d1 d2", "downgrade c2branch@b", "d2 c2", "d1"},
    {FORK, "d2 c1", "downgrade d2-1", "d2", "c1 c2"},
    {FORK, "c1", "upgrade c2branch@+1", "c2", "c1 c2"},
    {FORK, "c1 c2", "upgrade c2branch@+1", "d2", "c1 d2"},
    {FORK, "c1 c2", "upgrade +1", NULL, "\"+1\" is ambiguous", true},
    {FORK, "c1", "upgrade b+1", NULL, "ambiguous walk", true},
    {FORK, "", "upgrade base+1", "a", "a"},
    {FORK, "", "upgrade +1", "a", "a"},
    {TWO, "", "upgrade +1", NULL, "ambiguous walk", true},
    {TWO, "", "upgrade a2@+1", "a2", "a2"},
    {FORK, "d1 c2", "downgrade c2", "", "c2 d1"},
    {FORK, "d1 c2", "downgrade d1", "", "c2 d1"},
    {TWO, "d2 b1", "upgrade d1", "c1 d1", "d1 d2"},
    {TWO, "d1 d2", "downgrade b1", "d1 c1", "b1 d2"},
    {THREE, "d3 b2 b1", "upgrade d1", "c1 c2 d1", "d1 d3"},
    {THREE, "d3 d1", "upgrade d2", "d2", "d1 d2 d3"},
    {TRIPLE, "b3", "upgrade b1", "b1", "b1 b3"},
    {TRIPLE, "b1 b3", "upgrade b2", "b2", "b1 b2 b3"},
    {TRIPLE, "b1 b2 b3", "upgrade c2", "c2", "c2"},
    {TRIPLE, "c2", "upgrade d2", "d2", "d2"},
    {TRIPLE, "d2", "upgrade c1", "c1", "c1 d2"},
    {TRIPLE, "c1 d2", "upgrade d1", "d1", "d1 d2"},
    {IMPLIED, "c2 d1", "downgrade c1branch@-1", NULL, "no such branch \"c1branch\"", true},
    {IMPLIED, "c2 d1", "downgrade d1-1", "d1", "c2"},
    {IMPLIED, "c2 d1", "downgrade d1@-1", "d1", "c2"},
    {IMPLIED, "e1 c2", "stamp b1", "b1", "b1"},
    {MERGES, "amerge bmerge cmerge d1", "downgrade b2", "bmerge", "amerge b1 cmerge d1"},
    {OWN_ROOTS, "amerge b1 cmerge d1", "downgrade d1@base", "d1", "amerge b1 b2 cmerge"},
    {CROSSED, "a3 b2", "downgrade b1", "b2", "a3"},
    {"a1>a2 a2~>a1", "a1", "upgrade a2", "a2", "a2"},
    {"a1>a2 a2~>a1", "a2", "downgrade a1", "a2", "a1"},
    {TWICE, "b4", "downgrade b3", "b4", "b3"},
    {SELFISH, "bmerge", "downgrade a1", "bmerge", "b1"},
    {SELFISH, "bmerge", "downgrade b1", "bmerge", "b1"},
    {"a1>b1>c1 c1=c1lib a2>b2>c2 c2~>c1lib", "a2", "upgrade c2", "a1 b1 c1 b2 c2", "c2"},
    {"a1>b1 a2>b2", "", "stamp heads", "b1 b2", "b1 b2"},
    {"a1>b1 a2>b2", "b1 b2", "stamp heads", "", "b1 b2"},
    {MERGED, "e", "stamp c2", "c2", "c2"},
    {MERGED, "e", "stamp a", "a", "a"},
    {MERGED, "d1 c2", "stamp e", "e", "e"},
    {MERGED, "d1 c2", "stamp c2branch@head", "f", "f"},
    {MERGED, "e", "stamp base", "-", ""},
    {MERGED, "d1 d2", "stamp c1 c2", "c1 c2", "c1 c2"},
    {MERGED, "d1 d2", "stamp a c2", NULL, "requested revision \"a\" overlaps", true},
    {"a1>b1 a2>b2", "b1 b2", "stamp a1@base", "-", "b2"},
    {MERGED, "b", "upgrade f", "c1 d1 c2 d2 e f", "f"},
    {MERGED, "f", "downgrade b", "f e d2 c2 d1 c1", "b"},
    {MERGED, "e", "downgrade -1", NULL, "ambiguous walk", true},
    {FORK " d2~>c1", "d1 d2", "downgrade c2branch@b", "d2 c2", "d1"},
    {FORK " d2~>c1", "d1 d2", "downgrade c1branch@b", NULL, "c2"},
    {"y1>y2 x1>x2 y2~>x1 x1=x y1=y", "y2", "downgrade x@-1", "y2 x1", "y1"},
    {"y1>y2 x1>x2 y2~>x1 x1=x y1=y", "y2", "downgrade -2", "y2 y1", "x1"},
    {"db1>b2>fe1b1", "", "upgrade db1 b2 fe1b1", NULL, "requested revision \"db1\" overlaps", true},
    {"db1>b2>fe1b1", "", "upgrade db1 db1", "db1", "db1"},
    {"a1>a2 b1>b2 b2~>a2 a2>a3", "b2", "downgrade a2", "", "b2"},
    {"a1>a2 b1>b2 b2~>a2", "", "upgrade head", "a1 a2 b1 b2", "b2"},
    {"a1>a2 b1>b2 b2~>a2", "", "upgrade a2 b2", NULL, "requested revision \"a2\" overlaps", true},
    {LINE, "fake", "upgrade head", NULL, "revision \"fake\", which no script has", true},
    {LINE, "fake", "stamp a", NULL, "revision \"fake\", which no script has", true},
    {LINE, "fake", "purge a", "a", "a"},
    {LINE, "fake a", "purge a", "a", "a"},
    {LINE, "fake a", "purge base", "-", ""},
    {LINE, "a a", "purge a", "a", "a"},
    {LINE, "b b fake fake", "purge b", "b", "b"},
    {LINE, "a c", "upgrade d", "d", "d"},
    {"", "", "upgrade head", "", ""},
    {"", "", "downgrade base", "", ""},
};

static bool plan(struct arena *arena, const struct graph *graph, const struct names *rows,
    const char *command, struct steps *steps, struct errors *errors) {
    struct names words = text_split(arena, command, ' ');
    struct names targets = {words.items + 1, words.count - 1, words.count - 1};
    if (!strcmp(words.items[0], "upgrade"))
        return graph_upgrade(arena, graph, rows, &targets, steps, errors);
    if (!strcmp(words.items[0], "downgrade"))
        return graph_downgrade(arena, graph, rows, targets.items[0], steps, errors);
    return graph_stamp(arena, graph, rows, &targets, !strcmp(words.items[0], "purge"), steps, errors);
}

static bool matches(struct arena *arena, const struct example *example) {
    struct errors errors = {.arena = arena};
    struct graph graph;
    struct steps steps;
    struct revisions revisions = draw(arena, example->graph);
    struct names rows = text_split(arena, example->rows, ' ');
    assert_true(graph_build(arena, &revisions, &graph, &errors));
    bool planned = plan(arena, &graph, &rows, example->command, &steps, &errors);
    if (example->refused || !planned) {
        print_message("%s\n", first_message(&errors));
        return example->refused && !planned && strstr(first_message(&errors), example->after) &&
               errors.list.items[0].hint;
    }
    struct names run = {0};
    for (size_t i = 0; i < steps.count; i++) {
        list_push(arena, &run, steps.items[i].revision ? steps.items[i].revision->id : "-");
        play(arena, &steps.items[i], &rows);
    }
    names_sort(&rows);
    const char *ran = names_join(arena, &run, " "), *after = names_join(arena, &rows, " ");
    print_message("ran %s; rows %s\n", ran, after);
    return (!example->run || !strcmp(ran, example->run)) && !strcmp(after, example->after);
}

static void plans_are_as_the_table_says(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena arena = {0};
        print_message("%s {%s} %s: ", examples[i].graph, examples[i].rows, examples[i].command);
        if (!matches(&arena, &examples[i])) {
            print_error("^^^ wrong\n");
            wrong++;
        }
        arena_free(&arena);
    }
    assert_int_equal(wrong, 0);
}

static void a_squash_is_applied_where_its_newest_was(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph;
    struct steps steps;
    struct revisions revisions = draw(&arena, "a>s>d");
    for (size_t i = 0; i < revisions.count; i++)
        if (!strcmp(revisions.items[i]->id, "s"))
            revisions.items[i]->replaces = text_split(&arena, "b c", ' ');
    assert_true(graph_build(&arena, &revisions, &graph, &errors));
    struct names rows = text_split(&arena, "c", ' '), head = text_split(&arena, "head", ' ');
    assert_true(graph_upgrade(&arena, &graph, &rows, &head, &steps, &errors));
    assert_int_equal(steps.count, 1);
    play(&arena, &steps.items[0], &rows);
    assert_string_equal(names_join(&arena, &rows, " "), "d");
    assert_true(graph_downgrade(&arena, &graph, &rows, "c", &steps, &errors));
    play(&arena, &steps.items[0], &rows);
    assert_string_equal(names_join(&arena, &rows, " "), "s");
    rows = text_split(&arena, "b", ' ');
    assert_false(graph_upgrade(&arena, &graph, &rows, &head, &steps, &errors));
    assert_non_null(strstr(first_message(&errors), "in the middle of what \"s\" replaces"));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_as_the_table_says),
        cmocka_unit_test(a_squash_is_applied_where_its_newest_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
