/* Random schemas that make sense, and a picture of a schema to compare by. */
#ifndef CMIGRATE_TESTS_DIFF_RANDOM_H
#define CMIGRATE_TESTS_DIFF_RANDOM_H

#include "base/buffer.h"
#include "schema/naming.h"
#include "schema/schema.h"
#include "schema/type.h"

struct random {
    struct arena *arena;
    uint64_t state;
};

static inline unsigned below(struct random *random, unsigned limit) {
    random->state = random->state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(random->state >> 33) % limit;
}

static inline const char *some_name(struct random *random, char letter, unsigned limit) {
    return arena_format(random->arena, "%c%u", letter, below(random, limit));
}

static inline void random_column(struct random *random, struct table *table) {
    static const enum type_kind kinds[] = {TYPE_INTEGER, TYPE_STRING, TYPE_TEXT, TYPE_NUMERIC, TYPE_DATE};
    struct column *column = arena_new(random->arena, struct column);
    column->name = some_name(random, 'c', 8);
    if (table_find_column(table, column->name))
        return;
    column->type.kind = kinds[below(random, 5)];
    if (column->type.kind == TYPE_STRING || column->type.kind == TYPE_NUMERIC)
        column->type.length = 5 + below(random, 3);
    column->nullable = below(random, 3) ? UNSET : OFF;
    if (!below(random, 4)) {
        column->default_value =
            (struct value){VALUE_NUMBER, arena_format(random->arena, "%u", below(random, 3))};
        column->default_sql = column->default_value.text;
    } else if (table->columns.count && !below(random, 5)) {
        const struct column *base = table->columns.items[below(random, (unsigned)table->columns.count)];
        if (!base->generated)
            column->generated = arena_format(random->arena, "lower(%s)", base->name);
        column->stored = column->generated ? ON : UNSET;
    }
    if (!below(random, 4))
        column->was = some_name(random, 'c', 8);
    list_push(random->arena, &table->columns, column);
}

static inline struct column *some_column(struct random *random, const struct table *table) {
    return table->columns.items[below(random, (unsigned)table->columns.count)];
}

static inline void random_key(struct random *random, const struct table *table, struct key_parts *parts) {
    for (unsigned i = 0, count = 1 + below(random, 2); i < count; i++) {
        const char *name = some_column(random, table)->name;
        if (!key_has_column(parts, name))
            list_push(random->arena, parts, ((struct key_part){.column = name}));
    }
}

/* Sometimes a name of its own, else the convention's. */
static inline const char *own_name(struct random *random, const struct table *table) {
    const char *name = below(random, 3) ? NULL : some_name(random, 'k', 6);
    return name && !table_find_constraint(table, name) && !table_find_index(table, name) ? name : NULL;
}

static inline void random_keys(struct random *random, struct table *table) {
    struct arena *arena = random->arena;
    if (below(random, 4)) {
        table->primary_key = arena_new(arena, struct constraint);
        random_key(random, table, &table->primary_key->columns);
    }
    for (unsigned i = below(random, 3); i > 0; i--) {
        struct constraint *constraint = arena_new(arena, struct constraint);
        constraint->kind = below(random, 2) ? CONSTRAINT_UNIQUE : CONSTRAINT_CHECK;
        constraint->name = own_name(random, table);
        if (constraint->kind == CONSTRAINT_UNIQUE)
            random_key(random, table, &constraint->columns);
        else
            constraint->expression =
                arena_format(arena, "%s > %u", some_column(random, table)->name, below(random, 2));
        list_push(arena, &table->constraints, constraint);
    }
    for (unsigned i = below(random, 3); i > 0; i--) {
        struct index *index = arena_new(arena, struct index);
        index->name = own_name(random, table);
        index->unique = below(random, 2);
        random_key(random, table, &index->parts);
        if (!below(random, 3))
            index->where = arena_format(arena, "%s IS NOT NULL", some_column(random, table)->name);
        list_push(arena, &table->indexes, index);
    }
}

static inline void random_reference(struct random *random, const struct schema *schema, struct table *table) {
    const struct table *referred = schema->tables.items[below(random, (unsigned)schema->tables.count)];
    struct constraint *constraint = arena_new(random->arena, struct constraint);
    constraint->kind = CONSTRAINT_FOREIGN_KEY;
    constraint->name = own_name(random, table);
    list_push(
        random->arena, &constraint->columns, ((struct key_part){.column = some_column(random, table)->name}));
    constraint->reference.table = referred->name;
    list_push(random->arena, &constraint->reference.columns, some_column(random, referred)->name);
    constraint->reference.on_delete = below(random, 3) ? NULL : "cascade";
    list_push(random->arena, &table->constraints, constraint);
}

