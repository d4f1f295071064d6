#include <string.h>

#include "yaml/reader.h"

static int open_brackets(const char *text, size_t length) {
    int open = 0;
    for (size_t i = 0; i < length; i++)
        open += (text[i] == '(') - (text[i] == ')');
    return open;
}

bool text_is_rest(const char *text) {
    return open_brackets(text, strlen(text)) < 0;
}

/* The text from `start` to where its brackets are closed, or to the end of the line. */
static size_t whole_length(const char *start, size_t left) {
    size_t length = 0;
    for (int open = 0; length < left && start[length] != '\n' && start[length] != '\r'; length++) {
        open += (start[length] == '(') - (start[length] == ')');
        if (start[length] == ')' && open <= 0)
            return length + 1;
    }
    return length;
}

enum { SHOWN_MAX = 80 };

void reader_check_cut(struct reader *reader, const char *text, yaml_mark_t end) {
    if (open_brackets(text, strlen(text)) <= 0)
        return;
    const struct source *source = reader->source;
    struct place place = reader->cursor.place;
    const char *start = source->text + reader->cursor.offset;
    reader_place(reader, end);
    size_t after = reader->cursor.offset;
    after += strspn(source->text + after, " \t\r\n");
    if (after >= source->length || source->text[after] != ',')
        return;
    reader->cut = true;
    struct error *error = error_add(reader->errors, ERROR_SYNTAX, place, "%s is cut off by a comma",
        source->has_secrets ? "the value" : arena_format(reader->errors->arena, "\"%s\"", text));
    size_t whole = whole_length(start, source->length - (size_t)(start - source->text));
    if (whole <= SHOWN_MAX && !source->has_secrets)
        error_hint(reader->errors, error, "quote it: \"%.*s\"", (int)whole, start);
    else
        error_hint(reader->errors, error, "quote the whole value");
}
