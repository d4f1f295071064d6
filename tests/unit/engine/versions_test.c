#include "engine/project.h"

#include "engine/versions.h"

static const char all_rows[] = "SELECT version_num FROM cmigrate_version ORDER BY 1";

static struct names names_of(struct arena *arena, const char *first, const char *second) {
    struct names names = {0};
    if (first)
        list_push(arena, &names, first);
    if (second)
        list_push(arena, &names, second);
    return names;
}

static void make(void **state, struct project *project) {
    project_open(state, project);
    struct sink sink = sink_to_connection(project->engine.connection, 1000);
    assert_true(versions_make_tables(&project->engine, &sink, &project->errors));
}

static bool write(struct project *project, struct names gone, struct names come) {
    struct sink sink = sink_to_connection(project->engine.connection, 1000);
    struct step step = {.kind = STEP_STAMP, .delete_rows = gone, .insert_rows = come};
    return versions_write(&project->engine, &sink, &step, &project->errors);
}

static void reading_makes_nothing(void **state) {
    struct project project;
    struct names rows;
    project_open(state, &project);
    assert_true(engine_version_rows(&project.engine, &rows, &project.errors));
    assert_int_equal(rows.count, 0);
    assert_string_equal(project_rows(&project, "SELECT name FROM sqlite_schema"), "");
    project_close(&project);
}

static void the_table_that_is_missing_is_made(void **state) {
    struct project project;
    make(state, &project);
    project_execute(&project, "INSERT INTO cmigrate_version VALUES ('a1')");
    project_execute(&project, "DROP TABLE cmigrate_log");
    struct sink sink = sink_to_connection(project.engine.connection, 1000);
    assert_true(versions_make_tables(&project.engine, &sink, &project.errors));
    assert_string_equal(project_rows(&project, all_rows), "a1\n");
    assert_string_equal(project_rows(&project, "SELECT * FROM cmigrate_log"), "");
    project_close(&project);
}

static void a_row_moves_by_one_update(void **state) {
    struct project project;
    make(state, &project);
    struct arena *arena = &project.arena;
    assert_true(write(&project, (struct names){0}, names_of(arena, "a1", NULL)));
    unsigned long before = project.engine.connection->statements;
    assert_true(write(&project, names_of(arena, "a1", NULL), names_of(arena, "b2", NULL)));
    assert_int_equal(project.engine.connection->statements - before, 1);
    assert_string_equal(project_rows(&project, all_rows), "b2\n");
    project_close(&project);
}

static void a_merge_takes_two_rows_and_its_downgrade_gives_them_back(void **state) {
    struct project project;
    make(state, &project);
    struct arena *arena = &project.arena;
    assert_true(write(&project, (struct names){0}, names_of(arena, "a1", "b2")));
    assert_true(write(&project, names_of(arena, "a1", "b2"), names_of(arena, "m3", NULL)));
    assert_string_equal(project_rows(&project, all_rows), "m3\n");
    assert_true(write(&project, names_of(arena, "m3", NULL), names_of(arena, "a1", "b2")));
    assert_string_equal(project_rows(&project, all_rows), "a1\nb2\n");
    project_close(&project);
}

static void a_row_that_is_not_there_is_an_error(void **state) {
    struct project project;
    make(state, &project);
    struct arena *arena = &project.arena;
    assert_false(write(&project, names_of(arena, "a1", NULL), names_of(arena, "b2", NULL)));
    assert_string_equal(first_message(&project.errors),
        "cmigrate_version was expected to have one row \"a1\", but 0 matched");
    assert_non_null(project.errors.list.items[0].hint);
    project_close(&project);
}

static void rows_are_followed_in_memory_as_in_the_table(void **state) {
    (void)state;
    struct arena arena = {0};
    struct names rows = names_of(&arena, "a1", "c3"), wanted = names_of(&arena, "c3", "b2");
    struct step step = {
        .delete_rows = names_of(&arena, "a1", NULL), .insert_rows = names_of(&arena, "b2", NULL)};
    versions_advance(&arena, &rows, &step);
    assert_true(versions_same(&arena, &rows, &wanted));
    assert_false(versions_same(&arena, &rows, &step.insert_rows));
    arena_free(&arena);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(reading_makes_nothing),
        CASE(the_table_that_is_missing_is_made),
        CASE(a_row_moves_by_one_update),
        CASE(a_merge_takes_two_rows_and_its_downgrade_gives_them_back),
        CASE(a_row_that_is_not_there_is_an_error),
        cmocka_unit_test(rows_are_followed_in_memory_as_in_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
