#include "check.h"

#include "script/script.h"
#include "sql/syntax.h"

struct fixture {
    struct arena arena;
    struct errors errors;
    struct source source;
    struct script script;
};

static bool load(struct fixture *fixture, const char *text) {
    memset(fixture, 0, sizeof *fixture);
    fixture->errors.arena = &fixture->arena;
    fixture->source = (struct source){"a.yaml", text, strlen(text)};
    fixture->script = (struct script){.source = &fixture->source, .revision.id = "a"};
    const struct schema_reading reading = {.arena = &fixture->arena, .errors = &fixture->errors};
    return script_load(&fixture->arena, &fixture->script, &reading, &sqlite_like);
}

static void both_directions_are_read(void **state) {
    (void)state;
    struct fixture fixture;
    assert_true(
        load(&fixture, "revision: a\nparents: []\nupgrade:\n  - drop_table: book\n  - execute: SELECT 1\n"));
    assert_int_equal(fixture.script.upgrade.count, 2);
    assert_string_equal(fixture.script.upgrade.items[0].table, "book");
    assert_false(fixture.script.has_downgrade);
    assert_true(fixture.script.loaded);
    arena_free(&fixture.arena);
    assert_true(load(&fixture, "revision: a\nparents: []\nupgrade:\n  []\ndowngrade: []\n"));
    assert_true(fixture.script.has_downgrade);
    arena_free(&fixture.arena);
}

static void assert_refused(const char *text, const char *message) {
    struct fixture fixture;
    assert_false(load(&fixture, text));
    if (message)
        assert_string_equal(first_message(&fixture.errors), message);
    assert_true(fixture.errors.list.count > 0);
    assert_false(fixture.script.loaded);
    arena_free(&fixture.arena);
}

static void a_truncated_script_is_refused(void **state) {
    (void)state;
    assert_refused("revision: a\nparents: []\n", "revision \"a\" has no upgrade section");
    assert_refused("revision: a\nparents: []\nupgrade:", "\"upgrade\" has no operations");
    assert_refused("revision: a\nparents: []\nupgrade: []\ndowngrade:\n", "\"downgrade\" has no operations");
    assert_refused("revision: a\nupgrade:\n  - create_table: {name: book, colum", NULL);
    assert_refused("revision: a\nupgrade:\n  - drop_tab", NULL);
    assert_refused("revision: a\nupgrade: []\nparents: []\n", "\"parents\" stands behind the operations");
    assert_refused("revision: a\nupgrade: []\n# \xff\n", "byte 0xff is not text in UTF-8");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_directions_are_read),
        cmocka_unit_test(a_truncated_script_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
