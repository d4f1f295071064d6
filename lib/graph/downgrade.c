#include "graph/identify.h"
#include "graph/plan.h"
#include "graph/targets.h"

/* "-1" counts from where the database is, within that branch. */
static bool walk_from_rows(struct question *question, struct revision **target) {
    if (!question->identifier.is_down) {
        question_fail_steps(question, "downgrade goes down; cmigrate upgrade brings revisions");
        return false;
    }
    if (!question_start(question, target))
        return false;
    struct revision *start = *target;
    if (!question_walk(question, target, false))
        return false;
    if (!question->branch && start)
        question_narrow(question, start);
    return true;
}

static bool find_target(struct question *question, struct revision **target) {
    if (!question->identifier.steps)
        return question_find_one(question, target);
    if (!question->identifier.symbol)
        return walk_from_rows(question, target);
    return question_find_one(question, target) && question_walk(question, target, false);
}

/* What goes: the branch's children of the target, with all that stands on them. */
static struct revision_set find_dropped(const struct question *question, const struct revision *target) {
    const struct graph *graph = question->graph;
    const struct revisions *above = target ? &target->children : &graph->sorted;
    struct revision_set dropped = set_new(question->arena, graph);
    for (size_t i = 0; i < above->count; i++)
        if ((target || graph_is_base(above->items[i])) && question_covers(question, above->items[i]))
            dropped.marks[above->items[i]->order] = true;
    set_close_above(dropped, graph, SET_ALL);
    return dropped;
}

static bool is_reachable(
    const struct plan *plan, const struct revision *target, const char *text, struct errors *errors) {
    if (!target || set_has(plan->applied, target))
        return true;
    struct error *error = error_add(errors, ERROR_REVISION, NOWHERE,
        "destination \"%s\" is not a valid downgrade target from current head(s)", text);
    if (plan->rows.count)
        error_hint(errors, error, "\"%s\" is not applied: the database is at %s", target->id,
            revisions_text(plan->arena, &plan->rows));
    else
        error_hint(errors, error, "\"%s\" is not applied: the database is at base", target->id);
    return false;
}

bool graph_downgrade(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const char *target, struct steps *steps, struct errors *errors) {
    struct plan plan;
    struct question question;
    struct revision *to;
    if (!plan_begin(&plan, arena, graph, version_rows, steps, errors) ||
        !question_ask(&question, arena, graph, &plan.rows, target, errors) || !target_is_whole(&question) ||
        !find_target(&question, &to) || !is_reachable(&plan, to, target, errors))
        return false;
    struct revision_set dropped = find_dropped(&question, to);
    for (size_t i = graph->revisions.count; i-- > 0;)
        if (dropped.marks[i] && plan.applied.marks[i])
            plan_downgrade(&plan, graph->revisions.items[i]);
    return true;
}
