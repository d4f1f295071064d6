/* Text that grows, in an arena. */
#ifndef CMIGRATE_BASE_BUFFER_H
#define CMIGRATE_BASE_BUFFER_H

#include "base/arena.h"

struct buffer {
    struct arena *arena;
    char *text;
    size_t length, capacity;
};

void buffer_add(struct buffer *buffer, const char *text);
void buffer_add_text(struct buffer *buffer, const char *text, size_t length);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_addf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text so far, ended by NUL, never null; it is the buffer's own until the buffer grows. */
char *buffer_text(struct buffer *buffer);
/* Empties the buffer, keeping its room. */
void buffer_clear(struct buffer *buffer);

#endif
