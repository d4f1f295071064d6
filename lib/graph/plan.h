/* Steps as they are planned, with the version rows that each leaves: the maximal applied revisions. */
#ifndef CMIGRATE_GRAPH_PLAN_H
#define CMIGRATE_GRAPH_PLAN_H

#include "graph/set.h"

struct plan {
    struct arena *arena;
    const struct graph *graph;
    const struct names *version_rows; /* as the table has them */
    struct revisions rows;            /* as it began */
    struct revision_set applied;
    struct revision_set as_found; /* rows that no step has touched */
    unsigned *above;              /* how many applied revisions name this one as parent or dependency */
    struct names first_gone;      /* rows that other rows imply: the first step deletes them */
    struct steps *steps;
};

/* Fails for a row that no script has. */
bool plan_begin(struct plan *plan, struct arena *arena, const struct graph *graph,
    const struct names *version_rows, struct steps *steps, struct errors *errors);
void plan_upgrade(struct plan *plan, struct revision *revision);
void plan_downgrade(struct plan *plan, struct revision *revision);
/* Adds every spelling that the table has for a row. */
void plan_spell(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const struct revision *row, struct names *spellings);

#endif
