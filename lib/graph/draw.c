#include "graph/draw.h"

#include <string.h>

#include "graph/drawing.h"

size_t drawing_lane_of(const struct revisions *lanes, const struct revision *revision) {
    size_t at = 0;
    while (at < lanes->count && lanes->items[at] != revision)
        at++;
    return at;
}

size_t drawing_dashes(const struct drawing *drawing) {
    size_t parents = drawing->parents.count;
    return parents < 3 ? 0 : parents - 3 + drawing->keeps_right;
}

static size_t lane_below(struct drawing *drawing, struct revision *revision) {
    size_t lane = drawing_lane_of(&drawing->below, revision);
    if (lane == drawing->below.count)
        list_push(drawing->arena, &drawing->below, revision);
    return lane;
}

/* An edge that goes down, or to a column that an earlier one leads to. Where a merge has added columns and
 * the last of them is where this one goes, they meet with nothing between. */
static void lead(struct drawing *drawing, struct revision *revision) {
    int lane = (int)lane_below(drawing, revision);
    size_t position = drawing->width;
    if (drawing->added > 0 && position >= 2 && drawing->edges[position - 2] == lane) {
        position -= 2;
        drawing->added = NO_LANE;
    } else {
        drawing->width += 2;
    }
    drawing->edges[position] = lane;
}

/* A merge's first parent stays below it; or, where it has a column further left, the edge leaves to there, as
 * far as one line takes it. */
static void part(struct drawing *drawing, struct revision *first_parent) {
    size_t lane = lane_below(drawing, first_parent), position = drawing->width;
    drawing->parted = true;
    drawing->keeps_right = drawing->at <= lane;
    drawing->added = (int)drawing->parents.count - 2 + drawing->keeps_right;
    if (drawing->keeps_right)
        drawing->width += 2;
    else
        position -= drawing->at - lane > 1 ? 2 * (drawing->at - lane) - 3 : 1;
    drawing->edges[position] = (int)lane;
}

static void lead_to_parents(struct drawing *drawing) {
    for (size_t i = 0; i < drawing->parents.count; i++)
        if (drawing->parents.count > 1 && !drawing->parted)
            part(drawing, drawing->parents.items[i]);
        else
            lead(drawing, drawing->parents.items[i]);
    if (!drawing->parents.count)
        drawing->width += 2;
}

static void make_room(struct drawing *drawing) {
    size_t needed = 2 * (drawing->above.count + drawing->parents.count) + 4;
    if (needed > drawing->room) {
        int *edges = arena_alloc(drawing->arena, 2 * needed * sizeof *edges),
            *old_edges = arena_alloc(drawing->arena, 2 * needed * sizeof *edges);
        memset(edges, NO_LANE, 2 * needed * sizeof *edges);
        memset(old_edges, NO_LANE, 2 * needed * sizeof *edges);
        if (drawing->room)
            memcpy(old_edges, drawing->old_edges, drawing->room * sizeof *edges);
        drawing->edges = edges;
        drawing->old_edges = old_edges;
        drawing->room = 2 * needed;
    }
    memset(drawing->edges, NO_LANE, drawing->room * sizeof *drawing->edges);
}

static void find_parents(struct drawing *drawing) {
    drawing->parents.count = 0;
    for (size_t i = 0; i < drawing->revision->up.count; i++)
        if (set_has(drawing->shown, drawing->revision->up.items[i]))
            list_push(drawing->arena, &drawing->parents, drawing->revision->up.items[i]);
}

static void turn_to(struct drawing *drawing, struct revision *revision) {
    struct revisions before = drawing->above;
    drawing->revision = revision;
    find_parents(drawing);
    drawing->above = drawing->below;
    drawing->below = before;
    drawing->below.count = 0;
    drawing->was_at = drawing->at;
    drawing->was_added = drawing->added;
    drawing->width = drawing->rooms_made = 0;
    drawing->added = 0;
    drawing->parted = drawing->keeps_right = false;
    make_room(drawing);
}

/* Where each column leads from here on. */
static void lay_out(struct drawing *drawing) {
    drawing->at = drawing_lane_of(&drawing->above, drawing->revision);
    for (size_t i = 0; i < drawing->above.count; i++)
        if (i == drawing->at)
            lead_to_parents(drawing);
        else
            lead(drawing, drawing->above.items[i]);
    if (drawing->at == drawing->above.count)
        lead_to_parents(drawing);
    for (drawing->reach = drawing->room; drawing->reach > 1; drawing->reach--)
        if (drawing->edges[drawing->reach - 1] != NO_LANE)
            break;
}

static bool needs_room(const struct drawing *drawing) {
    return drawing->parents.count > 2 && drawing->at + 1 < drawing->above.count &&
           drawing->rooms_made < 2 * drawing_dashes(drawing);
}

static bool edges_arrived(const struct drawing *drawing) {
    for (size_t i = 0; i < drawing->reach; i++)
        if (drawing->edges[i] != NO_LANE && drawing->edges[i] != (int)(i / 2))
            return false;
    return true;
}

static void draw(struct drawing *drawing, struct revision *revision) {
    turn_to(drawing, revision);
    lay_out(drawing);
    while (needs_room(drawing))
        drawing_add_room(drawing);
    drawing_add_revision(drawing);
    if (drawing->parents.count > 1)
        drawing_add_parting(drawing);
    while (!edges_arrived(drawing))
        drawing_add_moving(drawing);
}

void graph_draw(struct arena *arena, const struct graph *graph, const struct revisions *newest_first,
    struct drawn_lines *lines) {
    struct drawing drawing = {.arena = arena, .shown = set_new(arena, graph), .lines = lines};
    *lines = (struct drawn_lines){0};
    set_add(drawing.shown, newest_first);
    for (size_t i = 0; i < newest_first->count; i++)
        draw(&drawing, newest_first->items[i]);
}
