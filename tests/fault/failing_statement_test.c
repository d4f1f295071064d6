/* Fails the first, the second, the third… call to a real SQLite database, and looks each time whether
 * everything is as it was, or whole. */
#include "check.h"

#include <unistd.h>

#include "base/file.h"
#include "engine/engine.h"
#include "sqlite/sqlite.h"

extern const struct driver cmigrate_driver_sqlite;

/* A connection that passes every call on, but for one. */
struct flaky {
    struct connection connection;
    struct connection *real;
    unsigned calls, fail_at; /* 0: never */
    const char *fail_on;     /* a statement that holds this; or null */
};

static bool fails(struct connection *connection, struct errors *errors) {
    struct flaky *flaky = (struct flaky *)connection;
    if (++flaky->calls != flaky->fail_at)
        return false;
    error_add(errors, ERROR_DATABASE, NOWHERE, "call %u was made to fail", flaky->calls);
    return true;
}

static bool execute(
    struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors) {
    struct flaky *flaky = (struct flaky *)connection;
    if (flaky->fail_on && strstr(sql, flaky->fail_on))
        flaky->fail_at = flaky->calls + 1;
    return !fails(connection, errors) && flaky->real->type->execute(flaky->real, sql, changed, errors);
}

static bool query(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *errors) {
    struct connection *real = ((struct flaky *)connection)->real;
    return !fails(connection, errors) && real->type->query(real, sql, row, context, errors);
}

static bool begin(struct connection *connection, unsigned wait, struct errors *errors) {
    struct connection *real = ((struct flaky *)connection)->real;
    return !fails(connection, errors) && real->type->begin(real, wait, errors);
}

static bool commit(struct connection *connection, struct errors *errors) {
    struct connection *real = ((struct flaky *)connection)->real;
    return !fails(connection, errors) && real->type->commit(real, errors);
}

static void rollback(struct connection *connection) {
    struct connection *real = ((struct flaky *)connection)->real;
    real->type->rollback(real);
}

static uint64_t schema_stamp(struct connection *connection) {
    struct connection *real = ((struct flaky *)connection)->real;
    return real->type->schema_stamp(real);
}

static const struct connection_type flaky_type = {.execute = execute,
    .query = query,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .schema_stamp = schema_stamp};

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

static const char *now(struct arena *arena) {
    (void)arena;
    return "2026-11-21T08:30:00Z";
}

/* One run of the program, from opening the folder to the plan's end. */
struct project {
    struct arena arena;
    struct errors errors;
    struct schema_reading reading;
    struct naming naming;
    struct type_words types;
    struct scripts scripts;
    struct graph graph;
    struct engine engine;
    struct flaky flaky;
    const char *target;
    bool down;
};

static bool plan(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct project *project = context;
    struct names targets = {0};
    list_push(&project->arena, &targets, project->target);
    return project->down
               ? graph_downgrade(
                     &project->arena, &project->graph, version_rows, project->target, steps, errors)
               : graph_upgrade(&project->arena, &project->graph, version_rows, &targets, steps, errors);
}

static void open_project(struct project *project, unsigned fail_at) {
    *project = (struct project){0};
    struct arena *arena = &project->arena;
    project->errors.arena = arena;
    project->types.known = sqlite_dialect.knows_type;
    project->reading = (struct schema_reading){arena, &project->errors, &project->types, &project->naming};
    struct names folders = {0};
    struct revisions revisions = {0};
    list_push(arena, &folders, path_join(arena, folder, "versions"));
    assert_true(scripts_read(arena, &folders, true, &project->scripts, &project->errors));
    for (size_t i = 0; i < project->scripts.count; i++)
        list_push(arena, &revisions, &project->scripts.items[i]->revision);
    assert_true(graph_build(arena, &revisions, &project->graph, &project->errors));
    struct connection_options options = {
        .url = arena_format(arena, "sqlite:///%s/app.db", folder), .dialect = &sqlite_dialect};
    struct connection *real = cmigrate_driver_sqlite.connect(arena, &options, &project->errors);
    assert_non_null(real);
    project->flaky = (struct flaky){
        {&flaky_type, &sqlite_dialect, real->server, real->shown_url, 0, 0, 0}, real, 0, fail_at};
    project->engine = (struct engine){.arena = arena,
        .dialect = &sqlite_dialect,
        .connection = &project->flaky.connection,
        .server = real->server,
        .graph = &project->graph,
        .reading = &project->reading,
        .version_table = "cmigrate_version",
        .log_table = "cmigrate_log",
        .tool_version = "test",
        .user = "tester",
        .host = "here",
        .now = now,
        .runner_timeout = 1000};
}

static void close_project(struct project *project) {
    project->flaky.real->type->close(project->flaky.real);
    arena_free(&project->arena);
}

static bool run(struct project *project, const char *target, bool down) {
    struct run_result result;
    project->target = target;
    project->down = down;
    return engine_run(&project->engine, plan, project, &result, &project->errors);
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
    struct connection *real = project->flaky.real;
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
    project->flaky.fail_at = 0;
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
    bool reached = run(&project, target, down);
    assert_no_errors(&project.errors);
    assert_true(reached);
    strcpy(picture, picture_of_database(&project, "author"));
    close_project(&project);
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
        through = run(&project, target, down) && project.flaky.calls < fail_at;
        if (!through && project.errors.list.count)
            assert_non_null(strstr(project.errors.list.items[0].message, "was made to fail"));
        expect_whole(&project);
        close_project(&project);
        assert_true(fail_at < 500);
    }
    struct project project;
    open_project(&project, 0);
    assert_true(run(&project, target, down));
    assert_string_equal(version_row(&project), end);
    expect_whole(&project);
    close_project(&project);
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
    assert_true(run(&project, "a1", false));
    project.flaky.fail_on = "CREATE INDEX";
    assert_false(run(&project, "b2", false));
    struct buffer log = {.arena = &project.arena};
    struct connection *real = project.flaky.real;
    assert_true(real->type->query(real, "SELECT event, revision FROM cmigrate_log ORDER BY id DESC LIMIT 1",
        add_line, &log, &project.errors));
    assert_string_equal(buffer_text(&log), "failed|b2|\n");
    close_project(&project);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upgrade_that_fails_anywhere_leaves_whole_revisions),
        cmocka_unit_test(a_downgrade_that_fails_anywhere_leaves_whole_revisions),
        cmocka_unit_test(the_log_tells_of_the_failure),
    };
    return cmocka_run_group_tests(tests, make_project, remove_project);
}
