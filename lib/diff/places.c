#include "diff/work.h"

/* `ends[n]` is the item with the smallest place that ends an ascending run of n + 1. */
static size_t run_before(const size_t *places, const size_t *ends, size_t longest, size_t place) {
    size_t low = 0, high = longest;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[ends[middle]] < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void places_stay(struct arena *arena, const size_t *places, size_t count, bool *stays) {
    size_t *ends = arena_alloc(arena, (count + 1) * sizeof *ends);
    size_t *previous = arena_alloc(arena, (count + 1) * sizeof *previous);
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t run = run_before(places, ends, longest, places[i]);
        previous[i] = run ? ends[run - 1] : i;
        ends[run] = i;
        longest = run == longest ? longest + 1 : longest;
        stays[i] = false;
    }
    for (size_t n = longest, i = longest ? ends[longest - 1] : 0; n > 0; n--, i = previous[i])
        stays[i] = true;
}
