#include "engine/step.h"

#include <string.h>

#include "engine/log.h"
#include "engine/opaque.h"
#include "engine/versions.h"
#include "engine/work.h"
#include "script/checksum.h"

/* A revision that a database catches up on changes no row: is it still to be had? */
static bool is_still_missing(struct engine *engine, const struct names *rows, const struct step *step,
    bool *missing, struct errors *errors) {
    struct revisions all;
    *missing = step->kind != STEP_UPGRADE || step->insert_rows.count;
    if (*missing)
        return true;
    if (!engine_missing(engine, rows, &all, errors))
        return false;
    *missing = revisions_have(&all, step->revision);
    return true;
}

/* Where the lock is the transaction, the rows may have changed while it was waited for. */
bool step_begin(struct run *run, const struct step *step, struct errors *errors) {
    if (!sink_begin(&run->sink, errors))
        return false;
    struct engine *engine = run->engine;
    struct names rows;
    if (!engine->connection || !engine->dialect->traits->lock_is_transaction)
        return true;
    bool missing;
    if (!engine_version_rows(engine, &rows, errors) ||
        !is_still_missing(engine, &rows, step, &missing, errors))
        return false;
    run->overtaken = !missing || !versions_same(engine->arena, &rows, &run->rows);
    return !run->overtaken;
}

struct prepared {
    const struct step *step;
    const struct operations *operations;
    const char *checksum;
    struct frame frame;
    bool transactional;
    struct progress *progress; /* of an earlier run that did not end; or null */
};

static bool has_way_back(const struct step *step, struct errors *errors) {
    const struct script *script = step->revision->script;
    if (step->kind != STEP_DOWNGRADE || script->has_downgrade)
        return true;
    struct error *error = error_add(
        errors, ERROR_SCRIPT, NOWHERE, "revision %s has no downgrade: %s", step->revision->id, script->path);
    error_hint(
        errors, error, "write its `downgrade:` section; an empty list says that nothing has to be undone");
    return false;
}

static bool load(
    struct run *run, const struct step *step, const struct operations **operations, struct errors *errors) {
    struct engine *engine = run->engine;
    struct script *script = step->revision->script;
    if (!script_load(engine->arena, script, engine->reading, engine->dialect->syntax) ||
        !has_way_back(step, errors))
        return false;
    *operations = step->kind == STEP_DOWNGRADE ? &script->downgrade : &script->upgrade;
    return true;
}

bool steps_load(struct run *run, const struct steps *steps, struct operations *all, struct errors *errors) {
    bool loaded = true;
    *all = (struct operations){0};
    for (size_t i = 0; i < steps->count; i++) {
        const struct operations *operations;
        if (steps->items[i].kind == STEP_STAMP)
            continue;
        if (!load(run, &steps->items[i], &operations, errors)) {
            loaded = false;
            continue;
        }
        for (size_t j = 0; j < operations->count; j++)
            list_push(run->engine->arena, all, operations->items[j]);
    }
    return loaded;
}

static bool prepare(
    struct run *run, const struct step *step, struct prepared *prepared, struct errors *errors) {
    struct engine *engine = run->engine;
    struct script *script = step->revision->script;
    *prepared = (struct prepared){.step = step, .transactional = engine->dialect->traits->transactional_ddl};
    if (!load(run, step, &prepared->operations, errors) ||
        !script_checksum(engine->arena, script, &prepared->checksum, errors))
        return false;
    prepared->operations = enums_spelt_out(engine, &run->declared, &run->rows, prepared->operations, errors);
    if (!prepared->operations)
        return false;
    if (engine->policy == POLICY_NONE || script->transaction == TRANSACTION_NONE)
        prepared->transactional = false;
    struct operations read = {0};
    return !engine->dialect->frame || run->one_transaction ||
           (opaque_read(engine, script, prepared->operations, &read, errors) &&
               engine->dialect->frame(engine->arena, &read, &prepared->frame, errors));
}

bool step_frame(struct run *run, const struct steps *steps, struct frame *frame, struct errors *errors) {
    struct engine *engine = run->engine;
    struct operations all = {0};
    *frame = (struct frame){0};
    for (size_t i = 0; engine->dialect->frame && i < steps->count; i++) {
        const struct step *step = &steps->items[i];
        const struct operations *operations;
        if (step->kind != STEP_STAMP &&
            (!load(run, step, &operations, errors) ||
                !opaque_read(engine, step->revision->script, operations, &all, errors)))
            return false;
    }
    return !engine->dialect->frame || engine->dialect->frame(engine->arena, &all, frame, errors);
}

