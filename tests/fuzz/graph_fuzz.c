/* A graph from lines "ID PARENTS DEPENDENCIES LABEL", with commas in lists and "-" for none; behind an empty
 * line, identifiers. Each either is refused with a reason or names revisions, and plans keep the rows right.
 */
#include "graph/graph.h"
#include "target.h"

static void add_names(struct arena *arena, struct names *names, const char *text) {
    if (strcmp(text, "-") != 0)
        *names = text_split(arena, text, ',');
}

static bool add_revision(struct arena *arena, struct revisions *revisions, const char *line) {
    struct names words = text_split(arena, line, ' ');
    if (!words.count)
        return false;
    struct revision *revision = arena_new(arena, struct revision);
    revision->id = words.items[0];
    revision->file = "fuzz";
    if (words.count > 1)
        add_names(arena, &revision->parents, words.items[1]);
    if (words.count > 2)
        add_names(arena, &revision->depends_on, words.items[2]);
    if (words.count > 3)
        add_names(arena, &revision->labels, words.items[3]);
    list_push(arena, revisions, revision);
    return true;
}

/* What is deleted must have been there, what is inserted must not. */
static void play(struct arena *arena, const struct steps *steps, struct names *rows) {
    for (size_t i = 0; i < steps->count; i++) {
        const struct step *step = &steps->items[i];
        for (size_t j = 0; j < step->delete_rows.count; j++) {
            size_t at = 0;
            while (at < rows->count && strcmp(rows->items[at], step->delete_rows.items[j]) != 0)
                at++;
            must(at < rows->count);
            list_remove(rows, at);
        }
        for (size_t j = 0; j < step->insert_rows.count; j++) {
            must(!names_have(rows, step->insert_rows.items[j]));
            list_push(arena, rows, step->insert_rows.items[j]);
        }
    }
}

static void check_plans(
    struct arena *arena, const struct graph *graph, const char *identifier, struct names *rows) {
    struct errors up = {.arena = arena}, down = {.arena = arena}, stamp = {.arena = arena};
    struct steps steps = {0};
    struct names targets = {0};
    list_push(arena, &targets, identifier);
    must(graph_upgrade(arena, graph, rows, &targets, &steps, &up) == !up.list.count);
    if (!up.list.count)
        play(arena, &steps, rows);
    steps = (struct steps){0};
    must(graph_downgrade(arena, graph, rows, identifier, &steps, &down) == !down.list.count);
    if (!down.list.count)
        play(arena, &steps, rows);
    steps = (struct steps){0};
    must(graph_stamp(arena, graph, rows, &targets, false, &steps, &stamp) == !stamp.list.count);
    if (!stamp.list.count)
        play(arena, &steps, rows);
}

static void check_identifier(
    struct arena *arena, const struct graph *graph, const char *identifier, struct names *version_rows) {
    struct errors errors = {.arena = arena}, ranges = {.arena = arena}, rows_errors = {.arena = arena};
    struct revisions rows = {0}, found = {0}, range = {0};
    must(graph_rows(arena, graph, version_rows, &rows, &rows_errors));
    must(graph_resolve(arena, graph, &rows, identifier, &found, &errors) == !errors.list.count);
    must(graph_range(arena, graph, &rows, identifier, &range, &ranges) == !ranges.list.count);
    must(found.count <= graph->revisions.count && range.count <= graph->revisions.count);
    check_plans(arena, graph, identifier, version_rows);
}

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    struct revisions revisions = {0};
    struct graph graph = {0};
    const char *at = source->text;
    while (*at && revisions.count < 64) {
        size_t length = strcspn(at, "\n");
        const char *line = arena_text(arena, at, length);
        at += length + (at[length] == '\n');
        if (!add_revision(arena, &revisions, line))
            break;
    }
    bool built = graph_build(arena, &revisions, &graph, errors);
    must(built == !errors->list.count);
    struct names rows = {0};
    for (size_t count = 0; built && *at && count < 64; count++) {
        size_t length = strcspn(at, "\n");
        check_identifier(arena, &graph, arena_text(arena, at, length), &rows);
        at += length + (at[length] == '\n');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
