#include "engine/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/index.h"
#include "base/text.h"

enum { BLOCK = 64 * 1024, NOTHING = -1, BROKEN = -2 };

struct csv_field {
    size_t start; /* in the row's text */
    bool is_null;
};
LIST_TYPE(csv_fields, struct csv_field);

struct csv {
    int fd;
    const char *path;
    struct source *source; /* for places; it has no text */
    struct errors *errors;
    char block[BLOCK];
    size_t at, filled;
    unsigned line, row_line;

    /* The row at hand; both keep their room from row to row. */
    struct buffer text; /* its fields, each ended by NUL */
    struct csv_fields fields;
};

static bool fail(struct csv *csv, unsigned line, const char *what, const char *hint) {
    struct error *error =
        error_add(csv->errors, ERROR_SYNTAX, (struct place){csv->source, line, 1}, "%s", what);
    error_hint(csv->errors, error, "%s", hint);
    return false;
}

static bool refill(struct csv *csv) {
    ssize_t got;
    do
        got = read(csv->fd, csv->block, sizeof csv->block);
    while (got < 0 && errno == EINTR);
    csv->at = 0;
    csv->filled = got > 0 ? (size_t)got : 0;
    if (got < 0)
        error_add(csv->errors, ERROR_FILE, NOWHERE, "could not read \"%s\": %s", csv->path, strerror(errno));
    return got >= 0;
}

/* The next byte without taking it, NOTHING at the end, BROKEN after an error. */
static int peek(struct csv *csv) {
    if (csv->at == csv->filled && !refill(csv))
        return BROKEN;
    return csv->at < csv->filled ? (unsigned char)csv->block[csv->at] : NOTHING;
}

static int take(struct csv *csv) {
    int c = peek(csv);
    if (c >= 0)
        csv->at++;
    if (c == '\n')
        csv->line++;
    return c;
}

static bool add_byte(struct csv *csv, int c) {
    size_t start = csv->fields.items[csv->fields.count - 1].start;
    if (!c)
        return fail(csv, csv->line, "a NUL byte is no text", "save the file as UTF-8");
    if (csv->text.length >= CSV_ROW_MAX)
        return fail(
            csv, csv->row_line, "a row has more than 256 MB", "look for a quote that is never closed");
    if (csv->text.length - start >= CSV_FIELD_MAX)
        return fail(
            csv, csv->row_line, "a field has more than 64 MB", "look for a quote that is never closed");
    buffer_add_char(&csv->text, (char)c);
    return true;
}

static bool check_text(struct csv *csv, size_t start) {
    size_t bad;
    if (text_is_utf8(csv->text.text + start, csv->text.length - start, &bad))
        return true;
    return fail(csv, csv->row_line, "a field is not text in UTF-8", "save the file as UTF-8");
}

/* Behind the opening quote; takes the closing one. */
static bool read_quoted(struct csv *csv) {
    unsigned began = csv->line;
    for (;;) {
        int c = take(csv);
        if (c == BROKEN)
            return false;
        if (c == NOTHING)
            return fail(csv, began, "a quote is never closed", "double a quote that belongs to the text");
        if (c == '"' && peek(csv) != '"')
            return true;
        if (c == '"')
            take(csv);
        if (!add_byte(csv, c))
            return false;
    }
}

static bool read_bare(struct csv *csv) {
    for (int c; (c = peek(csv)) != ',' && c != '\n' && c != '\r' && c != NOTHING;) {
        if (c == '"')
            return fail(csv, csv->line, "a quote inside a field that isn't quoted",
                "put the whole field in quotes, and double those inside");
        if (c == BROKEN || !add_byte(csv, take(csv)))
            return false;
    }
    return true;
}

static bool read_field(struct csv *csv) {
    struct csv_field field = {.start = csv->text.length};
    bool quoted = peek(csv) == '"';
    if (csv->fields.count == CSV_COLUMNS_MAX)
        return fail(
            csv, csv->row_line, "a row has more than 32767 fields", "no database has as many columns");
    list_push(csv->text.arena, &csv->fields, field);
    if (quoted)
        take(csv);
    if (!(quoted ? read_quoted(csv) : read_bare(csv)) || !check_text(csv, field.start))
        return false;
    csv->fields.items[csv->fields.count - 1].is_null = !quoted && csv->text.length == field.start;
    buffer_add_text(&csv->text, "", 1);
    return true;
}

