#include "engine/settle.h"

#include "engine/versions.h"

static bool find_doubt(struct engine *engine, const struct revision *revision, struct progress *progress,
    struct errors *errors) {
    bool there;
    if (!log_is_there(engine, &there, errors) ||
        (there && !progress_read(engine, revision->id, progress, errors)))
        return false;
    if (progress->doubtful)
        return true;
    struct error *error =
        error_add(errors, ERROR_STATE, NOWHERE, "no statement of revision %s is in doubt", revision->id);
    error_hint(errors, error, "cmigrate upgrade goes on by itself where it can, and says where it can't");
    return false;
}

bool engine_settle(struct engine *engine, const struct revision *revision, bool done,
    struct progress *progress, struct errors *errors) {
    *progress = (struct progress){0};
    if (!find_doubt(engine, revision, progress, errors))
        return false;
    struct sink sink = sink_to_connection(engine->connection, engine->runner_timeout);
    struct log_entry entry = {.event = LOG_SETTLED,
        .direction = progress->direction,
        .revision = revision->id,
        .checksum = progress->checksum,
        .statement = progress->doubtful,
        .detail = done ? "done" : "undone"};
    if (sink_begin(&sink, errors) && log_write(engine, &sink, &entry, errors) && sink_commit(&sink, errors))
        return true;
    sink_rollback(&sink);
    return false;
}
