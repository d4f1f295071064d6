#include "check.h"

#include "script/body.h"
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
    fixture->source = (struct source){"a.sql", text, strlen(text)};
    fixture->script = (struct script){.source = &fixture->source, .is_sql = true, .revision.id = "a"};
    return body_load_sql(&fixture->arena, &fixture->script, &sqlite_like, &fixture->errors);
}

static void each_statement_is_an_operation(void **state) {
    (void)state;
    struct fixture fixture;
    assert_true(load(&fixture, "-- revision: a\n\n-- cmigrate: upgrade\r\nCREATE TABLE a (b);\n  INSERT INTO "
                               "a VALUES (';');\n--cmigrate:downgrade\nDROP TABLE a"));
    assert_int_equal(fixture.script.upgrade.count, 2);
    const struct operation *insert = &fixture.script.upgrade.items[1];
    assert_int_equal(insert->kind, OPERATION_EXECUTE);
    assert_string_equal(insert->texts.items[0].dialect, "default");
    assert_string_equal(insert->texts.items[0].text, "INSERT INTO a VALUES (';')");
    assert_int_equal(insert->place.line, 5);
    assert_int_equal(insert->place.column, 3);
    assert_string_equal(fixture.script.downgrade.items[0].texts.items[0].text, "DROP TABLE a");
    assert_true(fixture.script.has_downgrade);
    arena_free(&fixture.arena);
    assert_true(load(&fixture, "-- cmigrate: upgrade"));
    assert_false(fixture.script.has_downgrade);
    assert_int_equal(fixture.script.upgrade.count, 0);
    arena_free(&fixture.arena);
}

static void assert_refused(const char *text, const char *message, unsigned line, const char *hint) {
    struct fixture fixture;
    assert_false(load(&fixture, text));
    assert_string_equal(first_message(&fixture.errors), message);
    assert_int_equal(fixture.errors.list.items[0].place.line, line);
    assert_string_equal(fixture.errors.list.items[0].hint, hint);
    arena_free(&fixture.arena);
}

static void wrong_sections_are_refused(void **state) {
    (void)state;
    assert_refused("-- cmigrate: upgrad\n", "unknown section \"upgrad\"", 1, "did you mean \"upgrade\"?");
    assert_refused("-- cmigrate: upgrade\n-- cmigrate: upgrade\n", "a second section \"upgrade\"", 2,
        "put all its statements under the first");
    assert_refused("-- revision: a\nSELECT 1;\n-- cmigrate: upgrade\n", "this SQL is in no section", 2,
        "put it below a line \"-- cmigrate: upgrade\"");
    assert_refused("-- revision: a\n", "revision \"a\" has no upgrade section", 0,
        "write \"-- cmigrate: upgrade\" above its statements");
    assert_refused("-- cmigrate: downgrade\nSELECT 1;", "revision \"a\" has no upgrade section", 0,
        "write \"-- cmigrate: upgrade\" above its statements");
}

static void an_open_quote_never_joins_the_sections(void **state) {
    (void)state;
    assert_refused("-- cmigrate: upgrade\nSELECT 'a;\n-- cmigrate: downgrade\nSELECT 'b';\n",
        "this string has no end", 2, "close the quote");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_statement_is_an_operation),
        cmocka_unit_test(wrong_sections_are_refused),
        cmocka_unit_test(an_open_quote_never_joins_the_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
