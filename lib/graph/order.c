#include "graph/order.h"

#include "base/buffer.h"

/* One revision on the way down, and how many of its ancestors have been looked at. */
struct visit {
    struct revision *revision;
    size_t next;
};
LIST_TYPE(visits, struct visit);

enum progress { NOT_SEEN, ON_THE_WAY, DONE };

struct walk {
    struct graph *graph;
    struct visits way; /* from the revision it began with down to here */
    unsigned char *progress;
    bool *in_cycle; /* by place in graph->sorted, which `order` holds until the end */
    bool failed;
    struct errors *errors;
};

enum { MEMBERS_SHOWN = 50 };

struct place revision_place(struct arena *arena, const struct revision *revision, unsigned line) {
    if (revision->source)
        return (struct place){revision->source, line, line ? 1 : 0};
    if (!revision->file)
        return NOWHERE;
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){.file = revision->file, .text = ""};
    return (struct place){.source = source};
}

static void describe(struct buffer *text, const struct revision *revision) {
    buffer_addf(text, "\"%s\"", revision->id);
    if (revision->file)
        buffer_addf(text, " (%s)", revision->file);
}

/* Was the edge that was taken last one to a dependency? */
static bool is_dependency(const struct visit *visit) {
    return visit->next <= visit->revision->needs.count;
}

static void report_cycle(struct walk *walk, size_t from) {
    struct buffer members = {.arena = walk->errors->arena};
    bool by_dependency = false;
    size_t count = walk->way.count - from;
    for (size_t i = from; i < walk->way.count; i++) {
        const struct visit *visit = &walk->way.items[i];
        by_dependency |= is_dependency(visit);
        walk->in_cycle[visit->revision->order] = true;
        if (i - from >= MEMBERS_SHOWN)
            continue;
        buffer_add(&members, i == from ? "" : ", ");
        describe(&members, visit->revision);
    }
    if (count > MEMBERS_SHOWN)
        buffer_addf(&members, " and %zu more", count - MEMBERS_SHOWN);
    const struct visit *first = &walk->way.items[from];
    struct error *error = error_add(walk->errors, ERROR_GRAPH,
        revision_place(walk->errors->arena, first->revision,
            is_dependency(first) ? first->revision->lines.depends_on : first->revision->lines.parents),
        "%s in revisions %s", by_dependency ? "dependency cycle" : "cycle", buffer_text(&members));
    error_hint(walk->errors, error,
        "mend %s in one of these files: each follows the next, the last the first",
        by_dependency ? "parents or depends_on" : "the parents");
}

/* A cycle is told once: not again when it shares the ends of one that was. */
static void meet_again(struct walk *walk, const struct revision *revision) {
    walk->failed = true;
    const struct revision *last = walk->way.items[walk->way.count - 1].revision;
    if (walk->in_cycle[revision->order] && walk->in_cycle[last->order])
        return;
    if (walk->errors->list.count >= ERRORS_SHOWN)
        return;
    size_t from = walk->way.count - 1;
    while (walk->way.items[from].revision != revision)
        from--;
    report_cycle(walk, from);
}

static void enter(struct walk *walk, struct revision *revision) {
    walk->progress[revision->order] = ON_THE_WAY;
    list_push(walk->graph->arena, &walk->way, ((struct visit){.revision = revision}));
}

static struct revision *next_ancestor(struct visit *visit) {
    size_t at = visit->next++, needs = visit->revision->needs.count;
    if (at < needs)
        return visit->revision->needs.items[at];
    return at - needs < visit->revision->up.count ? visit->revision->up.items[at - needs] : NULL;
}

static void walk_down(struct walk *walk, struct revision *first) {
    enter(walk, first);
    while (walk->way.count) {
        struct visit *visit = &walk->way.items[walk->way.count - 1];
        struct revision *ancestor = next_ancestor(visit);
        if (!ancestor) {
            walk->progress[visit->revision->order] = DONE;
            list_push(walk->graph->arena, &walk->graph->revisions, visit->revision);
            walk->way.count--;
        } else if (walk->progress[ancestor->order] == NOT_SEEN) {
            enter(walk, ancestor);
        } else if (walk->progress[ancestor->order] == ON_THE_WAY) {
            meet_again(walk, ancestor);
        }
    }
}

bool order_revisions(struct graph *graph, const bool *is_needed, struct errors *errors) {
    size_t count = graph->sorted.count;
    struct walk walk = {.graph = graph, .errors = errors};
    walk.progress = arena_alloc(graph->arena, count + 1);
    walk.in_cycle = arena_alloc(graph->arena, count + 1);
    for (size_t i = 0; i < count; i++)
        if (!is_needed[i])
            walk_down(&walk, graph->sorted.items[i]);
    for (size_t i = 0; i < count; i++)
        if (walk.progress[i] == NOT_SEEN) /* only a cycle is above it */
            walk_down(&walk, graph->sorted.items[i]);
    for (size_t i = 0; i < count; i++)
        graph->revisions.items[i]->order = i;
    return !walk.failed;
}
