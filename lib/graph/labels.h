/* Which branch labels apply to which revision, worked out once for the whole graph. */
#ifndef CMIGRATE_GRAPH_LABELS_H
#define CMIGRATE_GRAPH_LABELS_H

#include "graph/graph.h"

/* Fills labels_below and labels_above of all revisions, as far as the work stays linear; sets
 * graph->labels_are_spread when it is done. */
void labels_spread(struct graph *graph);

#endif
