#include "engine/progress.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct plan_row {
    const char *sql;
    size_t last; /* number of the last statement that was compiled with it */
};

struct reading {
    struct arena *arena;
    struct progress *progress;
};

struct name_reading {
    struct arena *arena;
    struct names *names;
};

static bool take_name(void *context, const char *const *values, size_t count) {
    struct name_reading *reading = context;
    if (count && values[0])
        list_push(reading->arena, reading->names, arena_string(reading->arena, values[0]));
    return true;
}

bool progress_unfinished(struct engine *engine, struct names *revisions, struct errors *errors) {
    const char *sql = arena_format(engine->arena,
        "SELECT revision FROM %s GROUP BY revision "
        "HAVING MAX(CASE WHEN event IN ('planned', 'statement started') THEN id ELSE 0 END) > "
        "MAX(CASE WHEN event IN ('finished', 'stamped') THEN id ELSE 0 END)",
        log_table(engine));
    struct name_reading reading = {engine->arena, revisions};
    return engine->connection->type->query(engine->connection, sql, take_name, &reading, errors);
}

static const char *key_of(struct arena *arena, size_t number) {
    return arena_format(arena, "%zu", number);
}

static void note_plan(struct reading *reading, size_t number, const char *last, const char *sql) {
    struct plan_row *row = arena_new(reading->arena, struct plan_row);
    *row = (struct plan_row){arena_string(reading->arena, sql), strtoul(last, NULL, 10)};
    index_put(&reading->progress->plans, key_of(reading->arena, number), row);
}

static void begin_again(struct reading *reading) {
    *reading->progress = (struct progress){.plans = {.arena = reading->arena}};
}

static void note_header(struct reading *reading, const char *direction, const char *checksum) {
    reading->progress->direction = !strcmp(direction, "downgrade") ? STEP_DOWNGRADE : STEP_UPGRADE;
    reading->progress->checksum = checksum ? arena_string(reading->arena, checksum) : NULL;
}

static void note_statement(struct reading *reading, const char *event, size_t number, const char *detail) {
    struct progress *progress = reading->progress;
    bool settled = !strcmp(event, "settled");
    if (!strcmp(event, "statement started")) {
        progress->done = number - 1;
        progress->refused = 0;
        progress->doubtful = number;
        progress->doubtful_sql = detail ? arena_string(reading->arena, detail) : NULL;
    } else if (!strcmp(event, "statement done") || (settled && detail && !strcmp(detail, "done"))) {
        progress->done = number;
        progress->doubtful = 0;
    } else if (settled)
        progress->doubtful = 0;
}

/* What the server refused did not take effect. A run may also fail without having tried the statement. */
static void note_refusal(struct progress *progress, size_t number) {
    if (!number || number != progress->doubtful)
        return;
    progress->refused = number;
    progress->doubtful = 0;
}

/* event, direction, checksum, statement, statements, detail: in the order of the log. */
static bool take_event(void *context, const char *const *values, size_t count) {
    struct reading *reading = context;
    if (count != 6 || !values[0] || !values[1])
        return false;
    const char *event = values[0];
    size_t number = values[3] ? strtoul(values[3], NULL, 10) : 0;
    if (!strcmp(event, "finished") || !strcmp(event, "stamped"))
        begin_again(reading);
    else if (!strcmp(event, "failed"))
        note_refusal(reading->progress, number);
    else if (number) {
        if (strcmp(event, "settled") != 0)
            note_header(reading, values[1], values[2]);
        if (values[4] && values[5] && strcmp(event, "statement done") != 0)
            note_plan(reading, number, values[4], values[5]);
        note_statement(reading, event, number, values[5]);
    }
    return true;
}

bool progress_read(
    struct engine *engine, const char *revision, struct progress *progress, struct errors *errors) {
    struct reading reading = {engine->arena, progress};
    struct buffer sql = {.arena = engine->arena};
    begin_again(&reading);
    buffer_addf(&sql,
        "SELECT event, direction, checksum, statement, statements, detail FROM %s WHERE revision = ",
        log_table(engine));
    engine->dialect->text_quoted(&sql, revision);
    buffer_add(&sql, " ORDER BY id");
    return engine->connection->type->query(
        engine->connection, buffer_text(&sql), take_event, &reading, errors);
}

/* Such a statement changes nothing that lasts: it is run again. */
static bool is_setting(const char *sql) {
    return text_starts_with(sql, "SET ");
}

bool progress_plan(
    struct arena *arena, const struct progress *progress, size_t first, struct statements *statements) {
    const struct plan_row *row = index_find(&progress->plans, key_of(arena, first));
    if (!row)
        return false;
    for (size_t number = first; number <= row->last; number++) {
        const struct plan_row *next = index_find(&progress->plans, key_of(arena, number));
        if (!next)
            return false;
        *list_add(arena, statements) = (struct statement){
            .sql = next->sql, .kind = is_setting(next->sql) ? STATEMENT_SETTING : STATEMENT_DDL};
    }
    return true;
}
