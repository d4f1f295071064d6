#include "graph/targets.h"

bool target_is_whole(const struct question *question) {
    const char *symbol = question->identifier.symbol;
    const struct revision *squash = symbol ? index_find(&question->graph->by_replaced, symbol) : NULL;
    if (!squash || graph_ends_with(squash, symbol))
        return true;
    error_hint(question->errors,
        error_add(question->errors, ERROR_REVISION, NOWHERE,
            "revision \"%s\" is in the middle of what \"%s\" replaces", symbol, squash->id),
        "name \"%s\", which has all of that, or one before it", squash->id);
    return false;
}

/* One identifier may name heads of which one implies another: that is no contradiction. */
static bool add_target(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *target, struct revision_set *seen, struct revisions *all, struct errors *errors) {
    struct question question;
    struct revisions named;
    if (!question_ask(&question, arena, graph, rows, target, errors) || !target_is_whole(&question) ||
        !graph_resolve(arena, graph, rows, target, &named, errors))
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
