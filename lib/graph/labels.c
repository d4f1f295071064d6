#include "graph/labels.h"

#include <string.h>

#include "graph/set.h"

/* Sets of labels are shared by all revisions that have the same, so a graph with a few labels needs a few
 * sets. One that declares thousands would need thousands of long ones: there each is found when asked for. */
enum { WORK_FOR_ONE = 64, WORK_AT_LEAST = 1 << 18 };

struct spreading {
    struct arena *arena;
    size_t left; /* names that may still be looked at */
};

static const struct names *sorted_copy(struct arena *arena, const struct names *labels) {
    struct names *copy = arena_new(arena, struct names);
    for (size_t i = 0; i < labels->count; i++)
        list_push(arena, copy, labels->items[i]);
    names_sort(copy);
    return copy;
}

static size_t count_of(const struct names *labels) {
    return labels ? labels->count : 0;
}

/* Both are sorted. One of them itself where it has all. */
static const struct names *merged(struct arena *arena, const struct names *left, const struct names *right) {
    struct arena_mark mark = arena_mark(arena);
    struct names *all = arena_new(arena, struct names);
    all->capacity = left->count + right->count;
    all->items = arena_alloc(arena, all->capacity * sizeof *all->items);
    for (size_t i = 0, j = 0; i < left->count || j < right->count;) {
        int order = i == left->count ? 1 : j == right->count ? -1 : strcmp(left->items[i], right->items[j]);
        all->items[all->count++] = order <= 0 ? left->items[i] : right->items[j];
        i += order <= 0;
        j += order >= 0;
    }
    const struct names *result = all->count == left->count ? left : all->count == right->count ? right : all;
    if (result != all)
        arena_rewind(arena, mark);
    return result;
}

static const struct names *joined(struct arena *arena, const struct names *left, const struct names *right) {
    if (!count_of(left) || left == right)
        return right;
    return count_of(right) ? merged(arena, left, right) : left;
}

static const struct names *join(
    struct spreading *spreading, const struct names *left, const struct names *right) {
    size_t work = left == right ? 0 : count_of(left) + count_of(right);
    spreading->left = work < spreading->left ? spreading->left - work : 0;
    return spreading->left ? joined(spreading->arena, left, right) : NULL;
}

static const struct names *own(struct spreading *spreading, const struct revision *revision) {
    return revision->labels.count ? sorted_copy(spreading->arena, &revision->labels) : NULL;
}

static void spread_up(struct spreading *spreading, struct revision *revision) {
    const struct names *labels = own(spreading, revision);
    for (size_t i = 0; i < revision->up.count; i++)
        labels = join(spreading, labels, revision->up.items[i]->labels_below);
    revision->labels_below = labels;
}

/* As far down as the branch goes without branching or merging. */
static bool goes_on_above(const struct revision *revision) {
    return revision->children.count == 1 && !graph_is_merge_point(revision) &&
           !graph_is_merge_point(revision->children.items[0]);
}

static void spread_down(struct spreading *spreading, struct revision *revision) {
    revision->labels_above = NULL;
    if (!goes_on_above(revision))
        return;
    const struct revision *child = revision->children.items[0];
    revision->labels_above = join(spreading, own(spreading, child), child->labels_above);
}

void labels_spread(struct graph *graph) {
    const struct revisions *all = &graph->revisions;
    struct spreading spreading = {graph->arena, WORK_AT_LEAST + WORK_FOR_ONE * all->count};
    if (!graph->labels.count)
        return;
    for (size_t i = 0; i < all->count && spreading.left; i++)
        spread_up(&spreading, all->items[i]);
    for (size_t i = all->count; i-- > 0 && spreading.left;)
        spread_down(&spreading, all->items[i]);
    graph->labels_are_spread = spreading.left > 0;
}

static struct names find_by_walking(
    struct arena *arena, const struct graph *graph, const struct revision *revision) {
    struct revision_set there = set_new(arena, graph);
    struct name_index seen = {.arena = arena};
    struct names labels = {0};
    there.marks[revision->order] = true;
    set_close_below(there, graph, SET_PARENTS);
    for (; goes_on_above(revision); revision = revision->children.items[0])
        there.marks[revision->children.items[0]->order] = true;
    for (size_t i = 0; i < graph->revisions.count; i++) {
        const struct names *declared = &graph->revisions.items[i]->labels;
        for (size_t j = 0; there.marks[i] && j < declared->count; j++)
            if (!index_put(&seen, declared->items[j], graph->revisions.items[i]))
                list_push(arena, &labels, declared->items[j]);
    }
    names_sort(&labels);
    return labels;
}

struct names graph_labels_of(
    struct arena *arena, const struct graph *graph, const struct revision *revision) {
    if (!graph->labels.count)
        return (struct names){0};
    if (!graph->labels_are_spread)
        return find_by_walking(arena, graph, revision);
    const struct names *labels = joined(arena, revision->labels_below, revision->labels_above);
    return labels ? *labels : (struct names){0};
}
