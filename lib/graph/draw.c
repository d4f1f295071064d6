#include "graph/draw.h"

#include <string.h>

#include "graph/set.h"

struct drawing {
    struct arena *arena;
    struct revision_set shown;
    struct revisions lanes; /* the revision that each column leads to */
    struct drawn_lines *lines;
};

/* A line of blanks with room for one lane more than there is. */
static char *blank_line(const struct drawing *drawing) {
    size_t width = 2 * drawing->lanes.count + 4;
    char *line = arena_alloc(drawing->arena, width + 1);
    memset(line, ' ', width);
    return line;
}

static void add_line(struct drawing *drawing, char *line, const struct revision *revision) {
    size_t length = strlen(line);
    while (length && line[length - 1] == ' ')
        line[--length] = 0;
    list_push(drawing->arena, drawing->lines, ((struct drawn_line){line, revision}));
}

static size_t lane_of(const struct drawing *drawing, const struct revision *revision) {
    size_t at = 0;
    while (at < drawing->lanes.count && drawing->lanes.items[at] != revision)
        at++;
    return at;
}

static void draw_revision(struct drawing *drawing, struct revision *revision, size_t at) {
    if (at == drawing->lanes.count)
        list_push(drawing->arena, &drawing->lanes, revision);
    char *line = blank_line(drawing);
    for (size_t i = 0; i < drawing->lanes.count; i++)
        line[2 * i] = i == at ? '*' : '|';
    add_line(drawing, line, revision);
}

/* The lane at `from` joins the one at `to`, left of it; those right of it move up. */
static void draw_join(struct drawing *drawing, size_t from, size_t to) {
    char *line = blank_line(drawing);
    for (size_t i = 0; i < drawing->lanes.count; i++)
        if (i < from)
            line[2 * i] = '|';
        else
            line[2 * i - 1] = '/';
    for (size_t i = to; i + 1 < from; i++)
        line[2 * i + 1] = '_';
    list_remove(&drawing->lanes, from);
    add_line(drawing, line, NULL);
}

/* A lane ends; those right of it move up. */
static void draw_end(struct drawing *drawing, size_t at) {
    bool moves = at + 1 < drawing->lanes.count;
    char *line = blank_line(drawing);
    for (size_t i = 0; i < drawing->lanes.count; i++)
        if (i < at)
            line[2 * i] = '|';
        else if (i > at)
            line[2 * i - 1] = '/';
    list_remove(&drawing->lanes, at);
    if (moves)
        add_line(drawing, line, NULL);
}

/* A merge's next parent gets a lane of its own; those right of it make room. */
static void draw_fork(struct drawing *drawing, size_t at, struct revision *parent) {
    char *line = blank_line(drawing);
    for (size_t i = 0; i < drawing->lanes.count; i++)
        line[i <= at ? 2 * i : 2 * i + 1] = i <= at ? '|' : '\\';
    line[2 * at + 1] = '\\';
    *list_insert(drawing->arena, &drawing->lanes, at + 1) = parent;
    add_line(drawing, line, NULL);
}

static size_t next_lane_of(const struct drawing *drawing, size_t after) {
    size_t at = after + 1;
    while (at < drawing->lanes.count && drawing->lanes.items[at] != drawing->lanes.items[after])
        at++;
    return at;
}

static void join_lanes_of(struct drawing *drawing, const struct revision *revision) {
    size_t first = lane_of(drawing, revision), next;
    while (first < drawing->lanes.count && (next = next_lane_of(drawing, first)) < drawing->lanes.count)
        draw_join(drawing, next, first);
}

static void draw_parents(struct drawing *drawing, const struct revision *revision, size_t at) {
    struct revisions parents = {0};
    for (size_t i = 0; i < revision->up.count; i++)
        if (set_has(drawing->shown, revision->up.items[i]))
            list_push(drawing->arena, &parents, revision->up.items[i]);
    if (!parents.count) {
        draw_end(drawing, at);
        return;
    }
    drawing->lanes.items[at] = parents.items[0];
    for (size_t i = 1; i < parents.count; i++)
        draw_fork(drawing, at + i - 1, parents.items[i]);
    for (size_t i = 0; i < parents.count; i++)
        join_lanes_of(drawing, parents.items[i]);
}

void graph_draw(struct arena *arena, const struct graph *graph, const struct revisions *newest_first,
    struct drawn_lines *lines) {
    struct drawing drawing = {.arena = arena, .shown = set_new(arena, graph), .lines = lines};
    *lines = (struct drawn_lines){0};
    set_add(drawing.shown, newest_first);
    for (size_t i = 0; i < newest_first->count; i++) {
        struct revision *revision = newest_first->items[i];
        size_t at = lane_of(&drawing, revision);
        draw_revision(&drawing, revision, at);
        draw_parents(&drawing, revision, at);
    }
}
