/* What every target has: it aborts when a law is broken, whatever the bytes are. */
#ifndef CMIGRATE_TESTS_TARGET_H
#define CMIGRATE_TESTS_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A law: an assertion that stays in every build. */
static inline void must(bool law) {
    if (!law)
        abort();
}

/* Gives the bytes to `check` as a file's text; what file_read() would have refused is left out. */
static inline int fuzz_text(const uint8_t *data, size_t size,
    void (*check)(struct arena *arena, const struct source *source, struct errors *errors)) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    size_t bad;
    struct source source = {"fuzz", arena_text(&arena, (const char *)data, size), size};
    if (text_is_utf8(source.text, size, &bad))
        check(&arena, &source, &errors);
    arena_free(&arena);
    return 0;
}

#endif
