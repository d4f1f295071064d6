#include <string.h>

#include "yaml/reader.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

static void rewind_cursor(struct reader *reader) {
    const struct source *source = reader->source;
    bool marked = source->length >= 3 && !memcmp(source->text, byte_order_mark, 3);
    reader->cursor = (struct cursor){0, marked ? 3 : 0, {source, 1, 1}};
}

static void step(struct cursor *cursor, const char *text, size_t length) {
    if (text[cursor->offset] == '\n') {
        cursor->place.line++;
        cursor->place.column = 1;
    } else {
        cursor->place.column++;
    }
    do
        cursor->offset++;
    while (cursor->offset < length && ((unsigned char)text[cursor->offset] & 0xc0) == 0x80);
    cursor->index++;
}

struct place reader_place(struct reader *reader, yaml_mark_t mark) {
    if (!reader->cursor.place.line || mark.index < reader->cursor.index)
        rewind_cursor(reader);
    while (reader->cursor.index < mark.index && reader->cursor.offset < reader->source->length)
        step(&reader->cursor, reader->source->text, reader->source->length);
    return reader->cursor.place;
}
