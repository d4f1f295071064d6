/* Memory with an owner: what lives together is allocated together and released together.
 *
 * A function that takes an arena keeps its result there; nothing else has to be freed. Memory is
 * zeroed, and aligned for pointers, 64-bit numbers and doubles. When the system has none left, the arena's
 * `exhausted` is called, which does not return. */
#ifndef CMIGRATE_BASE_ARENA_H
#define CMIGRATE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk, *spare;
    size_t used;             /* bytes taken of the newest chunk */
    size_t held;             /* bytes of all chunks, for tests and benchmarks */
    void (*exhausted)(void); /* abort() when null; must not return */
};

/* A place to come back to with arena_rewind(). */
struct arena_mark {
    struct arena_chunk *chunk;
    size_t used;
};

void arena_free(struct arena *arena);
void *arena_alloc(struct arena *arena, size_t size);
char *arena_string(struct arena *arena, const char *text);
char *arena_text(struct arena *arena, const char *text, size_t length);
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

struct arena_mark arena_mark(const struct arena *arena);
/* Releases everything allocated since `mark`; under the address sanitizer using it is reported. */
void arena_rewind(struct arena *arena, struct arena_mark mark);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
