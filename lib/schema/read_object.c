/* Objects that are carried as text: views, triggers, and the kinds under `sql:`. */
#include <string.h>

#include "schema/read_parts.h"

bool kind_has_body(const char *kind) {
    return !strcmp(kind, "view") || !strcmp(kind, "materialized_view");
}

static bool is_long_form(const struct yaml_node *node) {
    return yaml_get(node, "create") || yaml_get(node, "as");
}

static bool check_keys(
    const struct schema_reading *reading, const struct yaml_node *node, const struct object *object) {
    static const char *const keys[] = {
        "create", "drop", "after", "comment", "default", DIALECT_WORDS, "table", "as"};
    static const char *const named_keys[] = {
        "create", "drop", "after", "comment", "default", DIALECT_WORDS, "table", "was"};
    bool is_view = kind_has_body(object->kind), is_named = object_kind_has_names(object->kind);
    const char *what = arena_format(reading->errors->arena, "%s \"%s\"", object->kind, object->name);
    return yaml_check_keys(node, what, is_named ? named_keys : keys,
        COUNT_OF(keys) - (is_view || is_named ? 0 : 1), reading->errors);
}

/* `{create: …}`, the whole statement, or `{as: …}`, what follows AS; dialects' keys are options. */
static bool read_long_texts(
    const struct schema_reading *reading, const struct yaml_node *node, struct object *object) {
    const struct yaml_node *create = yaml_get(node, "create"), *body = yaml_get(node, "as");
    if (create && body)
        return model_error(
            reading, node->place, "%s \"%s\" has both \"create\" and \"as\"", object->kind, object->name);
    object->is_body = body != NULL;
    bool ok = texts_read(reading, create ? create : body, &object->create);
    return options_read(reading, node, &object->options) && ok;
}

/* `{sqlite: …, postgresql: …}`: the text by dialect. */
static bool read_dialect_texts(
    const struct schema_reading *reading, const struct yaml_node *node, struct object *object) {
    object->is_body = kind_has_body(object->kind);
    bool ok = true;
    for (size_t i = 0; i < DIALECT_KEYS + 1; i++) {
        const struct yaml_node *text = yaml_get(node, dialect_keys[i]);
        ok = (!text || dialect_text_read(reading, text, dialect_keys[i], &object->create)) && ok;
    }
    if (ok && !object->create.count)
        return model_error(reading, node->place, "%s \"%s\" has no SQL", object->kind, object->name);
    return ok;
}

static bool read_mapping(
    const struct schema_reading *reading, const struct yaml_node *node, struct object *object) {
    const struct yaml_node *drop = yaml_get(node, "drop"), *after = yaml_get(node, "after");
    bool ok = check_keys(reading, node, object);
    ok = (is_long_form(node) ? read_long_texts(reading, node, object)
                             : read_dialect_texts(reading, node, object)) &&
         ok;
    ok = (!drop || texts_read(reading, drop, &object->drop)) && ok;
    ok = (!after || yaml_to_names(reading->arena, after, "after", &object->after, reading->errors)) && ok;
    ok = read_text(reading, node, "table", &object->table) && ok;
    return read_text(reading, node, "comment", &object->comment) && ok;
}

struct object *object_read(
    const struct schema_reading *reading, const char *kind, const char *name, const struct yaml_node *node) {
    struct object *object = arena_new(reading->arena, struct object);
    *object = (struct object){.kind = kind, .name = name, .place = node->place};
    if (node->kind == YAML_MAPPING)
        return read_mapping(reading, node, object) ? object : NULL;
    object->is_body = kind_has_body(kind);
    return texts_read(reading, node, &object->create) ? object : NULL;
}

bool objects_read(const struct schema_reading *reading, const char *kind, const struct yaml_node *section,
    struct schema *schema) {
    note_managed(reading->arena, schema, kind);
    if (yaml_is_null(section))
        return true;
    if (!yaml_expect(section, YAML_MAPPING, kind, reading->errors))
        return false;
    bool ok = true;
    for (size_t i = 0; i < section->pairs.count; i++) {
        const struct yaml_pair *pair = &section->pairs.items[i];
        const char *in_schema, *name;
        if (!full_name_read(reading, pair->key, pair->place, &in_schema, &name)) {
            ok = false;
            continue;
        }
        name = object_name_read(reading, kind, name);
        struct object *object = object_read(reading, kind, name, pair->value);
        ok = object && ok;
        if (!object)
            continue;
        object->schema = table_name_read(reading, in_schema);
        if (pair->value->kind == YAML_MAPPING && object_kind_has_names(kind))
            ok = was_read(reading, pair->value, object->schema, &object->was) && ok;
        object->place = pair->place;
        note_schema(reading->arena, schema, in_schema);
        list_push(reading->arena, &schema->objects, object);
    }
    return ok;
}

bool triggers_read(const struct schema_reading *reading, const struct table *table,
    const struct yaml_node *section, struct schema *schema) {
    struct arena *arena = reading->arena;
    const char *full_name = table_full_name(arena, table->schema, table->name);
    /* Each table has one: nothing to look for among thousands. */
    list_push(arena, &schema->managed, arena_format(arena, "trigger:%s", full_name));
    if (yaml_is_null(section))
        return true;
    if (!yaml_expect(section, YAML_MAPPING, "triggers", reading->errors))
        return false;
    bool ok = true;
    for (size_t i = 0; i < section->pairs.count; i++) {
        const struct yaml_pair *pair = &section->pairs.items[i];
        struct object *object = object_read(reading, "trigger", pair->key, pair->value);
        ok = object && ok;
        if (!object)
            continue;
        object->schema = table->schema;
        object->table = table->name;
        object->place = pair->place;
        list_push(arena, &schema->objects, object);
    }
    return ok;
}
