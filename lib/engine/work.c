#include "engine/work.h"

#include "base/file.h"
#include "engine/bulk.h"
#include "engine/opaque.h"
#include "engine/watch.h"

static struct log_entry entry_of(const struct work *work, enum log_event event, const char *detail) {
    return (struct log_entry){.event = event,
        .direction = work->step->kind,
        .revision = work->step->revision->id,
        .checksum = work->checksum,
        .statement = work->statements,
        .statements = work->together,
        .detail = detail};
}

static bool write_event(struct work *work, enum log_event event, const char *detail, struct errors *errors) {
    struct log_entry entry = entry_of(work, event, detail);
    return log_write(work->engine, work->sink, &entry, errors);
}

/* What a crash takes with it of these rows, the next run finds out by looking. */
static bool hold_event(struct work *work, enum log_event event, const char *detail, struct errors *errors) {
    struct log_entry entry = entry_of(work, event, detail);
    return log_hold(work->engine, work->sink, &entry, errors);
}

/* Every statement of DDL commits by itself: the log says what was begun before, and what is done after. */
static bool run_logged(struct work *work, const struct statement *statement, struct errors *errors) {
    if (!work->engine->connection)
        return sink_execute(work->sink, statement->sql, NULL, errors);
    bool rows_only = statement->kind == STATEMENT_DML && !statement->outside_transaction;
    bool can_be_told = work->together && !rows_only;
    return write_event(work, LOG_STATEMENT_STARTED, statement->sql, errors) &&
           (!rows_only || sink_begin(work->sink, errors)) &&
           sink_execute(work->sink, statement->sql, NULL, errors) &&
           (can_be_told ? hold_event : write_event)(work, LOG_STATEMENT_DONE, NULL, errors) &&
           (!rows_only || sink_commit(work->sink, errors));
}

static bool write_plan(struct work *work, const struct plan *plan, struct errors *errors) {
    size_t at = work->statements, together = work->together;
    bool written = true;
    work->together = plan->first + plan->statements.count - 1;
    for (size_t i = 0; written && i < plan->statements.count; i++) {
        work->statements = plan->first + i;
        written = hold_event(work, LOG_PLANNED, plan->statements.items[i].sql, errors);
    }
    work->statements = at;
    work->together = together;
    return written && log_flush(work->engine, work->sink, errors);
}

static bool write_plans(struct work *work, struct errors *errors) {
    for (size_t i = 0; i < work->planned.count; i++)
        if (!write_plan(work, &work->planned.items[i], errors))
            return false;
    work->planned.count = 0;
    return true;
}

/* In the middle of a transaction: what came before is committed, together with the word that this one begins,
 * and what comes after begins anew. */
static bool run_outside(struct work *work, const struct statement *statement, struct errors *errors) {
    bool logged = work->engine->connection;
    if ((logged && (!write_plans(work, errors) ||
                       !write_event(work, LOG_STATEMENT_STARTED, statement->sql, errors))) ||
        !sink_commit(work->sink, errors))
        return false;
    work->committed = work->statements - 1;
    if (!sink_execute(work->sink, statement->sql, NULL, errors) ||
        (logged && !write_event(work, LOG_STATEMENT_DONE, NULL, errors)))
        return false;
    work->committed = work->statements;
    return sink_begin(work->sink, errors);
}

static bool is_setting(const struct statement *statement) {
    return statement->kind == STATEMENT_SETTING || statement->kind == STATEMENT_TUNING;
}

static bool dispatch(struct work *work, const struct statement *statement, struct errors *errors) {
    if (is_setting(statement))
        return sink_execute(work->sink, statement->sql, NULL, errors);
    if (!work->transactional)
        return run_logged(work, statement, errors);
    if (statement->outside_transaction)
        return run_outside(work, statement, errors);
    return sink_execute(work->sink, statement->sql, NULL, errors);
}

