#include "check.h"

#include "base/file.h"
#include "script/body.h"
#include "script/checksum.h"
#include "script/header.h"
#include "sql/syntax.h"

/* Loads what a checksum needs, without the operations' meaning. */
static struct script *load(struct arena *arena, const char *text, bool is_sql, struct errors *errors) {
    struct script *script = arena_new(arena, struct script);
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){"versions/a", text, strlen(text)};
    script->source = source;
    script->path = source->file;
    script->is_sql = is_sql;
    assert_true(header_read(arena, script, errors));
    if (is_sql) {
        assert_true(body_load_sql(arena, script, &sqlite_like, errors));
    } else {
        script->document = yaml_read(arena, source, errors);
        script->has_downgrade = yaml_get(script->document, "downgrade") != NULL;
    }
    assert_no_errors(errors);
    return script;
}

static const char *checksum_of(struct arena *arena, const char *text, bool is_sql) {
    struct errors errors = {.arena = arena};
    const char *checksum = NULL;
    assert_true(script_checksum(arena, load(arena, text, is_sql, &errors), &checksum, &errors));
    return checksum;
}

/* Each fenced block is followed by the line of its checksum. */
static void the_published_vectors_hold(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const struct source *page = file_read(&arena, SOURCE_ROOT "/docs/reference/checksums.md", &errors);
    assert_no_errors(&errors);
    size_t vectors = 0;
    for (const char *at = strstr(page->text, "## Test vectors"); (at = strstr(at, "\n```")); vectors++) {
        bool is_sql = at[4] == 's';
        const char *start = strchr(at + 1, '\n') + 1, *end = strstr(start, "\n```");
        const char *expected = strstr(end, "    sha256:1:") + 4;
        const char *text = arena_text(&arena, start, (size_t)(end + 1 - start));
        assert_string_equal(
            checksum_of(&arena, text, is_sql), arena_text(&arena, expected, strcspn(expected, "\n")));
        at = end + 4;
    }
    assert_true(vectors >= 4);
    arena_free(&arena);
}

static void what_does_not_count_changes_nothing(void **state) {
    (void)state;
    struct arena arena = {0};
    const char *yaml =
        checksum_of(&arena, "revision: a\nparents: [b, c]\nupgrade:\n  - drop_table: book\n", false);
    assert_string_equal(
        yaml, checksum_of(&arena,
                  "revision: 'a'\nparents: [c, b]\nmessage: x\nupgrade: [{\"drop_table\": \"book\"}] # y\n",
                  false));
    const char *sql =
        checksum_of(&arena, "-- revision: a\n-- parents: b\n-- cmigrate: upgrade\nSELECT\n1;SELECT 2", true);
    assert_string_equal(sql, checksum_of(&arena,
                                 "-- revision: a\r\n-- parents: [b]\r\n-- message: c\r\n-- cmigrate: "
                                 "upgrade\r\n/* d */ SELECT\r\n1;\r\n\r\nSELECT 2\r\n;\r\n",
                                 true));
    arena_free(&arena);
}

static void what_counts_changes_it(void **state) {
    (void)state;
    static const char *const texts[] = {"revision: a\nparents: [b]\nupgrade: []\n",
        "revision: c\nparents: [b]\nupgrade: []\n", "revision: a\nparents: []\nupgrade: []\n",
        "revision: a\nparents: []\ndepends_on: [b]\nupgrade: []\n",
        "revision: a\nparents: [b]\nupgrade: []\ndowngrade: []\n",
        "revision: a\nparents: [b]\nupgrade: [x: 1]\n", "revision: a\nparents: [b]\nupgrade: [x: '1']\n",
        "revision: a\nparents: [b]\nupgrade: [x: null]\n",
        "revision: a\nparents: [b]\nupgrade: [x: 'null']\n",
        "revision: a\nparents: [b]\nupgrade: [[x, 1]]\n"};
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct arena arena = {0};
    const char *sums[TEXTS];
    for (size_t i = 0; i < TEXTS; i++) {
        sums[i] = checksum_of(&arena, texts[i], false);
        for (size_t before = 0; before < i; before++)
            assert_string_not_equal(sums[before], sums[i]);
    }
    arena_free(&arena);
}

static void add_file(struct arena *arena, struct script *script, const char *path) {
    struct operation *operation = list_add(arena, &script->upgrade);
    operation->kind = OPERATION_BULK_INSERT;
    operation->file = path;
}

static void the_bytes_of_files_count_and_stay_beside_the_script(void **state) {
    (void)state;
    static const char *const bad[] = {"../a.csv", "/etc/passwd", "below/../../x", "missing.csv", "."};
    const char *text = "revision: a\nparents: []\nupgrade: []\n";
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const char *sum;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct script *script = load(&arena, text, false, &(struct errors){.arena = &arena});
        script->path = "/tmp/a.yaml";
        add_file(&arena, script, bad[i]);
        assert_false(script_checksum(&arena, script, &sum, &errors));
        assert_int_equal(errors.list.count, i + 1);
    }
    struct script *script = load(&arena, text, false, &(struct errors){.arena = &arena});
    script->path = SOURCE_ROOT "/docs/a.yaml";
    add_file(&arena, script, "reference/checksums.md");
    assert_true(script_checksum(&arena, script, &sum, &errors));
    assert_string_not_equal(sum, checksum_of(&arena, text, false));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_vectors_hold),
        cmocka_unit_test(what_does_not_count_changes_nothing),
        cmocka_unit_test(what_counts_changes_it),
        cmocka_unit_test(the_bytes_of_files_count_and_stay_beside_the_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
