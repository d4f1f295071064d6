/* Ends the program before and after each call to a real MySQL or MariaDB server, where each statement of DDL
 * commits by itself; the next run must go on from there, and nothing may run twice. */
#include "../integration/mysql/live.h"
#include "engine/settle.h"
#include "project.h"

static const char database[] = "cmigrate_fault_resume";

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
    "  - create_table: {name: visit, columns: {id: {type: integer, primary_key: true}}, mysql: {partition: "
    "PARTITION BY HASH (id)}}\n"
    "  - alter_table: {name: visit, mysql: {}}\n"
    "  - create_object: {kind: view, name: titles, as: SELECT title FROM author}\n"
    "  - create_object: {kind: function, name: joined, create: {mysql: \"CREATE FUNCTION joined(a int) "
    "RETURNS "
    "varchar(9) DETERMINISTIC RETURN a || 'x'\"}, mysql: {sql_mode: PIPES_AS_CONCAT}}\n"
    "downgrade: []\n";
static const char third[] = "revision: c3\nparents: [b2]\nupgrade:\n"
                            "  - execute: ALTER TABLE author ADD COLUMN own int\n"
                            "  - execute: ALTER TABLE author ADD COLUMN more int\n"
                            "downgrade: []\n";

static const char fourth[] = "revision: d4\nparents: [b2]\nupgrade:\n"
                             "  - add_column: {table: author, name: born, type: integer}\n"
                             "downgrade: []\n";

/* A sequence's name, and the defaults that say it, in three statements. A number that a killed INSERT took is
 * not given back. */
static const char counted[] =
    "revision: e5\nparents: []\nupgrade:\n"
    "  - create_object: {kind: sequence, name: ids, create: {mysql: CREATE SEQUENCE ids START WITH 5 "
    "NOCACHE}}\n"
    "  - create_table: {name: counted, columns: {id: {type: integer, primary_key: true, default: {sql: "
    "\"nextval(ids)\"}}, other: {type: integer, default: {sql: \"nextval(ids) + 1\"}}}}\n"
    "  - execute: INSERT INTO counted () VALUES ()\n"
    "  - rename_object: {kind: sequence, name: ids, to: numbers}\n"
    "  - execute: INSERT INTO counted () VALUES ()\n"
    "downgrade: []\n";

static void open_project(struct project *project, unsigned die_at, bool after) {
    *project = (struct project){0};
    project->errors.arena = &project->arena;
    struct connection *real =
        live_connect(&project->arena, live_url(&project->arena, database), &project->errors);
    project_open(project, folder, real);
    project->failing.dies = true;
    project->failing.fail_at = die_at;
    project->failing.after = after;
}

static char *ask(struct project *project, const char *sql) {
    struct errors errors = {.arena = &project->arena};
    return live_rows(project->failing.real, &project->arena, sql, &errors);
}

/* All that the two revisions make, by the server's own words. */
static char *picture(struct project *project) {
    struct buffer out = {.arena = &project->arena};
    buffer_add(&out, ask(project, "SELECT * FROM author ORDER BY id"));
    buffer_add(&out, ask(project, "SHOW CREATE TABLE author"));
    buffer_add(&out, ask(project, "SHOW CREATE TABLE volume"));
    buffer_add(&out, ask(project, "SHOW CREATE TABLE visit"));
    buffer_add(&out, ask(project, "SELECT *, joined(1) FROM titles ORDER BY 1"));
    buffer_add(&out, ask(project, "SELECT version_num FROM cmigrate_version"));
    return buffer_text(&out);
}

static char wanted[8192];

static int make_project(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const char *const files[][2] = {{"versions/a1.yaml", first}, {"versions/b2.yaml", second},
        {"versions/c3.yaml", third}, {"versions/d4.yaml", fourth}, {"versions/e5.yaml", counted}};
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!file_write(
                path_join(&arena, folder, files[i][0]), files[i][1], strlen(files[i][1]), false, &errors))
            return -1;
    arena_free(&arena);
    live_fresh(database);
    struct project project;
    open_project(&project, 0, false);
    bool reached = project_run(&project, "b2", false);
    assert_no_errors(&project.errors);
    assert_true(reached);
    snprintf(wanted, sizeof wanted, "%s", picture(&project));
    project_close(&project);
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
    bool killed = !project_run(&project, "b2", false);
    project_close(&project);
    open_project(&project, 0, false);
    bool reached = project_run(&project, "b2", false);
    assert_no_errors(&project.errors);
    assert_true(reached);
    assert_string_equal(picture(&project), wanted);
    project_close(&project);
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

