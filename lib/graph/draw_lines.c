/* The lines of a drawing, one kind after the other. */
#include <string.h>

#include "graph/drawing.h"

static struct buffer begin(const struct drawing *drawing) {
    return (struct buffer){.arena = drawing->arena};
}

static void pad(struct buffer *line, size_t width) {
    while (line->length < width)
        buffer_add_char(line, ' ');
}

static void end(struct drawing *drawing, struct buffer *line, enum line_kind kind) {
    const struct revision *revision = kind == LINE_REVISION ? drawing->revision : NULL;
    char *text = buffer_text(line);
    size_t length = line->length;
    while (!revision && length && text[length - 1] == ' ')
        text[--length] = 0;
    list_push(drawing->arena, drawing->lines, ((struct drawn_line){text, revision}));
    drawing->last = kind;
}

/* A merge's \ is on its way to the right of the columns that were right of it. */
static bool leans_from_before(const struct drawing *drawing, size_t lane) {
    return drawing->last == LINE_PARTING && drawing->was_at < lane;
}

void drawing_add_room(struct drawing *drawing) {
    struct buffer line = begin(drawing);
    for (size_t i = 0; i < drawing->above.count; i++) {
        bool is_right = i > drawing->at;
        bool leans = is_right && (drawing->rooms_made || leans_from_before(drawing, i));
        buffer_add_char(&line, leans ? '\\' : '|');
        if (i == drawing->at)
            pad(&line, line.length + drawing->rooms_made);
        buffer_add_char(&line, ' ');
    }
    drawing->rooms_made++;
    end(drawing, &line, LINE_ROOM);
}

/* Beside the revision; an edge that moved in the line above goes on in its direction. */
static char beside(const struct drawing *drawing, size_t lane) {
    if (lane > drawing->at && drawing->added > 1)
        return '\\';
    if (lane > drawing->at && drawing->added == 1)
        return drawing->was_added > 0 && leans_from_before(drawing, lane) ? '\\' : '|';
    bool moves = drawing->last == LINE_MOVING && drawing->old_edges[2 * lane + 1] == (int)lane &&
                 drawing->edges[2 * lane] < (int)lane;
    return moves ? '/' : '|';
}

void drawing_add_revision(struct drawing *drawing) {
    struct buffer line = begin(drawing);
    size_t dashes = drawing_dashes(drawing);
    for (size_t i = 0; i <= drawing->above.count; i++) {
        if (i == drawing->above.count && i != drawing->at)
            break;
        buffer_add_char(&line, i == drawing->at ? '*' : beside(drawing, i));
        for (size_t dash = 0; i == drawing->at && dash < dashes; dash++)
            buffer_add(&line, dash + 1 < dashes ? "--" : "-.");
        buffer_add_char(&line, ' ');
    }
    pad(&line, drawing->width);
    end(drawing, &line, LINE_REVISION);
}

/* Under a merge: an edge to each parent, "/" to the left, "|" down and "\" for the rest. */
static void add_parents(const struct drawing *drawing, struct buffer *line) {
    static const char directions[] = "/|\\";
    size_t direction = drawing->keeps_right;
    for (size_t i = 0; i < drawing->parents.count; i++) {
        buffer_add_char(line, directions[direction]);
        if (direction < 2)
            direction++;
        else if (drawing->added > 0 || i + 1 < drawing->parents.count)
            buffer_add_char(line, ' ');
    }
    if (!drawing->added)
        buffer_add_char(line, ' ');
}

void drawing_add_parting(struct drawing *drawing) {
    struct buffer line = begin(drawing);
    bool is_under_way = false; /* the edge to the first parent, which is further left */
    for (size_t i = 0; i <= drawing->above.count; i++) {
        if (i == drawing->at) {
            add_parents(drawing, &line);
        } else if (i == drawing->above.count) {
            break;
        } else if (i > drawing->at) {
            buffer_add(&line, drawing->added > 0 ? "\\ " : "| ");
        } else {
            buffer_add_char(&line, '|');
            if (drawing->keeps_right || i + 1 != drawing->at)
                buffer_add_char(&line, is_under_way ? '_' : ' ');
        }
        if (i < drawing->above.count && drawing->above.items[i] == drawing->parents.items[0])
            is_under_way = true;
    }
    end(drawing, &line, LINE_PARTING);
}

/* One long way may be gone in a line, drawn as "_". */
struct long_way {
    size_t from; /* the character where it begins; 0: there is none */
    int to;
};

static void go_far(struct drawing *drawing, struct long_way *way, size_t from, size_t before, int to) {
    if (way->from)
        return;
    *way = (struct long_way){from, to};
    for (size_t i = 2 * (size_t)to + 3; i + 2 < before; i += 2)
        drawing->edges[i] = to;
}

/* Each edge comes a character nearer to its column, or two where it has to cross another one. */
static struct long_way move(struct drawing *drawing) {
    struct long_way way = {0};
    int *before = drawing->edges, *after = drawing->old_edges;
    drawing->edges = after;
    drawing->old_edges = before;
    for (size_t i = 0; i < drawing->reach; i++)
        after[i] = NO_LANE;
    for (size_t i = 0; i < drawing->reach; i++) {
        int to = before[i];
        if (to == NO_LANE)
            continue;
        if (2 * (size_t)to >= i) {
            after[i] = to;
        } else if (after[i - 1] == NO_LANE) {
            after[i - 1] = to;
            go_far(drawing, &way, i, i, to);
        } else if (after[i - 1] != to && i > 1) {
            after[i - 2] = to;
            go_far(drawing, &way, i - 1, i, to);
        }
    }
    memcpy(before, after, drawing->reach * sizeof *after);
    return way;
}

/* What is drawn as "_" is not on its way any more, but for its first character. */
static char moved(struct drawing *drawing, const struct long_way *way, bool *is_long, size_t i) {
    int to = drawing->edges[i];
    if (to == NO_LANE)
        return ' ';
    if (2 * (size_t)to == i)
        return '|';
    if (way->from && to == way->to && i + 1 != way->from) {
        if (i != 2 * (size_t)to + 3)
            drawing->edges[i] = NO_LANE;
        *is_long = true;
        return '_';
    }
    if (*is_long && i < way->from)
        drawing->edges[i] = NO_LANE;
    return '/';
}

void drawing_add_moving(struct drawing *drawing) {
    struct buffer line = begin(drawing);
    struct long_way way = move(drawing);
    bool is_long = false;
    if (drawing->reach && drawing->edges[drawing->reach - 1] == NO_LANE)
        drawing->reach--;
    for (size_t i = 0; i < drawing->reach; i++)
        buffer_add_char(&line, moved(drawing, &way, &is_long, i));
    end(drawing, &line, LINE_MOVING);
}
