#include "engine/frame.h"

#include <string.h>

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

bool frame_look(
    struct engine *engine, const struct frame *frame, struct names *trouble, struct errors *errors) {
    struct row_lines rows = {.arena = engine->arena};
    struct connection *connection = engine->connection;
    *trouble = (struct names){0};
    if (!frame->check || !connection)
        return true;
    bool done = connection->type->query(connection, frame->check, take_line, &rows, errors);
    names_sort(&rows.lines);
    *trouble = rows.lines;
    return done;
}

/* Both are sorted: what `after` has beyond `before` is new. */
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
        error_hint(errors, error, "mend the rows first; nothing has been changed");
        return false;
    }
    return true;
}
