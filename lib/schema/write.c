#include "schema/write.h"
#include "base/text.h"

#include <string.h>

#include "schema/write_parts.h"

static struct yaml_node *write_was_values(struct arena *arena, const struct renamed *renamed) {
    struct yaml_node *mapping = yaml_mapping(arena);
    for (size_t i = 0; i < renamed->to.count; i++)
        yaml_put_text(arena, mapping, renamed->to.items[i], renamed->from.items[i]);
    return mapping;
}

static struct yaml_node *write_enums(struct arena *arena, const struct schema *schema) {
    struct yaml_node *section = yaml_mapping(arena);
    for (size_t i = 0; i < schema->enums.count; i++) {
        const struct enum_type *type = schema->enums.items[i];
        struct yaml_node *values = yaml_name_list(arena, &type->values), *node = values;
        if (type->was || type->was_values.to.count) {
            node = yaml_mapping(arena);
            yaml_put(arena, node, "values", values);
            yaml_put_text(arena, node, "was", type->was);
        }
        if (type->was_values.to.count)
            yaml_put(arena, node, "was_values", write_was_values(arena, &type->was_values));
        yaml_put(arena, section, table_full_name(arena, type->schema, type->name), node);
    }
    return section;
}

/* A table's triggers, under the full name of their table, so that each is looked at once. */
static struct name_index triggers_by_table(struct arena *arena, const struct schema *schema) {
    struct name_index index = {.arena = arena};
    for (size_t i = 0; i < schema->objects.count; i++) {
        const struct object *object = schema->objects.items[i];
        if (strcmp(object->kind, "trigger") != 0 || !object->table)
            continue;
        const char *key = table_full_name(arena, object->schema, object->table);
        struct objects *triggers = index_find(&index, key);
        if (!triggers) {
            triggers = arena_new(arena, struct objects);
            index_put(&index, key, triggers);
        }
        list_push(arena, triggers, schema->objects.items[i]);
    }
    return index;
}

static struct yaml_node *write_triggers(struct arena *arena, const struct objects *triggers) {
    struct yaml_node *section = yaml_mapping(arena);
    for (size_t i = 0; triggers && i < triggers->count; i++) {
        struct object trigger = *triggers->items[i];
        trigger.table = NULL;
        yaml_put(arena, section, trigger.name, object_write_short(arena, &trigger));
    }
    return section;
}

static struct yaml_node *write_tables(struct arena *arena, const struct schema *schema) {
    struct yaml_node *section = yaml_mapping(arena);
    const struct name_index triggers = triggers_by_table(arena, schema);
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        const char *name = table_full_name(arena, table->schema, table->name);
        struct yaml_node *node = table_write(arena, table);
        yaml_put(arena, node, "triggers", write_triggers(arena, index_find(&triggers, name)));
        yaml_put(arena, section, name, node);
    }
    return section;
}

/* Is the object's place in the section of its kind? A table's triggers are with their table. */
static bool is_in_section(const struct schema *schema, const struct object *object) {
    bool is_trigger = !strcmp(object->kind, "trigger") && object->table;
    return !is_trigger || !schema_find_table(schema, object->schema, object->table);
}

static struct yaml_node *write_kind(struct arena *arena, const struct schema *schema, const char *kind) {
    struct yaml_node *section = yaml_mapping(arena);
    for (size_t i = 0; i < schema->objects.count; i++) {
        const struct object *object = schema->objects.items[i];
        if (!strcmp(object->kind, kind) && is_in_section(schema, object))
            yaml_put(arena, section, table_full_name(arena, object->schema, object->name),
                object_write_short(arena, object));
    }
    return section;
}

static bool has_own_section(const char *kind) {
    return !strcmp(kind, "view") || !strcmp(kind, "enum") || text_starts_with(kind, "trigger:");
}

/* The kinds that are managed or there, but for enums, views and tables' triggers. */
static struct names kinds_of(struct arena *arena, const struct schema *schema) {
    struct names kinds = {0};
    for (size_t i = 0; i < schema->managed.count; i++) {
        const char *kind = schema->managed.items[i];
        if (!has_own_section(kind))
            list_push(arena, &kinds, kind);
    }
    for (size_t i = 0; i < schema->objects.count; i++) {
        const struct object *object = schema->objects.items[i];
        if (strcmp(object->kind, "view") != 0 && is_in_section(schema, object) &&
            !names_have(&kinds, object->kind))
            list_push(arena, &kinds, object->kind);
    }
    return kinds;
}

static struct yaml_node *write_sql(struct arena *arena, const struct schema *schema) {
    struct yaml_node *section = yaml_mapping(arena);
    const struct names kinds = kinds_of(arena, schema);
    for (size_t i = 0; i < kinds.count; i++)
        yaml_put(arena, section, kinds.items[i], write_kind(arena, schema, kinds.items[i]));
    return section;
}

struct yaml_node *schema_write(struct arena *arena, const struct schema *schema) {
    struct yaml_node *document = yaml_mapping(arena);
    yaml_put(arena, document, "enums", write_enums(arena, schema));
    yaml_put(arena, document, "tables", write_tables(arena, schema));
    yaml_put(arena, document, "views", write_kind(arena, schema, "view"));
    yaml_put(arena, document, "sql", write_sql(arena, schema));
    return document;
}
