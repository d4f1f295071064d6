/* Fails the first, the second, the third… call to a real SQLite database, and looks each time whether
 * everything is as it was, or whole. */
#include "project.h"

#include <unistd.h>

#include "sqlite/sqlite.h"

extern const struct driver cmigrate_driver_sqlite;

static char folder[] = "/tmp/cmigrate-fault-XXXXXX";

static const char first[] =
    "revision: a1\nparents: []\nupgrade:\n"
    "  - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, name: string(30)}}\n"
    "  - bulk_insert: {table: author, columns: [id, name], rows: [[1, Ursula], [2, Stanislaw]]}\n"
    "downgrade:\n  - drop_table: author\n";
static const char second[] =
    "revision: b2\nparents: [a1]\nupgrade:\n"
    "  - alter_column: {table: author, name: name, nullable: false, type: string(50)}\n"
    "  - execute: UPDATE author SET name = upper(name)\n"
    "  - create_index: {table: author, name: ix_author_name, columns: [name]}\n"
    "downgrade:\n  - drop_index: {table: author, name: ix_author_name}\n"
    "  - alter_column: {table: author, name: name, nullable: true, type: string(30)}\n";

static void open_project(struct project *project, unsigned fail_at) {
    *project = (struct project){0};
    project->errors.arena = &project->arena;
    struct connection_options options = {
        .url = arena_format(&project->arena, "sqlite:///%s/app.db", folder), .dialect = &sqlite_dialect};
    struct connection *real = cmigrate_driver_sqlite.connect(&project->arena, &options, &project->errors);
    assert_non_null(real);
    project_open(project, folder, real);
    project->failing.fail_at = fail_at;
}

static bool add_line(void *context, const char *const *values, size_t count) {
    struct buffer *picture = context;
    for (size_t i = 0; i < count; i++)
        buffer_addf(picture, "%s|", values[i] ? values[i] : "NULL");
    buffer_add_char(picture, '\n');
    return true;
}

/* The schema, the rows and the version, without the log. */
static char *picture_of_database(struct project *project, const char *table) {
    struct buffer picture = {.arena = &project->arena};
    struct connection *real = project->failing.real;
    assert_true(real->type->query(real,
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'cmigrate%' AND "
        "tbl_name NOT LIKE 'cmigrate%' ORDER BY name",
        add_line, &picture, &project->errors));
    if (table)
        assert_true(
            real->type->query(real, arena_format(&project->arena, "SELECT * FROM %s ORDER BY 1", table),
                add_line, &picture, &project->errors));
    return buffer_text(&picture);
}

static char *version_row(struct project *project) {
    struct names rows;
    project->failing.fail_at = 0;
    assert_true(engine_version_rows(&project->engine, &rows, &project->errors));
    return names_join(&project->arena, &rows, ",");
}

/* What the database must be at each version: pictures made by undisturbed runs. */
static char at_base[8192], at_a1[8192], at_b2[8192];

static void expect_whole(struct project *project) {
    const char *version = version_row(project);
    const char *wanted = !strcmp(version, "b2") ? at_b2 : !strcmp(version, "a1") ? at_a1 : at_base;
    assert_string_equal(picture_of_database(project, *version ? "author" : NULL), wanted);
}

static void fresh_database(void) {
    struct arena arena = {0};
    const char *path = path_join(&arena, folder, "app.db");
    unlink(path);
    unlink(arena_format(&arena, "%s-wal", path));
    arena_free(&arena);
}

static void reach(const char *target, bool down, char *picture) {
    struct project project;
    open_project(&project, 0);
    bool reached = project_run(&project, target, down);
    assert_no_errors(&project.errors);
    assert_true(reached);
    strcpy(picture, picture_of_database(&project, "author"));
    project_close(&project);
}

static int make_project(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    if (!mkdtemp(folder) ||
        !file_write(path_join(&arena, folder, "versions/a1.yaml"), first, strlen(first), false, &errors) ||
        !file_write(path_join(&arena, folder, "versions/b2.yaml"), second, strlen(second), false, &errors))
        return -1;
    arena_free(&arena);
    reach("a1", false, at_a1);
    reach("b2", false, at_b2);
    return 0;
}

static int remove_project(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

/* Fails one call after the other until a run goes through. */
static void fail_each_call(const char *target, bool down, const char *end) {
    unsigned fail_at = 0;
    for (bool through = false; !through;) {
        struct project project;
        open_project(&project, ++fail_at);
        through = project_run(&project, target, down) && project.failing.calls < fail_at;
        if (!through && project.errors.list.count)
            assert_non_null(strstr(project.errors.list.items[0].message, "was made to fail"));
        expect_whole(&project);
        project_close(&project);
        assert_true(fail_at < 500);
    }
    struct project project;
    open_project(&project, 0);
    assert_true(project_run(&project, target, down));
    assert_string_equal(version_row(&project), end);
    expect_whole(&project);
    project_close(&project);
}

static void an_upgrade_that_fails_anywhere_leaves_whole_revisions(void **state) {
    (void)state;
    fresh_database();
    fail_each_call("head", false, "b2");
}

static void a_downgrade_that_fails_anywhere_leaves_whole_revisions(void **state) {
    (void)state;
    reach("a1", true, at_a1); /* the way down keeps what UPDATE has changed */
    reach("b2", false, at_b2);
    fail_each_call("base", true, "");
}

static void the_log_tells_of_the_failure(void **state) {
    (void)state;
    struct project project;
    fresh_database();
    open_project(&project, 0);
    assert_true(project_run(&project, "a1", false));
    project.failing.fail_on = "CREATE INDEX";
    assert_false(project_run(&project, "b2", false));
    struct buffer log = {.arena = &project.arena};
    struct connection *real = project.failing.real;
    assert_true(real->type->query(real, "SELECT event, revision FROM cmigrate_log ORDER BY id DESC LIMIT 1",
        add_line, &log, &project.errors));
    assert_string_equal(buffer_text(&log), "failed|b2|\n");
    project_close(&project);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upgrade_that_fails_anywhere_leaves_whole_revisions),
        cmocka_unit_test(a_downgrade_that_fails_anywhere_leaves_whole_revisions),
        cmocka_unit_test(the_log_tells_of_the_failure),
    };
    return cmocka_run_group_tests(tests, make_project, remove_project);
}
