#include "diff/work.h"

enum state { FRESH, OPEN, DONE };

/* A walk through what is needed, with its own stack: there may be many thousands in a row. */
struct walk {
    const struct links *needs;
    enum state *states;
    size_t *stack, *next; /* the open ones, and how far each has come in its needs */
    size_t depth;
    size_t *order, count;
};

static void enter(struct walk *walk, size_t node) {
    walk->states[node] = OPEN;
    walk->next[walk->depth] = 0;
    walk->stack[walk->depth++] = node;
}

static void step(struct walk *walk) {
    size_t node = walk->stack[walk->depth - 1];
    size_t *next = &walk->next[walk->depth - 1];
    if (*next == walk->needs[node].count) {
        walk->states[node] = DONE;
        walk->order[walk->count++] = node;
        walk->depth--;
        return;
    }
    size_t needed = walk->needs[node].items[(*next)++];
    if (walk->states[needed] == FRESH)
        enter(walk, needed);
}

size_t *order_by_needs(struct arena *arena, const struct links *needs, size_t count) {
    size_t size = (count + 1) * sizeof(size_t);
    struct walk walk = {.needs = needs,
        .states = arena_alloc(arena, (count + 1) * sizeof(enum state)),
        .stack = arena_alloc(arena, size),
        .next = arena_alloc(arena, size),
        .order = arena_alloc(arena, size)};
    for (size_t node = 0; node < count; node++) {
        if (walk.states[node] == FRESH)
            enter(&walk, node);
        while (walk.depth)
            step(&walk);
    }
    return walk.order;
}
