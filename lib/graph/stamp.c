#include <string.h>

#include "graph/identify.h"
#include "graph/plan.h"
#include "graph/targets.h"

struct stamping {
    struct arena *arena;
    const struct graph *graph;
    const struct names *version_rows;
    struct revisions rows;    /* those that a script has */
    struct revision_set held; /* rows that stay so far */
    struct names cleared;     /* what goes whatever the target: the first step deletes it */
    struct steps *steps;
};

static void release(struct stamping *stamping, const struct revision *row, struct names *deleted) {
    if (!set_has(stamping->held, row))
        return;
    stamping->held.marks[row->order] = false;
    plan_spell(stamping->arena, stamping->graph, stamping->version_rows, row, deleted);
}

static void release_those(struct stamping *stamping, struct revision_set set, struct names *deleted) {
    for (size_t i = 0; i < stamping->rows.count; i++)
        if (set_has(set, stamping->rows.items[i]))
            release(stamping, stamping->rows.items[i], deleted);
}

/* Rows that other rows imply say nothing. */
static void clear_implied(struct stamping *stamping) {
    struct revisions maximal = graph_maximal(stamping->arena, stamping->graph, &stamping->rows);
    struct revision_set implied = set_new(stamping->arena, stamping->graph);
    set_add(implied, &stamping->rows);
    for (size_t i = 0; i < maximal.count; i++)
        implied.marks[maximal.items[i]->order] = false;
    release_those(stamping, implied, &stamping->cleared);
}

/* "base" forgets everything, "label@base" what has to do with that branch. */
static bool clear_for_base(struct stamping *stamping, const char *target, struct errors *errors) {
    struct question question;
    if (!question_ask(&question, stamping->arena, stamping->graph, &stamping->rows, target, errors))
        return false;
    const char *symbol = question.identifier.symbol;
    if (question.identifier.steps || strcmp(symbol, "base"))
        return true;
    if (question.branch) {
        struct revision_set lineage = set_lineage(stamping->arena, stamping->graph, question.branch, SET_ALL);
        release_those(stamping, lineage, &stamping->cleared);
        return true;
    }
    for (size_t i = 0; i < stamping->rows.count; i++)
        release(stamping, stamping->rows.items[i], &stamping->cleared);
    return true;
}

static size_t times(const struct names *names, const char *name) {
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++)
        count += !strcmp(names->items[i], name);
    return count;
}

/* All rows go but those that name a target themselves, and do so once. */
static void purge(struct stamping *stamping, const struct revisions *targets) {
    struct revision_set wanted = set_new(stamping->arena, stamping->graph);
    set_add(wanted, targets);
    memset(stamping->held.marks, 0, stamping->graph->revisions.count);
    for (size_t i = 0; i < stamping->version_rows->count; i++) {
        const char *name = stamping->version_rows->items[i];
        struct revision *revision = index_find(&stamping->graph->by_id, name);
        if (revision && set_has(wanted, revision) && times(stamping->version_rows, name) == 1)
            stamping->held.marks[revision->order] = true;
        else
            list_push(stamping->arena, &stamping->cleared, name);
    }
}

static void stamp(struct stamping *stamping, struct revision *target) {
    bool is_there = set_has(stamping->held, target);
    struct names deleted = stamping->cleared, inserted = {0};
    stamping->cleared = (struct names){0};
    stamping->held.marks[target->order] = false;
    struct revision_set lineage = set_lineage(stamping->arena, stamping->graph, target, SET_ALL);
    release_those(stamping, lineage, &deleted);
    stamping->held.marks[target->order] = true;
    if (!is_there)
        list_push(stamping->arena, &inserted, target->id);
    if (deleted.count || inserted.count)
        list_push(stamping->arena, stamping->steps,
            ((struct step){STEP_STAMP, target, .delete_rows = deleted, .insert_rows = inserted}));
}

static bool begin(struct stamping *stamping, bool purges, struct errors *errors) {
    struct errors ignored = {.arena = stamping->arena};
    *stamping->steps = (struct steps){0};
    if (!graph_rows(stamping->arena, stamping->graph, stamping->version_rows, &stamping->rows,
            purges ? &ignored : errors) &&
        !purges)
        return false;
    stamping->held = set_new(stamping->arena, stamping->graph);
    set_add(stamping->held, &stamping->rows);
    return true;
}

bool graph_stamp(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const struct names *targets, bool purges, struct steps *steps, struct errors *errors) {
    struct stamping stamping = {.arena = arena, .graph = graph, .version_rows = version_rows, .steps = steps};
    struct revisions found;
    if (!begin(&stamping, purges, errors) ||
        !targets_find(arena, graph, &stamping.rows, targets, &found, errors))
        return false;
    clear_implied(&stamping);
    for (size_t i = 0; i < targets->count; i++)
        if (!clear_for_base(&stamping, targets->items[i], errors))
            return false;
    if (purges) {
        stamping.cleared = (struct names){0};
        purge(&stamping, &found);
    }
    for (size_t i = 0; i < found.count; i++)
        stamp(&stamping, found.items[i]);
    if (stamping.cleared.count)
        list_push(arena, steps, ((struct step){STEP_STAMP, .delete_rows = stamping.cleared}));
    return true;
}
