/* What the engine asks of a database: counts, never times. */
#include "engine/project.h"

#include "engine/autogenerate.h"
#include "engine/danger.h"

struct counts {
    unsigned long statements, queries, transactions;
};

static struct counts counts_of(const struct project *project) {
    const struct connection *connection = project->engine.connection;
    return (struct counts){connection->statements, connection->queries, connection->transactions};
}

static struct counts counts_since(const struct project *project, struct counts before) {
    struct counts now = counts_of(project);
    return (struct counts){now.statements - before.statements, now.queries - before.queries,
        now.transactions - before.transactions};
}

static void write_chain(void **state, unsigned from, unsigned count) {
    struct arena arena = {0};
    for (unsigned i = from; i < from + count; i++) {
        const char *parent = i ? arena_format(&arena, "r%u", i - 1) : "";
        project_write(state, arena_format(&arena, "versions/r%u.yaml", i),
            arena_format(&arena,
                "revision: r%u\nparents: [%s]\nupgrade:\n"
                "  - create_table: {name: t%u, columns: {id: {type: integer, primary_key: true}}}\n"
                "downgrade:\n  - drop_table: t%u\n",
                i, parent, i, i));
    }
    arena_free(&arena);
}

static struct counts upgrade(void **state, struct counts *opened) {
    struct project project;
    project_open(state, &project);
    *opened = counts_of(&project);
    assert_true(project_upgrade(&project, "heads"));
    assert_no_errors(&project.errors);
    struct counts counts = counts_since(&project, *opened);
    project_close(&project);
    return counts;
}

static struct counts downgrade(void **state) {
    struct project project;
    project_open(state, &project);
    struct counts opened = counts_of(&project);
    assert_true(project_downgrade(&project, "base"));
    struct counts counts = counts_since(&project, opened);
    project_close(&project);
    return counts;
}

static void an_upgrade_with_nothing_to_do_asks_twice_and_begins_nothing(void **state) {
    struct counts opened;
    write_chain(state, 0, 3);
    upgrade(state, &opened);
    struct counts counts = upgrade(state, &opened);
    assert_int_equal(counts.statements, 0);
    assert_int_equal(counts.transactions, 0);
    assert_int_equal(counts.queries, 2); /* is the version table there, and its rows */
}

static void each_revision_more_costs_the_same(void **state) {
    struct counts opened;
    write_chain(state, 0, 1);
    upgrade(state, &opened);
    write_chain(state, 1, 1);
    struct counts one = upgrade(state, &opened);
    write_chain(state, 2, 10);
    struct counts ten = upgrade(state, &opened);
    write_chain(state, 12, 20);
    struct counts twenty = upgrade(state, &opened);
    assert_int_equal(one.transactions, 2); /* of the bookkeeping's own, and the revision's */
    assert_int_equal(one.statements, 4);   /* started, the work, the version's row, finished */
    assert_int_equal(ten.transactions, 1 + 10);
    assert_int_equal(ten.statements, 10 * 4);
    assert_int_equal(twenty.transactions, 1 + 20);
    assert_int_equal(twenty.statements, 20 * 4);
    assert_int_equal(ten.queries - one.queries, 9 * 2); /* the rows again, inside the lock */
    assert_int_equal(twenty.queries - ten.queries, 10 * 2);
}

static void a_downgrade_begins_a_transaction_a_revision(void **state) {
    struct counts opened;
    write_chain(state, 0, 10);
    upgrade(state, &opened);
    struct counts counts = downgrade(state);
    assert_int_equal(counts.transactions, 1 + 10);
    assert_int_equal(counts.statements, 10 * (4 + 2)); /* and foreign keys off and on around a drop */
}

static struct counts inspect(void **state) {
    static const struct compare_options everything = {.types = true, .defaults = true, .comments = true};
    struct project project;
    struct schema schema = {0};
    project_open(state, &project);
    struct counts opened = counts_of(&project);
    assert_true(engine_inspect(&project.engine, &everything, &schema, &project.errors));
    struct counts counts = counts_since(&project, opened);
    project_close(&project);
    return counts;
}

static void inspecting_asks_as_much_however_many_tables_there_are(void **state) {
    struct counts opened;
    write_chain(state, 0, 2);
    upgrade(state, &opened);
    struct counts two = inspect(state);
    write_chain(state, 2, 30);
    upgrade(state, &opened);
    struct counts many = inspect(state);
    assert_int_equal(many.queries, two.queries);
    assert_int_equal(many.statements, 0);
    assert_int_equal(many.transactions, 0);
}

/* Drops of a hundred tables and one: a hundred are looked at with one query, and asked of only if they have rows.
 */
static void empty_tables_are_asked_of_together(void **state) {
    struct counts opened;
    struct project project;
    struct names dangers = {0};
    struct operations drops = {0};
    write_chain(state, 0, 101);
    upgrade(state, &opened);
    project_open(state, &project);
    struct arena *arena = &project.arena;
    for (unsigned i = 0; i < 101; i++) {
        struct operation drop = {.kind = OPERATION_DROP_TABLE, .table = arena_format(arena, "t%u", i)};
        list_push(arena, &drops, drop);
    }
    struct counts before = counts_of(&project);
    engine_dangers(&project.engine, &drops, &dangers);
    assert_int_equal(counts_since(&project, before).queries, 2);
    assert_int_equal(dangers.count, 0);
    project_execute(&project, "INSERT INTO t7 VALUES (1)");
    before = counts_of(&project);
    engine_dangers(&project.engine, &drops, &dangers);
    assert_int_equal(counts_since(&project, before).queries, 3);
    assert_int_equal(dangers.count, 1);
    list_push(arena, &drops, ((struct operation){.kind = OPERATION_DROP_TABLE, .table = "nowhere"}));
    engine_dangers(&project.engine, &drops, &dangers);
    assert_int_equal(dangers.count, 2); /* what can't be asked is passed over */
    project_close(&project);
}

static void all_in_one_transaction_is_one(void **state) {
    struct project project;
    write_chain(state, 0, 10);
    project_open(state, &project);
    project.engine.policy = POLICY_ALL;
    struct counts opened = counts_of(&project);
    assert_true(project_upgrade(&project, "heads"));
    assert_int_equal(counts_since(&project, opened).transactions, 2);
    project_close(&project);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(an_upgrade_with_nothing_to_do_asks_twice_and_begins_nothing),
        CASE(each_revision_more_costs_the_same),
        CASE(a_downgrade_begins_a_transaction_a_revision),
        CASE(inspecting_asks_as_much_however_many_tables_there_are),
        CASE(empty_tables_are_asked_of_together),
        CASE(all_in_one_transaction_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
