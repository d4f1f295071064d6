#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "graph/labels.h"
#include "graph/names.h"
#include "graph/order.h"

enum { NEAREST_LOOKED_FOR = 10 }; /* each look reads every id */

struct building {
    struct arena *arena;
    struct graph *graph;
    struct errors *errors;
    size_t looked;
    bool failed;
};

static int by_id(const void *left, const void *right) {
    return strcmp((*(struct revision *const *)left)->id, (*(struct revision *const *)right)->id);
}

static void sort_by_id(struct revisions *list) {
    bool sorted = true;
    for (size_t i = 1; i < list->count && sorted; i++)
        sorted = strcmp(list->items[i - 1]->id, list->items[i]->id) <= 0;
    if (!sorted)
        qsort(list->items, list->count, sizeof(struct revision *), by_id);
}

static const char *file_of(const struct revision *revision) {
    return revision->file ? revision->file : "a revision without a file";
}

__attribute__((format(printf, 4, 5))) static struct error *fail(
    struct building *building, const struct revision *revision, unsigned line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vformat(building->errors->arena, format, args);
    va_end(args);
    building->failed = true;
    return error_add(building->errors, ERROR_GRAPH, revision_place(building->errors->arena, revision, line),
        "%s", message);
}

static void add_id(struct building *building, struct revision *revision) {
    const char *fault = id_fault(revision->id);
    if (fault)
        error_hint(building->errors,
            fail(building, revision, revision->lines.id, "the revision id \"%s\" %s", revision->id, fault),
            "give it an id of letters, digits and _, as 12 hexadecimal digits");
    struct revision *other = index_put(&building->graph->by_id, revision->id, revision);
    if (!other) {
        list_push(building->arena, &building->graph->sorted, revision);
        return;
    }
    index_put(&building->graph->by_id, other->id, other);
    error_hint(building->errors,
        fail(building, revision, revision->lines.id, "revision \"%s\" is there twice: in %s and in %s",
            revision->id, file_of(other), file_of(revision)),
        "delete one of the files, or give one another id");
}

static void add_label(struct building *building, struct revision *revision, const char *label) {
    const char *fault = label_fault(label);
    if (fault)
        error_hint(building->errors,
            fail(building, revision, revision->lines.labels, "the branch label \"%s\" of revision \"%s\" %s",
                label, revision->id, fault),
            "use letters, digits, - and _");
    struct revision *same_id = index_find(&building->graph->by_id, label);
    if (same_id)
        error_hint(building->errors,
            fail(building, revision, revision->lines.labels,
                "the branch label \"%s\" of revision \"%s\" is also a revision's id (%s)", label,
                revision->id, file_of(same_id)),
            "rename the label");
    struct revision *other = index_find(&building->graph->by_label, label);
    if (!other) {
        index_put(&building->graph->by_label, label, revision);
        list_push(building->arena, &building->graph->labels, label);
        return;
    }
    error_hint(building->errors,
        fail(building, revision, revision->lines.labels,
            "branch label \"%s\" of revision \"%s\" is already used by \"%s\" (%s)", label, revision->id,
            other->id, file_of(other)),
        "rename one of them");
}

static void add_replaced(struct building *building, struct revision *revision, const char *id) {
    struct revision *there = index_find(&building->graph->by_id, id);
    if (there)
        error_hint(building->errors,
            fail(building, revision, revision->lines.replaces,
                "revision \"%s\" replaces \"%s\", which is still there (%s)", revision->id, id,
                file_of(there)),
            "delete that file, or take its id out of replaces");
    struct revision *other = index_find(&building->graph->by_replaced, id);
    if (other)
        fail(building, revision, revision->lines.replaces,
            "revision \"%s\" replaces \"%s\", which \"%s\" (%s) replaces too", revision->id, id, other->id,
            file_of(other));
    else
        index_put(&building->graph->by_replaced, id, revision);
}

