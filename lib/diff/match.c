#include <string.h>

#include "diff/work.h"

static void pair(struct match_items *actual, unsigned left, struct match_items *desired, unsigned right) {
    actual->items[left].other = right;
    desired->items[right].other = left;
    actual->items[left].taken = desired->items[right].taken = true;
}

static void match_names(struct diffing *diffing, struct match_items *actual, struct match_items *desired,
    bool (*same)(const struct diffing *diffing, const void *actual, const void *desired)) {
    struct name_index names = {.arena = diffing->arena};
    for (size_t i = 0; i < actual->count; i++)
        if (actual->items[i].name)
            index_put(&names, actual->items[i].name, &actual->items[i]);
    for (unsigned i = 0; i < desired->count; i++) {
        struct match_item *wanted = &desired->items[i];
        struct match_item *found = wanted->name ? index_find(&names, wanted->name) : NULL;
        if (!found || found->taken)
            continue;
        found->taken = wanted->taken = true;
        if (!strcmp(found->structure, wanted->structure) || same(diffing, found->item, wanted->item))
            pair(actual, (unsigned)(found - actual->items), desired, i);
    }
}

/* Those with equal structures stand behind each other in a list that starts in the index. */
static void match_structures(
    struct diffing *diffing, struct match_items *actual, struct match_items *desired) {
    struct name_index first = {.arena = diffing->arena};
    struct match_item **next = arena_alloc(diffing->arena, (actual->count + 1) * sizeof(void *));
    for (size_t i = actual->count; i-- > 0;)
        if (!actual->items[i].taken)
            next[i] = index_put(&first, actual->items[i].structure, &actual->items[i]);
    for (unsigned i = 0; i < desired->count; i++) {
        struct match_item *wanted = &desired->items[i];
        struct match_item *found = wanted->taken ? NULL : index_find(&first, wanted->structure);
        while (found && (found->taken || (found->name && wanted->name)))
            found = next[found - actual->items];
        if (found)
            pair(actual, (unsigned)(found - actual->items), desired, i);
    }
}

static void match_rest(struct diffing *diffing, struct match_items *actual, struct match_items *desired,
    bool (*same)(const struct diffing *diffing, const void *actual, const void *desired)) {
    for (unsigned i = 0; i < desired->count; i++)
        for (unsigned k = 0; k < actual->count && !desired->items[i].taken; k++)
            if (!actual->items[k].taken && !(actual->items[k].name && desired->items[i].name) &&
                same(diffing, actual->items[k].item, desired->items[i].item))
                pair(actual, k, desired, i);
}

void diff_free_names(struct diffing *diffing, struct match_items *actual, struct match_items *desired) {
    struct name_index labels = {.arena = diffing->arena};
    for (size_t i = 0; i < actual->count; i++)
        if (actual->items[i].label)
            index_put(&labels, actual->items[i].label, &actual->items[i]);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < desired->count; i++) {
            const struct match_item *wanted = &desired->items[i];
            struct match_item *holder =
                wanted->other == NO_PARTNER && wanted->label ? index_find(&labels, wanted->label) : NULL;
            if (!holder || holder->other == NO_PARTNER)
                continue;
            desired->items[holder->other].other = NO_PARTNER;
            holder->other = NO_PARTNER;
            again = true;
        }
    }
}

void diff_match(struct diffing *diffing, struct match_items *actual, struct match_items *desired,
    bool (*same)(const struct diffing *diffing, const void *actual, const void *desired)) {
    for (size_t i = 0; i < actual->count; i++)
        actual->items[i].other = NO_PARTNER;
    for (size_t i = 0; i < desired->count; i++)
        desired->items[i].other = NO_PARTNER;
    match_names(diffing, actual, desired, same);
    match_structures(diffing, actual, desired);
    if (diffing->rules->same_expression)
        match_rest(diffing, actual, desired, same);
    diff_free_names(diffing, actual, desired);
}
