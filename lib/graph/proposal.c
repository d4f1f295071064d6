#include <string.h>

#include "graph/identify.h"
#include "graph/names.h"

static bool fail_not_head(const struct revision *revision, struct errors *errors) {
    error_hint(errors,
        error_add(errors, ERROR_REVISION, NOWHERE, "revision \"%s\" is not a head revision", revision->id),
        "--splice makes a new branch from it");
    return false;
}

static bool add_parents(struct arena *arena, const struct revisions *named, bool splice,
    struct revision_set *seen, struct revisions *parents, struct errors *errors) {
    for (size_t i = 0; i < named->count; i++) {
        struct revision *revision = named->items[i];
        if (set_has(*seen, revision)) {
            error_hint(errors,
                error_add(errors, ERROR_REVISION, NOWHERE, "duplicate head revision \"%s\" specified",
                    revision->id),
                "name it once");
            return false;
        }
        if (!splice && !graph_is_head(revision))
            return fail_not_head(revision, errors);
        seen->marks[revision->order] = true;
        list_push(arena, parents, revision);
    }
    return true;
}

/* "base" is no parent; "head" of a project without revisions is base too. */
static bool may_be_base(const struct graph *graph, const struct names *identifiers, const char *identifier,
    struct errors *errors) {
    if (identifiers->count == 1 || !graph->revisions.count)
        return true;
    error_hint(errors,
        error_add(
            errors, ERROR_REVISION, NOWHERE, "\"%s\" names no revision that could be merged", identifier),
        "name the heads to merge, or \"heads\" for all");
    return false;
}

bool graph_new_parents(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const struct names *identifiers, bool splice, struct revisions *parents, struct errors *errors) {
    struct revision_set seen = set_new(arena, graph);
    *parents = (struct revisions){0};
    for (size_t i = 0; i < identifiers->count; i++) {
        struct revisions named;
        if (!graph_resolve(arena, graph, rows, identifiers->items[i], &named, errors))
            return false;
        if (!named.count && !may_be_base(graph, identifiers, identifiers->items[i], errors))
            return false;
        if (!add_parents(arena, &named, splice, &seen, parents, errors))
            return false;
    }
    return true;
}

bool graph_new_dependencies(struct arena *arena, const struct graph *graph, const struct names *identifiers,
    struct names *dependencies, struct errors *errors) {
    *dependencies = (struct names){0};
    for (size_t i = 0; i < identifiers->count; i++) {
        const char *name = identifiers->items[i];
        struct revision *revision;
        if (index_find(&graph->by_label, name)) {
            list_push(arena, dependencies, name);
            continue;
        }
        if (!graph_resolve_one(arena, graph, NULL, name, &revision, errors))
            return false;
        list_push(arena, dependencies, revision->id);
    }
    return true;
}

static bool is_taken(const struct graph *graph, const char *what, const char *name, struct errors *errors) {
    const struct revision *other = index_find(&graph->by_id, name);
    if (!other)
        other = index_find(&graph->by_label, name);
    if (!other)
        other = index_find(&graph->by_replaced, name);
    if (!other)
        return false;
    error_hint(errors,
        error_add(errors, ERROR_REVISION, NOWHERE, "the %s \"%s\" is already used by revision \"%s\"%s%s%s",
            what, name, other->id, other->file ? " (" : "", other->file ? other->file : "",
            other->file ? ")" : ""),
        "choose another");
    return true;
}

bool graph_check_new_id(const struct graph *graph, const char *id, struct errors *errors) {
    const char *fault = id_fault(id);
    if (fault)
        error_hint(errors, error_add(errors, ERROR_REVISION, NOWHERE, "the revision id \"%s\" %s", id, fault),
            "use letters, digits and _, at most 32");
    return !is_taken(graph, "revision id", id, errors) && !fault;
}

bool graph_check_new_label(const struct graph *graph, const char *label, struct errors *errors) {
    const char *fault = label_fault(label);
    if (fault)
        error_hint(errors,
            error_add(errors, ERROR_REVISION, NOWHERE, "the branch label \"%s\" %s", label, fault),
            "use letters, digits, - and _");
    return !is_taken(graph, "branch label", label, errors) && !fault;
}
