/* Ends the program before and after each call to a real MySQL or MariaDB server, where each statement of DDL
 * commits by itself; the next run must go on from there, and nothing may run twice. */
#include "../integration/mysql/live.h"
#include "base/file.h"
#include "engine/engine.h"
#include "engine/settle.h"

static const char database[] = "cmigrate_fault_resume";

/* A connection that ends at one call, as the connection of a killed program does. */
struct mortal {
    struct connection connection;
    struct connection *real;
    unsigned calls, die_at; /* 0: never */
    bool after;             /* the server still does what the last call asked for */
    const char *die_on;     /* a statement that begins so; or null */
};

static bool is_dead(struct mortal *mortal, const char *sql) {
    if (!mortal->die_at || mortal->calls < mortal->die_at)
        mortal->calls++;
    if (mortal->die_on && sql && !strncmp(sql, mortal->die_on, strlen(mortal->die_on)))
        mortal->die_at = mortal->calls;
    return mortal->die_at && mortal->calls >= mortal->die_at;
}

static bool die(struct errors *errors) {
    error_add(errors, ERROR_CONNECTION, NOWHERE, "killed");
    return false;
}

static bool execute(
    struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors) {
    struct mortal *mortal = (struct mortal *)connection;
    bool was_dead = mortal->die_at && mortal->calls >= mortal->die_at, dead = is_dead(mortal, sql);
    if (dead && !was_dead && mortal->after)
        mortal->real->type->execute(mortal->real, sql, changed, errors);
    return dead ? die(errors) : mortal->real->type->execute(mortal->real, sql, changed, errors);
}

static bool query(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *errors) {
    struct mortal *mortal = (struct mortal *)connection;
    return is_dead(mortal, NULL) ? die(errors)
                                 : mortal->real->type->query(mortal->real, sql, row, context, errors);
}

static bool begin(struct connection *connection, unsigned wait, struct errors *errors) {
    struct mortal *mortal = (struct mortal *)connection;
    return is_dead(mortal, NULL) ? die(errors) : mortal->real->type->begin(mortal->real, wait, errors);
}

static bool commit(struct connection *connection, struct errors *errors) {
    struct mortal *mortal = (struct mortal *)connection;
    bool was_dead = mortal->die_at && mortal->calls >= mortal->die_at, dead = is_dead(mortal, NULL);
    if (dead && !was_dead && mortal->after)
        mortal->real->type->commit(mortal->real, errors);
    return dead ? die(errors) : mortal->real->type->commit(mortal->real, errors);
}

static void rollback(struct connection *connection) {
    struct mortal *mortal = (struct mortal *)connection;
    mortal->real->type->rollback(mortal->real);
}

static const struct connection_type mortal_type = {
    .execute = execute, .query = query, .begin = begin, .commit = commit, .rollback = rollback};

static char folder[] = "/tmp/cmigrate-resume-XXXXXX";

static const char first[] =
    "revision: a1\nparents: []\nupgrade:\n"
    "  - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, name: string(30)}}\n"
    "  - create_table: {name: book, columns: {id: {type: integer, primary_key: true}, "
    "author_id: {type: integer, references: author.id}}}\n"
    "  - bulk_insert: {table: author, columns: [id, name], rows: [[1, Ursula], [2, Stanislaw]]}\n"
    "  - execute: UPDATE author SET name = concat(name, '!')\n"
    "downgrade: []\n";
static const char second[] =
    "revision: b2\nparents: [a1]\nupgrade:\n"
    "  - alter_column: {table: author, name: id, type: biginteger}\n"
    "  - alter_column: {table: book, name: author_id, type: biginteger}\n"
    "  - alter_column: {table: author, name: name, nullable: false, type: string(50), to: title}\n"
    "  - create_index: {table: author, name: ix_author_title, columns: [title]}\n"
    "  - rename_table: {name: book, to: volume}\n"
    "  - execute: UPDATE author SET title = concat(title, '?')\n"
    "  - create_object: {kind: view, name: titles, as: SELECT title FROM author}\n"
    "downgrade: []\n";
