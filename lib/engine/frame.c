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

static bool look(struct engine *engine, const char *check, struct names *lines, struct errors *errors) {
    struct row_lines rows = {.arena = engine->arena};
    struct connection *connection = engine->connection;
    struct watching watching;
    watch_begin(&watching, engine, "checking foreign keys", NULL);
    bool looked = connection->type->query(connection, check, take_line, &rows, errors);
    watch_end(&watching);
    if (!looked)
        return false;
    names_sort(&rows.lines);
    *lines = rows.lines;
    return true;
}

void frame_look(struct engine *engine, const struct frame *frame, struct trouble *before) {
    struct errors ignored = {.arena = engine->arena};
    const char *check = frame->check_before ? frame->check_before : frame->check;
    *before = (struct trouble){0};
    before->unknown = !check || !engine->connection || !look(engine, check, &before->rows, &ignored);
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
    struct names after = {0};
    return before->unknown || (look(engine, frame->check, &after, errors) &&
                                  frame_is_kept(frame, &before->rows, &after, errors));
}
