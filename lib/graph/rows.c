#include "graph/set.h"

static struct revision *row_revision(const struct graph *graph, const char *row, struct errors *errors) {
    struct revision *revision = index_find(&graph->by_id, row);
    if (revision)
        return revision;
    struct revision *squash = index_find(&graph->by_replaced, row);
    if (squash && graph_ends_with(squash, row))
        return squash;
    if (squash)
        error_hint(errors,
            error_add(errors, ERROR_STATE, NOWHERE,
                "the database is at revision \"%s\", in the middle of what \"%s\" replaces", row, squash->id),
            "bring it to \"%s\" with the project as it was before the squash",
            squash->replaces.items[squash->replaces.count - 1]);
    else
        error_hint(errors,
            error_add(
                errors, ERROR_STATE, NOWHERE, "the database is at revision \"%s\", which no script has", row),
            "get its file back, be it from another branch of the repository; or name where the database is "
            "with: cmigrate stamp --purge REV");
    return NULL;
}

bool graph_rows(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    struct revisions *rows, struct errors *errors) {
    struct revision_set seen = set_new(arena, graph);
    bool known = true;
    *rows = (struct revisions){0};
    for (size_t i = 0; i < version_rows->count; i++) {
        struct revision *revision = row_revision(graph, version_rows->items[i], errors);
        known = known && revision;
        if (!revision || set_has(seen, revision))
            continue;
        seen.marks[revision->order] = true;
        list_push(arena, rows, revision);
    }
    return known;
}