static const char third[] = "revision: c3\nparents: [b2]\nupgrade:\n"
                            "  - execute: ALTER TABLE author ADD COLUMN own int\n"
                            "  - execute: ALTER TABLE author ADD COLUMN more int\n"
                            "downgrade: []\n";

static const char *now(struct arena *arena) {
    (void)arena;
    return "2026-11-21T08:30:00Z";
}

/* One run of the program. */
struct project {
    struct arena arena;
    struct errors errors;
    struct schema_reading reading;
    struct naming naming;
    struct type_words types;
    struct scripts scripts;
    struct graph graph;
    struct engine engine;
    struct mortal mortal;
    const char *target;
};

static bool plan(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct project *project = context;
    struct names targets = {0};
    list_push(&project->arena, &targets, project->target);
    return graph_upgrade(&project->arena, &project->graph, version_rows, &targets, steps, errors);
}

static void open_project(struct project *project, unsigned die_at, bool after) {
    *project = (struct project){0};
    struct arena *arena = &project->arena;
    project->errors.arena = arena;
    project->types.known = mysql_dialect.knows_type;
    project->reading = (struct schema_reading){arena, &project->errors, &project->types, &project->naming};
    struct names folders = {0};
    struct revisions revisions = {0};
    list_push(arena, &folders, path_join(arena, folder, "versions"));
    assert_true(scripts_read(arena, &folders, true, &project->scripts, &project->errors));
    for (size_t i = 0; i < project->scripts.count; i++)
        list_push(arena, &revisions, &project->scripts.items[i]->revision);
    assert_true(graph_build(arena, &revisions, &project->graph, &project->errors));
    struct connection *real = live_connect(arena, live_url(arena, database), &project->errors);
    project->mortal = (struct mortal){
        {&mortal_type, &mysql_dialect, real->server, real->shown_url, 0, 0, 0}, real, 0, die_at, after, NULL};
    project->engine = (struct engine){.arena = arena,
        .dialect = &mysql_dialect,
        .connection = &project->mortal.connection,
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
    project->mortal.real->type->close(project->mortal.real);
    arena_free(&project->arena);
}

static bool run(struct project *project, const char *target) {
    struct run_result result;
    project->target = target;
    return engine_run(&project->engine, plan, project, &result, &project->errors);
}

static char *ask(struct project *project, const char *sql) {
    struct errors errors = {.arena = &project->arena};
    return live_rows(project->mortal.real, &project->arena, sql, &errors);
}

/* All that the two revisions make, by the server's own words. */
static char *picture(struct project *project) {
    struct buffer out = {.arena = &project->arena};
    buffer_add(&out, ask(project, "SELECT * FROM author ORDER BY id"));
    buffer_add(&out, ask(project, "SHOW CREATE TABLE author"));
    buffer_add(&out, ask(project, "SHOW CREATE TABLE volume"));
    buffer_add(&out, ask(project, "SELECT * FROM titles ORDER BY 1"));
    buffer_add(&out, ask(project, "SELECT version_num FROM cmigrate_version"));
    return buffer_text(&out);
}

static char wanted[8192];

static int make_project(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const char *const files[][2] = {
        {"versions/a1.yaml", first}, {"versions/b2.yaml", second}, {"versions/c3.yaml", third}};
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < 3; i++)
        if (!file_write(
                path_join(&arena, folder, files[i][0]), files[i][1], strlen(files[i][1]), false, &errors))
            return -1;
    arena_free(&arena);
    live_fresh(database);
    struct project project;
    open_project(&project, 0, false);
    bool reached = run(&project, "b2");
    assert_no_errors(&project.errors);
    assert_true(reached);
    snprintf(wanted, sizeof wanted, "%s", picture(&project));
    close_project(&project);
    return 0;
}

