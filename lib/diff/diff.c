#include "diff/work.h"

struct operation *diff_add(
    struct diffing *diffing, enum phase phase, enum operation_kind kind, const struct table *table) {
    struct operation *operation = list_add(diffing->arena, &diffing->phases[phase]);
    operation->kind = kind;
    if (table) {
        operation->schema = table->schema;
        operation->table = table->name;
    }
    return operation;
}

size_t diff_count(const struct diffing *diffing) {
    size_t count = 0;
    for (unsigned phase = 0; phase < PHASES; phase++)
        count += diffing->phases[phase].count;
    return count;
}

static bool may_rename(const struct table *table) {
    bool found = table->was;
    for (size_t i = 0; i < table->columns.count && !found; i++)
        found = table->columns.items[i]->was;
    for (size_t i = 0; i < table->indexes.count && !found; i++)
        found = table->indexes.items[i]->was;
    return found;
}

/* The actual schema to do the renames in; the tables are shared when there can be none. */
static struct schema *working_schema(
    struct arena *arena, const struct schema *actual, const struct schema *desired) {
    for (size_t i = 0; i < desired->tables.count; i++)
        if (may_rename(desired->tables.items[i]))
            return schema_copy(arena, actual);
    for (size_t i = 0; i < desired->enums.count; i++)
        if (desired->enums.items[i]->was_values.to.count)
            return schema_copy(arena, actual);
    struct schema *shared = arena_new(arena, struct schema);
    *shared = *actual;
    return shared;
}

static bool find_operations(struct diffing *diffing) {
    diff_rename_values(diffing);
    if (!diff_match_tables(diffing))
        return false;
    for (size_t i = 0; i < diffing->pairs.count; i++)
        if (!diff_columns(diffing, diffing->pairs.items[i]))
            return false;
    for (size_t i = 0; i < diffing->pairs.count; i++)
        diff_match_constraints(diffing, diffing->pairs.items[i]);
    for (size_t i = 0; i < diffing->pairs.count; i++)
        diff_keys(diffing, diffing->pairs.items[i]);
    diff_drop_tables(diffing);
    diff_create_tables(diffing);
    diff_enums(diffing);
    diff_objects(diffing);
    return true;
}

bool diff_schemas(struct arena *arena, const struct diff_rules *rules, const struct schema *actual,
    const struct schema *desired, struct operations *operations, struct errors *errors) {
    struct arena scratch = {.exhausted = arena->exhausted};
    if (rules->tables_ignore_case || rules->columns_ignore_case)
        desired = diff_settle_case(arena, rules, actual, desired);
    struct diffing diffing = {.arena = arena,
        .scratch = &scratch,
        .rules = rules,
        .actual = actual,
        .desired = desired,
        .errors = errors};
    diffing.pair_index.arena = diffing.retyped.arena = &scratch;
    bool found = diff_rename_objects(&diffing);
    diff_rename_enums(&diffing);
    diffing.work = working_schema(arena, diffing.actual, desired);
    found = found && find_operations(&diffing);
    for (unsigned phase = 0; found && phase < PHASES; phase++)
        for (size_t i = 0; i < diffing.phases[phase].count; i++)
            list_push(arena, operations, diffing.phases[phase].items[i]);
    arena_free(&scratch);
    return found;
}
