#include "engine/older_form.h"

#include <string.h>

#include "engine/log.h"
#include "script/checksum.h"
#include "script/parents.h"

static bool matches(
    struct engine *engine, const struct script *script, const char *recorded, const struct names *parents) {
    struct errors ignored = {.arena = engine->arena};
    struct script older = *script;
    struct schema_reading reading = *engine->reading;
    reading.errors = &ignored;
    const char *checksum;
    older.revision.parents = *parents;
    return script_load(engine->arena, &older, &reading, engine->dialect->syntax) &&
           script_checksum(engine->arena, &older, &checksum, &ignored) && !strcmp(checksum, recorded);
}

bool older_form_find(
    struct engine *engine, const struct script *script, const char *recorded, struct names *parents) {
    const struct names *had = &script->revision.was_parents;
    for (size_t i = 0; i < had->count; i++) {
        *parents = (struct names){0};
        if (strcmp(had->items[i], WAS_BASE) != 0)
            list_push(engine->arena, parents, had->items[i]);
        if (matches(engine, script, recorded, parents))
            return true;
    }
    *parents = *had;
    return had->count > 1 && matches(engine, script, recorded, parents);
}

/* What a database has had, followed along the parents that its revisions had then. */
struct having {
    struct engine *engine;
    struct name_index older; /* id → the struct names that were its parents */
    bool *marks;
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
static void take_log(
    struct having *having, const struct revisions *applied, const struct name_index *checksums) {
    struct arena *arena = having->engine->arena;
    for (size_t i = 0; i < applied->count; i++) {
        struct revision *revision = applied->items[i];
        const char *recorded = index_find(checksums, revision->id);
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

bool engine_missing(struct engine *engine, const struct names *version_rows, struct revisions *missing,
    struct errors *errors) {
    struct revisions rows;
    struct name_index checksums = {.arena = engine->arena};
    *missing = (struct revisions){0};
    if (!graph_rows(engine->arena, engine->graph, version_rows, &rows, errors))
        return false;
    struct revisions applied = graph_closure(engine->arena, engine->graph, &rows);
    if (!was_rebased(&applied))
        return true;
    if (!log_checksums(engine, &checksums, errors))
        return false;
    struct having having = {.engine = engine, .older = {.arena = engine->arena}};
    having.marks = arena_alloc(engine->arena, engine->graph->revisions.count + 1);
    take_log(&having, &applied, &checksums);
    have_those(&having, &rows);
    follow(&having);
    for (size_t i = 0; i < applied.count; i++)
        if (!having.marks[applied.items[i]->order])
            list_push(engine->arena, missing, applied.items[i]);
    return true;
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