static struct log_entry entry_of(
    const struct run *run, const struct prepared *prepared, enum log_event event, const char *detail) {
    return (struct log_entry){.event = event,
        .direction = prepared->step->kind,
        .revision = prepared->step->revision->id,
        .checksum = prepared->checksum,
        .statement = event == LOG_FAILED ? run->refused : 0,
        .detail = detail};
}

static bool write_event(struct run *run, const struct prepared *prepared, enum log_event event,
    const char *detail, struct errors *errors) {
    struct log_entry entry = entry_of(run, prepared, event, detail);
    return log_write(run->engine, &run->sink, &entry, errors);
}

/* Where each statement commits by itself, an INSERT less is a commit less. */
static bool begin_event(struct run *run, const struct prepared *prepared, struct errors *errors) {
    struct log_entry entry = entry_of(run, prepared, LOG_STARTED, NULL);
    return (prepared->transactional ? log_write : log_hold)(run->engine, &run->sink, &entry, errors);
}

static bool refuse_progress(
    const struct prepared *prepared, const char *what, const char *hint, struct errors *errors) {
    struct error *error =
        error_add(errors, ERROR_STATE, NOWHERE, "revision %s stopped half-way, after %zu statements, %s",
            prepared->step->revision->id, prepared->progress->done, what);
    error_hint(errors, error, "%s", hint);
    return false;
}

/* Did an earlier run of the revision end in the middle? Then this one goes on from there. */
static bool find_progress(struct run *run, struct prepared *prepared, struct errors *errors) {
    struct engine *engine = run->engine;
    const char *id = prepared->step->revision->id;
    if ((prepared->transactional && !engine->dialect->runs_outside) || !engine->connection)
        return true;
    if (!run->looked && !progress_unfinished(engine, &run->unfinished, errors))
        return false;
    run->looked = true;
    if (!names_have(&run->unfinished, id))
        return true;
    struct progress *progress = prepared->progress = arena_new(engine->arena, struct progress);
    if (!progress_read(engine, id, progress, errors))
        return false;
    if (!progress->done && !progress->doubtful)
        prepared->progress = NULL;
    else if (progress->direction != prepared->step->kind)
        return refuse_progress(prepared, "in the other direction",
            "finish that first, or undo by hand what it did and tell so with: cmigrate stamp", errors);
    else if (progress->checksum && strcmp(progress->checksum, prepared->checksum) != 0)
        return refuse_progress(prepared, "and its file has changed since",
            "put the file back as it was and run this again; what is done can't be matched with another",
            errors);
    return true;
}

/* What fails beside the operations doesn't say by itself whose it was. Gives `done` back. */
static bool of_revision(const struct prepared *prepared, bool done, struct errors *errors) {
    if (done || !errors->list.count)
        return done;
    struct error *error = &errors->list.items[errors->list.count - 1];
    error->message =
        arena_format(errors->arena, "revision %s: %s", prepared->step->revision->id, error->message);
    return false;
}

static bool look_again(
    struct run *run, const struct prepared *prepared, const struct trouble *before, struct errors *errors) {
    return of_revision(prepared, frame_look_again(run->engine, &prepared->frame, before, errors), errors);
}

static bool work_through(struct run *run, const struct prepared *prepared, struct errors *errors) {
    struct trouble before;
    struct work work = {.engine = run->engine,
        .sink = &run->sink,
        .known = &run->known,
        .step = prepared->step,
        .checksum = prepared->checksum,
        .operations = prepared->operations,
        .transactional = prepared->transactional,
        .committed = prepared->progress ? prepared->progress->done : 0,
        .progress = prepared->progress};
    frame_look(run->engine, &prepared->frame, &before);
    bool worked = of_revision(prepared, begin_event(run, prepared, errors), errors) &&
                  work_run(&work, errors) && look_again(run, prepared, &before, errors);
    run->refused = work.refused;
    return worked;
}

/* The version row and its event commit together, even where the DDL before them could not. */
static bool settle(struct run *run, const struct prepared *prepared, struct errors *errors) {
    bool own = !run->sink.in_transaction;
    return (!own || sink_begin(&run->sink, errors)) &&
           versions_write(run->engine, &run->sink, prepared->step, errors) &&
           write_event(run, prepared, LOG_FINISHED, NULL, errors) &&
           (!own || sink_commit(&run->sink, errors));
}

