#include <stdlib.h>
#include <string.h>

#include "graph/set.h"

static int by_id(const void *left, const void *right) {
    return strcmp((*(struct revision *const *)left)->id, (*(struct revision *const *)right)->id);
}

struct revisions graph_closure(struct arena *arena, const struct graph *graph, const struct revisions *rows) {
    return set_list(arena, graph, set_closure(arena, graph, rows));
}

struct revisions graph_maximal(struct arena *arena, const struct graph *graph, const struct revisions *set) {
    struct revision_set members = set_new(arena, graph), below = set_new(arena, graph);
    set_add(members, set);
    for (size_t i = 0; i < set->count; i++) {
        set_add(below, &set->items[i]->up);
        set_add(below, &set->items[i]->needs);
    }
    set_close_below(below, graph, SET_ALL);
    for (size_t i = 0; i < graph->revisions.count; i++)
        members.marks[i] = members.marks[i] && !below.marks[i];
    struct revisions maximal = set_list(arena, graph, members);
    if (maximal.count > 1)
        qsort(maximal.items, maximal.count, sizeof(struct revision *), by_id);
    return maximal;
}

/* Applied revisions are closed downwards, so one with an applied descendant in its branch has an applied
 * child. */
static bool has_member(const struct revisions *list, struct revision_set set) {
    for (size_t i = 0; i < list->count; i++)
        if (set_has(set, list->items[i]))
            return true;
    return false;
}

struct revisions graph_current(struct arena *arena, const struct graph *graph, const struct revisions *rows) {
    struct revision_set applied = set_closure(arena, graph, rows);
    struct revisions current = {0};
    for (size_t i = 0; i < graph->revisions.count; i++)
        if (applied.marks[i] && !has_member(&graph->revisions.items[i]->children, applied))
            list_push(arena, &current, graph->revisions.items[i]);
    if (current.count > 1)
        qsort(current.items, current.count, sizeof(struct revision *), by_id);
    return current;
}

bool graph_is_at_heads(struct arena *arena, const struct graph *graph, const struct revisions *rows) {
    struct revision_set applied = set_closure(arena, graph, rows);
    for (size_t i = 0; i < graph->revisions.count; i++)
        if (!applied.marks[i])
            return false;
    return true;
}
