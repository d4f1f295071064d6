#include "cmd/output.h"

#include <stdio.h>
#include <string.h>

const char *colour_code(bool on, enum colour colour) {
    static const char *const codes[] = {
        "\033[0m", "\033[1m", "\033[1;31m", "\033[32m", "\033[33m", "\033[34m", "\033[2m"};
    return on ? codes[colour] : "";
}

void output_line(struct output *output, const char *format, ...) {
    if (output->json)
        return;
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

void output_note(struct output *output, const char *format, ...) {
    if (output->quiet)
        return;
    fflush(stdout); /* in a pipe, too, both streams are read in the order they were written */
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

enum { LINE_SHOWN = 160 }; /* characters of a line that are shown around a mistake */

/* Control characters of a hostile file must not reach the terminal. */
static void put_safely(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        fputc(c == '\t' ? ' ' : c < 0x20 || c == 0x7f ? '?' : c, stderr);
    }
}

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

static void show_line(const struct output *output, struct place place) {
    size_t length;
    const char *line = place_line(place, &length);
    if (!line || !place.column)
        return;
    unsigned skip = place.column > LINE_SHOWN / 2 ? place.column - LINE_SHOWN / 2 : 0;
    size_t from = characters_to_bytes(line, length, skip);
    size_t shown = characters_to_bytes(line + from, length - from, LINE_SHOWN);
    int width = fprintf(stderr, "%5u | ", place.line);
    put_safely(line + from, shown);
    fprintf(stderr, "\n%*s%*s%s^%s\n", width, "| ", (int)(place.column - skip) - 1, "",
        colour_code(output->error_colour, COLOUR_RED), colour_code(output->error_colour, COLOUR_PLAIN));
}

static void show_place(struct place place) {
    if (!place.source || !place.source->file)
        return;
    fprintf(stderr, "%s:", place.source->file);
    if (place.line)
        fprintf(stderr, "%u:%u:", place.line, place.column);
    fputc(' ', stderr);
}

static void show_indented(const char *label, const char *text) {
    fprintf(stderr, "  %s: ", label);
    for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
        put_safely(text, (size_t)(end - text));
        fprintf(stderr, "\n    ");
    }
    put_safely(text, strlen(text));
    fputc('\n', stderr);
}

static void show_error(const struct output *output, const struct error *error) {
    show_place(error->place);
    fprintf(stderr, "%serror:%s ", colour_code(output->error_colour, COLOUR_RED),
        colour_code(output->error_colour, COLOUR_PLAIN));
    for (const char *text = error->message; *text; text++)
        if (*text == '\n')
            fputs("\n  ", stderr);
        else
            put_safely(text, 1);
    fputc('\n', stderr);
    show_line(output, error->place);
    if (error->statement)
        show_indented("statement", error->statement);
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
