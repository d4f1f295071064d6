#include "graph/identify.h"

void question_fail_steps(const struct question *question, const char *hint) {
    const struct identifier *identifier = &question->identifier;
    error_hint(question->errors,
        error_add(question->errors, ERROR_REVISION, NOWHERE,
            "relative revision \"%s\" didn't produce %s migrations", identifier->text, identifier->steps + 1),
        "%s", hint);
}

static struct revisions within_branch(
    const struct question *question, const struct revisions *all, bool only_bases) {
    struct revisions members = {0};
    for (size_t i = 0; i < all->count; i++)
        if (question_covers(question, all->items[i]) && (!only_bases || graph_is_base(all->items[i])))
            list_push(question->arena, &members, all->items[i]);
    return members;
}

static struct revisions next_steps(const struct question *question, const struct revision *at) {
    if (!at)
        return within_branch(question, &question->graph->sorted, true);
    return within_branch(question, question->identifier.is_down ? &at->up : &at->children, false);
}

static void fail_ambiguous(
    const struct question *question, const struct revision *at, const struct revisions *next) {
    struct error *error = error_add(question->errors, ERROR_REVISION, NOWHERE,
        "ambiguous walk for \"%s\": %s%s%s leads to %s", question->identifier.text, at ? "\"" : "",
        at ? at->id : "base", at ? "\"" : "", revisions_text(question->arena, next));
    error_hint(question->errors, error, "name the branch, as \"%s@%s\", or a revision by its id",
        next->items[0]->id, question->identifier.steps);
}

/* How many steps there were before the graph ended. */
static const char *how_far(const struct question *question, size_t steps) {
    const char *end = question->identifier.is_down ? "base" : "the head";
    if (!steps)
        return arena_format(question->arena, "it starts at %s already", end);
    return arena_format(question->arena, "%s is reached after %zu", end, steps);
}

bool question_walk(const struct question *question, struct revision **at, bool clamp) {
    bool is_down = question->identifier.is_down;
    for (size_t i = 0; i < question->identifier.count; i++) {
        struct revisions next = {0};
        if (*at || !is_down)
            next = next_steps(question, *at);
        if (next.count > 1) {
            fail_ambiguous(question, *at, &next);
            return false;
        }
        bool beyond = !next.count && (!is_down || !*at);
        if (beyond && clamp)
            return true;
        if (beyond) {
            question_fail_steps(question, how_far(question, i));
            return false;
        }
        *at = next.count ? next.items[0] : NULL;
    }
    return true;
}

/* The tips of the branch among what is applied. */
static struct revisions applied_tips(const struct question *question) {
    struct revision_set applied = set_closure(question->arena, question->graph, question->rows);
    for (size_t i = 0; i < question->graph->revisions.count; i++)
        applied.marks[i] = applied.marks[i] && question->lineage.marks[i];
    struct revision_set below = set_new(question->arena, question->graph);
    for (size_t i = 0; i < question->graph->revisions.count; i++)
        if (applied.marks[i])
            set_add(below, &question->graph->revisions.items[i]->up);
    for (size_t i = 0; i < question->graph->revisions.count; i++)
        applied.marks[i] = applied.marks[i] && !below.marks[i];
    return set_list(question->arena, question->graph, applied);
}

bool question_start(const struct question *question, struct revision **at) {
    *at = NULL;
    if (!question->rows) {
        error_hint(question->errors,
            error_add(question->errors, ERROR_REVISION, NOWHERE, "\"%s\" needs a database to count from",
                question->identifier.text),
            "name the revision to count from, as \"head%s\"", question->identifier.steps);
        return false;
    }
    struct revisions starts = within_branch(question, question->rows, false);
    if (question->branch && !starts.count)
        starts = applied_tips(question);
    if (starts.count > 1) {
        error_hint(question->errors,
            error_add(question->errors, ERROR_REVISION, NOWHERE,
                "\"%s\" is ambiguous: the database is at several revisions, %s", question->identifier.text,
                revisions_text(question->arena, &starts)),
            "name the branch, as \"%s@%s\"", starts.items[0]->id, question->identifier.steps);
        return false;
    }
    *at = starts.count ? starts.items[0] : NULL;
    return true;
}
