#include "diff/work.h"

static struct table *find(const struct schema *schema, const struct table *table, const char *name) {
    return name ? schema_find_table(schema, table->schema, name) : NULL;
}

static struct table_pair *add_pair(
    struct diffing *diffing, const struct table *before, const struct table *desired) {
    struct table_pair *pair = arena_new(diffing->scratch, struct table_pair);
    pair->before = before;
    pair->desired = desired;
    return pair;
}

/* What a name was, by the model, if that is there and its new name isn't, or is about to be free. */
static const struct table *renamed_from(
    const struct diffing *diffing, const struct table *desired, const struct name_index *taken) {
    struct arena *arena = diffing->scratch;
    const struct table *old = find(diffing->actual, desired, desired->was);
    const struct table *there = find(diffing->actual, desired, desired->name);
    if (!old || old == there || index_find(taken, table_full_name(arena, old->schema, old->name)))
        return NULL;
    return !there || index_find(taken, table_full_name(arena, there->schema, there->name)) ? old : NULL;
}

static bool rename_table(struct diffing *diffing, const struct table_pair *pair) {
    struct operation *rename = diff_add(diffing, PHASE_RENAME_TABLES, OPERATION_RENAME_TABLE, pair->before);
    rename->name = pair->before->name;
    rename->new_name = pair->desired->name;
    return operation_apply(diffing->arena, rename, diffing->work, diffing->errors);
}

/* One name may be free only after another rename, so look again until none is found. */
static bool find_renames(struct diffing *diffing, struct table_pair **pairs, struct name_index *taken) {
    bool again = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < diffing->desired->tables.count; i++) {
            const struct table *desired = diffing->desired->tables.items[i];
            const struct table *old = pairs[i] ? NULL : renamed_from(diffing, desired, taken);
            if (!old)
                continue;
            pairs[i] = add_pair(diffing, old, desired);
            pairs[i]->reshaped = true;
            index_put(taken, table_full_name(diffing->scratch, old->schema, old->name), pairs[i]);
            if (!rename_table(diffing, pairs[i]))
                return false;
            again = true;
        }
    }
    return true;
}

static void match(struct diffing *diffing, struct table_pair **pairs, struct name_index *taken) {
    index_reserve(taken, diffing->desired->tables.count);
    index_reserve(&diffing->pair_index, diffing->desired->tables.count);
    for (size_t i = 0; i < diffing->desired->tables.count; i++) {
        const struct table *desired = diffing->desired->tables.items[i];
        const char *name = table_full_name(diffing->scratch, desired->schema, desired->name);
        const struct table *there = find(diffing->actual, desired, desired->name);
        if (!pairs[i] && there && !index_find(taken, name)) {
            pairs[i] = add_pair(diffing, there, desired);
            index_put(taken, name, pairs[i]);
        }
        if (!pairs[i]) {
            list_push(diffing->scratch, &diffing->created, desired);
            continue;
        }
        pairs[i]->actual = schema_find_table(diffing->work, desired->schema, desired->name);
        list_push(diffing->scratch, &diffing->pairs, pairs[i]);
        index_put(&diffing->pair_index, name, pairs[i]);
    }
}

bool diff_match_tables(struct diffing *diffing) {
    struct arena *arena = diffing->scratch;
    struct name_index taken = {.arena = arena};
    struct table_pair **pairs = arena_alloc(arena, (diffing->desired->tables.count + 1) * sizeof(void *));
    if (!find_renames(diffing, pairs, &taken))
        return false;
    match(diffing, pairs, &taken);
    for (size_t i = 0; i < diffing->actual->tables.count; i++) {
        const struct table *table = diffing->actual->tables.items[i];
        if (!index_find(&taken, table_full_name(arena, table->schema, table->name)))
            list_push(arena, &diffing->dropped, table);
    }
    return true;
}
