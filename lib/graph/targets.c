#include "graph/targets.h"

#include "graph/set.h"

/* One identifier may name heads of which one implies another: that is no contradiction. */
static bool add_target(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *target, struct revision_set *seen, struct revisions *all, struct errors *errors) {
    struct revisions named;
    if (!graph_resolve(arena, graph, rows, target, &named, errors))
        return false;
    named = graph_maximal(arena, graph, &named);
    for (size_t i = 0; i < named.count; i++) {
        if (!set_has(*seen, named.items[i]))
            list_push(arena, all, named.items[i]);
        seen->marks[named.items[i]->order] = true;
    }
    return true;
}

static void fail_overlap(struct arena *arena, const struct graph *graph, const struct revisions *all,
    const struct revisions *maximal, struct errors *errors) {
    struct revision_set tops = set_new(arena, graph);
    set_add(tops, maximal);
    for (size_t i = 0; i < all->count; i++)
        if (!set_has(tops, all->items[i]))
            error_hint(errors,
                error_add(errors, ERROR_REVISION, NOWHERE,
                    "requested revision \"%s\" overlaps with other requested revisions: it is an ancestor of "
                    "one of them",
                    all->items[i]->id),
                "leave \"%s\" out", all->items[i]->id);
}

bool targets_find(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const struct names *targets, struct revisions *found, struct errors *errors) {
    struct revision_set seen = set_new(arena, graph);
    struct revisions all = {0};
    for (size_t i = 0; i < targets->count; i++)
        if (!add_target(arena, graph, rows, targets->items[i], &seen, &all, errors))
            return false;
    *found = graph_maximal(arena, graph, &all);
    if (found->count == all.count)
        return true;
    fail_overlap(arena, graph, &all, found, errors);
    return false;
}
