#include <string.h>

#include "graph/graph.h"

bool revisions_have(const struct revisions *list, const struct revision *revision) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == revision)
            return true;
    return false;
}

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

bool graph_ends_with(const struct revision *squash, const char *id) {
    return !strcmp(squash->replaces.items[squash->replaces.count - 1], id);
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
