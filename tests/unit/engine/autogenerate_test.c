/* Comparing models with a live database, and proving what comes of it in a shadow. */
#include "engine/project.h"

#include "base/buffer.h"
#include "engine/shadow.h"
#include "engine/slice.h"

extern const struct driver cmigrate_driver_sqlite;

static const struct compare_options everything = {.types = true, .defaults = true, .comments = true};

static struct schema *models(struct project *project, const char *text) {
    struct source *source = arena_new(&project->arena, struct source);
    *source = (struct source){"models.yaml", text, strlen(text)};
    struct yaml_node *document = yaml_read(&project->arena, source, &project->errors);
    struct schema *schema = arena_new(&project->arena, struct schema);
    assert_non_null(document);
    assert_true(schema_read(&project->reading, document, schema));
    return schema;
}

static struct comparison compare(
    struct project *project, const struct compare_options *options, const char *text) {
    struct comparison comparison;
    struct schema *actual = arena_new(&project->arena, struct schema);
    assert_true(engine_inspect(&project->engine, options, actual, &project->errors));
    bool compared = engine_compare(
        &project->engine, options, actual, models(project, text), &comparison, &project->errors);
    assert_no_errors(&project->errors);
    assert_true(compared);
    return comparison;
}

static char *told(struct project *project, const struct operations *operations) {
    struct buffer out = {.arena = &project->arena};
    for (size_t i = 0; i < operations->count; i++)
        buffer_addf(&out, "%s\n", operation_describe(&project->arena, &operations->items[i]));
    return buffer_text(&out);
}

static const char table[] = "CREATE TABLE book (id INTEGER PRIMARY KEY, title VARCHAR(30) DEFAULT 'a')";
static const char same[] = "tables: {book: {columns: {id: {type: integer, primary_key: true}, "
                           "title: {type: string(30), default: a}}}}";
static const char more[] = "tables: {book: {columns: {id: {type: integer, primary_key: true}, "
                           "title: {type: string(50), default: b, nullable: false}, price: integer}}}";

static void what_the_models_say_already_is_no_difference(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    struct comparison comparison = compare(&project, &everything, same);
    assert_int_equal(comparison.upgrade.count, 0);
    assert_int_equal(comparison.downgrade.count, 0);
    project_close(&project);
}

static void types_and_defaults_count_only_if_they_shall(void **state) {
    static const struct compare_options neither = {0};
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    struct comparison comparison = compare(&project, &neither, more);
    assert_string_equal(told(&project, &comparison.upgrade),
        "alter column book.title: not null\nadd column book.price integer\n");
    project_close(&project);
}

static void patterns_leave_tables_out_on_both_sides(void **state) {
    struct project project;
    struct names include = {0}, exclude = {0};
    project_open(state, &project);
    list_push(&project.arena, &include, "b*");
    list_push(&project.arena, &exclude, "*_old");
    const struct compare_options options = {
        .types = true, .defaults = true, .include = &include, .exclude = &exclude};
    project_execute(&project, table);
    project_execute(&project, "CREATE TABLE other (id INTEGER)");
    project_execute(&project, "CREATE TABLE book_old (id INTEGER)");
    struct comparison comparison = compare(&project, &options,
        "tables: {book: {columns: {id: {type: integer, primary_key: true}, title: {type: string(30), "
        "default: a}}}, third: {columns: {id: integer}}, b_old: {columns: {id: integer}}}");
    assert_string_equal(told(&project, &comparison.upgrade), "");
    project_close(&project);
}

static void what_would_drop_something_is_found(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    struct comparison comparison = compare(&project, &everything, more);
    assert_null(operations_drop(&comparison.upgrade));
    assert_int_equal(operations_drop(&comparison.downgrade)->kind, OPERATION_DROP_COLUMN);
    project_close(&project);
}

static void comparing_changes_nothing(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    unsigned long statements = project.engine.connection->statements;
    compare(&project, &everything, more);
    assert_int_equal(project.engine.connection->statements, statements);
    assert_int_equal(project.engine.connection->transactions, 0);
    project_close(&project);
}

static bool prove(struct project *project, const struct comparison *comparison) {
    static const struct dialect *const dialects[] = {&sqlite_dialect, NULL};
    static const struct driver *const builtin[] = {&cmigrate_driver_sqlite, NULL};
    const struct drivers drivers = {.dialects = dialects, .builtin = builtin};
    struct shadow shadow;
    const struct shadow_place place = {.drivers = &drivers};
    const char *lack;
    assert_true(shadow_open(&project->engine, &place, &shadow, &lack, &project->errors) && !lack);
    bool proven = shadow_prove(&shadow, &everything, comparison, &lack, &project->errors);
    struct errors ignored = {.arena = &project->arena};
    assert_true(shadow_close(&shadow, &ignored));
    return proven;
}

static void a_right_revision_is_proven(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    const char *before = project_schema(&project);
    struct comparison comparison = compare(&project, &everything, more);
    bool proven = prove(&project, &comparison);
    assert_no_errors(&project.errors);
    assert_true(proven);
    assert_string_equal(project_schema(&project), before);
    project_close(&project);
}

static void expect_unproven(struct project *project, const struct comparison *comparison, const char *why) {
    assert_false(prove(project, comparison));
    assert_int_equal(project->errors.list.items[0].code, ERROR_PROOF);
    assert_non_null(strstr(first_message(&project->errors), why));
}

