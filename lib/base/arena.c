#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#endif
#endif
#ifdef HAS_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

enum { CHUNK_SIZE = 64 * 1024 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static void *exhausted(struct arena *arena) {
    if (arena->exhausted)
        arena->exhausted();
    abort();
}

static void add_chunk(struct arena *arena, size_t need) {
    size_t size = need > CHUNK_SIZE ? need : CHUNK_SIZE;
    struct arena_chunk *chunk = size < (size_t)-1 - sizeof *chunk ? malloc(sizeof *chunk + size) : NULL;
    if (!chunk) {
        exhausted(arena);
        return;
    }
    chunk->older = arena->chunk;
    chunk->size = size;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, size);
    arena->chunk = chunk;
    arena->used = 0;
    arena->held += size;
}

static void drop_chunk(struct arena *arena) {
    struct arena_chunk *chunk = arena->chunk;
    arena->chunk = chunk->older;
    arena->held -= chunk->size;
    ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
    free(chunk);
}

void arena_free(struct arena *arena) {
    while (arena->chunk)
        drop_chunk(arena);
    arena->used = 0;
}

void *arena_alloc(struct arena *arena, size_t size) {
    if (size > (size_t)-1 / 2)
        exhausted(arena);
    size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (!arena->chunk || arena->chunk->size - arena->used < rounded)
        add_chunk(arena, rounded);
    char *memory = arena->chunk->bytes + arena->used;
    arena->used += rounded;
    ASAN_UNPOISON_MEMORY_REGION(memory, size);
    return memset(memory, 0, size);
}

char *arena_text(struct arena *arena, const char *text, size_t length) {
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
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