/* Of operations that were compiled together, the one in which the mistake stands; null when nobody knows. */
static const struct operation *blamed(const struct operations *operations, const struct errors *errors) {
    struct place place = errors->list.count ? errors->list.items[errors->list.count - 1].place : NOWHERE;
    const struct operation *found = operations->count == 1 ? &operations->items[0] : NULL;
    for (size_t i = 0; place.source && i < operations->count; i++)
        if (operations->items[i].place.source == place.source &&
            operations->items[i].place.line <= place.line)
            found = &operations->items[i];
    return found;
}

/* `operation` may be null, when it is not known which one it was. */
static void explain(
    struct work *work, const struct operation *operation, const char *sql, struct errors *errors) {
    if (!errors->list.count)
        return;
    struct error *error = &errors->list.items[errors->list.count - 1];
    const struct revision *revision = work->step->revision;
    error->message =
        arena_format(errors->arena, "revision %s%s%s%s%s%s: %s", revision->id, revision->message ? " (" : "",
            revision->message ? revision->message : "", revision->message ? ")" : "", operation ? ", " : "",
            operation ? operation_describe(errors->arena, operation) : "", error->message);
    if (sql && !error->statement)
        error->statement = arena_string(errors->arena, sql);
    if (operation && !error->place.source)
        error->place = operation->place;
}

/* What a person needs to know of a revision that stops half-way. */
static void hint_to_go_on(struct work *work, struct errors *errors) {
    size_t done = work->transactional ? work->committed : work->statements - 1;
    if (!work->engine->connection || !done || !errors->list.count)
        return;
    struct error *error = &errors->list.items[errors->list.count - 1];
    const char *hint = arena_format(errors->arena,
        "statements 1 to %zu of the revision are done: mend the cause, and run this again to go on from "
        "there",
        done);
    error->hint = error->hint ? arena_format(errors->arena, "%s; %s", error->hint, hint) : hint;
}

static bool refuse_doubt(struct work *work, const struct statement *statement, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_STATE, statement->place,
        "statement %zu was begun by a run that did not end, and whether it took effect can't be told",
        work->statements);
    error->statement = arena_string(errors->arena, statement->sql);
    error_hint(errors, error, "look at the database, then say: cmigrate settle %s --done, or --undone",
        work->step->revision->id);
    return false;
}

static int effect_of(struct work *work, const struct statement *statement) {
    const struct dialect *dialect = work->engine->dialect;
    bool known = dialect->took_effect && (work->together || statement->outside_transaction);
    return known ? dialect->took_effect(work->engine->connection, work->engine->arena, statement->sql) : -1;
}

/* Is the statement done already, by a run that did not end? */
static bool is_done(struct work *work, const struct statement *statement, bool *done, struct errors *errors) {
    const struct progress *progress = work->progress;
    *done = progress && !is_setting(statement) && work->statements <= progress->done;
    if (progress && work->statements == progress->refused && statement->outside_transaction)
        effect_of(work, statement); /* what it left is cleared away */
    if (*done || !progress || work->statements != progress->doubtful)
        return true;
    if (statement->kind == STATEMENT_DML && !statement->outside_transaction)
        return true; /* it would have been committed with its "done" */
    int effect = effect_of(work, statement);
    *done = effect == 1;
    return effect < 0 ? refuse_doubt(work, statement, errors)
                      : !*done || write_event(work, LOG_STATEMENT_DONE, "found done", errors);
}

static bool watched(struct work *work, const struct operation *operation, const struct statement *statement,
    struct errors *errors) {
    struct engine *engine = work->engine;
    struct watching watching;
    const char *what = engine->observer.works ? operation_describe(engine->arena, operation) : NULL;
    watch_begin(&watching, engine, what, statement->extent);
    bool done = dispatch(work, statement, errors);
    watch_end(&watching);
    return done;
}

