#include "base/index.h"

#include <stdint.h>
#include <string.h>

struct name_slot {
    const char *name; /* null: never used */
    uint64_t hash;
    void *value; /* null: removed */
};

enum { SLOTS_MIN = 16 }; /* a power of two, as all capacities are */

/* FNV-1a, with a last mix because only the low bits choose the slot. */
static uint64_t hash_name(const char *name) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 0x100000001b3u;
    return hash ^ hash >> 29;
}

static struct name_slot *slot_of(const struct name_index *index, const char *name, uint64_t hash) {
    size_t mask = index->capacity - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct name_slot *slot = &index->slots[at];
        if (!slot->name || (slot->hash == hash && !strcmp(slot->name, name)))
            return slot;
    }
}

void *index_find(const struct name_index *index, const char *name) {
    return index->capacity ? slot_of(index, name, hash_name(name))->value : NULL;
}

static void grow(struct name_index *index, size_t wanted) {
    struct name_slot *old = index->slots;
    size_t capacity = index->capacity;
    index->capacity = wanted;
    index->slots = arena_alloc(index->arena, index->capacity * sizeof *index->slots);
    index->count = 0;
    for (size_t i = 0; i < capacity; i++)
        if (old[i].value) {
            *slot_of(index, old[i].name, old[i].hash) = old[i];
            index->count++;
        }
}

void index_reserve(struct name_index *index, size_t count) {
    size_t wanted = index->capacity ? index->capacity : SLOTS_MIN;
    while (wanted / 2 < count)
        wanted *= 2;
    if (wanted > index->capacity)
        grow(index, wanted);
}

void *index_put(struct name_index *index, const char *name, void *value) {
    if (2 * (index->count + 1) > index->capacity)
        grow(index, index->capacity ? 2 * index->capacity : SLOTS_MIN);
    uint64_t hash = hash_name(name);
    struct name_slot *slot = slot_of(index, name, hash);
    if (!slot->name)
        index->count++;
    void *before = slot->value;
    *slot = (struct name_slot){name, hash, value};
    return before;
}

void *index_remove(struct name_index *index, const char *name) {
    if (!index->capacity)
        return NULL;
    struct name_slot *slot = slot_of(index, name, hash_name(name));
    void *before = slot->value;
    slot->value = NULL;
    return before;
}
