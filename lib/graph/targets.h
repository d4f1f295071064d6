/* Several identifiers that are wanted together. */
#ifndef CMIGRATE_GRAPH_TARGETS_H
#define CMIGRATE_GRAPH_TARGETS_H

#include "graph/identify.h"

/* The revisions that the identifiers name, each once, by id. Fails where one is an ancestor of another's. */
bool targets_find(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const struct names *targets, struct revisions *found, struct errors *errors);
/* What a squash has put together can't be had in part: false for an id from the middle of it. */
bool target_is_whole(const struct question *question);

#endif
