/* Graphs as text: "a>b>c" each the parent of the next, "b,c>d" a merge, "c~>a" c depends on a, "a=label". */
#ifndef CMIGRATE_TESTS_GRAPH_NOTATION_H
#define CMIGRATE_TESTS_GRAPH_NOTATION_H

#include "check.h"

#include "base/buffer.h"
#include "base/text.h"
#include "graph/graph.h"

struct drawing {
    struct arena *arena;
    struct revisions revisions;
    struct name_index by_id;
};

static inline struct revision *drawn(struct drawing *drawing, const char *id) {
    struct revision *revision = index_find(&drawing->by_id, id);
    if (revision)
        return revision;
    revision = arena_new(drawing->arena, struct revision);
    revision->id = id;
    index_put(&drawing->by_id, id, revision);
    list_push(drawing->arena, &drawing->revisions, revision);
    return revision;
}

static inline void draw_chain(struct drawing *drawing, const char *text) {
    struct names links = text_split(drawing->arena, text, '>'), before = {0};
    for (size_t i = 0; i < links.count; i++) {
        struct names some = text_split(drawing->arena, links.items[i], ',');
        for (size_t j = 0; j < some.count; j++) {
            struct revision *revision = drawn(drawing, some.items[j]);
            for (size_t k = 0; k < before.count; k++)
                list_push(drawing->arena, &revision->parents, before.items[k]);
        }
        before = some;
    }
}

static inline void draw_word(struct drawing *drawing, const char *word) {
    const char *needs = strstr(word, "~>"), *label = strchr(word, '=');
    if (needs) {
        struct revision *revision = drawn(drawing, arena_text(drawing->arena, word, (size_t)(needs - word)));
        list_push(drawing->arena, &revision->depends_on, needs + 2);
    } else if (label) {
        struct revision *revision = drawn(drawing, arena_text(drawing->arena, word, (size_t)(label - word)));
        list_push(drawing->arena, &revision->labels, label + 1);
    } else {
        draw_chain(drawing, word);
    }
}

static inline struct revisions draw(struct arena *arena, const char *text) {
    struct drawing drawing = {.arena = arena, .by_id = {.arena = arena}};
    struct names words = text_split(arena, text, ' ');
    for (size_t i = 0; i < words.count; i++)
        draw_word(&drawing, words.items[i]);
    return drawing.revisions;
}

/* "a b c" */
static inline const char *ids(struct arena *arena, const struct revisions *revisions) {
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < revisions->count; i++)
        buffer_addf(&text, "%s%s", i ? " " : "", revisions->items[i]->id);
    return buffer_text(&text);
}

/* What a step leaves of the rows: each deleted row must have been there, each inserted one not. */
static inline void play(struct arena *arena, const struct step *step, struct names *rows) {
    for (size_t i = 0; i < step->delete_rows.count; i++) {
        size_t at = 0;
        while (at < rows->count && strcmp(rows->items[at], step->delete_rows.items[i]) != 0)
            at++;
        assert_true(at < rows->count);
        list_remove(rows, at);
    }
    for (size_t i = 0; i < step->insert_rows.count; i++) {
        assert_false(names_have(rows, step->insert_rows.items[i]));
        list_push(arena, rows, step->insert_rows.items[i]);
    }
}

#endif