static void a_rename_of_a_sequence_goes_on_from_there(void **state) {
    (void)state;
    bool killed = true;
    for (unsigned die_at = 1; killed; die_at++) {
        struct project project;
        live_fresh(database);
        open_project(&project, (die_at + 1) / 2, die_at % 2);
        if (!strstr(ask(&project, "SELECT version()"), "MariaDB"))
            skip();
        killed = !project_run(&project, "e5", false);
        project_close(&project);
        open_project(&project, 0, false);
        bool reached = project_run(&project, "e5", false);
        assert_no_errors(&project.errors);
        assert_true(reached);
        assert_string_equal(ask(&project, "SELECT count(*), sum(other - id) FROM counted"), "2|4\n");
        assert_non_null(strstr(ask(&project, "SHOW CREATE TABLE counted"), "`numbers`) + 1"));
        project_close(&project);
    }
}

static void a_killed_run_can_be_killed_again(void **state) {
    (void)state;
    struct project project;
    live_fresh(database);
    bool reached = false;
    for (unsigned tries = 0; !reached; tries++) {
        open_project(&project, 14 + tries, tries % 2);
        reached = project_run(&project, "b2", false);
        if (reached)
            assert_string_equal(picture(&project), wanted);
        project_close(&project);
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
        project.failing.fail_on = "ALTER TABLE author ADD COLUMN own";
        assert_false(project_run(&project, "c3", false));
        project_close(&project);
        open_project(&project, 0, false);
        assert_false(project_run(&project, "c3", false));
        assert_non_null(strstr(first_message(&project.errors), "can't be told"));
        assert_non_null(strstr(project.errors.list.items[0].hint, "cmigrate settle c3 --done, or --undone"));
        project.errors.list.count = 0;
        const struct revision *revision = &project.scripts.items[0]->revision;
        for (size_t i = 0; i < project.scripts.count; i++)
            if (!strcmp(project.scripts.items[i]->revision.id, "c3"))
                revision = &project.scripts.items[i]->revision;
        assert_true(engine_settle(&project.engine, revision, after, &progress, &project.errors));
        bool reached = project_run(&project, "c3", false);
        assert_no_errors(&project.errors);
        assert_true(reached);
        assert_string_equal(ask(&project, "SELECT own, more FROM author"), "NULL|NULL\nNULL|NULL\n");
        assert_false(engine_settle(&project.engine, revision, true, &progress, &project.errors));
        project_close(&project);
    }
}

static void a_refused_statement_is_run_again_when_its_cause_is_mended(void **state) {
    (void)state;
    struct project project;
    live_fresh(database);
    open_project(&project, 0, false);
    assert_true(project_run(&project, "a1", false));
    ask(&project, "SELECT 1");
    struct errors errors = {.arena = &project.arena};
    /* As newer servers are by themselves; others make NULL an empty text, and only warn. */
    live_run(
        project.failing.real, "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')", &errors);
    live_run(project.failing.real, "UPDATE author SET name = NULL WHERE id = 1", &errors);
    assert_false(project_run(&project, "b2", false));
    assert_non_null(strstr(project.errors.list.items[0].hint, "go on from there"));
    live_run(project.failing.real, "UPDATE author SET name = 'Ursula!' WHERE id = 1", &errors);
    project_close(&project);
    open_project(&project, 0, false);
    bool reached = project_run(&project, "b2", false);
    assert_no_errors(&project.errors);
    assert_true(reached);
    assert_string_equal(picture(&project), wanted);
    project_close(&project);
}

/* Each INSERT is a commit, and so is each statement of DDL. */
static void the_log_of_a_statement_costs_few_commits(void **state) {
    (void)state;
    struct project project;
    live_fresh(database);
    open_project(&project, 0, false);
    assert_true(project_run(&project, "b2", false));
    struct connection *real = project.failing.real;
    char *log = ask(&project, "SELECT event, statement FROM cmigrate_log WHERE revision = 'd4' ORDER BY id");
    assert_string_equal(log, "");
    real->statements = real->transactions = 0;
    assert_true(project_run(&project, "d4", false));
    assert_int_equal(real->transactions, 2); /* one looks whether the bookkeeping is there */
    assert_int_equal(real->statements, 5);   /* "started" by itself, since the schema is read after it */
    log = ask(&project, "SELECT event, statement FROM cmigrate_log WHERE revision = 'd4' ORDER BY id");
    assert_string_equal(log, "started|NULL\nstatement started|1\nstatement done|1\nfinished|NULL\n");
    project_close(&project);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upgrade_that_is_killed_anywhere_goes_on_from_there),
        cmocka_unit_test(a_rename_of_a_sequence_goes_on_from_there),
        cmocka_unit_test(a_killed_run_can_be_killed_again),
        cmocka_unit_test(sql_of_ones_own_in_doubt_is_not_guessed_at),
        cmocka_unit_test(the_log_of_a_statement_costs_few_commits),
        cmocka_unit_test(a_refused_statement_is_run_again_when_its_cause_is_mended),
    };
    if (!getenv("CMIGRATE_TEST_MYSQL"))
        return SKIPPED;
    return cmocka_run_group_tests(tests, make_project, remove_project);
}
