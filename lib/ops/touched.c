#include "ops/touched.h"

#include <string.h>

static bool is_among(
    struct arena *arena, const char *in_schema, const char *name, const struct name_index *names) {
    struct arena_mark mark = arena_mark(arena);
    bool found = index_find(names, table_full_name(arena, in_schema, name));
    arena_rewind(arena, mark);
    return found;
}

bool table_is_among(struct arena *arena, const struct table *table, const struct name_index *names) {
    return is_among(arena, table->schema, table->name, names);
}

bool table_refers_to(struct arena *arena, const struct table *table, const struct name_index *names) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = table->constraints.items[i];
        if (key->kind == CONSTRAINT_FOREIGN_KEY &&
            is_among(arena, key->reference.schema, key->reference.table, names))
            return true;
    }
    for (size_t i = 0; i < table->parents.count; i++)
        if (index_find(names, table->parents.items[i]))
            return true;
    return false;
}

static void add(struct arena *arena, struct name_index *names, const char *in_schema, const char *name) {
    names->arena = arena;
    index_put(names, table_full_name(arena, in_schema, name), names);
}

/* About one that columns, of any table, may have. */
static bool is_about_type(const struct operation *operation) {
    return operation->kind == OPERATION_CREATE_ENUM || operation->kind == OPERATION_ALTER_ENUM ||
           operation->kind == OPERATION_DROP_ENUM || operation->kind == OPERATION_RENAME_ENUM ||
           operation->kind == OPERATION_RENAME_OBJECT;
}

static bool has_type(const struct table *table, const char *name) {
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct type *type = &table->columns.items[i]->type;
        bool has_name = type->kind == TYPE_ENUM || type->kind == TYPE_VERBATIM;
        if (has_name && type->text && !strcmp(type->text, name))
            return true;
    }
    return false;
}

static void add_users(
    struct arena *arena, struct name_index *touched, const struct schema *schema, const char *name) {
    for (size_t i = 0; i < schema->tables.count; i++)
        if (has_type(schema->tables.items[i], name))
            add(arena, touched, schema->tables.items[i]->schema, schema->tables.items[i]->name);
}

void operations_touch(struct arena *arena, const struct operations *operations, const struct schema *schema,
    struct name_index *touched) {
    touched->arena = arena;
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        if (is_about_type(operation)) {
            add_users(
                arena, touched, schema, enum_name_in_columns(arena, operation->schema, operation->name));
            continue;
        }
        if (operation->table)
            add(arena, touched, operation->schema, operation->table);
        if (operation->kind == OPERATION_RENAME_TABLE)
            add(arena, touched, operation->schema, operation->new_name);
        if (operation->object && operation->object->table)
            add(arena, touched, operation->object->schema, operation->object->table);
    }
}

static bool change_types(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++)
        if (is_about_type(&operations->items[i]))
            return true;
    return false;
}

/* What a rename changes in those that refer to a table is theirs, too. */
struct schema *schema_copy_for(
    struct arena *arena, const struct schema *schema, const struct operations *operations) {
    struct name_index touched = {.arena = arena};
    if (change_types(operations))
        return schema_copy(arena, schema);
    operations_touch(arena, operations, schema, &touched);
    struct schema some = *schema;
    some.tables = (struct tables){0};
    struct schema *copy = schema_copy(arena, &some);
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct table *table = schema->tables.items[i];
        bool own = table_is_among(arena, table, &touched) || table_refers_to(arena, table, &touched);
        schema_add_table(arena, copy, own ? table_copy(arena, table) : table);
    }
    return copy;
}
