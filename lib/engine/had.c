#include <string.h>

#include "engine/engine.h"
#include "engine/log.h"
#include "engine/older_form.h"

/* What a database has had, followed along the parents that its revisions had then. */
struct having {
    struct engine *engine;
    struct revisions applied;    /* what the rows imply now */
    struct name_index checksums; /* as the log has them */
    struct name_index older;     /* id → the struct names that were its parents */
    bool *marks;                 /* null: nothing that is applied was rebased */
    struct revisions way;
};

static void have(struct having *having, struct revision *revision) {
    if (!revision || having->marks[revision->order])
        return;
    having->marks[revision->order] = true;
    list_push(having->engine->arena, &having->way, revision);
}

static void have_named(struct having *having, const struct names *names) {
    const struct graph *graph = having->engine->graph;
    for (size_t i = 0; i < names->count; i++) {
        struct revision *revision = index_find(&graph->by_id, names->items[i]);
        have(having, revision ? revision : index_find(&graph->by_replaced, names->items[i]));
    }
}

static void have_those(struct having *having, const struct revisions *list) {
    for (size_t i = 0; i < list->count; i++)
        have(having, list->items[i]);
}

static void follow(struct having *having) {
    while (having->way.count) {
        const struct revision *revision = having->way.items[--having->way.count];
        const struct names *older = index_find(&having->older, revision->id);
        have_those(having, &revision->needs);
        if (older)
            have_named(having, older);
        else
            have_those(having, &revision->up);
    }
}

static bool was_rebased(const struct revisions *applied) {
    for (size_t i = 0; i < applied->count; i++)
        if (applied->items[i]->was_parents.count)
            return true;
    return false;
}

/* Of the applied revisions, those that the log knows are had, and some of them in an older form. */
static void take_log(struct having *having) {
    struct arena *arena = having->engine->arena;
    for (size_t i = 0; i < having->applied.count; i++) {
        struct revision *revision = having->applied.items[i];
        const char *recorded = index_find(&having->checksums, revision->id);
        struct names parents;
        if (!recorded)
            continue;
        if (revision->was_parents.count && *recorded &&
            older_form_find(having->engine, revision->script, recorded, &parents)) {
            struct names *older = arena_new(arena, struct names);
            *older = parents;
            index_put(&having->older, revision->id, older);
        }
        have(having, revision);
    }
}

static bool find_had(struct having *having, const struct revisions *rows, struct errors *errors) {
    struct engine *engine = having->engine;
    having->checksums.arena = having->older.arena = engine->arena;
    having->applied = graph_closure(engine->arena, engine->graph, rows);
    if (!was_rebased(&having->applied))
        return true;
    if (!log_checksums(engine, &having->checksums, errors))
        return false;
    having->marks = arena_alloc(engine->arena, engine->graph->revisions.count + 1);
    take_log(having);
    have_those(having, rows);
    follow(having);
    return true;
}

bool engine_missing(struct engine *engine, const struct names *version_rows, struct revisions *missing,
    struct errors *errors) {
    struct having having = {.engine = engine};
    struct revisions rows;
    *missing = (struct revisions){0};
    if (!graph_rows(engine->arena, engine->graph, version_rows, &rows, errors) ||
        !find_had(&having, &rows, errors))
        return false;
    for (size_t i = 0; having.marks && i < having.applied.count; i++)
        if (!having.marks[having.applied.items[i]->order])
            list_push(engine->arena, missing, having.applied.items[i]);
    return true;
}

/* A squash may stand in the log as the newest that it replaces. */
static bool is_in_log(const struct having *having, const struct revision *revision) {
    const struct names *replaced = &revision->replaces;
    return index_find(&having->checksums, revision->id) ||
           (replaced->count && index_find(&having->checksums, replaced->items[replaced->count - 1]));
}

/* Had, not taken back since, and implied by no row. */
static struct revisions left_behind(const struct having *having) {
    const struct revisions *all = &having->engine->graph->revisions;
    struct revisions left = {0};
    for (size_t i = 0; i < having->applied.count; i++)
        having->marks[having->applied.items[i]->order] = false;
    for (size_t i = 0; i < all->count; i++)
        if (having->marks[i] && is_in_log(having, all->items[i]))
            list_push(having->engine->arena, &left, all->items[i]);
    return graph_maximal(having->engine->arena, having->engine->graph, &left);
}

bool engine_had_rows(
    struct engine *engine, const struct names *version_rows, struct names *had, struct errors *errors) {
    struct having having = {.engine = engine};
    struct errors unknown = {.arena = engine->arena}; /* who plans with such rows tells so */
    struct revisions rows, left;
    *had = (struct names){0};
    for (size_t i = 0; i < version_rows->count; i++)
        list_push(engine->arena, had, version_rows->items[i]);
    if (!graph_rows(engine->arena, engine->graph, version_rows, &rows, &unknown))
        return true;
    if (!find_had(&having, &rows, errors))
        return false;
    left = having.marks ? left_behind(&having) : (struct revisions){0};
    for (size_t i = 0; i < left.count; i++)
        list_push(engine->arena, had, left.items[i]->id);
    return true;
}

static void take_out(struct names *names, const char *name) {
    for (size_t i = names->count; i-- > 0;)
        if (!strcmp(names->items[i], name))
            list_remove(names, i);
}

void engine_bring_rows(
    struct engine *engine, const struct names *version_rows, const struct names *had, struct steps *steps) {
    struct step *first = steps->count ? &steps->items[0] : NULL;
    for (size_t i = 0; first && i < had->count; i++) {
        const char *row = had->items[i];
        if (names_have(version_rows, row))
            continue;
        if (names_have(&first->delete_rows, row))
            take_out(&first->delete_rows, row);
        else
            list_push(engine->arena, &first->insert_rows, row);
    }
}

bool engine_catch_up(
    struct engine *engine, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct revisions missing;
    if (!engine_missing(engine, version_rows, &missing, errors))
        return false;
    for (size_t i = 0; i < missing.count; i++)
        *list_insert(engine->arena, steps, i) =
            (struct step){.kind = STEP_UPGRADE, .revision = missing.items[i]};
    return true;
}
