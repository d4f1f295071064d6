/* Puts a graph's revisions into its one topological order. */
#ifndef CMIGRATE_GRAPH_ORDER_H
#define CMIGRATE_GRAPH_ORDER_H

#include "graph/graph.h"

/* Fills graph->revisions and each revision's `order` from graph->sorted, `up` and `needs`, which don't hold
 * the revision itself. `is_needed` says by place in `sorted` who has a child or dependent. Each cycle is an
 * error that lists its members. */
bool order_revisions(struct graph *graph, const bool *is_needed, struct errors *errors);

/* The revision's file as a place; nowhere when it has none. */
struct place revision_place(struct arena *arena, const struct revision *revision, unsigned line);

#endif
