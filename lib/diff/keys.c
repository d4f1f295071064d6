#include <string.h>

#include "diff/work.h"

void diff_drop_constraint(struct diffing *diffing, enum phase phase, const struct table *table,
    const struct constraint *constraint) {
    struct operation *drop = diff_add(diffing, phase, OPERATION_DROP_CONSTRAINT, table);
    drop->name = constraint->name;
    if (!constraint->name)
        drop->constraint = constraint_copy(diffing->arena, constraint);
}

void diff_create_constraint(struct diffing *diffing, enum phase phase, const struct table *table,
    const struct constraint *constraint) {
    static const enum operation_kind kinds[] = {OPERATION_CREATE_PRIMARY_KEY, OPERATION_CREATE_UNIQUE,
        OPERATION_CREATE_CHECK, OPERATION_CREATE_FOREIGN_KEY, OPERATION_CREATE_CHECK};
    struct operation *create = diff_add(diffing, phase, kinds[constraint->kind], table);
    create->name = constraint->name;
    create->constraint = constraint_copy(diffing->arena, constraint);
    create->place = constraint->place;
}

static void add_item(struct diffing *diffing, struct match_items *items, const struct schema *schema,
    const struct constraint *constraint) {
    struct match_item *item = list_add(diffing->arena, items);
    item->name = constraint->conventional ? NULL : constraint->name;
    item->structure = constraint_structure(diffing, schema, constraint);
    item->item = constraint;
}

/* The constraints of a table, foreign keys or all the others. */
static struct match_items constraint_items(
    struct diffing *diffing, const struct schema *schema, const struct table *table, bool foreign) {
    struct match_items items = {0};
    if (table->primary_key && !foreign)
        add_item(diffing, &items, schema, table->primary_key);
    for (size_t i = 0; i < table->constraints.count; i++)
        if ((table->constraints.items[i]->kind == CONSTRAINT_FOREIGN_KEY) == foreign)
            add_item(diffing, &items, schema, table->constraints.items[i]);
    return items;
}

static bool is_key(const struct constraint *constraint) {
    return constraint->kind == CONSTRAINT_PRIMARY_KEY || constraint->kind == CONSTRAINT_UNIQUE;
}

static void diff_constraints(struct diffing *diffing, struct table_pair *pair) {
    struct match_items before = constraint_items(diffing, diffing->actual, pair->before, false);
    struct match_items actual = constraint_items(diffing, diffing->work, pair->actual, false);
    struct match_items desired = constraint_items(diffing, diffing->desired, pair->desired, false);
    diff_match(diffing, &actual, &desired, constraints_same);
    for (size_t i = 0; i < actual.count; i++)
        if (actual.items[i].other == NO_PARTNER) {
            diff_drop_constraint(diffing, PHASE_DROP_KEYS, pair->before, before.items[i].item);
            pair->rekeyed = pair->rekeyed || is_key(before.items[i].item);
        }
    for (size_t i = 0; i < desired.count; i++)
        if (desired.items[i].other == NO_PARTNER) {
            diff_create_constraint(diffing, PHASE_CREATE_KEYS, pair->desired, desired.items[i].item);
            pair->rekeyed = pair->rekeyed || is_key(desired.items[i].item);
        }
}

/* Does it use a column whose type changes, or a key that comes or goes? Servers then want it out of the way.
 */
static bool must_step_aside(
    const struct diffing *diffing, const struct table_pair *pair, const struct constraint *constraint) {
    const struct reference *reference = &constraint->reference;
    const struct table_pair *referred = index_find(
        &diffing->pair_index, table_full_name(diffing->arena, reference->schema, reference->table));
    for (size_t i = 0; pair->has_retyped && i < constraint->columns.count; i++)
        if (diff_is_retyped(diffing, pair->desired, constraint->columns.items[i].column))
            return true;
    if (!referred)
        return false;
    for (size_t i = 0; referred->has_retyped && i < reference->columns.count; i++)
        if (diff_is_retyped(diffing, referred->desired, reference->columns.items[i]))
            return true;
    return referred->rekeyed || (referred->has_retyped && !reference->columns.count);
}

void diff_foreign_keys(struct diffing *diffing, struct table_pair *pair) {
    struct match_items before = constraint_items(diffing, diffing->actual, pair->before, true);
    struct match_items actual = constraint_items(diffing, diffing->work, pair->actual, true);
    struct match_items desired = constraint_items(diffing, diffing->desired, pair->desired, true);
    diff_match(diffing, &actual, &desired, constraints_same);
    for (size_t i = 0; i < actual.count; i++) {
        size_t other = actual.items[i].other;
        if (other != NO_PARTNER && diffing->rules->foreign_keys_alterable &&
            must_step_aside(diffing, pair, desired.items[other].item))
            actual.items[i].other = desired.items[other].other = NO_PARTNER;
        if (actual.items[i].other == NO_PARTNER)
            diff_drop_constraint(diffing, PHASE_DROP_FOREIGN_KEYS, pair->before, before.items[i].item);
    }
    for (size_t i = 0; i < desired.count; i++)
        if (desired.items[i].other == NO_PARTNER)
            diff_create_constraint(diffing, PHASE_CREATE_FOREIGN_KEYS, pair->desired, desired.items[i].item);
}

static struct match_items index_items(struct diffing *diffing, const struct table *table) {
    struct match_items items = {0};
    for (size_t i = 0; i < table->indexes.count; i++) {
        const struct index *index = table->indexes.items[i];
        struct match_item *item = list_add(diffing->arena, &items);
        item->name = index->conventional ? NULL : index->name;
        item->structure = index_structure(diffing, index);
        item->item = index;
    }
    return items;
}

static void rename_indexes(struct diffing *diffing, struct table_pair *pair) {
    for (size_t i = 0; i < pair->desired->indexes.count; i++) {
        const struct index *desired = pair->desired->indexes.items[i];
        struct index *actual = desired->was ? table_find_index(pair->actual, desired->was) : NULL;
        if (!actual || table_find_index(pair->actual, desired->name))
            continue;
        if (strcmp(index_structure(diffing, actual), index_structure(diffing, desired)) != 0 &&
            !indexes_same(diffing, actual, desired))
            continue;
        struct operation *rename =
            diff_add(diffing, PHASE_CREATE_KEYS, OPERATION_RENAME_INDEX, pair->desired);
        rename->name = actual->name;
        rename->new_name = actual->name = desired->name;
        actual->conventional = false;
    }
}

static void diff_indexes(struct diffing *diffing, struct table_pair *pair) {
    rename_indexes(diffing, pair);
    struct match_items actual = index_items(diffing, pair->actual);
    struct match_items desired = index_items(diffing, pair->desired);
    diff_match(diffing, &actual, &desired, indexes_same);
    for (size_t i = 0; i < actual.count; i++)
        if (actual.items[i].other == NO_PARTNER)
            diff_add(diffing, PHASE_DROP_KEYS, OPERATION_DROP_INDEX, pair->before)->name =
                pair->before->indexes.items[i]->name;
    for (size_t i = 0; i < desired.count; i++) {
        if (desired.items[i].other != NO_PARTNER)
            continue;
        struct operation *create =
            diff_add(diffing, PHASE_CREATE_KEYS, OPERATION_CREATE_INDEX, pair->desired);
        create->index = index_copy(diffing->arena, desired.items[i].item);
        create->index->was = NULL;
        create->name = create->index->name;
        create->place = create->index->place;
    }
}

void diff_keys(struct diffing *diffing, struct table_pair *pair) {
    diff_constraints(diffing, pair);
    diff_indexes(diffing, pair);
}
