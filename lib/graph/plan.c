#include "graph/plan.h"

#include <string.h>

static void count_above(struct plan *plan, const struct revisions *list) {
    for (size_t i = 0; i < list->count; i++)
        plan->above[list->items[i]->order]++;
}

/* Rows as cmigrate leaves them imply no other; what another tool left may. */
static void find_implied_rows(struct plan *plan) {
    for (size_t i = 0; i < plan->rows.count; i++) {
        const struct revision *row = plan->rows.items[i];
        plan->as_found.marks[row->order] = !plan->above[row->order];
        if (plan->above[row->order])
            plan_spell(plan->arena, plan->graph, plan->version_rows, row, &plan->first_gone);
    }
}

bool plan_begin(struct plan *plan, struct arena *arena, const struct graph *graph,
    const struct names *version_rows, struct steps *steps, struct errors *errors) {
    *plan = (struct plan){.arena = arena, .graph = graph, .version_rows = version_rows, .steps = steps};
    *steps = (struct steps){0};
    if (!graph_rows(arena, graph, version_rows, &plan->rows, errors))
        return false;
    plan->applied = set_closure(arena, graph, &plan->rows);
    plan->above = arena_alloc(arena, (graph->revisions.count + 1) * sizeof *plan->above);
    for (size_t i = 0; i < graph->revisions.count; i++) {
        if (!plan->applied.marks[i])
            continue;
        count_above(plan, &graph->revisions.items[i]->up);
        count_above(plan, &graph->revisions.items[i]->needs);
    }
    plan->as_found = set_new(arena, graph);
    find_implied_rows(plan);
    return true;
}

void plan_spell(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const struct revision *row, struct names *spellings) {
    if (!row->replaces.count) {
        list_push(arena, spellings, row->id);
        return;
    }
    for (size_t i = 0; i < version_rows->count; i++) {
        const char *name = version_rows->items[i];
        bool is_spelling = !strcmp(name, row->id) || index_find(&graph->by_replaced, name) == row;
        if (is_spelling && !names_have(spellings, name))
            list_push(arena, spellings, name);
    }
}

static struct step *add_step(struct plan *plan, enum step_kind kind, struct revision *revision) {
    struct step *step = list_add(plan->arena, plan->steps);
    *step = (struct step){.kind = kind, .revision = revision, .delete_rows = plan->first_gone};
    plan->first_gone = (struct names){0};
    return step;
}

/* A row that was there from the beginning may be spelled as what it replaces; one that a step brought is
 * spelled as itself. */
static void delete_row(struct plan *plan, struct step *step, const struct revision *row) {
    if (plan->as_found.marks[row->order])
        plan_spell(plan->arena, plan->graph, plan->version_rows, row, &step->delete_rows);
    else
        list_push(plan->arena, &step->delete_rows, row->id);
    plan->as_found.marks[row->order] = false;
}

static void cover(struct plan *plan, struct step *step, const struct revisions *below) {
    for (size_t i = 0; i < below->count; i++)
        if (!plan->above[below->items[i]->order]++)
            delete_row(plan, step, below->items[i]);
}

static void uncover(struct plan *plan, struct step *step, const struct revisions *below) {
    for (size_t i = 0; i < below->count; i++)
        if (!--plan->above[below->items[i]->order])
            list_push(plan->arena, &step->insert_rows, below->items[i]->id);
}

void plan_upgrade(struct plan *plan, struct revision *revision) {
    struct step *step = add_step(plan, STEP_UPGRADE, revision);
    plan->applied.marks[revision->order] = true;
    cover(plan, step, &revision->up);
    cover(plan, step, &revision->needs);
    list_push(plan->arena, &step->insert_rows, revision->id);
}

void plan_downgrade(struct plan *plan, struct revision *revision) {
    struct step *step = add_step(plan, STEP_DOWNGRADE, revision);
    plan->applied.marks[revision->order] = false;
    delete_row(plan, step, revision);
    uncover(plan, step, &revision->up);
    uncover(plan, step, &revision->needs);
}