/* The event is written after the rollback, in a transaction of its own; its own failure can't make matters
 * worse. */
static void record_failure(struct run *run, const struct prepared *prepared, const struct errors *errors) {
    struct errors ignored = {.arena = errors->arena};
    const struct error *last = errors->list.count ? &errors->list.items[errors->list.count - 1] : NULL;
    if (!run->engine->connection || !sink_begin(&run->sink, &ignored))
        return;
    if (!write_event(run, prepared, LOG_FAILED, last ? last->message : NULL, &ignored) ||
        !sink_commit(&run->sink, &ignored))
        sink_rollback(&run->sink);
}

static bool run_transactional(struct run *run, const struct prepared *prepared, struct errors *errors) {
    bool own = !run->one_transaction;
    return (!own || step_begin(run, prepared->step, errors)) && work_through(run, prepared, errors) &&
           of_revision(
               prepared, settle(run, prepared, errors) && (!own || sink_commit(&run->sink, errors)), errors);
}

static bool run_by_statement(struct run *run, const struct prepared *prepared, struct errors *errors) {
    return work_through(run, prepared, errors) &&
           of_revision(prepared, settle(run, prepared, errors), errors);
}

static bool run_prepared(struct run *run, const struct prepared *prepared, struct errors *errors) {
    bool done = frame_run(&run->sink, &prepared->frame.before, errors) &&
                (prepared->transactional ? run_transactional(run, prepared, errors)
                                         : run_by_statement(run, prepared, errors));
    if (!done) {
        sink_rollback(&run->sink);
        run->known.live = NULL;
        run->declared.schema = NULL;
    }
    struct errors ignored = {.arena = errors->arena};
    if (!frame_run(&run->sink, &prepared->frame.after, done ? errors : &ignored))
        done = false;
    if (!done && !run->overtaken)
        record_failure(run, prepared, errors);
    return done;
}

/* The revision's own limits; afterwards the connection's again. */
static bool limit_time(struct run *run, const struct time_limits *limits, struct errors *errors) {
    struct engine *engine = run->engine;
    struct names statements = {0};
    if (engine->dialect->limit_time)
        engine->dialect->limit_time(engine->arena, &engine->server, limits, &statements);
    for (size_t i = 0; i < statements.count; i++)
        if (!sink_execute(&run->sink, statements.items[i], NULL, errors))
            return false;
    return true;
}

static bool run_limited(struct run *run, const struct prepared *prepared, struct errors *errors) {
    const struct script *script = prepared->step->revision->script;
    struct time_limits usual = run->engine->limits;
    struct errors ignored = {.arena = errors->arena};
    usual.lock.said = script->limits.lock.said;
    usual.statement.said = script->limits.statement.said;
    bool done = limit_time(run, &script->limits, errors) && run_prepared(run, prepared, errors);
    return limit_time(run, &usual, done ? errors : &ignored) && done;
}

static bool run_stamp(struct run *run, const struct step *step, struct errors *errors) {
    struct log_entry entry = {.event = LOG_STAMPED,
        .direction = STEP_STAMP,
        .revision = step->revision ? step->revision->id : "base"};
    bool own = !run->one_transaction;
    bool done =
        (!own || step_begin(run, step, errors)) && versions_write(run->engine, &run->sink, step, errors) &&
        log_write(run->engine, &run->sink, &entry, errors) && (!own || sink_commit(&run->sink, errors));
    if (!done)
        sink_rollback(&run->sink);
    return done;
}

static void introduce(struct run *run, const struct step *step) {
    const struct revision *revision = step->revision;
    struct arena *arena = run->engine->arena;
    const char *from = names_join(arena, &step->delete_rows, ", ");
    const char *to = names_join(arena, &step->insert_rows, ", ");
    if (step->kind == STEP_STAMP)
        sink_comment(&run->sink, "Running stamp %s -> %s", *from ? from : "base", *to ? to : "base");
    else
        sink_comment(&run->sink, "Running %s %s%s%s", step->kind == STEP_UPGRADE ? "upgrade" : "downgrade",
            revision->id, revision->message ? ", " : "", revision->message ? revision->message : "");
}

bool step_run(struct run *run, const struct step *step, struct errors *errors) {
    struct prepared prepared;
    introduce(run, step);
    if (step->kind == STEP_STAMP)
        return run_stamp(run, step, errors);
    return prepare(run, step, &prepared, errors) && find_progress(run, &prepared, errors) &&
           run_limited(run, &prepared, errors);
}
