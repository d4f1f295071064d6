#include "engine/project.h"

#include "base/text.h"
#include "engine/frame.h"

static void add(struct arena *arena, struct names *names, const char *text) {
    struct names parts = text_split(arena, text, ',');
    for (size_t i = 0; i < parts.count; i++)
        list_push(arena, names, parts.items[i]);
}

static bool kept(struct errors *errors, const char *before, const char *after) {
    static const struct frame frame = {.trouble = "foreign key violation in"};
    struct names first = {0}, second = {0};
    add(errors->arena, &first, before);
    add(errors->arena, &second, after);
    return frame_is_kept(&frame, &first, &second, errors);
}

static void trouble_that_was_there_before_is_no_matter(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    assert_true(kept(&errors, "", ""));
    assert_true(kept(&errors, "a,b,b,c", "a,b,b,c"));
    assert_true(kept(&errors, "a,b,c", "b"));
    assert_true(kept(&errors, "a", ""));
    arena_free(&arena);
}

static void trouble_that_is_new_is_shown(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    assert_false(kept(&errors, "a,c", "a,b,c"));
    assert_string_equal(first_message(&errors), "foreign key violation in b");
    assert_false(kept(&errors, "a,b", "a,b,b"));
    assert_false(kept(&errors, "", "z"));
    arena_free(&arena);
}

static const char script[] = "revision: a1\nparents: []\nupgrade:\n"
                             "  - alter_column: {table: book, name: author_id, nullable: false}\n"
                             "  - execute: DELETE FROM author WHERE id = 1\n"
                             "downgrade: []\n";

static void a_revision_that_breaks_a_reference_leaves_nothing(void **state) {
    struct project project;
    project_write(state, "versions/a1.yaml", script);
    project_open(state, &project);
    project_execute(&project, "CREATE TABLE author (id INTEGER PRIMARY KEY)");
    project_execute(&project, "CREATE TABLE book (id INTEGER, author_id INTEGER REFERENCES author (id))");
    project_execute(&project, "INSERT INTO author VALUES (1), (2)");
    project_execute(&project, "INSERT INTO book VALUES (1, 1), (2, 2)");
    const char *before = project_schema(&project);
    assert_false(project_upgrade(&project, "head"));
    assert_int_equal(project.errors.list.count, 1);
    assert_non_null(strstr(project.errors.list.items[0].hint, "part the revision in two"));
    assert_string_equal(project_schema(&project), before);
    assert_string_equal(project_rows(&project, "SELECT id FROM author"), "1\n2\n");
    assert_string_equal(project_rows(&project, "PRAGMA foreign_keys"), "1\n");
    assert_string_equal(
        project_rows(&project, "SELECT event FROM cmigrate_log ORDER BY id DESC LIMIT 1"), "failed\n");
    project_close(&project);
}

static void a_reference_that_was_broken_before_stays_so(void **state) {
    struct project project;
    project_write(state, "versions/a1.yaml",
        "revision: a1\nparents: []\nupgrade:\n"
        "  - alter_column: {table: book, name: author_id, nullable: false}\ndowngrade: []\n");
    project_open(state, &project);
    project_execute(&project, "CREATE TABLE author (id INTEGER PRIMARY KEY)");
    project_execute(&project, "CREATE TABLE book (id INTEGER, author_id INTEGER REFERENCES author (id))");
    project_execute(&project, "PRAGMA foreign_keys = OFF");
    project_execute(&project, "INSERT INTO book VALUES (1, 9)");
    bool done = project_upgrade(&project, "head");
    assert_no_errors(&project.errors);
    assert_true(done);
    assert_string_equal(project_rows(&project, "SELECT * FROM book"), "1|9\n");
    project_close(&project);
}

/* Dropping a table would delete what refers to it, wherever the SQL stands. */
static void a_file_that_drops_a_table_is_seen_into(void **state) {
    struct project project;
    project_write(state, "versions/_again.sql",
        "CREATE TABLE fresh (id INTEGER PRIMARY KEY, name);\nINSERT INTO fresh SELECT id, NULL FROM author;\n"
        "DROP TABLE author;\nALTER TABLE fresh RENAME TO author;\n");
    project_write(state, "versions/a1.yaml",
        "revision: a1\nparents: []\nupgrade:\n  - execute_file: _again.sql\ndowngrade: []\n");
    for (int all = 0; all < 2; all++) {
        project_open(state, &project);
        project.engine.policy = all ? POLICY_ALL : POLICY_PER_REVISION;
        project_execute(&project, "DROP TABLE IF EXISTS cmigrate_version");
        project_execute(&project, "DROP TABLE IF EXISTS author");
        project_execute(&project, "DROP TABLE IF EXISTS book");
        project_execute(&project, "CREATE TABLE author (id INTEGER PRIMARY KEY)");
        project_execute(&project, "CREATE TABLE book (author_id REFERENCES author (id) ON DELETE CASCADE)");
        project_execute(&project, "INSERT INTO author VALUES (1)");
        project_execute(&project, "INSERT INTO book VALUES (1)");
        bool done = project_upgrade(&project, "head");
        assert_no_errors(&project.errors);
        assert_true(done);
        assert_string_equal(project_rows(&project, "SELECT * FROM book"), "1\n");
        project_close(&project);
    }
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trouble_that_was_there_before_is_no_matter),
        cmocka_unit_test(trouble_that_is_new_is_shown),
        CASE(a_revision_that_breaks_a_reference_leaves_nothing),
        CASE(a_reference_that_was_broken_before_stays_so),
        CASE(a_file_that_drops_a_table_is_seen_into),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
