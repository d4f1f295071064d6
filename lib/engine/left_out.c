#include "engine/left_out.h"

#include <string.h>

#include "base/text.h"

static bool wanted(const struct names *patterns, const char *name, bool without_patterns) {
    if (!patterns || !patterns->count)
        return without_patterns;
    for (size_t i = 0; i < patterns->count; i++)
        if (text_matches(name, patterns->items[i]))
            return true;
    return false;
}

static bool is_left_out(
    struct arena *arena, const struct compare_options *options, const struct table *table) {
    const char *name = table_full_name(arena, table->schema, table->name);
    return !wanted(options->include, name, true) || wanted(options->exclude, name, false);
}

void left_out_remove(struct arena *arena, const struct compare_options *options, struct schema *schema) {
    for (size_t i = schema->tables.count; i-- > 0;) {
        const struct table *table = schema->tables.items[i];
        if (is_left_out(arena, options, table))
            schema_remove_table(schema, table->schema, table->name);
    }
}

static bool refers_to(const struct table *table, const struct table *other) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        const struct reference *reference = &constraint->reference;
        if (constraint->kind == CONSTRAINT_FOREIGN_KEY && !strcmp(reference->table, other->name) &&
            !strcmp(reference->schema ? reference->schema : "", other->schema ? other->schema : ""))
            return true;
    }
    return false;
}

static bool is_referred_to(struct arena *arena, const struct compare_options *options,
    const struct schema *schema, const struct table *table) {
    for (size_t i = 0; i < schema->tables.count; i++)
        if (refers_to(schema->tables.items[i], table) &&
            !is_left_out(arena, options, schema->tables.items[i]))
            return true;
    return false;
}

/* What a key can refer to is all that counts of it. */
static void strip(struct table *table) {
    for (size_t i = table->constraints.count; i-- > 0;)
        if (table->constraints.items[i]->kind != CONSTRAINT_UNIQUE)
            list_remove(&table->constraints, i);
    for (size_t i = table->indexes.count; i-- > 0;)
        if (!table->indexes.items[i]->unique)
            list_remove(&table->indexes, i);
}

bool left_out_remove_from_models(
    struct arena *arena, const struct compare_options *options, struct schema *models) {
    bool stays = false;
    for (size_t i = models->tables.count; i-- > 0;) {
        struct table *table = models->tables.items[i];
        if (!is_left_out(arena, options, table))
            continue;
        if (is_referred_to(arena, options, models, table)) {
            stays = true;
            strip(table);
        } else {
            schema_remove_table(models, table->schema, table->name);
        }
    }
    return stays;
}

/* A key is said to dangle where what it refers to was not looked at: now it is there. */
static struct table *without_dangling(
    struct arena *arena, const struct schema *left_out, struct table *table) {
    struct table *copy = NULL;
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        const struct reference *reference = &constraint->reference;
        if (constraint->kind != CONSTRAINT_FOREIGN_KEY || !constraint_may_dangle(constraint) ||
            !schema_find_table(left_out, reference->schema, reference->table))
            continue;
        copy = copy ? copy : table_copy(arena, table);
        struct options *options = &copy->constraints.items[i]->options;
        for (size_t j = options->count; j-- > 0;)
            if (options->items[j].name && !strcmp(options->items[j].name, "dangling"))
                list_remove(options, j);
    }
    return copy ? copy : table;
}

struct schema *left_out_share(struct arena *arena, const struct compare_options *options,
    const struct schema *actual, const struct schema *models) {
    struct schema left_out = {0}, *whole = arena_new(arena, struct schema);
    *whole = *actual;
    whole->tables = (struct tables){0};
    whole->table_index = (struct name_index){0};
    for (size_t i = 0; i < models->tables.count; i++)
        if (is_left_out(arena, options, models->tables.items[i]))
            schema_add_table(arena, &left_out, table_copy(arena, models->tables.items[i]));
    for (size_t i = 0; i < actual->tables.count; i++)
        if (!is_left_out(arena, options, actual->tables.items[i]))
            schema_add_table(arena, whole, without_dangling(arena, &left_out, actual->tables.items[i]));
    for (size_t i = 0; i < left_out.tables.count; i++)
        schema_add_table(arena, whole, left_out.tables.items[i]);
    return whole;
}
