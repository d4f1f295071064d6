/* Tables, objects made of them, and tables made of those: a domain over a table's row, or a function that
 * reads one table and gives another its default. The tables part: some are made before the object, some wait.
 */
#include <string.h>

#include "diff/work.h"

static bool has_link(const struct links *links, size_t at) {
    for (size_t i = 0; i < links->count; i++)
        if (links->items[i] == at)
            return true;
    return false;
}

/* Does the table need the object, or one that needs it? */
static bool table_needs(
    struct arena *arena, const struct links *table, const struct links *needs, size_t at) {
    struct links open = {0}, seen = {0};
    for (size_t i = 0; i < table->count; i++)
        list_push(arena, &open, table->items[i]);
    while (open.count) {
        size_t next = open.items[--open.count];
        if (next == at)
            return true;
        if (has_link(&seen, next))
            continue;
        list_push(arena, &seen, next);
        for (size_t i = 0; i < needs[next].count; i++)
            list_push(arena, &open, needs[next].items[i]);
    }
    return false;
}

/* A passing table by its bare name, which others may have in other schemas. */
struct named {
    const struct links *needs;
    const struct named *other;
};

static struct name_index name_tables(struct diffing *diffing, const struct object_set *set) {
    struct name_index names = {.arena = diffing->arena};
    index_reserve(&names, set->passing->count);
    for (size_t i = 0; i < set->passing->count; i++) {
        struct named *named = arena_new(diffing->arena, struct named);
        named->needs = &set->table_needs.items[i];
        named->other = index_put(&names, set->passing->items[i]->name, named);
    }
    return names;
}

/* Does it mention a table that doesn't wait for it? */
static bool waits_for_table(struct diffing *diffing, const struct object_set *set,
    const struct name_index *names, const struct links *needs, size_t at) {
    const char *text = object_body(diffing, set->objects.items[at]);
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, strlen(text));
    for (const struct named *named; (named = next_mention(diffing->arena, &lexer, names));)
        for (; named; named = named->other)
            if (!table_needs(diffing->arena, named->needs, needs, at))
                return true;
    return false;
}

void diff_stand_between(
    struct diffing *diffing, struct object_set *set, const struct links *needs, const bool *held) {
    struct name_index names = name_tables(diffing, set);
    for (size_t i = 0; i < set->objects.count; i++) {
        size_t at = set->order[i];
        if (set->stages[at] != STAGE_EARLY || held[at])
            continue;
        bool between = waits_for_table(diffing, set, &names, needs, at);
        for (size_t k = 0; k < needs[at].count; k++)
            between |= set->stages[needs[at].items[k]] == STAGE_BETWEEN;
        if (between)
            set->stages[at] = STAGE_BETWEEN;
    }
}

static bool needs_between(const struct object_set *set, const struct links *needs) {
    for (size_t i = 0; i < needs->count; i++)
        if (set->stages[needs->items[i]] == STAGE_BETWEEN)
            return true;
    return false;
}

/* Is it a part of one that waits, or does a foreign key refer to one? */
static bool follows(struct diffing *diffing, const struct table *table, const struct name_index *waiting) {
    for (size_t i = 0; i < table->parents.count; i++)
        if (index_find(waiting, table->parents.items[i]))
            return true;
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct reference *reference = &table->constraints.items[i]->reference;
        if (table->constraints.items[i]->kind == CONSTRAINT_FOREIGN_KEY &&
            index_find(waiting, table_full_name(diffing->arena, reference->schema, reference->table)))
            return true;
    }
    return false;
}

static struct name_index waiting_tables(struct diffing *diffing, const struct object_set *set) {
    struct name_index waiting = {.arena = diffing->arena};
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < set->table_needs.count; i++) {
            const struct table *table = set->passing->items[i];
            const char *name = table_full_name(diffing->arena, table->schema, table->name);
            if (index_find(&waiting, name) ||
                (!needs_between(set, &set->table_needs.items[i]) && !follows(diffing, table, &waiting)))
                continue;
            index_put(&waiting, name, &waiting);
            more = true;
        }
    }
    return waiting;
}

void diff_part_tables(struct diffing *diffing, const struct object_set *set, enum phase from, enum phase to) {
    struct name_index waiting = waiting_tables(diffing, set);
    struct operations all = diffing->phases[from];
    if (!waiting.count)
        return;
    diffing->phases[from] = (struct operations){0};
    for (size_t i = 0; i < all.count; i++) {
        const char *name = table_full_name(diffing->arena, all.items[i].schema, all.items[i].table);
        list_push(diffing->arena, &diffing->phases[index_find(&waiting, name) ? to : from], all.items[i]);
    }
}
