/* A drawing while it is made: which column leads where, above and below the revision at hand. A column takes
 * two characters; an edge is on its way from the one where it begins to the column that it leads to. */
#ifndef CMIGRATE_GRAPH_DRAWING_H
#define CMIGRATE_GRAPH_DRAWING_H

#include "base/buffer.h"
#include "graph/draw.h"
#include "graph/set.h"

enum { NO_LANE = -1 };

enum line_kind { LINE_REVISION, LINE_ROOM, LINE_PARTING, LINE_MOVING };

struct drawing {
    struct arena *arena;
    struct drawn_lines *lines;
    struct revision_set shown;

    struct revision *revision;     /* the one at hand */
    struct revisions parents;      /* those of it that are shown */
    struct revisions above, below; /* what each column leads to */
    size_t at, was_at;             /* the column of the revision, and of the one before */

    /* Character → the column below that the edge there leads to, or NO_LANE. */
    int *edges, *old_edges;
    size_t reach, room; /* characters that are in use, and that there is room for */
    size_t width;       /* characters that the revision's lines take */

    bool parted;          /* a merge: its first parent has got its place */
    bool keeps_right;     /* a merge: its first parent stays below it, and is not to the left */
    int added, was_added; /* columns that the merge adds, and that the one before did */
    size_t rooms_made;    /* lines that made room for a merge of many */
    enum line_kind last;  /* the kind of the last line */
};

/* Lines around the revision's own: room for a merge of three and more, and the edges that move where they
 * lead. */
void drawing_add_room(struct drawing *drawing);
void drawing_add_revision(struct drawing *drawing);
void drawing_add_parting(struct drawing *drawing);
void drawing_add_moving(struct drawing *drawing);

size_t drawing_lane_of(const struct revisions *lanes, const struct revision *revision);
/* Columns beside a merge's own that its line reaches over. */
size_t drawing_dashes(const struct drawing *drawing);

#endif
