#include "engine/project.h"

static const char first[] =
    "revision: a1\nparents: []\nupgrade:\n"
    "  - create_table: {name: author, columns: {id: {type: integer, primary_key: true}}}\n"
    "downgrade:\n  - drop_table: author\n";
static const char second[] = "revision: b2\nparents: [a1]\nupgrade:\n"
                             "  - add_column: {table: author, name: name, type: string(30)}\n"
                             "downgrade:\n  - drop_column: {table: author, name: name}\n";
static const char third[] = "revision: c3\nparents: [b2]\nupgrade:\n"
                            "  - execute: INSERT INTO nowhere VALUES (1)\ndowngrade: []\n";
static const char alone[] = "revision: c3\nparents: [b2]\ntransaction: false\nupgrade:\n"
                            "  - create_table: {name: book, columns: {id: integer}}\ndowngrade: []\n";
static const char fourth[] = "revision: d4\nparents: [c3]\nupgrade:\n"
                             "  - create_table: {name: book, columns: {id: integer}}\ndowngrade: []\n";

static const char events[] = "SELECT event, revision FROM cmigrate_log ORDER BY id";

static void write_two(void **state) {
    project_write(state, "versions/a1.yaml", first);
    project_write(state, "versions/b2.yaml", second);
}

static void all_or_none_leaves_nothing_of_any_revision(void **state) {
    struct project project;
    write_two(state);
    project_write(state, "versions/c3.yaml", third);
    project_open(state, &project);
    project.engine.policy = POLICY_ALL;
    assert_false(project_upgrade(&project, "head"));
    assert_non_null(strstr(first_message(&project.errors), "revision c3"));
    assert_int_equal(project.result.steps_done, 0);
    assert_int_equal(project.result.rows.count, 0);
    assert_string_equal(project_schema(&project), "");
    assert_string_equal(project_rows(&project, events), "failed|c3\n");
    project_close(&project);
}

static void a_revision_without_transaction_parts_all_in_two(void **state) {
    struct project project;
    write_two(state);
    project_write(state, "versions/c3.yaml", alone);
    project_write(state, "versions/d4.yaml", fourth);
    project_open(state, &project);
    project.engine.policy = POLICY_ALL;
    assert_false(project_upgrade(&project, "head"));
    assert_int_equal(project.result.steps_done, 3);
    assert_int_equal(project.result.rows.count, 1);
    assert_string_equal(project.result.rows.items[0], "c3");
    assert_string_equal(project_rows(&project, "SELECT version_num FROM cmigrate_version"), "c3\n");
    project_close(&project);
}

/* Another runner's whole work, through a connection of its own. */
static void **other_state;
static enum transaction_policy other_policy;
static const char *other_target;

static void run_another(struct project *project) {
    struct project other;
    (void)project;
    project_open(other_state, &other);
    other.engine.policy = other_policy;
    assert_true(project_upgrade(&other, other_target));
    project_close(&other);
}

/* The other runs before the lock is asked for (1), or while it is waited for (2). */
static void overtake(void **state, enum transaction_policy policy, const char *target, unsigned plans) {
    struct project project;
    write_two(state);
    project_open(state, &project);
    other_state = state;
    other_policy = policy;
    other_target = target;
    project.engine.policy = policy;
    project.meanwhile = run_another;
    project.plans = plans;
    assert_true(project_upgrade(&project, "head"));
    assert_no_errors(&project.errors);
    assert_string_equal(project.result.rows.items[0], "b2");
    assert_int_equal(project.result.steps_done, !strcmp(target, "b2") ? 0 : 1);
    assert_true(project.result.waited);
    assert_string_equal(project_rows(&project, "SELECT count(*) FROM cmigrate_log"), "4\n");
    project_close(&project);
}

static void a_runner_that_was_overtaken_finds_the_work_done(void **state) {
    overtake(state, POLICY_PER_REVISION, "b2", 1);
}

static void a_runner_that_waited_finds_the_work_done(void **state) {
    overtake(state, POLICY_PER_REVISION, "b2", 2);
}

static void a_runner_that_was_overtaken_in_part_does_the_rest(void **state) {
    overtake(state, POLICY_PER_REVISION, "a1", 1);
}

static void a_runner_that_waited_does_the_rest(void **state) {
    overtake(state, POLICY_PER_REVISION, "a1", 2);
}

static void all_in_one_transaction_is_planned_again_after_waiting(void **state) {
    overtake(state, POLICY_ALL, "a1", 2);
}

static void after_a_failure_the_rows_are_what_the_database_has(void **state) {
    struct project project;
    write_two(state);
    project_write(state, "versions/c3.yaml", third);
    project_open(state, &project);
    assert_false(project_upgrade(&project, "head"));
    assert_int_equal(project.result.steps_done, 2);
    assert_string_equal(project.result.rows.items[0], "b2");
    project_close(&project);
}

static void a_downgrade_without_its_section_is_refused(void **state) {
    struct project project;
    project_write(state, "versions/a1.yaml", "revision: a1\nparents: []\nupgrade: []\n");
    project_open(state, &project);
    assert_true(project_upgrade(&project, "head"));
    assert_false(project_downgrade(&project, "base"));
    assert_non_null(strstr(first_message(&project.errors), "revision a1 has no downgrade"));
    assert_string_equal(project_rows(&project, "SELECT version_num FROM cmigrate_version"), "a1\n");
    project_close(&project);
}

static void the_operation_in_which_the_mistake_is_is_named(void **state) {
    struct project project;
    project_write(state, "versions/a1.yaml",
        "revision: a1\nparents: []\nupgrade:\n"
        "  - create_table: {name: author, columns: {id: integer}}\n"
        "  - drop_table: nowhere\n"
        "  - create_table: {name: book, columns: {id: integer}}\ndowngrade: []\n");
    project_open(state, &project);
    assert_false(project_upgrade(&project, "head"));
    assert_non_null(strstr(first_message(&project.errors), "revision a1, drop table nowhere: "));
    assert_int_equal(project.errors.list.items[0].place.line, 5);
    project_close(&project);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(all_or_none_leaves_nothing_of_any_revision),
        CASE(a_revision_without_transaction_parts_all_in_two),
        CASE(a_runner_that_was_overtaken_finds_the_work_done),
        CASE(a_runner_that_waited_finds_the_work_done),
        CASE(a_runner_that_was_overtaken_in_part_does_the_rest),
        CASE(a_runner_that_waited_does_the_rest),
        CASE(all_in_one_transaction_is_planned_again_after_waiting),
        CASE(after_a_failure_the_rows_are_what_the_database_has),
        CASE(a_downgrade_without_its_section_is_refused),
        CASE(the_operation_in_which_the_mistake_is_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