static void add_names(struct building *building) {
    const struct revisions *all = &building->graph->sorted;
    for (size_t i = 0; i < all->count; i++) {
        struct revision *revision = all->items[i];
        for (size_t j = 0; j < revision->labels.count; j++)
            add_label(building, revision, revision->labels.items[j]);
        for (size_t j = 0; j < revision->replaces.count; j++)
            add_replaced(building, revision, revision->replaces.items[j]);
    }
    names_sort(&building->graph->labels);
}

static const char *nearest_id(struct building *building, const char *id) {
    if (building->looked++ >= NEAREST_LOOKED_FOR)
        return NULL;
    const struct revisions *all = &building->graph->sorted;
    struct names ids = {0};
    for (size_t i = 0; i < all->count; i++)
        list_push(building->arena, &ids, all->items[i]->id);
    return text_nearest(id, ids.items, ids.count);
}

static void fail_missing(struct building *building, const struct revision *revision, unsigned line,
    const char *what, const char *id) {
    struct error *error =
        fail(building, revision, line, "%s \"%s\" of revision \"%s\" is not there", what, id, revision->id);
    const char *nearest = nearest_id(building, id);
    if (nearest)
        error_hint(
            building->errors, error, "did you mean \"%s\"? Or was the file of \"%s\" deleted?", nearest, id);
    else
        error_hint(building->errors, error, "was its file deleted? Restore it, or name another revision");
}

static void fail_middle(struct building *building, const struct revision *revision, unsigned line,
    const char *what, const char *id, const struct revision *squash) {
    const struct names *replaced = &squash->replaces;
    error_hint(building->errors,
        fail(building, revision, line,
            "%s \"%s\" of revision \"%s\" is in the middle of what \"%s\" replaces", what, id, revision->id,
            squash->id),
        "write \"%s\", if it may come after all of that; where it was run without, bring the database to "
        "\"%s\" "
        "first",
        squash->id, replaced->items[replaced->count - 1]);
}

static struct revision *find(const struct building *building, const char *name, bool labels) {
    struct revision *found = index_find(&building->graph->by_id, name);
    if (!found)
        found = index_find(&building->graph->by_replaced, name);
    return found || !labels ? found : index_find(&building->graph->by_label, name);
}

/* Named by an id that it replaces, and not by the newest of them. */
static bool is_in_middle(const struct building *building, const struct revision *squash, const char *name) {
    return index_find(&building->graph->by_replaced, name) == squash && strcmp(squash->id, name) != 0 &&
           !graph_ends_with(squash, name);
}

static void drop_repeats(struct revisions *list) {
    sort_by_id(list);
    unsigned kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!i || list->items[i] != list->items[i - 1])
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* Room for as many as there are names, taken once. */
static struct revisions resolve(struct building *building, const struct revision *revision,
    const struct names *names, const char *what, bool labels) {
    struct revisions found = {0};
    unsigned line = labels ? revision->lines.depends_on : revision->lines.parents;
    if (!names->count)
        return found;
    found.items = arena_alloc(building->arena, names->count * sizeof(struct revision *));
    found.capacity = names->count;
    for (size_t i = 0; i < names->count; i++) {
        struct revision *one = find(building, names->items[i], labels);
        if (one == revision)
            error_hint(building->errors,
                fail(building, revision, line, "%s: revision \"%s\" names itself",
                    labels ? "dependency self-loop" : "self-loop", revision->id),
                "take \"%s\" out of its %s", names->items[i], labels ? "depends_on" : "parents");
        else if (one && is_in_middle(building, one, names->items[i]))
            fail_middle(building, revision, line, what, names->items[i], one);
        else if (one)
            found.items[found.count++] = one;
        else
            fail_missing(building, revision, line, what, names->items[i]);
    }
    drop_repeats(&found);
    return found;
}

