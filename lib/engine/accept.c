#include "engine/accept.h"

#include "engine/log.h"
#include "engine/versions.h"
#include "script/checksum.h"

static bool accept_one(
    struct engine *engine, struct sink *sink, const struct revision *revision, struct errors *errors) {
    struct script *script = revision->script;
    struct log_entry entry = {.event = LOG_CHANGED, .direction = STEP_STAMP, .revision = revision->id};
    return script_load(engine->arena, script, engine->reading, engine->dialect->syntax) &&
           script_checksum(engine->arena, script, &entry.checksum, errors) &&
           log_write(engine, sink, &entry, errors);
}

/* What only the older form of an accepted revision tells gets rows of its own. */
static bool keep_had(struct engine *engine, struct sink *sink, struct errors *errors) {
    struct names rows, had;
    struct step step = {.kind = STEP_STAMP};
    struct steps steps = {&step, 1, 1};
    if (!engine_version_rows(engine, &rows, errors) || !engine_had_rows(engine, &rows, &had, errors))
        return false;
    engine_bring_rows(engine, &rows, &had, &steps);
    return versions_write(engine, sink, &step, errors);
}

bool engine_accept(struct engine *engine, const struct revisions *revisions, struct errors *errors) {
    struct sink sink = sink_to_connection(engine->connection, engine->runner_timeout);
    bool done = sink_begin(&sink, errors) && versions_make_tables(engine, &sink, errors) &&
                keep_had(engine, &sink, errors);
    for (size_t i = 0; done && i < revisions->count; i++)
        done = accept_one(engine, &sink, revisions->items[i], errors);
    done = done && sink_commit(&sink, errors);
    if (!done)
        sink_rollback(&sink);
    return done;
}