static bool run_statement(struct work *work, const struct operation *operation,
    const struct statement *statement, struct errors *errors) {
    const struct observer *observer = &work->engine->observer;
    bool done;
    work->statements++;
    if (is_done(work, statement, &done, errors)) {
        if (done)
            return true;
        if (observer->statement_begins)
            observer->statement_begins(observer->context, statement, work->statements);
        if (watched(work, operation, statement, errors))
            return true;
        if (errors->list.count && errors->list.items[errors->list.count - 1].code != ERROR_CONNECTION)
            work->refused = work->statements;
        hint_to_go_on(work, errors);
    }
    explain(work, operation, statement->sql, errors);
    return false;
}

/* Statements that change the schema can't be compiled again once some of them are done. In a transaction
 * that is so only when a statement cuts it. */
static bool keep_plan(struct work *work, const struct statements *statements, struct errors *errors) {
    struct plan plan = {work->statements + 1, *statements};
    if (!work->engine->connection || !statements->count)
        return true;
    if (work->transactional) {
        list_push(work->engine->arena, &work->planned, plan);
        return true;
    }
    return statements->count < 2 || (sink_begin(work->sink, errors) && write_plan(work, &plan, errors) &&
                                        sink_commit(work->sink, errors));
}

/* What an earlier run planned; false when it came not so far. */
static bool take_up_plan(struct work *work, struct statements *statements) {
    const struct dialect *dialect = work->engine->dialect;
    if (!work->progress ||
        !progress_plan(work->engine->arena, work->progress, work->statements + 1, statements))
        return false;
    for (size_t i = 0; dialect->runs_outside && i < statements->count; i++)
        statements->items[i].outside_transaction = dialect->runs_outside(statements->items[i].sql);
    return true;
}

static bool compile(struct work *work, const struct operations *operations, struct statements *statements,
    struct errors *errors) {
    struct engine *engine = work->engine;
    struct schema *schema = known_schema(work->known, operations, errors);
    if (schema &&
        engine->dialect->compile(&engine->server, engine->arena, schema, operations, statements, errors))
        return true;
    work->known->live = NULL;
    explain(work, blamed(operations, errors), NULL, errors);
    return false;
}

/* Only a connection can tell; in a text such statements don't stand. */
static bool is_wanted(
    struct work *work, const struct statement *statement, bool *wanted, struct errors *errors) {
    *wanted = statement->kind != STATEMENT_TUNING || !work->sink->text;
    return !*wanted || !statement->condition ||
           connection_has_row(work->sink->connection, statement->condition, wanted, errors);
}

static bool run_together(struct work *work, const struct operations *operations,
    const struct statements *statements, bool *rewritten, struct errors *errors) {
    work->together = work->statements + statements->count;
    for (size_t i = 0; i < statements->count; i++) {
        const struct statement *statement = &statements->items[i];
        *rewritten |= statement->rewrites;
        bool wanted, known = is_wanted(work, statement, &wanted, errors);
        if (known && !wanted)
            continue;
        if (!known || !run_statement(work, &operations->items[statement->operation], statement, errors)) {
            work->known->live = NULL;
            return false;
        }
    }
    work->together = 0;
    return true;
}

/* What an earlier run planned is run as it was planned; then the schema is looked at anew. */
static bool run_structural(struct work *work, const struct operations *operations, struct errors *errors) {
    struct statements statements = {0};
    if (!work->known->live && !log_flush(work->engine, work->sink, errors))
        return false;
    bool again = take_up_plan(work, &statements);
    bool rewritten = again;
    if (!again && !compile(work, operations, &statements, errors))
        return false;
    work->together = work->statements + statements.count;
    if ((!again && !keep_plan(work, &statements, errors)) ||
        !run_together(work, operations, &statements, &rewritten, errors))
        return false;
    known_keep(work->known);
    if (rewritten)
        work->known->live = NULL;
    return true;
}