static int remove_project(void **state) {
    (void)state;
    char command[64];
    live_drop(database);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

/* Runs to the end after a run that was killed at this call; false when it wasn't killed any more. */
static bool survives(unsigned die_at, bool after) {
    struct project project;
    live_fresh(database);
    open_project(&project, die_at, after);
    bool killed = !run(&project, "b2");
    close_project(&project);
    open_project(&project, 0, false);
    bool reached = run(&project, "b2");
    assert_no_errors(&project.errors);
    assert_true(reached);
    assert_string_equal(picture(&project), wanted);
    close_project(&project);
    return killed;
}

static void an_upgrade_that_is_killed_anywhere_goes_on_from_there(void **state) {
    (void)state;
    for (int after = 0; after < 2; after++) {
        unsigned die_at = 1;
        while (survives(die_at, after))
            die_at++;
        assert_true(die_at > 40);
    }
}

static void a_killed_run_can_be_killed_again(void **state) {
    (void)state;
    struct project project;
    live_fresh(database);
    bool reached = false;
    for (unsigned tries = 0; !reached; tries++) {
        open_project(&project, 14 + tries, tries % 2);
        reached = run(&project, "b2");
        if (reached)
            assert_string_equal(picture(&project), wanted);
        close_project(&project);
        assert_true(tries < 100);
    }
}

static void sql_of_ones_own_in_doubt_is_not_guessed_at(void **state) {
    (void)state;
    for (int after = 0; after < 2; after++) {
        struct project project;
        struct progress progress;
        live_fresh(database);
        open_project(&project, 0, after);
        project.mortal.die_on = "ALTER TABLE author ADD COLUMN own";
        assert_false(run(&project, "c3"));
        close_project(&project);
        open_project(&project, 0, false);
        assert_false(run(&project, "c3"));
        assert_non_null(strstr(first_message(&project.errors), "can't be told"));
        assert_non_null(strstr(project.errors.list.items[0].hint, "cmigrate settle c3 --done, or --undone"));
        project.errors.list.count = 0;
        const struct revision *revision = &project.scripts.items[0]->revision;
        for (size_t i = 0; i < project.scripts.count; i++)
            if (!strcmp(project.scripts.items[i]->revision.id, "c3"))
                revision = &project.scripts.items[i]->revision;
        assert_true(engine_settle(&project.engine, revision, after, &progress, &project.errors));
        bool reached = run(&project, "c3");
        assert_no_errors(&project.errors);
        assert_true(reached);
        assert_string_equal(ask(&project, "SELECT own, more FROM author"), "NULL|NULL\nNULL|NULL\n");
        assert_false(engine_settle(&project.engine, revision, true, &progress, &project.errors));
        close_project(&project);
    }
}

static void a_refused_statement_is_run_again_when_its_cause_is_mended(void **state) {
    (void)state;
    struct project project;
    live_fresh(database);
    open_project(&project, 0, false);
    assert_true(run(&project, "a1"));
    ask(&project, "SELECT 1");
    struct errors errors = {.arena = &project.arena};
    live_run(project.mortal.real, "UPDATE author SET name = NULL WHERE id = 1", &errors);
    assert_false(run(&project, "b2"));
    assert_non_null(strstr(project.errors.list.items[0].hint, "go on from there"));
    live_run(project.mortal.real, "UPDATE author SET name = 'Ursula!' WHERE id = 1", &errors);
    close_project(&project);
    open_project(&project, 0, false);
    bool reached = run(&project, "b2");
    assert_no_errors(&project.errors);
    assert_true(reached);
    assert_string_equal(picture(&project), wanted);
    close_project(&project);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upgrade_that_is_killed_anywhere_goes_on_from_there),
        cmocka_unit_test(a_killed_run_can_be_killed_again),
        cmocka_unit_test(sql_of_ones_own_in_doubt_is_not_guessed_at),
        cmocka_unit_test(a_refused_statement_is_run_again_when_its_cause_is_mended),
    };
    if (!getenv("CMIGRATE_TEST_MYSQL"))
        return SKIPPED;
    return cmocka_run_group_tests(tests, make_project, remove_project);
}
