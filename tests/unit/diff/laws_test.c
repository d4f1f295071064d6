/* The laws that hold for any two schemas. CMIGRATE_TEST_ROUNDS asks for more of them. */
#include "check.h"

#include "diff/diff.h"
#include "diff/random.h"

static const struct sql_syntax syntax = {0};

static unsigned rounds(void) {
    const char *wanted = getenv("CMIGRATE_TEST_ROUNDS");
    return wanted ? (unsigned)strtoul(wanted, NULL, 10) : 400;
}

static struct diff_rules rules_of(unsigned seed) {
    return (struct diff_rules){.dialect = "sqlite",
        .syntax = &syntax,
        .column_order = seed & 1,
        .comments = true,
        .types = true,
        .defaults = true,
        .foreign_keys_alterable = !(seed & 2)};
}

static void find(struct arena *arena, unsigned seed, const struct schema *from, const struct schema *to,
    struct operations *operations) {
    struct errors errors = {.arena = arena};
    const struct diff_rules rules = rules_of(seed);
    bool found = diff_schemas(arena, &rules, from, to, operations, &errors);
    assert_no_errors(&errors);
    assert_true(found);
}

static void foreign_keys_have_tables(const struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct constraints *constraints = &schema->tables.items[i]->constraints;
        for (size_t k = 0; k < constraints->count; k++)
            if (constraints->items[k]->kind == CONSTRAINT_FOREIGN_KEY)
                assert_non_null(schema_find_table(schema, NULL, constraints->items[k]->reference.table));
    }
}

static void apply_all(
    struct arena *arena, struct schema *schema, const struct operations *operations, bool watch) {
    struct errors errors = {.arena = arena};
    for (size_t i = 0; i < operations->count; i++) {
        if (!operation_apply(arena, &operations->items[i], schema, &errors))
            for (size_t k = 0; k < operations->count; k++)
                print_error(
                    "%s %s\n", k == i ? ">>" : "  ", operation_describe(arena, &operations->items[k]));
        assert_no_errors(&errors);
        if (watch)
            foreign_keys_have_tables(schema);
    }
}

static void one_schema_becomes_the_other(struct arena *arena, unsigned seed) {
    const struct schema *from = random_schema(arena, 2 * seed), *to = random_schema(arena, 2 * seed + 1);
    const struct diff_rules rules = rules_of(seed);
    struct operations operations = {0}, none = {0};
    find(arena, seed, from, to, &operations);
    struct schema *schema = schema_copy(arena, from);
    apply_all(arena, schema, &operations, rules.foreign_keys_alterable);
    const char *got = draw_schema(arena, schema, rules.column_order);
    const char *wanted = draw_schema(arena, to, rules.column_order);
    if (strcmp(got, wanted) != 0) {
        fprintf(stderr, "seed %u\n%s\n--- got\n%s\n--- wanted\n%s\n", seed, draw_schema(arena, from, true),
            got, wanted);
        for (size_t k = 0; k < operations.count; k++)
            print_error("%s\n", operation_describe(arena, &operations.items[k]));
    }
    assert_string_equal(got, wanted);
    find(arena, seed, schema, to, &none);
    assert_int_equal(none.count, 0);
}

static void the_inverse_leads_back(struct arena *arena, unsigned seed) {
    const struct schema *from = random_schema(arena, 2 * seed), *to = random_schema(arena, 2 * seed + 1);
    struct operations operations = {0}, inverse = {0};
    struct names lossy = {0};
    struct errors errors = {.arena = arena};
    find(arena, seed, from, to, &operations);
    operations_inverse(arena, &operations, from, &inverse, &lossy, &errors);
    assert_no_errors(&errors);
    struct schema *schema = schema_copy(arena, from);
    apply_all(arena, schema, &operations, false);
    apply_all(arena, schema, &inverse, false);
    assert_string_equal(draw_schema(arena, schema, true), draw_schema(arena, from, true));
}

static char *as_text(struct arena *arena, const struct operations *operations) {
    return yaml_write(arena, operations_write(arena, operations));
}

static void written_operations_read_back(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct operations operations = {0}, again = {0};
        struct names lossy = {0};
        const struct schema *from = random_schema(&arena, 2 * seed);
        find(&arena, seed, from, random_schema(&arena, 2 * seed + 1), &operations);
        operations_inverse(&arena, &operations, from, &operations, &lossy, &errors);
        const char *text = as_text(&arena, &operations);
        const struct source source = {"script.yaml", text, strlen(text)};
        const struct schema_reading reading = {&arena, &errors, &(struct type_words){0}, NULL};
        const struct yaml_node *node = operations.count ? yaml_read(&arena, &source, &errors) : NULL;
        if (node)
            operations_read(&reading, node, &again);
        if (errors.list.count)
            fprintf(stderr, "%s\n", text);
        assert_no_errors(&errors);
        assert_int_equal(operations.count, again.count);
        assert_string_equal(as_text(&arena, &again), text);
        arena_free(&arena);
    }
}

static void applying_a_difference_gives_the_other(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct arena arena = {0};
        one_schema_becomes_the_other(&arena, seed);
        arena_free(&arena);
    }
}

static void equal_schemas_differ_in_nothing(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct arena arena = {0};
        struct operations operations = {0};
        find(&arena, seed, random_schema(&arena, seed), random_schema(&arena, seed), &operations);
        assert_int_equal(operations.count, 0);
        arena_free(&arena);
    }
}

static void inverses_lead_back(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < rounds(); seed++) {
        struct arena arena = {0};
        the_inverse_leads_back(&arena, seed);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_schemas_differ_in_nothing),
        cmocka_unit_test(applying_a_difference_gives_the_other),
        cmocka_unit_test(inverses_lead_back),
        cmocka_unit_test(written_operations_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
