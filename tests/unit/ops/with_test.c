/* What waits for the end of a revision, because others may write meanwhile. */
#include "check.h"

#include "ops/scripts.h"

static const struct option online = {.dialect = "postgresql", .name = "online", .value = "true"};

/* Each step by its word. */
static void assert_order(const char *script, const char *words) {
    struct trial trial;
    trial_models(&trial, "tables: {}");
    trial_read(&trial, script);
    assert_no_errors(&trial.errors);
    operations_wait_last(&trial.arena, &online, &trial.operations);
    struct names found = {0};
    for (size_t i = 0; i < trial.operations.count; i++)
        list_push(&trial.arena, &found, operation_name(trial.operations.items[i].kind));
    assert_string_equal(names_join(&trial.arena, &found, " "), words);
    arena_free(&trial.arena);
}

#define ONLINE ", with: {postgresql: {online: true}}}\n"

static void what_takes_long_comes_last(void **state) {
    (void)state;
    assert_order("- create_index: {table: t, name: i, columns: [a]" ONLINE
                 "- create_view: {name: v, as: SELECT 1}\n",
        "create_object create_index");
    assert_order(
        "- create_index: {table: t, name: i, columns: [a]}\n- create_view: {name: v, as: SELECT 1}\n",
        "create_index create_object");
    assert_order("- alter_column: {table: t, name: a, nullable: false" ONLINE
                 "- add_column: {table: t, name: b, type: text}\n",
        "add_column alter_column");
}

static void what_a_later_step_names_does_not_wait(void **state) {
    (void)state;
    assert_order("- create_index: {table: t, name: i, columns: [a]" ONLINE
                 "- create_object: {kind: comment, name: index i, create: \"COMMENT ON INDEX i IS 'x'\"}\n",
        "create_index create_object");
    assert_order("- create_unique_constraint: {table: t, name: u, columns: [a]" ONLINE
                 "- create_foreign_key: {table: r, name: f, columns: [a], references: t.a}\n",
        "create_unique_constraint create_foreign_key");
}

static void what_loses_its_names_does_not_wait(void **state) {
    (void)state;
    assert_order("- alter_column: {table: t, name: a, nullable: false" ONLINE
                 "- rename_table: {name: t, to: u}\n",
        "alter_column rename_table");
    assert_order("- create_index: {table: t, name: i, columns: [a]" ONLINE
                 "- alter_column: {table: t, name: a, to: b}\n",
        "create_index alter_column");
    assert_order("- create_foreign_key: {table: r, name: f, columns: [a], references: t.a" ONLINE
                 "- rename_table: {name: t, to: u}\n",
        "create_foreign_key rename_table");
    assert_order("- create_index: {table: t, name: i, columns: [a]" ONLINE
                 "- rename_table: {name: other, to: u}\n",
        "rename_table create_index");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_takes_long_comes_last),
        cmocka_unit_test(what_a_later_step_names_does_not_wait),
        cmocka_unit_test(what_loses_its_names_does_not_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
