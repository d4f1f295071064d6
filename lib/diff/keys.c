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
        OPERATION_CREATE_CHECK, OPERATION_CREATE_FOREIGN_KEY, OPERATION_CREATE_EXCLUDE};
    struct operation *create = diff_add(diffing, phase, kinds[constraint->kind], table);
    create->name = constraint->name;
    create->constraint = constraint_copy(diffing->arena, constraint);
    create->place = constraint->place;
}

/* The primary key counts as the first. */
static const struct constraint *constraint_at(const struct table *table, size_t at) {
    if (!table->primary_key)
        return table->constraints.items[at];
    return at ? table->constraints.items[at - 1] : table->primary_key;
}

static struct match_items new_items(struct arena *arena, unsigned count) {
    struct match_item *items = count ? arena_alloc(arena, count * sizeof *items) : NULL;
    return (struct match_items){.items = items, .count = count, .capacity = count};
}

static struct match_items constraint_items(struct diffing *diffing, const struct table *table) {
    struct match_items items =
        new_items(diffing->scratch, table->constraints.count + (table->primary_key ? 1 : 0));
    for (size_t i = 0; i < items.count; i++) {
        const struct constraint *constraint = constraint_at(table, i);
        const char *own_name = constraint->conventional ? NULL : constraint->name;
        items.items[i] = (struct match_item){.name = own_name, .label = constraint->name, .item = constraint};
    }
    return items;
}

static void add_structures(struct diffing *diffing, struct match_items *items, const struct schema *schema) {
    for (size_t i = 0; i < items->count; i++)
        items->items[i].structure = constraint_structure(diffing, schema, items->items[i].item);
}

static void forget_structures(struct match_items *items) {
    for (size_t i = 0; i < items->count; i++)
        items->items[i].structure = NULL;
}

static bool any_key_alone(const struct match_items *items) {
    for (size_t i = 0; i < items->count; i++) {
        const struct constraint *constraint = items->items[i].item;
        if (items->items[i].other == NO_PARTNER &&
            (constraint->kind == CONSTRAINT_PRIMARY_KEY || constraint->kind == CONSTRAINT_UNIQUE))
            return true;
    }
    return false;
}

void diff_match_constraints(struct diffing *diffing, struct table_pair *pair) {
    pair->actual_items = constraint_items(diffing, pair->actual);
    pair->desired_items = constraint_items(diffing, pair->desired);
    struct arena_mark mark = arena_mark(diffing->arena);
    add_structures(diffing, &pair->actual_items, diffing->work);
    add_structures(diffing, &pair->desired_items, diffing->desired);
    diff_match(diffing, &pair->actual_items, &pair->desired_items, constraints_same);
    diff_match_renamed(diffing, pair, &pair->actual_items, &pair->desired_items);
    forget_structures(&pair->actual_items);
    forget_structures(&pair->desired_items);
    arena_rewind(diffing->arena, mark);
    pair->rekeyed = any_key_alone(&pair->actual_items) || any_key_alone(&pair->desired_items);
}

/* The same columns, in whatever order: a foreign key doesn't ask for that. */
static bool has_columns(const struct key_parts *parts, const struct names *columns) {
    if (parts->count != columns->count)
        return false;
    for (size_t i = 0; i < columns->count; i++)
        if (!key_has_column(parts, columns->items[i]))
            return false;
    return true;
}

/* As the indexes will be matched: by name, or by structure where a name doesn't count. */
static bool index_stays(
    const struct diffing *diffing, const struct table_pair *pair, const struct index *index) {
    const char *structure = index_structure(diffing, index);
    for (size_t i = 0; i < pair->desired->indexes.count; i++) {
        const struct index *wanted = pair->desired->indexes.items[i];
        bool same_name = index->conventional || wanted->conventional || wanted->was ||
                         same_text(index->name, wanted->name);
        if (same_name && !strcmp(structure, index_structure(diffing, wanted)))
            return true;
    }
    return false;
}

