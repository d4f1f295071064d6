#include "base/list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum { FEW_BYTES = 32 };

void *list_room(struct arena *arena, void *items, unsigned count, unsigned *capacity, size_t size) {
    if (count == *capacity) {
        *capacity = count ? 2 * count : size > FEW_BYTES ? 1 : 2; /* of large items there is often one */
        void *room = arena_alloc(arena, *capacity > count ? *capacity * size : SIZE_MAX);
        if (count)
            memcpy(room, items, count * size);
        items = room;
    }
    memset((char *)items + count * size, 0, size);
    return items;
}

void list_close(void *items, unsigned *count, size_t at, size_t size) {
    char *hole = (char *)items + at * size;
    memmove(hole, hole + size, (*count - at - 1) * size);
    --*count;
}

void list_open(void *items, size_t count, size_t at, size_t size) {
    char *hole = (char *)items + at * size;
    memmove(hole + size, hole, (count - at - 1) * size);
    memset(hole, 0, size);
}

bool names_have(const struct names *names, const char *name) {
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], name))
            return true;
    return false;
}

bool names_equal(const struct names *left, const struct names *right) {
    if (left->count != right->count)
        return false;
    for (size_t i = 0; i < left->count; i++)
        if (strcmp(left->items[i], right->items[i]) != 0)
            return false;
    return true;
}

char *names_join(struct arena *arena, const struct names *names, const char *separator) {
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < names->count; i++) {
        if (i)
            buffer_add(&out, separator);
        buffer_add(&out, names->items[i]);
    }
    return buffer_text(&out);
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void names_sort(struct names *names) {
    if (names->count > 1)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
}
