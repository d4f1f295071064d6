#include "notation.h"

#define GRAPH                                                                                                \
    "ae1027a6acf1>27c6a30d7c24>2a95102259be 27c6a30d7c24>2a1122334455>some0000aaaa "                         \
    "ebranch0000>sos111112222>some1111bbbb ae1027a6acf1=main ebranch0000=ebranch 2a1122334455=my-side"

struct example {
    const char *identifier;
    const char *found; /* ids, or a part of the message */
    bool refused;
    const char *rows;
};

static const struct example examples[] = {
    {"ae1027a6acf1", "ae1027a6acf1"},
    {"a", "ae1027a6acf1"},
    {"ae10", "ae1027a6acf1"},
    {"main", "ae1027a6acf1"},
    {"mai", "ae1027a6acf1"},
    {"my-side", "2a1122334455"},
    {"my-side@head", "some0000aaaa"},
    {"2a", "multiple revisions start with \"2a\": \"2a1122334455\", \"2a95102259be\"", true},
    {"2a95@head", "2a95102259be"},
    {"some", "multiple revisions start with \"some\"", true},
    {"ebranch@some", "some1111bbbb"},
    {"main@some", "some0000aaaa"},
    {"ebranch@27c6a30d7c24", "revision \"27c6a30d7c24\" is not a member of branch \"ebranch\"", true},
    {"x@2a95", "no such branch \"x\"", true},
    {"ebranc@head", "some1111bbbb"},
    {"ebrnch@head", "no such branch \"ebrnch\"", true},
    {"q", "no such revision or branch \"q\"", true},
    {"", "\"\" names no revision", true},
    {"@", "no such branch \"\"", true},
    {"main@", "\"main@\" names no revision", true},
    {"+", "no such revision or branch \"+\"", true},
    {"main@@head", "no such revision or branch \"@head\"", true},
    {"heads", "2a95102259be some0000aaaa some1111bbbb"},
    {"main@heads", "2a95102259be some0000aaaa"},
    {"head", "multiple head revisions are present for \"head\"", true},
    {"ebranch@head", "some1111bbbb"},
    {"main@head", "multiple head revisions are present for \"main@head\"", true},
    {"base", ""},
    {"ebranch@base", ""},
    {"current", "needs a database", true},
    {"current", "27c6a30d7c24", false, "27c6a30d7c24"},
    {"ebranch@current", "", false, "27c6a30d7c24"},
    {"current+1", "ambiguous walk", true, "27c6a30d7c24"},
    {"current-1", "ae1027a6acf1", false, "27c6a30d7c24"},
    {"-1", "ae1027a6acf1", false, "27c6a30d7c24"},
    {"-1", "needs a database", true},
    {"ae10+1", "27c6a30d7c24"},
    {"27c6-1", "ae1027a6acf1"},
    {"27c6-2", ""},
    {"27c6-3", "didn't produce 3 migrations", true},
    {"my-side@ae10+2", "2a1122334455"},
    {"my-side@base+3", "2a1122334455"},
    {"ebranch@head-1", "sos111112222"},
    {"ebranch@+1", "ebranch0000", false, "27c6a30d7c24"},
    {"heads-1", "names several revisions", true},
    {"27c6+0", "27c6a30d7c24"},
};

static void identifiers_name_what_they_should(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions revisions = draw(&arena, GRAPH), rows, found;
        assert_true(graph_build(&arena, &revisions, &graph, &errors));
        if (examples[i].rows) {
            struct names names = text_split(&arena, examples[i].rows, ' ');
            assert_true(graph_rows(&arena, &graph, &names, &rows, &errors));
        }
        bool resolved = graph_resolve(
            &arena, &graph, examples[i].rows ? &rows : NULL, examples[i].identifier, &found, &errors);
        const char *answer = resolved ? ids(&arena, &found) : first_message(&errors);
        print_message("%s: %s\n", examples[i].identifier, answer);
        assert_int_equal(resolved, !examples[i].refused);
        if (resolved)
            assert_string_equal(answer, examples[i].found);
        else
            assert_non_null(strstr(answer, examples[i].found));
        assert_true(resolved || errors.list.items[0].hint);
        arena_free(&arena);
    }
}

static const struct example ranges[] = {
    {"current:", "c b", false, "b"},
    {"a:b", "b a", false, "b"},
    {":b", "b a", false, "b"},
    {"a:+2", "c b a", false, "b"},
    {"-5:c", "c b a", false, "b"},
    {"-1:c", "c b", false, "b"},
    {"-1:current", "b a", false, "b"},
    {"current:+1", "c b", false, "b"},
    {":", "c b a", false, "b"},
    {"base:head", "c b a", false, "b"},
    {"b:a", "revision \"b\" is not an ancestor of revision \"a\"", true, "b"},
    {"b", "\"b\" is not a range of revisions", true, "b"},
    {"zzzz:", "no such revision or branch \"zzzz\"", true, "b"},
};

static void ranges_hold_both_ends(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct graph graph;
        struct revisions revisions = draw(&arena, "a>b>c"), rows, found;
        struct names names = text_split(&arena, ranges[i].rows, ' ');
        assert_true(graph_build(&arena, &revisions, &graph, &errors));
        assert_true(graph_rows(&arena, &graph, &names, &rows, &errors));
        bool ranged = graph_range(&arena, &graph, &rows, ranges[i].identifier, &found, &errors);
        const char *answer = ranged ? ids(&arena, &found) : first_message(&errors);
        print_message("%s: %s\n", ranges[i].identifier, answer);
        assert_int_equal(ranged, !ranges[i].refused);
        if (ranged)
            assert_string_equal(answer, ranges[i].found);
        else
            assert_non_null(strstr(answer, ranges[i].found));
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_name_what_they_should),
        cmocka_unit_test(ranges_hold_both_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
