#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "base/sanitizer.h"

#ifdef HAS_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

enum {
    CHUNK_SIZE = 64 * 1024,
    LARGE_FROM = 512 * 1024,
    ALIGNMENT = 8,
#ifdef HAS_ADDRESS_SANITIZER
    TEXT_ALIGNMENT = ALIGNMENT, /* so that a step beyond a text is seen */
#else
    TEXT_ALIGNMENT = 1,
#endif
};

struct arena_chunk {
    struct arena_chunk *older;
    size_t size, mapped; /* bytes; those that the system gave straight, or 0: malloc()'s */
    alignas(max_align_t) char bytes[];
};

static void *exhausted(struct arena *arena) {
    if (arena->exhausted)
        arena->exhausted();
    abort();
}

static void release(struct arena_chunk *chunk) {
    ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
    if (chunk->mapped)
        pages_give_back(chunk, chunk->mapped);
    else
        free(chunk);
}

/* An arena that has grown takes large pieces, and what is large itself is one. */
static struct arena_chunk *new_chunk(const struct arena *arena, size_t size) {
    size_t whole = sizeof(struct arena_chunk) + size;
    if (arena->held >= LARGE_FROM || size >= LARGE_FROM) {
        struct arena_chunk *chunk = pages_take(&whole);
        if (chunk) {
            chunk->mapped = whole;
            chunk->size = whole - sizeof *chunk;
            return chunk;
        }
    }
    struct arena_chunk *chunk = malloc(whole);
    if (chunk) {
        chunk->mapped = 0;
        chunk->size = size;
    }
    return chunk;
}

/* One chunk is kept for who goes back and forth over a chunk's end. */
static struct arena_chunk *take_spare(struct arena *arena, size_t size) {
    struct arena_chunk *chunk = arena->spare;
    if (!chunk || chunk->size < size)
        return NULL;
    arena->spare = NULL;
    return chunk;
}

static void add_chunk(struct arena *arena, size_t need) {
    size_t size = need > CHUNK_SIZE ? need : CHUNK_SIZE;
    struct arena_chunk *chunk = take_spare(arena, size);
    if (!chunk && size < (size_t)-1 - sizeof *chunk)
        chunk = new_chunk(arena, size);
    if (!chunk) {
        exhausted(arena);
        return;
    }
    chunk->older = arena->chunk;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, chunk->size);
    arena->chunk = chunk;
    arena->used = 0;
    arena->held += chunk->size;
}

static void drop_chunk(struct arena *arena) {
    struct arena_chunk *chunk = arena->chunk;
    arena->chunk = chunk->older;
    arena->held -= chunk->size;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, chunk->size);
    if (arena->spare)
        release(chunk);
    else
        arena->spare = chunk;
}

void arena_free(struct arena *arena) {
    while (arena->chunk)
        drop_chunk(arena);
    if (arena->spare)
        release(arena->spare);
    arena->spare = NULL;
    arena->used = 0;
}

static char *take(struct arena *arena, size_t size, size_t alignment) {
    if (size > (size_t)-1 / 2)
        exhausted(arena);
    size_t start = (arena->used + alignment - 1) & ~(alignment - 1);
    if (!arena->chunk || start > arena->chunk->size || arena->chunk->size - start < size) {
        add_chunk(arena, size);
        start = 0;
    }
    arena->used = start + size;
    ASAN_UNPOISON_MEMORY_REGION(arena->chunk->bytes + start, size);
    return arena->chunk->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t size) {
    return memset(take(arena, size, ALIGNMENT), 0, size);
}

char *arena_text(struct arena *arena, const char *text, size_t length) {
    char *copy = take(arena, length + 1, TEXT_ALIGNMENT);
    if (length)
        memcpy(copy, text, length);
    copy[length] = 0;
    return copy;
}

char *arena_string(struct arena *arena, const char *text) {
    return arena_text(arena, text, strlen(text));
}

char *arena_vformat(struct arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_format(struct arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vformat(arena, format, args);
    va_end(args);
    return text;
}

struct arena_mark arena_mark(const struct arena *arena) {
    return (struct arena_mark){arena->chunk, arena->used};
}

void arena_rewind(struct arena *arena, struct arena_mark mark) {
    while (arena->chunk != mark.chunk)
        drop_chunk(arena);
    arena->used = mark.used;
    if (arena->chunk)
        ASAN_POISON_MEMORY_REGION(arena->chunk->bytes + arena->used, arena->chunk->size - arena->used);
}
