#include "cmd/passing.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd/safe.h"

enum { USUAL_WIDTH = 80 };

static size_t terminal_width(void) {
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : USUAL_WIDTH;
}

/* The bytes that fit beside each other; what may be wide is taken as such. */
static size_t bytes_that_fit(const char *text, size_t width) {
    size_t at = 0, length = strlen(text);
    for (size_t used = 0, step; at < length; at += step) {
        step = safe_length(text + at, length - at);
        step = step ? step : 1;
        used += step > 2 ? 2 : 1;
        if (used >= width)
            break;
    }
    return at;
}

void passing_show(struct output *output, const char *format, ...) {
    struct arena arena = {0};
    if (!output->passing)
        return;
    va_list args;
    va_start(args, format);
    const char *text = arena_vformat(&arena, format, args);
    va_end(args);
    passing_clear(output);
    safe_put(stderr, text, bytes_that_fit(text, terminal_width()), false);
    fflush(stderr);
    output->is_passing = true;
    arena_free(&arena);
}

void passing_clear(struct output *output) {
    if (!output->is_passing)
        return;
    fputs("\r\033[K", stderr);
    output->is_passing = false;
}
