#include "check.h"

#include "script/header.h"
#include "script/script.h"
#include "templates.h"

static struct operation drop_book = {.kind = OPERATION_DROP_TABLE, .table = "book"};

static const char *parents[] = {"1975ea83b712", "1234567e9012"};

static struct revision merge = {.id = "ae1027a6acf2",
    .parents = {.items = parents, .count = 2},
    .message = "add book",
    .created = "2026-11-21T08:30:00Z"};

static void a_yaml_script_looks_as_a_person_would_write_it(void **state) {
    (void)state;
    struct arena arena = {0};
    struct operations drops = {&drop_book, 1, 1}, none = {0};
    const char *warnings[] = {"the rows of book can't come back", "nor can its comments"};
    struct names lossy = {warnings, 2, 2};
    struct script_text text = {.revision = &merge, .upgrade = &drops, .downgrade = &none, .lossy = &lossy};
    assert_string_equal(script_write(&arena, template_yaml_script, &text),
        "revision: ae1027a6acf2\nparents: [1975ea83b712, \"1234567e9012\"]\nmessage: add book\n"
        "created: 2026-11-21T08:30:00Z\nupgrade:\n  - drop_table: book\n# the rows of book can't come back\n"
        "# nor can its comments\ndowngrade: []\n");
    arena_free(&arena);
}

static void a_sql_script_has_its_header_in_comments(void **state) {
    (void)state;
    struct arena arena = {0};
    struct revision base = {.id = "a1", .message = "two\nlines"};
    struct script_text text = {.revision = &base,
        .is_sql = true,
        .transaction = TRANSACTION_NONE,
        .note = "Look twice",
        .upgrade_sql = "CREATE TABLE a (\n    b\n);\n\nSELECT 1;\n"};
    assert_string_equal(script_write(&arena, template_sql_script, &text),
        "-- revision: a1\n-- parents: []\n-- transaction: false\n-- message: two lines\n-- cmigrate: "
        "upgrade\n"
        "-- Look twice\nCREATE TABLE a (\n    b\n);\n\nSELECT 1;\n-- cmigrate: downgrade\n");
    arena_free(&arena);
}

static void a_template_may_say_more(void **state) {
    (void)state;
    struct arena arena = {0};
    struct script_text text = {.revision = &merge, .is_sql = true, .upgrade_sql = "a\n\nb"};
    assert_string_equal(
        script_write(&arena, "# ${revision} by ${nobody} ${\n ${upgrade};\n${note}\nend ${message}", &text),
        "# ae1027a6acf2 by ${nobody} ${\n a;\n ;\n b;\nend add book\n");
    arena_free(&arena);
}

static void what_is_written_reads_back(void **state) {
    (void)state;
    static const char *const messages[] = {
        "it's: #1", "- a", "null", "[x", "\"q\"", "1.0", "\xc3\xa4 ", "a # b", "{", "@x"};
    for (int is_sql = 0; is_sql < 2; is_sql++) {
        for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
            struct arena arena = {0};
            struct errors errors = {.arena = &arena};
            struct revision revision = merge;
            struct operations none = {0};
            revision.message = messages[i];
            struct script_text text = {
                .revision = &revision, .upgrade = &none, .downgrade = &none, .is_sql = is_sql};
            const char *written =
                script_write(&arena, is_sql ? template_sql_script : template_yaml_script, &text);
            struct source source = {"a", written, strlen(written)};
            struct script script = {.source = &source, .is_sql = is_sql};
            assert_true(header_read(&arena, &script, &errors));
            assert_string_equal(script.revision.id, revision.id);
            assert_true(names_equal(&script.revision.parents, &revision.parents));
            if (!is_sql)
                assert_string_equal(script.revision.message, messages[i]);
            arena_free(&arena);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_yaml_script_looks_as_a_person_would_write_it),
        cmocka_unit_test(a_sql_script_has_its_header_in_comments),
        cmocka_unit_test(a_template_may_say_more),
        cmocka_unit_test(what_is_written_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
