/* The laws again, on schemas of every kind with hostile names, and on few changes at a time. */
#include "check.h"

#include "diff/diff.h"
#include "schema/random_schema.h"
#include "schema/type.h"

static const struct sql_syntax syntax = {.backtick_names = true};
static const struct diff_rules rules = {.dialect = "sqlite",
    .syntax = &syntax,
    .column_order = true,
    .comments = true,
    .types = true,
    .defaults = true,
    .foreign_keys_alterable = true};

static unsigned rounds(void) {
    const char *wanted = getenv("CMIGRATE_TEST_ROUNDS");
    return wanted ? (unsigned)strtoul(wanted, NULL, 10) : 200;
}

/* Names count, as schema_difference() has it. */
static void own_names(const struct table *table) {
    if (table->primary_key)
        table->primary_key->conventional = false;
    for (size_t i = 0; i < table->constraints.count; i++)
        table->constraints.items[i]->conventional = false;
    for (size_t i = 0; i < table->indexes.count; i++)
        table->indexes.items[i]->conventional = false;
}

/* What a dialect's resolve would do. */
static struct schema *settled(struct arena *arena, struct schema *schema) {
    static const char *const kinds[] = {
        "enum", "view", "trigger", "function", "materialized_view", "sequence"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!schema_manages(schema, kinds[i]))
            list_push(arena, &schema->managed, kinds[i]);
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        own_names(table);
        for (size_t k = 0; k < table->columns.count; k++) {
            struct column *column = table->columns.items[k];
            const char *type = type_text(arena, &column->type);
            column->type_sql = type                  ? type
                               : column->type.values ? names_join(arena, column->type.values, "\n")
                                                     : "";
            column->default_sql =
                column->default_value.kind == VALUE_NONE
                    ? NULL
                    : arena_format(arena, "'%d %s'", column->default_value.kind, column->default_value.text);
        }
    }
    return schema;
}

struct pair {
    struct arena arena;
    struct errors errors;
    struct schema *from, *to;
    struct operations operations;
};

static void begin(struct pair *pair, unsigned seed) {
    struct arena *arena = &pair->arena;
    *pair = (struct pair){.errors.arena = arena};
    unsigned kinds = seed % 3 ? 0 : RANDOM_PLAIN_NAMES | RANDOM_ONE_SCHEMA;
    pair->from = random_schema(arena, seed, kinds);
    pair->to = schema_copy(arena, pair->from);
    for (unsigned i = 0; i <= seed % 4; i++)
        random_edit(arena, pair->to, seed + 1000 * i, kinds);
    settled(arena, pair->from);
    settled(arena, pair->to);
    diff_schemas(arena, &rules, pair->from, pair->to, &pair->operations, &pair->errors);
    assert_no_errors(&pair->errors);
}

static void show(const struct pair *pair, size_t failed) {
    struct arena arena = {0};
    for (size_t i = 0; i < pair->operations.count; i++)
        fprintf(stderr, "%s %s\n", i == failed ? ">>" : "  ",
            operation_describe(&arena, &pair->operations.items[i]));
    arena_free(&arena);
}

static void apply_all(struct pair *pair, struct schema *schema, const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        if (!operation_apply(&pair->arena, &operations->items[i], schema, &pair->errors))
            show(pair, i);
        assert_no_errors(&pair->errors);
    }
}

static void assert_no_difference(
    struct pair *pair, unsigned seed, const struct schema *left, const struct schema *right) {
    const char *difference = schema_difference(&pair->arena, left, right);
    if (difference) {
        fprintf(stderr, "seed %u: %s\n", seed, difference);
        show(pair, pair->operations.count);
    }
    assert_null(difference);
}

static void edits_are_found_and_applied(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct pair pair;
        begin(&pair, seed);
        struct schema *schema = schema_copy(&pair.arena, pair.from);
        apply_all(&pair, schema, &pair.operations);
        assert_no_difference(&pair, seed, schema, pair.to);
        arena_free(&pair.arena);
    }
}

static void edits_are_taken_back(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct pair pair;
        begin(&pair, seed);
        struct operations inverse = {0};
        struct names lossy = {0};
        operations_inverse(&pair.arena, &pair.operations, pair.from, &inverse, &lossy, &pair.errors);
        assert_no_errors(&pair.errors);
        struct schema *schema = schema_copy(&pair.arena, pair.from);
        apply_all(&pair, schema, &pair.operations);
        apply_all(&pair, schema, &inverse);
        assert_no_difference(&pair, seed, schema, pair.from);
        arena_free(&pair.arena);
    }
}

static bool read_back(struct pair *pair, const char *text, struct operations *operations) {
    const struct source source = {"script.yaml", text, strlen(text)};
    const struct type_words words = {.enums = &pair->to->enums};
    const struct schema_reading reading = {&pair->arena, &pair->errors, &words, NULL};
    const struct yaml_node *node = yaml_read(&pair->arena, &source, &pair->errors);
    return node && operations_read(&reading, node, operations);
}

static void edits_are_written_and_read_back(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct pair pair;
        begin(&pair, seed);
        if (pair.operations.count) {
            struct operations again = {0};
            const char *text = yaml_write(&pair.arena, operations_write(&pair.arena, &pair.operations));
            if (!read_back(&pair, text, &again))
                fprintf(stderr, "seed %u\n%s\n", seed, text);
            assert_no_errors(&pair.errors);
            assert_string_equal(yaml_write(&pair.arena, operations_write(&pair.arena, &again)), text);
            struct schema *schema = schema_copy(&pair.arena, pair.from);
            apply_all(&pair, schema, &again);
            assert_no_difference(&pair, seed, schema, pair.to);
        }
        arena_free(&pair.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_found_and_applied),
        cmocka_unit_test(edits_are_taken_back),
        cmocka_unit_test(edits_are_written_and_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