/* Does a key go on which the reference may rest? */
static bool loses_key(
    const struct diffing *diffing, const struct table_pair *pair, const struct reference *reference) {
    for (size_t i = 0; i < pair->actual_items.count; i++) {
        const struct constraint *constraint = pair->actual_items.items[i].item;
        bool primary = constraint->kind == CONSTRAINT_PRIMARY_KEY;
        if (pair->actual_items.items[i].other == NO_PARTNER &&
            (primary || constraint->kind == CONSTRAINT_UNIQUE) &&
            (has_columns(&constraint->columns, &reference->columns) ||
                (primary && !reference->columns.count)))
            return true;
    }
    for (size_t i = 0; i < pair->actual->indexes.count; i++) {
        const struct index *index = pair->actual->indexes.items[i];
        if (index->unique && has_columns(&index->parts, &reference->columns) &&
            !index_stays(diffing, pair, index))
            return true;
    }
    return false;
}

/* Does it use a column whose type changes, or a key that goes? Servers then want it out of the way. */
static bool must_step_aside(
    const struct diffing *diffing, const struct table_pair *pair, const struct constraint *constraint) {
    const struct reference *reference = &constraint->reference;
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
        return false;
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
    return (referred->has_retyped && !reference->columns.count) || loses_key(diffing, referred, reference);
}

static void step_aside(struct diffing *diffing, struct table_pair *pair) {
    for (size_t i = 0; i < pair->actual_items.count; i++) {
        struct match_item *item = &pair->actual_items.items[i];
        if (item->other == NO_PARTNER ||
            !must_step_aside(diffing, pair, pair->desired_items.items[item->other].item))
            continue;
        pair->desired_items.items[item->other].other = NO_PARTNER;
        item->other = NO_PARTNER;
    }
    diff_free_names(diffing, &pair->actual_items, &pair->desired_items);
}

static void diff_constraints(struct diffing *diffing, struct table_pair *pair) {
    if (diffing->rules->foreign_keys_alterable)
        step_aside(diffing, pair);
    diff_rename_matched(
        diffing, pair, OPERATION_RENAME_CONSTRAINT, &pair->actual_items, &pair->desired_items);
    for (size_t i = 0; i < pair->actual_items.count; i++) {
        const struct constraint *constraint = constraint_at(pair->before, i);
        bool foreign = constraint->kind == CONSTRAINT_FOREIGN_KEY;
        if (pair->actual_items.items[i].other == NO_PARTNER)
            diff_drop_constraint(
                diffing, foreign ? PHASE_DROP_FOREIGN_KEYS : PHASE_DROP_KEYS, pair->before, constraint);
    }
    for (size_t i = 0; i < pair->desired_items.count; i++) {
        const struct constraint *constraint = pair->desired_items.items[i].item;
        bool foreign = constraint->kind == CONSTRAINT_FOREIGN_KEY;
        if (pair->desired_items.items[i].other == NO_PARTNER)
            diff_create_constraint(
                diffing, foreign ? PHASE_CREATE_FOREIGN_KEYS : PHASE_CREATE_KEYS, pair->desired, constraint);
    }
}

static struct match_items index_items(struct diffing *diffing, const struct table *table) {
    struct match_items items = new_items(diffing->arena, table->indexes.count);
    for (size_t i = 0; i < items.count; i++) {
        const struct index *index = table->indexes.items[i];
        struct match_item *item = &items.items[i];
        item->label = index->name;
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
            diff_add(diffing, PHASE_RENAME_KEYS, OPERATION_RENAME_INDEX, pair->desired);
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
    diff_match_renamed(diffing, pair, &actual, &desired);
    diff_rename_matched(diffing, pair, OPERATION_RENAME_INDEX, &actual, &desired);
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
    struct arena_mark mark = arena_mark(diffing->arena);
    size_t before = diff_count(diffing);
    diff_constraints(diffing, pair);
    diff_indexes(diffing, pair);
    if (diff_count(diffing) == before)
        arena_rewind(diffing->arena, mark);
}
