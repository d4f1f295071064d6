#include "graph/identify.h"
#include "graph/plan.h"
#include "graph/targets.h"

/* Taking back is downgrade's: "-1" alone has nothing to bring. */
static bool refuse_down(const struct question *question) {
    if (question->identifier.symbol || !question->identifier.steps || !question->identifier.is_down)
        return true;
    question_fail_steps(question, "upgrade goes up; cmigrate downgrade takes revisions back");
    return false;
}

static bool check_targets(const struct plan *plan, const struct names *targets, struct errors *errors) {
    for (size_t i = 0; i < targets->count; i++) {
        struct question question;
        if (!question_ask(&question, plan->arena, plan->graph, &plan->rows, targets->items[i], errors) ||
            !refuse_down(&question))
            return false;
    }
    return true;
}

bool graph_upgrade(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const struct names *targets, struct steps *steps, struct errors *errors) {
    struct plan plan;
    struct revisions found;
    if (!plan_begin(&plan, arena, graph, version_rows, steps, errors) ||
        !check_targets(&plan, targets, errors) ||
        !targets_find(arena, graph, &plan.rows, targets, &found, errors))
        return false;
    struct revision_set wanted = set_closure(arena, graph, &found);
    for (size_t i = 0; i < graph->revisions.count; i++)
        if (wanted.marks[i] && !plan.applied.marks[i])
            plan_upgrade(&plan, graph->revisions.items[i]);
    return true;
}
