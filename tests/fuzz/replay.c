/* Runs a target over each file of a folder, and over mutations of it that are always the same. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "target.h"

enum { MUTATIONS = 300, CHANGES_MAX = 4 };

static size_t below(uint32_t *seed, size_t limit) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

/* One byte changed, taken out or doubled; returns the new length, one more at most. */
static size_t mutate(uint32_t *seed, uint8_t *bytes, size_t length) {
    static const char telling[] = " \n\t:-#{}[]()'\"\\;,|>&*!?%@`/$.=<0azAZ~_";
    if (!length)
        return 0;
    size_t at = below(seed, length);
    switch (below(seed, 3)) {
    case 0:
        bytes[at] = (uint8_t)telling[below(seed, sizeof telling - 1)];
        return length;
    case 1:
        memmove(bytes + at, bytes + at + 1, length - at - 1);
        return length - 1;
    default:
        memmove(bytes + at + 1, bytes + at, length - at);
        return length + 1;
    }
}

static const uint8_t *running;
static size_t running_length;

/* What broke the law, for a file in the corpus. */
static void show_input(int number) {
    if (write(STDERR_FILENO, running, running_length) >= 0)
        signal(number, SIG_DFL);
}

static void run(const uint8_t *bytes, size_t length) {
    running = bytes;
    running_length = length;
    LLVMFuzzerTestOneInput(bytes, length);
}

static void replay(const struct source *source) {
    uint32_t seed = 20261121;
    run((const uint8_t *)source->text, source->length);
    for (int i = 0; i < MUTATIONS; i++) {
        struct arena arena = {0};
        uint8_t *bytes = arena_alloc(&arena, source->length + CHANGES_MAX);
        memcpy(bytes, source->text, source->length);
        size_t length = source->length;
        for (size_t changes = 1 + below(&seed, CHANGES_MAX); changes; changes--)
            length = mutate(&seed, bytes, length);
        run(bytes, length);
        arena_free(&arena);
    }
}

int main(int argc, char **argv) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct folder_files files = {0};
    signal(SIGABRT, show_input);
    bool done = argc == 2 && folder_list(&arena, argv[1], false, &files, &errors) && files.count;
    for (size_t i = 0; done && i < files.count; i++) {
        const struct source *source = file_read_bytes(&arena, files.items[i].path, &errors);
        done = source != NULL;
        if (done)
            replay(source);
    }
    if (!done)
        fprintf(stderr, "usage: replay FOLDER, with a file in it at least\n");
    arena_free(&arena);
    return !done;
}
