/* Finds a value by its name in constant time, however many there are.
 *
 * Names are compared byte for byte; the index does not copy them. It has no order: what is shown is
 * always taken from a list. */
#ifndef CMIGRATE_BASE_INDEX_H
#define CMIGRATE_BASE_INDEX_H

#include "base/arena.h"

struct name_slot;

struct name_index {
    struct arena *arena;
    struct name_slot *slots;
    size_t count, capacity;
};

/* Makes room for so many names at once. */
void index_reserve(struct name_index *index, size_t count);
/* The value under `name`, or null. */
void *index_find(const struct name_index *index, const char *name);
/* Puts `value`, which is not null, under `name`; the value that was there before, or null. */
void *index_put(struct name_index *index, const char *name, void *value);
/* Takes the name out; the value that was there, or null. */
void *index_remove(struct name_index *index, const char *name);

#endif
