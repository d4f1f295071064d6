#include "engine/slice.h"

#include <string.h>

#include "base/text.h"
#include "ops/touched.h"
#include "sql/lexer.h"

struct slicing {
    struct arena *arena;
    const struct sql_syntax *syntax;
    const struct comparison *whole;
    struct name_index touched;   /* full names of tables that operations change */
    struct name_index kept;      /* of all that the slice has */
    struct name_index mentioned; /* words of objects, in lower case */
    bool grown;
};

static void keep(struct slicing *slicing, const char *in_schema, const char *name) {
    const char *full = table_full_name(slicing->arena, in_schema, name);
    if (!index_put(&slicing->kept, full, slicing))
        slicing->grown = true;
}

static void keep_referred(struct slicing *slicing, const struct table *table) {
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i]->kind == CONSTRAINT_FOREIGN_KEY)
            keep(slicing, table->constraints.items[i]->reference.schema,
                table->constraints.items[i]->reference.table);
}

static void keep_relatives(struct slicing *slicing, const struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        bool own = table_is_among(slicing->arena, table, &slicing->touched);
        if (own)
            keep_referred(slicing, table);
        if (own || table_refers_to(slicing->arena, table, &slicing->touched))
            keep(slicing, table->schema, table->name);
    }
}

/* Parts and heirs go with what they are of, and the other way round. */
static void keep_families(struct slicing *slicing, const struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        bool any = table->parents.count && table_is_among(slicing->arena, table, &slicing->kept);
        for (size_t k = 0; k < table->parents.count; k++)
            any = any || index_find(&slicing->kept, table->parents.items[k]);
        if (!any)
            continue;
        keep(slicing, table->schema, table->name);
        for (size_t k = 0; k < table->parents.count; k++)
            if (!index_put(&slicing->kept, table->parents.items[k], slicing))
                slicing->grown = true;
    }
}

/* --- Objects: all of them stay, with the tables that they mention in any case --- */

static void note_words(struct slicing *slicing, const char *text) {
    struct lexer lexer = lexer_on(slicing->syntax, text, strlen(text));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        bool quoted = token.kind == TOKEN_NAME && token.length >= 2;
        if (!quoted && token.kind != TOKEN_WORD)
            continue;
        const char *name = arena_text(slicing->arena, token.text + quoted, token.length - (quoted ? 2 : 0));
        index_put(&slicing->mentioned, text_lower(slicing->arena, name), slicing);
    }
}

static void note_objects(struct slicing *slicing, const struct objects *objects) {
    for (size_t i = 0; i < objects->count; i++) {
        const struct object *object = objects->items[i];
        for (size_t k = 0; k < object->create.count; k++)
            note_words(slicing, object->create.items[k].text);
        for (size_t k = 0; k < object->after.count; k++)
            note_words(slicing, object->after.items[k]);
    }
}

static void keep_mentioned(struct slicing *slicing, const struct schema *schema) {
    for (size_t i = 0; slicing->mentioned.count && i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        if (index_find(&slicing->mentioned, text_lower(slicing->arena, table->name)))
            keep(slicing, table->schema, table->name);
    }
}

static void choose(struct slicing *slicing) {
    const struct schema *both[] = {slicing->whole->actual, slicing->whole->desired};
    operations_touch(slicing->arena, &slicing->whole->upgrade, both[0], &slicing->touched);
    operations_touch(slicing->arena, &slicing->whole->upgrade, both[1], &slicing->touched);
    for (int i = 0; i < 2; i++) {
        note_objects(slicing, &both[i]->objects);
        keep_relatives(slicing, both[i]);
    }
    for (int i = 0; i < 2; i++)
        keep_mentioned(slicing, both[i]);
    do {
        slicing->grown = false;
        for (int i = 0; i < 2; i++)
            keep_families(slicing, both[i]);
    } while (slicing->grown);
}

/* --- The schemas --- */

static bool leads_out(const struct slicing *slicing, const struct constraint *key) {
    return key->kind == CONSTRAINT_FOREIGN_KEY &&
           !index_find(
               &slicing->kept, table_full_name(slicing->arena, key->reference.schema, key->reference.table));
}

static struct table *without_keys_out(const struct slicing *slicing, struct table *table) {
    struct table *copy = table_copy(slicing->arena, table);
    for (size_t i = copy->constraints.count; i-- > 0;)
        if (leads_out(slicing, copy->constraints.items[i]))
            list_remove(&copy->constraints, i);
    return copy;
}

static const struct schema *cut(const struct slicing *slicing, const struct schema *schema) {
    struct schema *part = arena_new(slicing->arena, struct schema);
    *part = *schema;
    part->tables = (struct tables){0};
    part->table_index = (struct name_index){0};
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct table *table = schema->tables.items[i];
        if (table_is_among(slicing->arena, table, &slicing->touched))
            schema_add_table(slicing->arena, part, table);
        else if (table_is_among(slicing->arena, table, &slicing->kept))
            schema_add_table(slicing->arena, part, without_keys_out(slicing, table));
    }
    return part;
}

struct comparison slice_of(
    struct arena *arena, const struct sql_syntax *syntax, const struct comparison *comparison) {
    struct comparison slice = *comparison;
    struct slicing slicing = {.arena = arena,
        .syntax = syntax,
        .whole = comparison,
        .touched = {.arena = arena},
        .kept = {.arena = arena},
        .mentioned = {.arena = arena}};
    if (comparison->actual->tables.count + comparison->desired->tables.count < SLICED_FROM)
        return slice;
    choose(&slicing);
    slice.actual = cut(&slicing, comparison->actual);
    slice.desired = cut(&slicing, comparison->desired);
    return slice;
}
