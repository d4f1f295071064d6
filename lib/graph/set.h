/* A set of a graph's revisions, as marks by their order. */
#ifndef CMIGRATE_GRAPH_SET_H
#define CMIGRATE_GRAPH_SET_H

#include "graph/graph.h"

struct revision_set {
    bool *marks;
};

enum set_edges { SET_PARENTS, SET_ALL }; /* whether depends_on counts */

struct revision_set set_new(struct arena *arena, const struct graph *graph);
bool set_has(struct revision_set set, const struct revision *revision);
void set_add(struct revision_set set, const struct revisions *revisions);
/* Adds the ancestors, or descendants, of every member. */
void set_close_below(struct revision_set set, const struct graph *graph, enum set_edges edges);
void set_close_above(struct revision_set set, const struct graph *graph, enum set_edges edges);
/* The revisions and all their ancestors. */
struct revision_set set_closure(
    struct arena *arena, const struct graph *graph, const struct revisions *revisions);
/* Ancestors and descendants of one revision, and itself. */
struct revision_set set_lineage(
    struct arena *arena, const struct graph *graph, struct revision *revision, enum set_edges edges);
/* The members in the graph's order. */
struct revisions set_list(struct arena *arena, const struct graph *graph, struct revision_set set);

/* A list of one. */
#define JUST(revision) (&(struct revisions){.items = &(revision), .count = 1, .capacity = 1})

#endif
