/* A CSV file's rows, written with every field quoted, are read back the same. */
#include "base/buffer.h"
#include "engine/csv.h"
#include "memory_file.h"

struct rows {
    struct arena *arena;
    struct buffer text;
    size_t columns;
};

static void add_field(struct buffer *out, const char *text) {
    buffer_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, *text);
    }
    buffer_add_char(out, '"');
}

static bool take_header(void *context, const struct names *columns, struct errors *errors) {
    struct rows *rows = context;
    (void)errors;
    rows->columns = columns->count;
    for (size_t i = 0; i < columns->count; i++) {
        buffer_add(&rows->text, i ? "," : "");
        add_field(&rows->text, columns->items[i]);
    }
    buffer_add(&rows->text, "\r\n");
    return true;
}

static bool take_row(
    void *context, const char *const *values, size_t count, struct place place, struct errors *errors) {
    struct rows *rows = context;
    (void)errors;
    must(count == rows->columns && place.line > 1);
    for (size_t i = 0; i < count; i++) {
        size_t bad;
        buffer_add(&rows->text, i ? "," : "");
        must(!values[i] || text_is_utf8(values[i], strlen(values[i]), &bad));
        if (values[i])
            add_field(&rows->text, values[i]);
    }
    buffer_add(&rows->text, "\r\n");
    return true;
}

static bool read_rows(struct rows *rows, const void *bytes, size_t size) {
    struct errors errors = {.arena = rows->arena};
    struct csv_reading reading = {take_header, take_row, rows};
    int fd = memory_file(bytes, size);
    bool good = csv_read(rows->arena, memory_file_path(rows->arena, fd), &reading, &errors);
    close(fd);
    must(good == !errors.list.count);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct rows rows = {&arena, {.arena = &arena}, 0}, again = {&arena, {.arena = &arena}, 0};
    if (read_rows(&rows, data, size)) {
        must(read_rows(&again, buffer_text(&rows.text), rows.text.length));
        must(!strcmp(buffer_text(&rows.text), buffer_text(&again.text)));
    }
    arena_free(&arena);
    return 0;
}
