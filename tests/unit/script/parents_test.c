#include "check.h"

#include "script/header.h"
#include "script/parents.h"

struct example {
    const char *path, *before;
    const char *after; /* null: it can't be done */
};

static const struct example examples[] = {
    {"a.yaml", "revision: b1\nparents: [a1]\nupgrade: []\n",
        "revision: b1\nparents: [c1]\nwas_parents: [a1]\nupgrade: []\n"},
    {"a.yaml", "revision: b1\nparents:\n  - a1\n# kept\nmessage: x\nupgrade:\n  - execute: 'parents: [a1]'\n",
        "revision: b1\nparents: [c1]\nwas_parents: [a1]\n# kept\nmessage: x\nupgrade:\n  - execute: "
        "'parents: "
        "[a1]'\n"},
    {"a.yaml", "parents:\n- a1\nrevision: b1\nupgrade: []\n",
        "parents: [c1]\nwas_parents: [a1]\nrevision: b1\nupgrade: []\n"},
    {"a.yaml", "revision: b1\nwas_parents: [z9]\nparents: [a1,\n  ]\ntransaction: false\nupgrade: []\n",
        "revision: b1\nparents: [c1]\nwas_parents: [a1]\ntransaction: false\nupgrade: []\n"},
    {"a.yaml", "revision: b1\r\nparents: [a1]\r\nupgrade: []\r\n",
        "revision: b1\r\nparents: [c1]\r\nwas_parents: [a1]\r\nupgrade: []\r\n"},
    {"a.sql", "-- revision: b1\n--parents: a1\n-- cmigrate: upgrade\nSELECT '\n-- cmigrate: no';\n",
        "-- revision: b1\n-- parents: c1\n-- was_parents: a1\n-- cmigrate: upgrade\nSELECT '\n-- cmigrate: "
        "no';\n"},
    {"a.yaml", "{revision: b1, parents: [a1],\n upgrade: []}\n", NULL},
    {"a.yaml", "revision: b1\n\"parents\": [a1]\nupgrade: []\n", NULL},
};

static struct script *read_text(struct arena *arena, const struct example *example, struct errors *errors) {
    struct source *source = arena_new(arena, struct source);
    struct script *script = arena_new(arena, struct script);
    *source = (struct source){example->path, example->before, strlen(example->before)};
    *script = (struct script){
        .path = example->path, .source = source, .is_sql = strstr(example->path, ".sql") != NULL};
    assert_true(header_read(arena, script, errors));
    return script;
}

static void only_the_parents_change(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct names parents = {0}, was_parents = {0};
        list_push(&arena, &parents, "c1");
        list_push(&arena, &was_parents, "a1");
        struct script *script = read_text(&arena, &examples[i], &errors);
        const char *text = script_with_parents(&arena, script, &parents, &was_parents, &errors);
        print_message("%s\n", text ? text : first_message(&errors));
        assert_int_equal(text != NULL, examples[i].after != NULL);
        if (text)
            assert_string_equal(text, examples[i].after);
        else
            assert_non_null(strstr(errors.list.items[0].hint, "was_parents: [a1]"));
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_parents_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