static void an_upgrade_that_does_too_little_is_not_proven(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    struct comparison comparison = compare(&project, &everything, more);
    comparison.upgrade.count--;
    expect_unproven(&project, &comparison, "after upgrade it would still have to add column book.price");
    project_close(&project);
}

static void a_downgrade_that_does_too_little_is_not_proven(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    struct comparison comparison = compare(&project, &everything, more);
    comparison.downgrade.count--;
    expect_unproven(&project, &comparison, "after downgrade it would still have to alter column book.title");
    project_close(&project);
}

static void a_statement_that_the_shadow_refuses_is_the_proofs(void **state) {
    struct project project;
    project_open(state, &project);
    project_execute(&project, table);
    struct comparison comparison = compare(&project, &everything,
        "tables: {book: {columns: {id: {type: integer, primary_key: true}, title: {type: string(30), "
        "default: a}}, checks: {ck: no_such_function(id) > 1}}}");
    expect_unproven(&project, &comparison, "no_such_function");
    project_close(&project);
}

/* --- Many tables --- */

enum { MANY = 300 };

/* A chain of tables, each referring to the one before, and a view of the first. */
static void make_many(struct project *project) {
    project_execute(project, "BEGIN");
    for (unsigned i = 1; i <= MANY; i++)
        project_execute(project,
            arena_format(&project->arena,
                "CREATE TABLE t%u (id INTEGER PRIMARY KEY, v VARCHAR(10), t%u_id INT REFERENCES t%u (id))", i,
                i - 1, i > 1 ? i - 1 : i));
    project_execute(project, "CREATE VIEW first AS SELECT v FROM t1");
    project_execute(project, "COMMIT");
}

/* Their models, `changed` with something else than `v: string(10)`. */
static const char *models_of_many(struct project *project, unsigned changed, const char *with) {
    struct buffer out = {.arena = &project->arena};
    buffer_add(&out, "tables:\n");
    for (unsigned i = 1; i <= MANY; i++)
        buffer_addf(&out,
            "  t%u:\n    columns:\n      id: {type: integer, primary_key: true}\n      %s\n"
            "      t%u_id: {type: int, references: t%u.id}\n",
            i, i == changed ? with : "v: string(10)", i - 1, i > 1 ? i - 1 : i);
    buffer_add(&out, "views:\n  first: SELECT v FROM t1\n");
    return buffer_text(&out);
}

static void prove_a_change_among_many(
    struct project *project, unsigned changed, const char *with, size_t differences) {
    struct comparison comparison = compare(project, &everything, models_of_many(project, changed, with));
    assert_int_equal(comparison.upgrade.count, differences);
    bool proven = prove(project, &comparison);
    assert_no_errors(&project->errors);
    assert_true(proven);
}

static void a_change_among_many_tables_is_proven(void **state) {
    struct project project;
    project_open(state, &project);
    make_many(&project);
    prove_a_change_among_many(&project, 150, "v: string(20)", 1);
    prove_a_change_among_many(&project, 1, "v: {type: string(10), nullable: false}", 3);
    prove_a_change_among_many(&project, 299, "w: {type: string(10), was: v, unique: true}", 2);
    project_close(&project);
}

static void the_proof_of_a_change_among_many_tables_needs_few(void **state) {
    struct project project;
    project_open(state, &project);
    make_many(&project);
    struct comparison comparison =
        compare(&project, &everything, models_of_many(&project, 150, "v: string(20)"));
    struct comparison slice = slice_of(&project.arena, sqlite_dialect.syntax, &comparison);
    const struct tables *left = &slice.actual->tables;
    assert_int_equal(left->count, 4); /* with the parent, the child, and what the view mentions */
    assert_string_equal(left->items[0]->name, "t1");
    assert_string_equal(left->items[1]->name, "t149");
    assert_int_equal(left->items[1]->constraints.count, 0);
    assert_string_equal(left->items[2]->name, "t150");
    assert_int_equal(left->items[2]->constraints.count, 1);
    assert_int_equal(left->items[3]->constraints.count, 1);
    assert_int_equal(slice.desired->tables.count, 4);
    assert_int_equal(schema_find_table(comparison.actual, NULL, "t149")->constraints.count, 1);
    project_close(&project);
}

static void a_wrong_change_among_many_tables_is_not_proven(void **state) {
    struct project project;
    project_open(state, &project);
    make_many(&project);
    struct comparison comparison = compare(
        &project, &everything, models_of_many(&project, 150, "w: {type: string(20), was: v, unique: true}"));
    comparison.upgrade.count--;
    expect_unproven(&project, &comparison, "after upgrade it would still have to create unique");
    project_close(&project);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(what_the_models_say_already_is_no_difference),
        CASE(types_and_defaults_count_only_if_they_shall),
        CASE(patterns_leave_tables_out_on_both_sides),
        CASE(what_would_drop_something_is_found),
        CASE(comparing_changes_nothing),
        CASE(a_right_revision_is_proven),
        CASE(an_upgrade_that_does_too_little_is_not_proven),
        CASE(a_downgrade_that_does_too_little_is_not_proven),
        CASE(a_statement_that_the_shadow_refuses_is_the_proofs),
        CASE(a_change_among_many_tables_is_proven),
        CASE(the_proof_of_a_change_among_many_tables_needs_few),
        CASE(a_wrong_change_among_many_tables_is_not_proven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
