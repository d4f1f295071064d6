#include "check.h"

#include "script/header.h"

struct fixture {
    struct arena arena;
    struct errors errors;
    struct source source;
    struct script script;
};

static bool read_as(struct fixture *fixture, const char *text, bool is_sql) {
    memset(fixture, 0, sizeof *fixture);
    fixture->errors.arena = &fixture->arena;
    fixture->source = (struct source){"a", text, strlen(text)};
    fixture->script.source = &fixture->source;
    fixture->script.is_sql = is_sql;
    return header_read(&fixture->arena, &fixture->script, &fixture->errors);
}

static void assert_refused(
    const char *text, bool is_sql, const char *message, unsigned line, const char *hint) {
    struct fixture fixture;
    assert_false(read_as(&fixture, text, is_sql));
    const struct error *error = &fixture.errors.list.items[0];
    assert_string_equal(error->message, message);
    assert_int_equal(error->place.line, line);
    if (hint)
        assert_string_equal(error->hint, hint);
    arena_free(&fixture.arena);
}

static void a_header_of_yaml_is_read(void **state) {
    (void)state;
    struct fixture fixture;
    assert_true(read_as(&fixture,
        "# Who\nrevision: ae1027a6acf2\nparents: [1975ea83b712, \"1234567e9012\"]\n\nbranch_labels: [shop]\n"
        "depends_on: 55af2cb1c267\ntransaction: false\nmessage: it's {all} fine\ncreated: "
        "2026-11-21T08:30:00Z\n"
        "upgrade:\n  - : [broken\n",
        false));
    const struct revision *revision = &fixture.script.revision;
    assert_string_equal(revision->id, "ae1027a6acf2");
    assert_string_equal(names_join(&fixture.arena, &revision->parents, " "), "1975ea83b712 1234567e9012");
    assert_string_equal(revision->labels.items[0], "shop");
    assert_string_equal(revision->depends_on.items[0], "55af2cb1c267");
    assert_int_equal(fixture.script.transaction, TRANSACTION_NONE);
    assert_string_equal(revision->message, "it's {all} fine");
    assert_string_equal(revision->created, "2026-11-21T08:30:00Z");
    arena_free(&fixture.arena);
}

static void a_header_of_sql_is_read(void **state) {
    (void)state;
    struct fixture fixture;
    assert_true(read_as(&fixture,
        "-- revision: ae1027a6acf2\r\n-- parents: a1, b2\n--\n-- Careful: it is slow\n-- replaces: [c3]\n"
        "-- message: add: book\n-- transaction: true\n-- cmigrate: upgrade\n-- revision: other\n\xff",
        true));
    const struct revision *revision = &fixture.script.revision;
    assert_string_equal(revision->id, "ae1027a6acf2");
    assert_string_equal(names_join(&fixture.arena, &revision->parents, " "), "a1 b2");
    assert_string_equal(revision->replaces.items[0], "c3");
    assert_string_equal(revision->message, "add: book");
    assert_int_equal(fixture.script.transaction, TRANSACTION_PER_REVISION);
    arena_free(&fixture.arena);
    assert_true(read_as(&fixture, "-- revision: a\n-- parents:\n", true));
    assert_int_equal(fixture.script.revision.parents.count, 0);
    arena_free(&fixture.arena);
}

static void what_is_missing_or_misspelt_is_named(void **state) {
    (void)state;
    assert_refused("parents: []\n", false, "the script's header has no \"revision\"", 0, NULL);
    assert_refused("revision: a\nparents:\n", false, "the script's header has no \"parents\"", 2,
        "name the revisions before this one; \"parents: []\" for a base");
    assert_refused("revision: a\nparents: []\nmesage: b\n", false, "a revision script has no key \"mesage\"",
        3, "did you mean \"message\"?");
    assert_refused("-- revision: a\n-- parrents: b\n", true, "a revision script has no key \"parrents\"", 2,
        "did you mean \"parents\"?");
    assert_refused("-- revision: a\n-- revision: b\n", true, "\"revision\" is said twice", 2, NULL);
    assert_refused("-- revision: \xff\n", true, "byte 0xff is not text in UTF-8", 1, NULL);
    assert_refused("revision: \xff\n", false, "byte 0xff is not text in UTF-8", 1, NULL);
    assert_refused("", false, "the script's header has no \"revision\"", 0, NULL);
    struct fixture fixture;
    assert_false(read_as(&fixture, "revision: [a]\nparents: {b: c}\ntransaction: maybe\n", false));
    assert_true(fixture.errors.list.count >= 3);
    arena_free(&fixture.arena);
}

static void assert_same_node(const struct yaml_node *fast, const struct yaml_node *slow) {
    assert_int_equal(fast->kind, slow->kind);
    assert_int_equal(fast->place.line, slow->place.line);
    assert_int_equal(fast->place.column, slow->place.column);
    if (fast->kind == YAML_SCALAR) {
        assert_string_equal(fast->text, slow->text);
        assert_int_equal(fast->quoted, slow->quoted);
    }
    assert_int_equal(fast->items.count, slow->items.count);
    for (size_t i = 0; fast->kind == YAML_SEQUENCE && i < fast->items.count; i++)
        assert_same_node(fast->items.items[i], slow->items.items[i]);
    assert_int_equal(fast->pairs.count, slow->pairs.count);
    for (size_t i = 0; fast->kind == YAML_MAPPING && i < fast->pairs.count; i++) {
        assert_string_equal(fast->pairs.items[i].key, slow->pairs.items[i].key);
        assert_int_equal(fast->pairs.items[i].place.line, slow->pairs.items[i].place.line);
        assert_same_node(fast->pairs.items[i].value, slow->pairs.items[i].value);
    }
}

/* Whatever the scanner takes, the YAML reader reads as the same. */
static void the_scanner_agrees_with_yaml(void **state) {
    (void)state;
    static const char *const pieces[] = {"revision: ", "parents: ", "message: ", "created: ", "a1b2", "[",
        "]", ", ", " ", "\n", "\n", "\n", "\"", "'", "# c", ": ", "#", "\\", "x-y.z", "-", "\t", "\r\n",
        "\xc3\xa4", "\xe2\x80\xa8", "1e5", "null", "~", "{", "}", "[a, \"b\", 'c']\n", "add book\n", "it's",
        "%", "\xc2\x85", "\xef\xbb\xbf", "|", "*a", ":"};
    unsigned seed = 3;
    size_t taken = 0;
    for (int round = 0; round < 30000; round++) {
        char text[400] = "";
        int count = 2 + round % 9;
        for (int i = 0; i < count; i++) {
            seed = seed * 1103515245 + 12345;
            size_t pick = (seed >> 16) % (i % 2 ? sizeof pieces / sizeof *pieces : 6);
            strcat(text, pieces[pick]);
        }
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct source source = {"a", text, strlen(text)};
        struct yaml_node *fast = header_scan(&arena, &source, source.length);
        if (fast) {
            struct yaml_node *slow = yaml_read(&arena, &source, &errors);
            if (!slow)
                print_error("taken: %s\n", text);
            assert_non_null(slow);
            assert_same_node(fast, slow);
            taken++;
        }
        arena_free(&arena);
    }
    assert_true(taken > 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_of_yaml_is_read),
        cmocka_unit_test(a_header_of_sql_is_read),
        cmocka_unit_test(what_is_missing_or_misspelt_is_named),
        cmocka_unit_test(the_scanner_agrees_with_yaml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