static void connect(struct building *building, bool *is_needed) {
    const struct revisions *all = &building->graph->sorted;
    for (size_t i = 0; i < all->count; i++)
        all->items[i]->order = i;
    for (size_t i = 0; i < all->count; i++) {
        struct revision *revision = all->items[i];
        revision->children = revision->needed_by = (struct revisions){0};
        revision->up = resolve(building, revision, &revision->parents, "parent", false);
        revision->needs = resolve(building, revision, &revision->depends_on, "dependency", true);
        for (size_t j = 0; j < revision->up.count; j++)
            is_needed[revision->up.items[j]->order] = true;
        for (size_t j = 0; j < revision->needs.count; j++)
            is_needed[revision->needs.items[j]->order] = true;
    }
}

/* Room for all lists together, taken once: each knows by then how long it gets. */
static void make_room(struct building *building) {
    const struct revisions *all = &building->graph->revisions;
    size_t total = 0;
    for (size_t i = 0; i < all->count; i++)
        total += all->items[i]->up.count + all->items[i]->needs.count;
    struct revision **room = arena_alloc(building->arena, (total + 1) * sizeof *room);
    for (size_t i = 0; i < all->count; i++) {
        struct revision *revision = all->items[i];
        revision->children.items = room;
        revision->needed_by.items = room += revision->children.capacity;
        room += revision->needed_by.capacity;
    }
}

static void count_back(const struct revisions *all) {
    for (size_t i = 0; i < all->count; i++) {
        const struct revision *revision = all->items[i];
        for (size_t j = 0; j < revision->up.count; j++)
            revision->up.items[j]->children.capacity++;
        for (size_t j = 0; j < revision->needs.count; j++)
            revision->needs.items[j]->needed_by.capacity++;
    }
}

static void push(struct revisions *list, struct revision *revision) {
    list->items[list->count++] = revision;
}

static void connect_back(struct building *building) {
    const struct revisions *all = &building->graph->revisions;
    count_back(all);
    make_room(building);
    for (size_t i = 0; i < all->count; i++) {
        struct revision *revision = all->items[i];
        for (size_t j = 0; j < revision->up.count; j++)
            push(&revision->up.items[j]->children, revision);
        for (size_t j = 0; j < revision->needs.count; j++)
            push(&revision->needs.items[j]->needed_by, revision);
    }
}

/* Two revisions with one id are told apart by their files, so that the same mistake is told the same way. */
static int by_id_and_file(const void *left, const void *right) {
    const struct revision *a = *(struct revision *const *)left, *b = *(struct revision *const *)right;
    int order = strcmp(a->id, b->id);
    return order ? order : strcmp(a->file ? a->file : "", b->file ? b->file : "");
}

static struct revisions sorted_copy(struct arena *arena, const struct revisions *revisions) {
    struct revisions copy = {.count = revisions->count, .capacity = revisions->count};
    if (!copy.count)
        return copy;
    copy.items = arena_alloc(arena, copy.count * sizeof(struct revision *));
    memcpy(copy.items, revisions->items, copy.count * sizeof(struct revision *));
    bool sorted = true;
    for (size_t i = 1; i < copy.count && sorted; i++)
        sorted = by_id_and_file(&copy.items[i - 1], &copy.items[i]) <= 0;
    if (!sorted)
        qsort(copy.items, copy.count, sizeof(struct revision *), by_id_and_file);
    return copy;
}

bool graph_build(
    struct arena *arena, const struct revisions *revisions, struct graph *graph, struct errors *errors) {
    *graph = (struct graph){.arena = arena};
    graph->by_id.arena = graph->by_label.arena = graph->by_replaced.arena = arena;
    struct building building = {.arena = arena, .graph = graph, .errors = errors};
    struct revisions all = sorted_copy(arena, revisions);
    index_reserve(&graph->by_id, all.count);
    for (size_t i = 0; i < all.count; i++)
        add_id(&building, all.items[i]);
    add_names(&building);
    bool *is_needed = arena_alloc(arena, all.count + 1);
    connect(&building, is_needed);
    building.failed |= !order_revisions(graph, is_needed, errors);
    if (!building.failed) {
        connect_back(&building);
        labels_spread(graph);
    }
    return !building.failed;
}
