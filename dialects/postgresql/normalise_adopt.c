#include <string.h>

#include "postgresql/normalise.h"

static void adopt(const char **desired, const char *printed, const char *actual) {
    if (*desired && printed && actual && same_tokens(printed, actual))
        *desired = actual;
}

static void adopt_columns(struct table *desired, const struct table *printed, const struct table *actual) {
    for (size_t i = 0; i < desired->columns.count; i++) {
        struct column *column = desired->columns.items[i];
        const struct column *got = table_find_column(printed, column->name);
        const struct column *there = table_find_column(actual, column->was ? column->was : column->name);
        if (!got || !there)
            continue;
        adopt(&column->default_sql, got->default_sql, there->default_sql);
        adopt(&column->generated, got->generated, there->generated);
    }
}

/* Checks and exclusions may be nameless, so any of the table's counts. */
static void adopt_constraint(
    struct constraint *desired, const struct constraint *printed, const struct table *actual) {
    for (size_t i = 0; printed && i < actual->constraints.count; i++) {
        const struct constraint *there = actual->constraints.items[i];
        if (there->kind == desired->kind && there->expression &&
            same_tokens(printed->expression, there->expression)) {
            desired->expression = there->expression;
            return;
        }
    }
}

static void adopt_part(struct key_part *desired, const struct key_part *printed, const struct table *actual) {
    for (size_t i = 0; i < actual->indexes.count; i++) {
        const struct key_parts *parts = &actual->indexes.items[i]->parts;
        for (size_t k = 0; k < parts->count; k++)
            adopt(&desired->expression, printed->expression, parts->items[k].expression);
    }
}

static void adopt_index(struct index *desired, const struct index *printed, const struct table *actual) {
    if (!printed || printed->parts.count != desired->parts.count)
        return;
    for (size_t i = 0; i < desired->parts.count; i++)
        adopt_part(&desired->parts.items[i], &printed->parts.items[i], actual);
    for (size_t i = 0; i < actual->indexes.count; i++)
        adopt(&desired->where, printed->where, actual->indexes.items[i]->where);
}

static void adopt_table(struct table *desired, const struct table *printed, const struct table *actual) {
    adopt_columns(desired, printed, actual);
    for (size_t i = 0; i < desired->constraints.count; i++) {
        struct constraint *constraint = desired->constraints.items[i];
        if (constraint->expression && constraint->name)
            adopt_constraint(constraint, table_find_constraint(printed, constraint->name), actual);
    }
    for (size_t i = 0; i < desired->indexes.count; i++) {
        struct index *index = desired->indexes.items[i];
        adopt_index(index, table_find_index(printed, index->name), actual);
    }
}

static const char *replaced(struct arena *arena, const char *text, const char *from, const char *to) {
    struct buffer out = {.arena = arena};
    for (const char *found; (found = strstr(text, from)); text = found + strlen(from)) {
        buffer_add_text(&out, text, (size_t)(found - text));
        buffer_add(&out, to);
    }
    buffer_add(&out, text);
    return buffer_text(&out);
}

/* The text with the schema at hand where the temporary one stands, under either of its names. */
static const char *in_default_schema(const struct normalising *normalising, const char *text) {
    struct arena *arena = normalising->arena;
    const char *usual = arena_format(arena, "%s.", printed_schema(normalising));
    text = replaced(arena, text, "pg_temp.", usual);
    return replaced(arena, text, arena_format(arena, "%s.", normalising->temporary), usual);
}

/* What was tried, as it would read under the right name. A table whose copy hides it is printed with its
 * schema. */
static const char *tried_text(
    const struct normalising *normalising, const struct object *desired, const struct object *got) {
    struct arena *arena = normalising->arena;
    const char *text =
        replaced(arena, object_text(got), arena_format(arena, "%s.", printed_schema(normalising)), "");
    return replaced(arena, text, got->name, postgresql_printed_name(arena, NULL, desired->name));
}

static const char *printed_text(
    const struct normalising *normalising, const struct object *desired, const struct object *got) {
    return normalise_is_wide(desired) ? tried_text(normalising, desired, got)
                                      : in_default_schema(normalising, object_text(got));
}

static void adopt_object(
    const struct normalising *normalising, struct object *desired, const struct schema *printed) {
    const struct object *there = counterpart_of_object(normalising, desired);
    const char *name =
        normalise_is_wide(desired) ? normalise_trial_name(normalising, desired) : desired->name;
    for (size_t i = 0; i < printed->objects.count; i++) {
        const struct object *got = printed->objects.items[i];
        if (strcmp(got->kind, desired->kind) != 0 || strcmp(got->name, name) != 0 ||
            !same_tokens(printed_text(normalising, desired, got), object_text(there)))
            continue;
        desired->create = there->create;
        desired->drop = there->drop;
        desired->is_body = there->is_body;
    }
}

void normalise_adopt(const struct normalising *normalising, const struct schema *printed) {
    for (size_t i = 0; i < normalising->tables.count; i++) {
        struct table *table = normalising->tables.items[i];
        const struct table *got = schema_find_table(printed, NULL, table->name);
        if (got)
            adopt_table(table, got, counterpart_of_table(normalising, table));
    }
    for (size_t i = 0; i < normalising->objects.count; i++)
        adopt_object(normalising, normalising->objects.items[i], printed);
}
