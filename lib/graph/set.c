#include "graph/set.h"

struct revision_set set_new(struct arena *arena, const struct graph *graph) {
    return (struct revision_set){arena_alloc(arena, graph->revisions.count + 1)};
}

bool set_has(struct revision_set set, const struct revision *revision) {
    return set.marks[revision->order];
}

void set_add(struct revision_set set, const struct revisions *revisions) {
    for (size_t i = 0; i < revisions->count; i++)
        set.marks[revisions->items[i]->order] = true;
}

void set_close_below(struct revision_set set, const struct graph *graph, enum set_edges edges) {
    for (size_t i = graph->revisions.count; i-- > 0;) {
        if (!set.marks[i])
            continue;
        set_add(set, &graph->revisions.items[i]->up);
        if (edges == SET_ALL)
            set_add(set, &graph->revisions.items[i]->needs);
    }
}

void set_close_above(struct revision_set set, const struct graph *graph, enum set_edges edges) {
    for (size_t i = 0; i < graph->revisions.count; i++) {
        if (!set.marks[i])
            continue;
        set_add(set, &graph->revisions.items[i]->children);
        if (edges == SET_ALL)
            set_add(set, &graph->revisions.items[i]->needed_by);
    }
}

struct revision_set set_closure(
    struct arena *arena, const struct graph *graph, const struct revisions *revisions) {
    struct revision_set set = set_new(arena, graph);
    set_add(set, revisions);
    set_close_below(set, graph, SET_ALL);
    return set;
}

struct revision_set set_lineage(
    struct arena *arena, const struct graph *graph, struct revision *revision, enum set_edges edges) {
    struct revision_set below = set_new(arena, graph), above = set_new(arena, graph);
    set_add(below, JUST(revision));
    set_close_below(below, graph, edges);
    set_add(above, JUST(revision));
    set_close_above(above, graph, edges);
    for (size_t i = 0; i < graph->revisions.count; i++)
        above.marks[i] |= below.marks[i];
    return above;
}

struct revisions set_list(struct arena *arena, const struct graph *graph, struct revision_set set) {
    struct revisions list = {0};
    for (size_t i = 0; i < graph->revisions.count; i++)
        if (set.marks[i])
            list_push(arena, &list, graph->revisions.items[i]);
    return list;
}
