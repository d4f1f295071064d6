#include "engine/older_form.h"

#include <string.h>

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
