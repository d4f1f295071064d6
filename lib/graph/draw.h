/* Draws revisions as a graph beside their lines, as git's log does: columns of | with * where a revision is,
 * \ and / where branches part and join. */
#ifndef CMIGRATE_GRAPH_DRAW_H
#define CMIGRATE_GRAPH_DRAW_H

#include "graph/graph.h"

struct drawn_line {
    const char *columns;             /* with the blanks before what is said of the revision */
    const struct revision *revision; /* null: only columns, without blanks at their end */
};
LIST_TYPE(drawn_lines, struct drawn_line);

/* `newest_first` has every revision after its children, as graph_range() gives them; parents that are not in
 * it are not drawn. Dependencies are not drawn either. */
void graph_draw(struct arena *arena, const struct graph *graph, const struct revisions *newest_first,
    struct drawn_lines *lines);

#endif
