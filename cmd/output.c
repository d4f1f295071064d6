#include "cmd/output.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "cmd/passing.h"
#include "cmd/safe.h"

static const char *const codes[] = {
    "\033[0m", "\033[1m", "\033[1;31m", "\033[32m", "\033[33m", "\033[34m", "\033[2m"};

const char *colour_code(bool on, enum colour colour) {
    return on ? codes[colour] : "";
}

/* The length of one of our own colours at `at`; 0 for any other sequence. */
static size_t code_length(const char *at) {
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (text_starts_with(at, codes[i]))
            return strlen(codes[i]);
    return 0;
}

/* A line that may hold colours, where they are on, and anything else only as harmless text. */
static void put_line(FILE *stream, bool colour, const char *text) {
    while (*text) {
        size_t code = colour ? code_length(text) : 0, length = code ? code : 1;
        while (!code && text[length] && text[length] != '\033')
            length++;
        if (code)
            fwrite(text, 1, code, stream);
        else
            safe_put(stream, text, length, true);
        text += length;
    }
    fputc('\n', stream);
}

static void __attribute__((format(printf, 3, 0)))
put_formatted(FILE *stream, bool colour, const char *format, va_list args) {
    struct arena arena = {0};
    char few[512];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(few, sizeof few, format, args);
    bool fits = length >= 0 && (size_t)length < sizeof few;
    put_line(stream, colour, fits ? few : arena_vformat(&arena, format, again));
    va_end(again);
    arena_free(&arena);
}

void output_sql(struct output *output, const char *sql) {
    if (!output->json) {
        fputs(sql, stdout);
        return;
    }
    json_begin_object(&output->result, NULL);
    json_text(&output->result, "sql", sql);
    json_end_object(&output->result);
}

void output_line(struct output *output, const char *format, ...) {
    if (output->json)
        return;
    passing_clear(output);
    va_list args;
    va_start(args, format);
    put_formatted(stdout, output->colour, format, args);
    va_end(args);
}

void output_note(struct output *output, const char *format, ...) {
    if (output->quiet)
        return;
    passing_clear(output);
    fflush(stdout); /* in a pipe, too, both streams are read in the order they were written */
    va_list args;
    va_start(args, format);
    put_formatted(stderr, output->error_colour, format, args);
    va_end(args);
}

enum { LINE_SHOWN = 160 };       /* characters of a line that are shown around a mistake */
enum { STATEMENT_SHOWN = 2000 }; /* bytes of a statement */

static size_t characters_to_bytes(const char *line, size_t length, unsigned characters) {
    size_t at = 0;
    while (at < length && characters) {
        at++;
        while (at < length && ((unsigned char)line[at] & 0xc0) == 0x80)
            at++;
        characters--;
    }
    return at;
}

static void show_text(const struct output *output, struct place place, const char *line, size_t length) {
    unsigned skip = place.column > LINE_SHOWN / 2 ? place.column - LINE_SHOWN / 2 : 0;
    size_t from = characters_to_bytes(line, length, skip);
    size_t shown = characters_to_bytes(line + from, length - from, LINE_SHOWN);
    int width = fprintf(stderr, "%5u | ", place.line);
    safe_put(stderr, line + from, shown, false);
    fprintf(stderr, "\n%*s%*s%s^%s\n", width, "| ", (int)(place.column - skip) - 1, "",
        colour_code(output->error_colour, COLOUR_RED), colour_code(output->error_colour, COLOUR_PLAIN));
}

static void show_line(const struct output *output, struct place place) {
    struct arena arena = {0};
    size_t length;
    const char *line = place_line(file_place_again(&arena, place), &length);
    if (line && place.column)
        show_text(output, place, line, length);
    arena_free(&arena);
}

static void show_place(struct place place) {
    if (!place.source || !place.source->file)
        return;
    safe_put(stderr, place.source->file, strlen(place.source->file), false);
    fputc(':', stderr);
    if (place.line)
        fprintf(stderr, "%u:", place.line);
    if (place.line && place.column)
        fprintf(stderr, "%u:", place.column);
    fputc(' ', stderr);
}

/* Further lines stand below the first one. */
static void put_indented(const char *text, const char *indent) {
    for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
        safe_put(stderr, text, (size_t)(end - text), false);
        fprintf(stderr, "\n%s", indent);
    }
    safe_put(stderr, text, strlen(text), false);
    fputc('\n', stderr);
}

static void show_indented(const char *label, const char *text) {
    fprintf(stderr, "  %s: ", label);
    put_indented(text, "    ");
}

/* An INSERT of many rows is known by its beginning. */
static void show_statement(const char *sql) {
    char shown[STATEMENT_SHOWN + sizeof "…"];
    size_t length = strlen(sql);
    if (length <= STATEMENT_SHOWN) {
        show_indented("statement", sql);
        return;
    }
    for (length = STATEMENT_SHOWN; length && ((unsigned char)sql[length] & 0xc0) == 0x80;)
        length--;
    memcpy(shown, sql, length);
    memcpy(shown + length, "…", sizeof "…");
    show_indented("statement", shown);
}

static void show_error(const struct output *output, const struct error *error) {
    show_place(error->place);
    fprintf(stderr, "%serror:%s ", colour_code(output->error_colour, COLOUR_RED),
        colour_code(output->error_colour, COLOUR_PLAIN));
    put_indented(error->message, "  ");
    show_line(output, error->place);
    if (error->statement)
        show_statement(error->statement);
    if (error->hint)
        show_indented("hint", error->hint);
}

static void add_json(struct json *json, const struct error *error) {
    json_begin_object(json, NULL);
    json_text(json, "code", error_code_name(error->code));
    json_text(json, "message", error->message);
    json_text(json, "hint", error->hint);
    json_text(json, "file", error->place.source ? error->place.source->file : NULL);
    json_number(json, "line", error->place.line);
    json_number(json, "column", error->place.column);
    json_text(json, "sqlstate", error->sqlstate);
    json_text(json, "statement", error->statement);
    json_end_object(json);
}

void output_errors(struct output *output, const struct errors *errors) {
    passing_clear(output);
    fflush(stdout);
    for (size_t i = 0; i < errors->list.count; i++)
        show_error(output, &errors->list.items[i]);
    if (errors->left_out)
        fprintf(stderr, "error: %zu more mistakes are not shown\n", errors->left_out);
    if (!output->json)
        return;
    buffer_clear(&output->result.text);
    output->result.needs_comma = false;
    json_begin_object(&output->result, NULL);
    json_begin_array(&output->result, "errors");
    for (size_t i = 0; i < errors->list.count; i++)
        add_json(&output->result, &errors->list.items[i]);
    json_end_array(&output->result);
    json_end_object(&output->result);
}
