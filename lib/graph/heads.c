#include "graph/set.h"

bool graph_is_head(const struct revision *revision) {
    return !revision->children.count;
}

bool graph_is_real_head(const struct revision *revision) {
    return !revision->children.count && !revision->needed_by.count;
}

bool graph_is_base(const struct revision *revision) {
    return !revision->up.count;
}

bool graph_is_branch_point(const struct revision *revision) {
    return revision->children.count > 1;
}

bool graph_is_merge_point(const struct revision *revision) {
    return revision->up.count > 1;
}

static struct revisions those(
    struct arena *arena, const struct graph *graph, bool (*are)(const struct revision *)) {
    struct revisions found = {0};
    for (size_t i = 0; i < graph->sorted.count; i++)
        if (are(graph->sorted.items[i]))
            list_push(arena, &found, graph->sorted.items[i]);
    return found;
}

struct revisions graph_heads(struct arena *arena, const struct graph *graph) {
    return those(arena, graph, graph_is_head);
}

struct revisions graph_bases(struct arena *arena, const struct graph *graph) {
    return those(arena, graph, graph_is_base);
}

static void add_labels(struct arena *arena, struct names *labels, const struct revision *revision) {
    for (size_t i = 0; i < revision->labels.count; i++)
        if (!names_have(labels, revision->labels.items[i]))
            list_push(arena, labels, revision->labels.items[i]);
}

/* The labels declared further up, as far as the branch goes without branching or merging. */
static void add_labels_above(struct arena *arena, struct names *labels, const struct revision *revision) {
    while (revision->children.count == 1 && !graph_is_merge_point(revision)) {
        revision = revision->children.items[0];
        if (graph_is_merge_point(revision))
            return;
        add_labels(arena, labels, revision);
    }
}

struct names graph_labels_of(
    struct arena *arena, const struct graph *graph, const struct revision *revision) {
    struct names labels = {0};
    if (!graph->labels.count)
        return labels;
    struct revision_set below = set_new(arena, graph);
    below.marks[revision->order] = true;
    set_close_below(below, graph, SET_PARENTS);
    for (size_t i = 0; i < graph->revisions.count; i++)
        if (below.marks[i])
            add_labels(arena, &labels, graph->revisions.items[i]);
    add_labels_above(arena, &labels, revision);
    names_sort(&labels);
    return labels;
}