static void refuse_end(const struct operation *operation, const char *sql, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_SCRIPT, operation->place,
        "the statement would begin or end the revision's transaction");
    error->statement = arena_string(errors->arena, sql);
    error_hint(errors, error,
        "take it out: a revision is one transaction; or set \"transaction: false\" in its header");
}

static bool run_piece(struct work *work, const struct operation *operation, const struct sql_statement *piece,
    struct errors *errors) {
    const struct dialect *dialect = work->engine->dialect;
    const char *sql = arena_text(work->engine->arena, piece->text, piece->length);
    if (work->transactional && opaque_ends_transaction(dialect->syntax, sql)) {
        refuse_end(operation, sql, errors);
        explain(work, operation, sql, errors);
        return false;
    }
    bool rows_only = opaque_changes_rows_only(dialect->syntax, sql);
    struct statement statement = {.sql = sql,
        .kind = rows_only ? STATEMENT_DML : STATEMENT_DDL,
        .outside_transaction = dialect->runs_outside && dialect->runs_outside(sql),
        .place = operation->place};
    if (!run_statement(work, operation, &statement, errors))
        return false;
    if (!operation->effect || work->engine->connection)
        known_after_opaque(work->known, work->step->revision, sql);
    return true;
}

/* Offline the tables that SQL has changed are what it says; they must be as the database would tell them. */
static bool take_effect(struct work *work, const struct operations *effect, struct errors *errors) {
    struct engine *engine = work->engine;
    struct replay *replay = &work->known->replay;
    bool good = replay_operations(engine, work->step->revision, effect, replay, errors);
    for (size_t i = 0; good && i < effect->count; i++) {
        const struct operation *operation = &effect->items[i];
        struct table *table =
            operation->table ? schema_find_table(replay->schema, operation->schema, operation->table) : NULL;
        good = !table ||
               engine->dialect->resolve_table(&engine->server, engine->arena, replay->schema, table, errors);
    }
    return good;
}

static bool run_opaque(struct work *work, const struct operation *operation, struct errors *errors) {
    const struct revision *revision = work->step->revision;
    struct sql_statements pieces;
    if (!opaque_statements(work->engine, revision->script, operation, &pieces, errors)) {
        explain(work, operation, NULL, errors);
        return false;
    }
    for (size_t i = 0; i < pieces.count; i++)
        if (!run_piece(work, operation, &pieces.items[i], errors))
            return false;
    return !pieces.count || !operation->effect || work->engine->connection ||
           take_effect(work, operation->effect, errors);
}

struct bulk_run {
    struct work *work;
    const struct operation *operation;
};

static bool run_insert(void *context, const char *sql, struct errors *errors) {
    struct bulk_run *run = context;
    struct statement statement = {.sql = sql, .kind = STATEMENT_DML, .place = run->operation->place};
    return run_statement(run->work, run->operation, &statement, errors);
}

static bool run_bulk(struct work *work, const struct operation *operation, struct errors *errors) {
    const struct script *script = work->step->revision->script;
    struct bulk_run run = {work, operation};
    size_t before = work->statements;
    const char *folder = path_folder(work->engine->arena, script->path);
    if (bulk_insert(work->engine->dialect, operation, folder, run_insert, &run, errors))
        return true;
    if (work->statements == before)
        explain(work, operation, NULL, errors);
    return false;
}

/* Structural operations up to the next opaque one are compiled together: SQLite makes one rebuild of them. */
bool work_run(struct work *work, struct errors *errors) {
    const struct operations *all = work->operations;
    for (unsigned at = 0; at < all->count;) {
        if (!operation_is_structural(&all->items[at])) {
            const struct operation *operation = &all->items[at++];
            if (!(operation_is_opaque(operation) ? run_opaque : run_bulk)(work, operation, errors))
                return false;
            continue;
        }
        unsigned from = at;
        while (at < all->count && operation_is_structural(&all->items[at]))
            at++;
        struct operations together = {all->items + from, at - from, at - from};
        if (!run_structural(work, &together, errors))
            return false;
    }
    return true;
}
