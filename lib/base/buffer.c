#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

static void make_room(struct buffer *buffer, size_t more) {
    size_t need = buffer->length + more + 1;
    if (need <= buffer->capacity)
        return;
    size_t capacity = need < 64 ? 64 : 2 * need;
    char *text = arena_alloc(buffer->arena, capacity);
    if (buffer->length)
        memcpy(text, buffer->text, buffer->length);
    buffer->text = text;
    buffer->capacity = capacity;
}

void buffer_add_text(struct buffer *buffer, const char *text, size_t length) {
    make_room(buffer, length);
    if (length)
        memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = 0;
}

void buffer_add(struct buffer *buffer, const char *text) {
    buffer_add_text(buffer, text, strlen(text));
}

void buffer_add_char(struct buffer *buffer, char c) {
    buffer_add_text(buffer, &c, 1);
}

void buffer_addf(struct buffer *buffer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char small[512];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(small, sizeof small, format, args);
    if (length >= 0 && (size_t)length < sizeof small)
        buffer_add_text(buffer, small, (size_t)length);
    else if (length > 0)
        buffer_add(buffer, arena_vformat(buffer->arena, format, again));
    va_end(again);
    va_end(args);
}

char *buffer_text(struct buffer *buffer) {
    if (!buffer->text)
        make_room(buffer, 0);
    buffer->text[buffer->length] = 0;
    return buffer->text;
}

void buffer_clear(struct buffer *buffer) {
    buffer->length = 0;
}