/* What a dialect's resolve would do. */
static inline void settle(struct random *random, struct table *table) {
    naming_apply(random->arena, NULL, table);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        column->type_sql = type_text(random->arena, &column->type);
        column->nullable = column_is_nullable(table, column) ? ON : OFF;
        column->autoincrement = OFF;
    }
}

static inline bool same_label(const char *left, const char *right) {
    return left && right && !strcmp(left, right);
}

/* The same structure twice has the same name twice; one is enough. */
static inline void drop_twins(struct table *table) {
    for (size_t i = table->constraints.count; i-- > 0;)
        for (size_t k = 0; k < i; k++)
            if (same_label(table->constraints.items[i]->name, table->constraints.items[k]->name)) {
                list_remove(&table->constraints, i);
                break;
            }
    for (size_t i = table->indexes.count; i-- > 0;)
        for (size_t k = 0; k < i; k++)
            if (same_label(table->indexes.items[i]->name, table->indexes.items[k]->name)) {
                list_remove(&table->indexes, i);
                break;
            }
}

static inline struct schema *random_schema(struct arena *arena, uint64_t seed) {
    struct random random = {arena, seed * 0x9E3779B97F4A7C15U + 1};
    struct schema *schema = arena_new(arena, struct schema);
    for (unsigned i = below(&random, 5) + 1; i > 0; i--) {
        struct table *table = arena_new(arena, struct table);
        table->name = some_name(&random, 't', 7);
        if (schema_find_table(schema, NULL, table->name))
            continue;
        if (!below(&random, 3))
            table->was = some_name(&random, 't', 7);
        for (unsigned k = below(&random, 6) + 1; k > 0; k--)
            random_column(&random, table);
        random_keys(&random, table);
        schema_add_table(arena, schema, table);
    }
    for (size_t i = 0; i < schema->tables.count; i++)
        for (unsigned k = below(&random, 3); k > 0; k--)
            random_reference(&random, schema, schema->tables.items[i]);
    for (size_t i = 0; i < schema->tables.count; i++) {
        settle(&random, schema->tables.items[i]);
        drop_twins(schema->tables.items[i]);
    }
    return schema;
}

static inline void draw_parts(struct buffer *out, const struct key_parts *parts) {
    for (size_t i = 0; i < parts->count; i++)
        buffer_addf(out, " %s", parts->items[i].column);
}

static inline const char *draw_column(struct arena *arena, const struct column *column) {
    return arena_format(arena, "%s %s null=%d default=%s generated=%s stored=%d", column->name,
        column->type_sql, column->nullable, column->default_sql ? column->default_sql : "-",
        column->generated ? column->generated : "-", column->generated ? column->stored : UNSET);
}

static inline const char *draw_constraint(struct arena *arena, const struct constraint *constraint) {
    struct buffer out = {.arena = arena};
    buffer_addf(&out, "constraint %d", constraint->kind);
    draw_parts(&out, &constraint->columns);
    if (constraint->expression)
        buffer_addf(&out, " (%s)", constraint->expression);
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
        buffer_addf(&out, " -> %s %s %s", constraint->reference.table,
            names_join(arena, &constraint->reference.columns, ","),
            constraint->reference.on_delete ? constraint->reference.on_delete : "");
    return buffer_text(&out);
}

static inline const char *draw_index(struct arena *arena, const struct index *index) {
    struct buffer out = {.arena = arena};
    buffer_addf(&out, "index %d %s", index->unique, index->where ? index->where : "");
    draw_parts(&out, &index->parts);
    return buffer_text(&out);
}

/* Lines that are equal for schemas that are. */
static inline const char *draw_schema(struct arena *arena, const struct schema *schema, bool column_order) {
    struct names tables = {0};
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        struct names columns = {0}, keys = {0};
        for (size_t k = 0; k < table->columns.count; k++)
            list_push(arena, &columns, draw_column(arena, table->columns.items[k]));
        if (table->primary_key)
            list_push(arena, &keys, draw_constraint(arena, table->primary_key));
        for (size_t k = 0; k < table->constraints.count; k++)
            list_push(arena, &keys, draw_constraint(arena, table->constraints.items[k]));
        for (size_t k = 0; k < table->indexes.count; k++)
            list_push(arena, &keys, draw_index(arena, table->indexes.items[k]));
        if (!column_order)
            names_sort(&columns);
        names_sort(&keys);
        list_push(arena, &tables,
            arena_format(arena, "%s\n  %s\n  %s", table->name, names_join(arena, &columns, "\n  "),
                names_join(arena, &keys, "\n  ")));
    }
    names_sort(&tables);
    return names_join(arena, &tables, "\n");
}

#endif
