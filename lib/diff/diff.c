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

bool diff_schemas(struct arena *arena, const struct diff_rules *rules, const struct schema *actual,
    const struct schema *desired, struct operations *operations, struct errors *errors) {
    if (rules->names_ignore_case)
        desired = diff_settle_case(arena, actual, desired);
    struct diffing diffing = {
        .arena = arena, .rules = rules, .actual = actual, .desired = desired, .errors = errors};
    diffing.work = schema_copy(arena, actual);
    diffing.pair_index.arena = diffing.retyped.arena = arena;
    if (!diff_match_tables(&diffing))
        return false;
    for (size_t i = 0; i < diffing.pairs.count; i++)
        if (!diff_columns(&diffing, diffing.pairs.items[i]))
            return false;
    for (size_t i = 0; i < diffing.pairs.count; i++)
        diff_match_constraints(&diffing, diffing.pairs.items[i]);
    for (size_t i = 0; i < diffing.pairs.count; i++)
        diff_keys(&diffing, diffing.pairs.items[i]);
    diff_drop_tables(&diffing);
    diff_create_tables(&diffing);
    diff_enums(&diffing);
    diff_objects(&diffing);
    for (unsigned phase = 0; phase < PHASES; phase++)
        for (size_t i = 0; i < diffing.phases[phase].count; i++)
            list_push(arena, operations, diffing.phases[phase].items[i]);
    return true;
}
