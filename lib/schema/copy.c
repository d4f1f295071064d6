#include <string.h>

#include "schema/schema.h"

static void *copied(struct arena *arena, const void *items, size_t count, size_t size) {
    if (!count)
        return NULL;
    void *copy = arena_alloc(arena, count * size);
    memcpy(copy, items, count * size);
    return copy;
}

/* Gives a list that was copied with its struct items of its own. */
#define own_items(arena, list)                                                                               \
    ((list)->items = copied((arena), (list)->items, (list)->count, sizeof *(list)->items),                   \
        (list)->capacity = (list)->count)

struct column *column_copy(struct arena *arena, const struct column *column) {
    struct column *copy = copied(arena, column, 1, sizeof *column);
    own_items(arena, &copy->options);
    if (column->native)
        copy->native = copied(arena, column->native, 1, sizeof *column->native);
    return copy;
}

struct constraint *constraint_copy(struct arena *arena, const struct constraint *constraint) {
    struct constraint *copy = copied(arena, constraint, 1, sizeof *constraint);
    own_items(arena, &copy->columns);
    own_items(arena, &copy->reference.columns);
    own_items(arena, &copy->options);
    return copy;
}

struct index *index_copy(struct arena *arena, const struct index *index) {
    struct index *copy = copied(arena, index, 1, sizeof *index);
    own_items(arena, &copy->parts);
    own_items(arena, &copy->options);
    return copy;
}

struct object *object_copy(struct arena *arena, const struct object *object) {
    struct object *copy = copied(arena, object, 1, sizeof *object);
    own_items(arena, &copy->create);
    own_items(arena, &copy->drop);
    own_items(arena, &copy->after);
    own_items(arena, &copy->options);
    return copy;
}

struct table *table_copy(struct arena *arena, const struct table *table) {
    struct table *copy = copied(arena, table, 1, sizeof *table);
    own_items(arena, &copy->parents);
    own_items(arena, &copy->columns);
    for (size_t i = 0; i < copy->columns.count; i++)
        copy->columns.items[i] = column_copy(arena, copy->columns.items[i]);
    if (copy->primary_key)
        copy->primary_key = constraint_copy(arena, copy->primary_key);
    own_items(arena, &copy->constraints);
    for (size_t i = 0; i < copy->constraints.count; i++)
        copy->constraints.items[i] = constraint_copy(arena, copy->constraints.items[i]);
    own_items(arena, &copy->indexes);
    for (size_t i = 0; i < copy->indexes.count; i++)
        copy->indexes.items[i] = index_copy(arena, copy->indexes.items[i]);
    own_items(arena, &copy->options);
    return copy;
}

static struct enum_type *enum_copy(struct arena *arena, const struct enum_type *type) {
    struct enum_type *copy = copied(arena, type, 1, sizeof *type);
    own_items(arena, &copy->values);
    return copy;
}

struct schema *schema_copy(struct arena *arena, const struct schema *schema) {
    struct schema *copy = arena_new(arena, struct schema);
    for (size_t i = 0; i < schema->tables.count; i++)
        schema_add_table(arena, copy, table_copy(arena, schema->tables.items[i]));
    for (size_t i = 0; i < schema->enums.count; i++)
        list_push(arena, &copy->enums, enum_copy(arena, schema->enums.items[i]));
    for (size_t i = 0; i < schema->objects.count; i++)
        list_push(arena, &copy->objects, object_copy(arena, schema->objects.items[i]));
    copy->whole = schema->whole;
    copy->unmanaged = schema->unmanaged;
    own_items(arena, &copy->unmanaged);
    copy->managed = schema->managed;
    own_items(arena, &copy->managed);
    copy->schemas = schema->schemas;
    own_items(arena, &copy->schemas);
    return copy;
}
