#include "engine/work.h"

#include <string.h>

#include "base/file.h"
#include "engine/bulk.h"
#include "engine/opaque.h"
#include "sql/split.h"

static bool write_event(struct work *work, enum log_event event, const char *detail, struct errors *errors) {
    struct log_entry entry = {.event = event,
        .direction = work->step->kind,
        .revision = work->step->revision->id,
        .checksum = work->checksum,
        .statement = work->statements,
        .detail = detail};
    return log_write(work->engine, work->sink, &entry, errors);
}

/* Every statement of DDL commits by itself: the log says what was begun before, and what is done after. */
static bool run_logged(struct work *work, const struct statement *statement, struct errors *errors) {
    if (!work->engine->connection)
        return sink_execute(work->sink, statement->sql, NULL, errors);
    bool rows_only = statement->kind == STATEMENT_DML && !statement->outside_transaction;
    return write_event(work, LOG_STATEMENT_STARTED, statement->sql, errors) &&
           (!rows_only || sink_begin(work->sink, errors)) &&
           sink_execute(work->sink, statement->sql, NULL, errors) &&
           write_event(work, LOG_STATEMENT_DONE, NULL, errors) &&
           (!rows_only || sink_commit(work->sink, errors));
}

/* In the middle of a transaction: what came before is committed, what comes after begins anew. */
static bool run_outside(struct work *work, const struct statement *statement, struct errors *errors) {
    return sink_commit(work->sink, errors) && run_logged(work, statement, errors) &&
           sink_begin(work->sink, errors);
}

static bool dispatch(struct work *work, const struct statement *statement, struct errors *errors) {
    if (statement->kind == STATEMENT_SETTING)
        return sink_execute(work->sink, statement->sql, NULL, errors);
    if (!work->transactional)
        return run_logged(work, statement, errors);
    if (statement->outside_transaction)
        return run_outside(work, statement, errors);
    return sink_execute(work->sink, statement->sql, NULL, errors);
}

static void explain(
    struct work *work, const struct operation *operation, const char *sql, struct errors *errors) {
    if (!errors->list.count)
        return;
    struct error *error = &errors->list.items[errors->list.count - 1];
    const struct revision *revision = work->step->revision;
    error->message = arena_format(errors->arena, "revision %s%s%s%s, %s: %s", revision->id,
        revision->message ? " (" : "", revision->message ? revision->message : "",
        revision->message ? ")" : "", operation_describe(errors->arena, operation), error->message);
    if (sql && !error->statement)
        error->statement = arena_string(errors->arena, sql);
    if (!error->place.source)
        error->place = operation->place;
}

static bool run_statement(struct work *work, const struct operation *operation,
    const struct statement *statement, struct errors *errors) {
    const struct observer *observer = &work->engine->observer;
    work->statements++;
    if (observer->statement_begins)
        observer->statement_begins(observer->context, statement, work->statements);
    if (dispatch(work, statement, errors))
        return true;
    explain(work, operation, statement->sql, errors);
    return false;
}

static bool run_structural(struct work *work, const struct operations *operations, struct errors *errors) {
    struct statements statements = {0};
    struct schema *schema = known_schema(work->known, operations, errors);
    if (!schema || !work->engine->dialect->compile(
                       &work->engine->server, work->engine->arena, schema, operations, &statements, errors)) {
        work->known->live = NULL;
        explain(work, &operations->items[0], NULL, errors);
        return false;
    }
    bool rewritten = false;
    for (size_t i = 0; i < statements.count; i++) {
        const struct statement *statement = &statements.items[i];
        rewritten |= statement->rewrites;
        if (!run_statement(work, &operations->items[statement->operation], statement, errors)) {
            work->known->live = NULL;
            return false;
        }
    }
    known_keep(work->known);
    if (rewritten)
        work->known->live = NULL;
    return true;
}

static bool run_sql(struct work *work, const struct operation *operation, const struct source *source,
    struct errors *errors) {
    const struct sql_syntax *syntax = work->engine->dialect->syntax;
    struct sql_statements pieces = {0};
    struct arena *arena = work->engine->arena;
    if (!sql_split(arena, syntax, source, source->text, source->length, &pieces, errors)) {
        explain(work, operation, NULL, errors);
        return false;
    }
    for (size_t i = 0; i < pieces.count; i++) {
        const char *sql = arena_text(arena, pieces.items[i].text, pieces.items[i].length);
        bool rows_only = opaque_changes_rows_only(syntax, sql);
        struct statement statement = {.sql = sql,
            .kind = rows_only ? STATEMENT_DML : STATEMENT_DDL,
            .outside_transaction =
                work->engine->dialect->runs_outside && work->engine->dialect->runs_outside(sql),
            .place = operation->place};
        if (!run_statement(work, operation, &statement, errors))
            return false;
        known_after_opaque(work->known, work->step->revision, sql);
    }
    return true;
}

static const char *text_for(struct work *work, const struct operation *operation) {
    const struct dialect_text *text = texts_find(&operation->texts, work->engine->dialect->name);
    return text ? text->text : NULL;
}

static bool run_execute(struct work *work, const struct operation *operation, struct errors *errors) {
    const char *text = text_for(work, operation);
    if (!text)
        return true;
    const struct script *script = work->step->revision->script;
    struct source source = {script->path, text, strlen(text)};
    if (!run_sql(work, operation, &source, errors))
        return false;
    if (operation->effect && !work->engine->connection)
        return replay_operations(
            work->engine, work->step->revision, operation->effect, &work->known->replay, errors);
    return true;
}

static bool run_file(struct work *work, const struct operation *operation, struct errors *errors) {
    const char *name = text_for(work, operation);
    if (!name)
        return true;
    const struct script *script = work->step->revision->script;
    struct arena *arena = work->engine->arena;
    struct source *source =
        file_read(arena, path_join(arena, path_folder(arena, script->path), name), errors);
    if (source)
        return run_sql(work, operation, source, errors);
    explain(work, operation, NULL, errors);
    return false;
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

static bool run_data(struct work *work, const struct operation *operation, struct errors *errors) {
    switch (operation->kind) {
    case OPERATION_EXECUTE:
        return run_execute(work, operation, errors);
    case OPERATION_EXECUTE_FILE:
        return run_file(work, operation, errors);
    default:
        return run_bulk(work, operation, errors);
    }
}

/* Structural operations up to the next opaque one are compiled together: SQLite makes one rebuild of them. */
bool work_run(struct work *work, struct errors *errors) {
    const struct operations *all = work->operations;
    for (size_t at = 0; at < all->count;) {
        if (!operation_is_structural(&all->items[at])) {
            if (!run_data(work, &all->items[at++], errors))
                return false;
            continue;
        }
        size_t from = at;
        while (at < all->count && operation_is_structural(&all->items[at]))
            at++;
        struct operations together = {all->items + from, at - from, at - from};
        if (!run_structural(work, &together, errors))
            return false;
    }
    return true;
}
