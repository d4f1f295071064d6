#include <string.h>

#include "graph/identify.h"

/* One end of a range. */
struct end {
    struct question question;
    bool is_open; /* nothing was written */
    bool waits;   /* relative to the other end */
    struct revisions found;
};

static bool read_end(struct end *end, struct arena *arena, const struct graph *graph,
    const struct revisions *rows, const char *text, struct errors *errors) {
    *end = (struct end){.is_open = !*text};
    if (end->is_open)
        return true;
    if (!question_ask(&end->question, arena, graph, rows, text, errors))
        return false;
    struct question *question = &end->question;
    end->waits = question->identifier.steps && !question->identifier.symbol;
    if (end->waits)
        return true;
    /* "head" of a range is all heads: nothing has to be chosen */
    if (!strcmp(question->identifier.symbol, "head") && !question->identifier.steps)
        question->identifier.symbol = "heads";
    if (!question->identifier.steps)
        return question_find(question, &end->found);
    struct revision *at;
    if (!question_find_one(question, &at) || !question_walk(question, &at, true))
        return false;
    if (at)
        list_push(arena, &end->found, at);
    return true;
}

static void open_end(struct end *end, struct arena *arena, const struct graph *graph, bool is_upper) {
    for (size_t i = 0; end->is_open && is_upper && i < graph->sorted.count; i++)
        if (graph_is_real_head(graph->sorted.items[i]))
            list_push(arena, &end->found, graph->sorted.items[i]);
}

/* Counts from the other end; base when that is nothing. */
static bool settle(struct end *end, const struct end *other) {
    struct question *question = &end->question;
    if (!end->waits)
        return true;
    struct revisions starts = {0};
    for (size_t i = 0; i < other->found.count; i++)
        if (question_covers(question, other->found.items[i]))
            list_push(question->arena, &starts, other->found.items[i]);
    if (starts.count > 1) {
        error_hint(question->errors,
            error_add(question->errors, ERROR_REVISION, NOWHERE,
                "\"%s\" is ambiguous: the range's other end is several revisions, %s",
                question->identifier.text, revisions_text(question->arena, &starts)),
            "name the branch, as \"%s@%s\"", starts.items[0]->id, question->identifier.steps);
        return false;
    }
    struct revision *at = starts.count ? starts.items[0] : NULL;
    if (!question_walk(question, &at, true))
        return false;
    if (at)
        list_push(question->arena, &end->found, at);
    return true;
}

static bool fail_order(const struct end *lower, const struct end *upper, struct errors *errors) {
    error_hint(errors,
        error_add(errors, ERROR_REVISION, NOWHERE, "revision \"%s\" is not an ancestor of revision \"%s\"",
            lower->found.items[0]->id, upper->found.count ? upper->found.items[0]->id : "base"),
        "a range goes from the older revision to the newer, as \"a:b\"");
    return false;
}

/* Both ends included: what is below the upper one, without what is strictly below the lower one. */
static bool between(struct arena *arena, const struct graph *graph, const struct end *lower,
    const struct end *upper, struct revisions *found, struct errors *errors) {
    struct revision_set inside = set_closure(arena, graph, &upper->found);
    struct revision_set outside = set_closure(arena, graph, &lower->found);
    bool met = !lower->found.count;
    for (size_t i = 0; i < lower->found.count; i++) {
        met |= set_has(inside, lower->found.items[i]);
        outside.marks[lower->found.items[i]->order] = false;
    }
    if (!met)
        return fail_order(lower, upper, errors);
    for (size_t i = graph->revisions.count; i-- > 0;)
        if (inside.marks[i] && !outside.marks[i])
            list_push(arena, found, graph->revisions.items[i]);
    return true;
}

bool graph_range(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *range, struct revisions *found, struct errors *errors) {
    *found = (struct revisions){0};
    const char *colon = strchr(range, ':');
    if (!colon) {
        error_hint(errors,
            error_add(errors, ERROR_REVISION, NOWHERE, "\"%s\" is not a range of revisions", range),
            "write [start]:[end], as \"base:head\", \"ae10:\" or \":current\"");
        return false;
    }
    struct end lower, upper;
    const char *start = arena_text(arena, range, (size_t)(colon - range));
    if (!read_end(&lower, arena, graph, rows, start, errors) ||
        !read_end(&upper, arena, graph, rows, colon + 1, errors))
        return false;
    open_end(&upper, arena, graph, true);
    if (!settle(&lower, &upper) || !settle(&upper, &lower))
        return false;
    return between(arena, graph, &lower, &upper, found, errors);
}
