#include "engine/unfinished.h"

#include <string.h>

#include "engine/progress.h"

static bool is_among(const struct steps *steps, const char *revision) {
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].revision && !strcmp(steps->items[i].revision->id, revision))
            return true;
    return false;
}

static bool refuse(const char *revision, const struct progress *progress, struct errors *errors) {
    bool down = progress->direction == STEP_DOWNGRADE;
    struct error *error = error_add(errors, ERROR_STATE, NOWHERE,
        "the %s of revision %s stopped half-way, after %zu statement%s: nothing else can run before that",
        down ? "downgrade" : "upgrade", revision, progress->done, progress->done == 1 ? "" : "s");
    error_hint(errors, error,
        "mend its cause and run the %s again; or do the rest by hand, or undo what is done, and say where "
        "the "
        "database is with: cmigrate stamp",
        down ? "downgrade" : "upgrade");
    return false;
}

/* Where a revision is one transaction, it is never half-done. */
static bool can_be_unfinished(const struct dialect *dialect) {
    return !dialect->traits->transactional_ddl || dialect->runs_outside;
}

/* Whoever says where the database is has brought it there. */
static bool forget(struct run *run, const char *revision, struct errors *errors) {
    struct log_entry entry = {.event = LOG_STAMPED,
        .direction = STEP_STAMP,
        .revision = revision,
        .detail = "what it had half done is brought in order"};
    bool done = sink_begin(&run->sink, errors) && log_write(run->engine, &run->sink, &entry, errors) &&
                sink_commit(&run->sink, errors);
    if (!done)
        sink_rollback(&run->sink);
    return done;
}

bool unfinished_check(struct run *run, const struct steps *steps, struct errors *errors) {
    struct engine *engine = run->engine;
    struct names revisions = {0};
    bool there;
    if (!can_be_unfinished(engine->dialect))
        return true;
    if (!log_is_there(engine, &there, errors) || (there && !progress_unfinished(engine, &revisions, errors)))
        return false;
    for (size_t i = 0; i < revisions.count; i++) {
        struct progress progress;
        if (is_among(steps, revisions.items[i]))
            continue;
        if (!progress_read(engine, revisions.items[i], &progress, errors))
            return false;
        if (!progress.done && !progress.doubtful)
            continue;
        if (!engine->only_tells)
            return refuse(revisions.items[i], &progress, errors);
        if (!forget(run, revisions.items[i], errors))
            return false;
    }
    return true;
}
