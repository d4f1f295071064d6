#include <string.h>

#include "engine/engine.h"
#include "engine/log.h"
#include "engine/older_form.h"
#include "script/checksum.h"

static bool load_checksum(struct engine *engine, struct script *script, struct arena *arena,
    const char **checksum, struct errors *errors) {
    struct schema_reading reading = *engine->reading;
    reading.arena = arena;
    reading.errors = errors;
    return script_load(arena, script, &reading, engine->dialect->syntax) &&
           script_checksum(arena, script, checksum, errors);
}

/* Loads and forgets the body, so that checking thousands of scripts needs the memory of one. What fails is
 * loaded again to stay, since errors point into it. */
static bool checksum_now(struct engine *engine, struct script *script, struct arena *arena,
    const char **checksum, struct errors *errors) {
    struct script before = *script;
    struct errors ignored = {.arena = arena};
    bool done = load_checksum(engine, script, arena, checksum, &ignored);
    *script = before;
    return done || load_checksum(engine, script, engine->arena, checksum, errors);
}

static bool check_one(struct engine *engine, const struct revision *revision, const char *recorded,
    struct arena *arena, struct errors *errors) {
    struct script *script = revision->script;
    const char *checksum;
    if (!checksum_now(engine, script, arena, &checksum, errors))
        return false;
    struct names parents;
    if (!strcmp(checksum, recorded) || older_form_find(engine, script, recorded, &parents))
        return true;
    struct error *error = error_add(errors, ERROR_CHANGED, NOWHERE,
        "revision %s has changed since it was applied: %s", revision->id, script->path);
    error_hint(errors, error,
        "restore the file and make a new revision for the change; if the change is meant, accept it with: "
        "cmigrate stamp --accept %s",
        revision->id);
    return false;
}

bool engine_check_applied(struct engine *engine, const struct revisions *applied, struct errors *errors) {
    struct name_index checksums = {.arena = engine->arena};
    if (!log_checksums(engine, &checksums, errors))
        return false;
    bool unchanged = true;
    struct arena arena = {.exhausted = engine->arena->exhausted};
    for (size_t i = 0; i < applied->count; i++) {
        const char *recorded = index_find(&checksums, applied->items[i]->id);
        if (recorded && *recorded && !check_one(engine, applied->items[i], recorded, &arena, errors))
            unchanged = false;
        arena_free(&arena);
    }
    arena_free(&arena);
    return unchanged;
}
