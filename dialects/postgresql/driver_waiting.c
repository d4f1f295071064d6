#include "postgresql/driver_waiting.h"

#include "base/buffer.h"

static const char between[] = ";\n";

void waiting_add(struct waiting *waiting, const char *sql) {
    list_push(&waiting->arena, &waiting->statements, arena_string(&waiting->arena, sql));
}

const char *waiting_take(struct waiting *waiting) {
    struct names *statements = &waiting->statements;
    return statements->count ? statements->items[--statements->count] : NULL;
}

const char *waiting_with(struct waiting *waiting, const char *sql) {
    struct buffer all = {.arena = &waiting->arena};
    for (size_t i = 0; i < waiting->statements.count; i++) {
        buffer_add(&all, waiting->statements.items[i]);
        buffer_add(&all, between);
    }
    buffer_add(&all, sql);
    return buffer_text(&all);
}

static long characters(const char *text) {
    long count = 0;
    for (; *text; text++)
        count += (*text & 0xc0) != 0x80;
    return count;
}

/* The server reads the whole text before it does anything: a mistake in the last one is found while none is
 * done. What we have waiting is of our own making, and right. */
const char *waiting_blamed(const struct waiting *waiting, const char *sql, long *position) {
    const struct names *statements = &waiting->statements;
    for (size_t i = 0; *position && i < statements->count; i++) {
        long length = characters(statements->items[i]);
        if (*position <= length)
            return statements->items[i];
        *position -= length + (long)sizeof between - 1;
    }
    bool is_last = *position || !waiting->finished || waiting->finished >= statements->count;
    return is_last ? sql : statements->items[waiting->finished];
}

void waiting_forget(struct waiting *waiting) {
    arena_free(&waiting->arena);
    waiting->statements = (struct names){0};
    waiting->finished = 0;
}
