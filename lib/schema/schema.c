#include "schema/schema.h"

#include <string.h>

#include "base/buffer.h"

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool is_simple_part(const char *part) {
    return *part && !strpbrk(part, ".\"");
}

static void add_part(struct buffer *out, const char *part) {
    if (is_simple_part(part)) {
        buffer_add(out, part);
        return;
    }
    buffer_add_char(out, '"');
    for (; *part; part++) {
        if (*part == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, *part);
    }
    buffer_add_char(out, '"');
}

const char *table_full_name(struct arena *arena, const char *in_schema, const char *name) {
    if (!in_schema && is_simple_part(name))
        return name;
    struct buffer out = {.arena = arena};
    if (in_schema) {
        add_part(&out, in_schema);
        buffer_add_char(&out, '.');
    }
    add_part(&out, name);
    return buffer_text(&out);
}

struct table *schema_find_table(const struct schema *schema, const char *in_schema, const char *name) {
    const struct name_index *index = &schema->table_index;
    if (!index->arena)
        return NULL;
    struct arena_mark mark = arena_mark(index->arena);
    struct table *table = index_find(index, table_full_name(index->arena, in_schema, name));
    arena_rewind(index->arena, mark);
    return table;
}

static void put_in_index(struct arena *arena, struct schema *schema, struct table *table) {
    if (!schema->table_index.arena)
        schema->table_index.arena = arena;
    const char *key = table_full_name(schema->table_index.arena, table->schema, table->name);
    index_put(&schema->table_index, key, table);
}

static void take_from_index(struct schema *schema, const struct table *table) {
    struct arena *arena = schema->table_index.arena;
    struct arena_mark mark = arena_mark(arena);
    index_remove(&schema->table_index, table_full_name(arena, table->schema, table->name));
    arena_rewind(arena, mark);
}

bool schema_insert_table(struct arena *arena, struct schema *schema, size_t at, struct table *table) {
    if (schema_find_table(schema, table->schema, table->name))
        return false;
    *list_insert(arena, &schema->tables, at) = table;
    put_in_index(arena, schema, table);
    return true;
}

bool schema_add_table(struct arena *arena, struct schema *schema, struct table *table) {
    return schema_insert_table(arena, schema, schema->tables.count, table);
}

bool schema_remove_table(struct schema *schema, const char *in_schema, const char *name) {
    const struct table *table = schema_find_table(schema, in_schema, name);
    if (!table)
        return false;
    take_from_index(schema, table);
    size_t at = 0;
    while (schema->tables.items[at] != table)
        at++;
    list_remove(&schema->tables, at);
    return true;
}

bool schema_rename_table(struct arena *arena, struct schema *schema, struct table *table, const char *name) {
    const struct table *taken = schema_find_table(schema, table->schema, name);
    if (taken)
        return taken == table;
    take_from_index(schema, table);
    table->name = name;
    put_in_index(arena, schema, table);
    return true;
}

struct object *schema_find_object(
    const struct schema *schema, const char *kind, const char *in_schema, const char *name) {
    for (size_t i = 0; i < schema->objects.count; i++) {
        struct object *object = schema->objects.items[i];
        if (!strcmp(object->kind, kind) && !strcmp(object->name, name) &&
            same_text(object->schema, in_schema))
            return object;
    }
    return NULL;
}

struct enum_type *schema_find_enum(const struct schema *schema, const char *in_schema, const char *name) {
    for (size_t i = 0; i < schema->enums.count; i++) {
        struct enum_type *found = schema->enums.items[i];
        if (!strcmp(found->name, name) && same_text(found->schema, in_schema))
            return found;
    }
    return NULL;
}

bool schema_manages(const struct schema *schema, const char *kind) {
    return (schema->whole && !names_have(&schema->unmanaged, kind)) || names_have(&schema->managed, kind);
}

const struct option *options_find(const struct options *options, const char *dialect, const char *name) {
    for (size_t i = 0; i < options->count; i++) {
        const struct option *option = &options->items[i];
        if (!strcmp(option->dialect, dialect) && !strcmp(option->name, name))
            return option;
    }
    return NULL;
}

void options_mark_usual(
    struct options *options, const char *dialect, const char *name, const char *usual_value) {
    for (size_t i = 0; i < options->count; i++) {
        struct option *option = &options->items[i];
        if (!strcmp(option->dialect, dialect) && !strcmp(option->name, name))
            option->is_usual = option->value && !strcmp(option->value, usual_value);
    }
}

const struct dialect_text *texts_find(const struct dialect_texts *texts, const char *dialect) {
    const struct dialect_text *fallback = NULL;
    for (size_t i = 0; i < texts->count; i++) {
        if (!strcmp(texts->items[i].dialect, dialect))
            return &texts->items[i];
        if (!strcmp(texts->items[i].dialect, "default"))
            fallback = &texts->items[i];
    }
    return fallback;
}
