#include "engine/project.h"

#include "engine/opaque.h"

static const char table[] = "revision: a1\nparents: []\nupgrade:\n"
                            "  - create_table: {name: author, columns: {id: integer}}\ndowngrade: []\n";

/* The offline SQL of `table` and a second revision with these operations; or null. */
static const char *offline_after(void **state, struct project *project, const char *operations) {
    struct arena arena = {0};
    project_write(state, "versions/a1.yaml", table);
    project_write(state, "versions/b2.yaml",
        arena_format(&arena, "revision: b2\nparents: [a1]\nupgrade:\n%sdowngrade: []\n", operations));
    arena_free(&arena);
    project_open(state, project);
    return project_upgrade_offline(project, "head");
}

static void expect_refused(void **state, const char *operations) {
    struct project project;
    assert_null(offline_after(state, &project, operations));
    assert_non_null(strstr(first_message(&project.errors), "\"author\" is not known offline"));
    assert_non_null(strstr(first_message(&project.errors), "b2"));
    project_close(&project);
}

static void expect_known(void **state, const char *operations, const char *sql) {
    struct project project;
    const char *text = offline_after(state, &project, operations);
    assert_no_errors(&project.errors);
    assert_non_null(strstr(text, sql));
    project_close(&project);
}

#define ADD "  - add_column: {table: author, name: name, type: text}\n"

static void a_table_that_opaque_sql_mentions_is_unknown_offline(void **state) {
    expect_refused(state, "  - execute: ALTER TABLE author ADD x\n" ADD);
}

static void its_name_may_be_quoted_and_in_capitals(void **state) {
    expect_refused(state, "  - execute: ALTER TABLE \"AUTHOR\" ADD x\n" ADD);
}

static void a_statement_behind_one_of_rows_counts_too(void **state) {
    expect_refused(state, "  - execute: \"DELETE FROM author; ALTER TABLE author ADD x\"\n" ADD);
}

static void a_file_is_looked_into(void **state) {
    project_write(state, "versions/_files/more.sql", "ALTER TABLE author ADD x;\n");
    expect_refused(state, "  - execute_file: _files/more.sql\n" ADD);
}

static void sql_of_another_database_does_not_count(void **state) {
    expect_known(state, "  - execute: {postgresql: ALTER TABLE author ADD x}\n" ADD, "ADD COLUMN name");
}

static void sql_that_changes_rows_does_not_count(void **state) {
    expect_known(state, "  - execute: UPDATE author SET id = 1\n" ADD, "ADD COLUMN name");
}

static void an_effect_says_what_opaque_sql_does(void **state) {
    expect_known(state,
        "  - execute:\n      default: ALTER TABLE author ADD x INTEGER\n"
        "      effect:\n        - add_column: {table: author, name: x, type: integer}\n"
        "  - alter_column: {table: author, name: x, nullable: false, default: 0}\n",
        "x INTEGER NOT NULL DEFAULT 0");
}

static void the_effect_of_a_file_counts_too(void **state) {
    project_write(state, "versions/_files/more.sql", "ALTER TABLE author ADD x INTEGER;\n");
    expect_known(state,
        "  - execute_file:\n      default: _files/more.sql\n"
        "      effect:\n        - add_column: {table: author, name: x, type: integer}\n"
        "  - alter_column: {table: author, name: x, nullable: false, default: 0}\n",
        "x INTEGER NOT NULL DEFAULT 0");
}

static void a_table_that_is_made_anew_is_known_again(void **state) {
    expect_known(state,
        "  - execute: DROP TABLE author\n"
        "  - create_table: {name: author, columns: {key: integer}}\n"
        "  - alter_column: {table: author, name: key, nullable: false, default: 0}\n",
        "\"key\" INTEGER NOT NULL DEFAULT 0");
}

static struct replay replay_of(struct project *project) {
    struct replay replay;
    assert_true(engine_replay(&project->engine, &project->graph.revisions, &replay, &project->errors));
    return replay;
}

static void replaying_names_the_first_opaque_revision(void **state) {
    struct project project;
    offline_after(state, &project, "  - execute: ALTER TABLE author ADD x\n");
    struct replay replay = replay_of(&project);
    assert_non_null(replay.opaque);
    assert_string_equal(replay.opaque->id, "b2");
    project_close(&project);
}

static void a_file_that_is_missing_is_an_error_at_its_place(void **state) {
    struct project project;
    assert_null(offline_after(state, &project, "  - execute_file: nowhere.sql\n"));
    assert_non_null(strstr(first_message(&project.errors), "nowhere.sql"));
    assert_non_null(strstr(project.errors.list.items[0].place.source->file, "b2.yaml"));
    project_close(&project);
}

static void the_first_word_tells_what_changes_rows_only(void **state) {
    (void)state;
    static const char *const rows[] = {"INSERT INTO a VALUES (1)", "-- note\n update a set b = 1", "",
        "SELECT 'into'", "/* x */ Delete from a"};
    static const char *const others[] = {"CREATE TABLE a (b)", "SELECT * INTO c FROM a", "ANALYZE"};
    for (size_t i = 0; i < 5; i++)
        assert_true(opaque_changes_rows_only(sqlite_dialect.syntax, rows[i]));
    for (size_t i = 0; i < 3; i++)
        assert_false(opaque_changes_rows_only(sqlite_dialect.syntax, others[i]));
}

static void the_first_word_tells_what_begins_or_ends_a_transaction(void **state) {
    (void)state;
    assert_true(opaque_ends_transaction(sqlite_dialect.syntax, "/* x */ commit"));
    assert_true(opaque_ends_transaction(sqlite_dialect.syntax, "ROLLBACK"));
    assert_false(opaque_ends_transaction(sqlite_dialect.syntax, "ROLLBACK TRANSACTION TO here"));
    assert_false(opaque_ends_transaction(sqlite_dialect.syntax, "SAVEPOINT here"));
    assert_false(opaque_ends_transaction(sqlite_dialect.syntax, ""));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_table_that_opaque_sql_mentions_is_unknown_offline),
        CASE(its_name_may_be_quoted_and_in_capitals),
        CASE(a_statement_behind_one_of_rows_counts_too),
        CASE(a_file_is_looked_into),
        CASE(sql_of_another_database_does_not_count),
        CASE(sql_that_changes_rows_does_not_count),
        CASE(an_effect_says_what_opaque_sql_does),
        CASE(the_effect_of_a_file_counts_too),
        CASE(a_table_that_is_made_anew_is_known_again),
        CASE(replaying_names_the_first_opaque_revision),
        CASE(a_file_that_is_missing_is_an_error_at_its_place),
        cmocka_unit_test(the_first_word_tells_what_changes_rows_only),
        cmocka_unit_test(the_first_word_tells_what_begins_or_ends_a_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
