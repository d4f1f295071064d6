#include "engine/frame.h"

#include <string.h>

#include "engine/watch.h"

bool frame_run(struct sink *sink, const struct statements *statements, struct errors *errors) {
    for (size_t i = 0; i < statements->count; i++)
        if (!sink_execute(sink, statements->items[i].sql, NULL, errors))
            return false;
    return true;
}

struct row_lines {
    struct arena *arena;
    struct names lines;
};

static bool take_line(void *context, const char *const *values, size_t count) {
    struct row_lines *rows = context;
    struct names parts = {0};
    for (size_t i = 0; i < count; i++)
        list_push(rows->arena, &parts, values[i] ? values[i] : "NULL");
    list_push(rows->arena, &rows->lines, names_join(rows->arena, &parts, " "));
    return true;
}

static bool ask(struct engine *engine, const char *query, struct names *rows, struct errors *errors) {
    struct row_lines found = {.arena = engine->arena, .lines = *rows};
    struct connection *connection = engine->connection;
    if (!connection->type->query(connection, query, take_line, &found, errors))
        return false;
    *rows = found.lines;
    return true;
}

struct parts {
    struct arena *arena;
    struct names names, queries;
};

static bool take_part(void *context, const char *const *values, size_t count) {
    struct parts *parts = context;
    (void)count;
    list_push(parts->arena, &parts->names, arena_string(parts->arena, values[0]));
    list_push(parts->arena, &parts->queries, arena_string(parts->arena, values[1]));
    return true;
}

static bool ask_parts(struct engine *engine, const char *query, const struct names *skipped,
    struct trouble *found, struct errors *errors) {
    struct errors ignored = {.arena = engine->arena};
    struct parts parts = {.arena = engine->arena};
    if (!engine->connection->type->query(engine->connection, query, take_part, &parts, errors))
        return false;
    for (size_t i = 0; i < parts.names.count; i++)
        if (!names_have(skipped, parts.names.items[i]) &&
            !ask(engine, parts.queries.items[i], &found->rows, &ignored))
            list_push(engine->arena, &found->unasked, parts.names.items[i]);
    return true;
}

static bool ask_all(struct engine *engine, const struct check *check, const struct names *skipped,
    struct trouble *found, struct errors *errors) {
    struct errors ignored = {.arena = engine->arena};
    if (!check->parts)
        return ask(engine, check->whole, &found->rows, errors);
    return (!skipped->count && ask(engine, check->whole, &found->rows, &ignored)) ||
           ask_parts(engine, check->parts, skipped, found, errors);
}

/* Of the parts that aren't to be skipped. */
static bool look(struct engine *engine, const struct check *check, const struct names *skipped,
    struct trouble *found, struct errors *errors) {
    struct watching watching;
    watch_begin(&watching, engine, "checking foreign keys", NULL);
    bool looked = ask_all(engine, check, skipped, found, errors);
    watch_end(&watching);
    names_sort(&found->rows);
    return looked;
}

void frame_look(struct engine *engine, const struct frame *frame, struct trouble *before) {
    static const struct names none;
    struct errors ignored = {.arena = engine->arena};
    *before = (struct trouble){0};
    before->unknown = !frame->check_before.whole || !engine->connection ||
                      !look(engine, &frame->check_before, &none, before, &ignored);
}

bool frame_is_kept(
    const struct frame *frame, const struct names *before, const struct names *after, struct errors *errors) {
    size_t known = 0;
    for (size_t i = 0; i < after->count; i++) {
        while (known < before->count && strcmp(before->items[known], after->items[i]) < 0)
            known++;
        if (known < before->count && !strcmp(before->items[known], after->items[i])) {
            known++;
            continue;
        }
        struct error *error =
            error_add(errors, ERROR_DATABASE, NOWHERE, "%s %s", frame->trouble, after->items[i]);
        error_hint(errors, error, "%s; nothing has been changed",
            frame->remedy ? frame->remedy : "mend the rows first");
        return false;
    }
    return true;
}

bool frame_look_again(
    struct engine *engine, const struct frame *frame, const struct trouble *before, struct errors *errors) {
    struct trouble after = {0};
    return before->unknown || (look(engine, &frame->check, &before->unasked, &after, errors) &&
                                  frame_is_kept(frame, &before->rows, &after.rows, errors));
}