static bool read_line_end(struct csv *csv) {
    int c = take(csv);
    if (c == '\r' && peek(csv) == '\n')
        c = take(csv);
    if (c == '\n' || c == NOTHING)
        return true;
    return c != BROKEN && fail(csv, csv->line, "text right after a closing quote, or a lone carriage return",
                              "double a quote that belongs to the text");
}

static bool read_row(struct csv *csv) {
    buffer_clear(&csv->text);
    buffer_add(&csv->text, "");
    csv->fields.count = 0;
    csv->row_line = csv->line;
    bool more = true;
    while (more) {
        if (!read_field(csv))
            return false;
        more = peek(csv) == ',';
        if (more)
            take(csv);
    }
    return read_line_end(csv);
}

/* A line with nothing on it, where more than one column is wanted, is no row. */
static bool is_blank_row(const struct csv *csv, size_t columns) {
    return columns > 1 && csv->fields.count == 1 && csv->fields.items[0].is_null;
}

static bool check_names(struct csv *csv, const struct names *columns) {
    struct name_index seen = {.arena = csv->text.arena};
    for (size_t i = 0; i < columns->count; i++) {
        if (!*columns->items[i])
            return fail(csv, 1, "the header line has a column without a name", "name each column");
        if (index_put(&seen, columns->items[i], csv))
            return fail(csv, 1, "the header line has a column twice", "name each column once");
    }
    return true;
}

static bool read_header(struct arena *arena, struct csv *csv, struct names *columns) {
    static const char mark[] = "\xef\xbb\xbf";
    if (peek(csv) == NOTHING)
        return fail(csv, 1, "the file is empty", "begin it with a line of column names");
    if (csv->filled >= 3 && !memcmp(csv->block, mark, 3))
        csv->at = 3;
    if (!read_row(csv))
        return false;
    for (size_t i = 0; i < csv->fields.count; i++)
        list_push(arena, columns, arena_string(arena, csv->text.text + csv->fields.items[i].start));
    return check_names(csv, columns);
}

static bool check_count(struct csv *csv, size_t columns) {
    if (csv->fields.count == columns)
        return true;
    struct error *error = error_add(csv->errors, ERROR_SYNTAX, (struct place){csv->source, csv->row_line, 1},
        "the row has %u fields, the header line %zu", csv->fields.count, columns);
    error_hint(csv->errors, error, "put fields that hold a comma in quotes");
    return false;
}

static bool read_rows(
    struct csv *csv, size_t columns, const char **values, const struct csv_reading *reading) {
    while (peek(csv) != NOTHING) {
        if (!read_row(csv))
            return false;
        if (is_blank_row(csv, columns))
            continue;
        if (!check_count(csv, columns))
            return false;
        for (size_t i = 0; i < columns; i++)
            values[i] = csv->fields.items[i].is_null ? NULL : csv->text.text + csv->fields.items[i].start;
        struct place place = {csv->source, csv->row_line, 1};
        if (!reading->row(reading->context, values, columns, place, csv->errors))
            return false;
    }
    return true;
}

static int open_regular(const char *path, struct errors *errors) {
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &info) || !S_ISREG(info.st_mode)) {
        const char *why = fd < 0 ? strerror(errno) : "not a regular file";
        error_add(errors, ERROR_FILE, NOWHERE, "could not read \"%s\": %s", path, why);
        if (fd >= 0)
            close(fd);
        return -1;
    }
    return fd;
}

bool csv_read(
    struct arena *arena, const char *path, const struct csv_reading *reading, struct errors *errors) {
    int fd = open_regular(path, errors);
    if (fd < 0)
        return false;
    struct arena rows = {.exhausted = arena->exhausted};
    struct csv *csv = arena_new(&rows, struct csv);
    csv->fd = fd;
    csv->path = path;
    csv->errors = errors;
    csv->line = 1;
    csv->text.arena = &rows;
    csv->source = arena_new(errors->arena, struct source);
    csv->source->file = arena_string(errors->arena, path);
    struct names columns = {0};
    bool read = read_header(arena, csv, &columns) &&
                (!reading->header || reading->header(reading->context, &columns, errors));
    const char **values = arena_alloc(&rows, (columns.count + 1) * sizeof *values);
    read = read && read_rows(csv, columns.count, values, reading);
    close(fd);
    arena_free(&rows);
    return read;
}
