#include "schema/read.h"

#include <string.h>

#include "schema/read_parts.h"

/* {fine: ok}: the value `fine` was called `ok`. */
static bool read_was_values(
    const struct schema_reading *reading, const struct yaml_node *node, struct enum_type *type) {
    if (!node)
        return true;
    if (!yaml_expect(node, YAML_MAPPING, "was_values", reading->errors))
        return false;
    for (size_t i = 0; i < node->pairs.count; i++) {
        const struct yaml_pair *pair = &node->pairs.items[i];
        const char *from;
        if (!yaml_to_text(pair->value, pair->key, &from, reading->errors))
            return false;
        if (!names_have(&type->values, pair->key))
            return model_error(
                reading, pair->place, "\"%s\" is no value of enum \"%s\"", pair->key, type->name);
        list_push(reading->arena, &type->was_values.to, pair->key);
        list_push(reading->arena, &type->was_values.from, from);
    }
    return true;
}

static bool read_enum(
    const struct schema_reading *reading, const struct yaml_node *node, struct enum_type *type) {
    static const char *const keys[] = {"values", "was", "was_values"};
    if (node->kind != YAML_MAPPING)
        return yaml_to_names(reading->arena, node, "enum", &type->values, reading->errors);
    const struct yaml_node *values = yaml_get(node, "values");
    bool ok = yaml_check_keys(node, "an enum", keys, COUNT_OF(keys), reading->errors);
    ok = was_read(reading, node, type->schema, &type->was) && ok;
    if (!values)
        return model_error(reading, node->place, "enum \"%s\" has no \"values\"", type->name);
    return yaml_to_names(reading->arena, values, "values", &type->values, reading->errors) &&
           read_was_values(reading, yaml_get(node, "was_values"), type) && ok;
}

static bool add_enum(
    const struct schema_reading *reading, const struct yaml_pair *pair, struct schema *schema) {
    struct enum_type *type = arena_new(reading->arena, struct enum_type);
    type->place = pair->place;
    if (!full_name_read(reading, pair->key, pair->place, &type->schema, &type->name) ||
        !read_enum(reading, pair->value, type))
        return false;
    if (schema_find_enum(schema, type->schema, type->name))
        return model_error(reading, pair->place, "enum \"%s\" is declared twice", pair->key);
    if (!type->values.count)
        return model_error(reading, pair->place, "enum \"%s\" has no values", pair->key);
    note_schema(reading->arena, schema, type->schema);
    list_push(reading->arena, &schema->enums, type);
    return true;
}

static bool add_table(
    const struct schema_reading *reading, const struct yaml_pair *pair, struct schema *schema) {
    struct table *table = table_with_triggers_read(reading, pair->key, pair->place, pair->value, schema);
    if (!table)
        return false;
    note_schema(reading->arena, schema, table->schema);
    if (schema_add_table(reading->arena, schema, table))
        return true;
    const struct table *first = schema_find_table(schema, table->schema, table->name);
    struct error *error =
        error_add(reading->errors, ERROR_MODEL, pair->place, "table \"%s\" is declared twice", pair->key);
    if (first->place.source)
        error_hint(reading->errors, error, "the first is at %s:%u:%u", first->place.source->file,
            first->place.line, first->place.column);
    return false;
}

static bool add_objects(
    const struct schema_reading *reading, const struct yaml_pair *pair, struct schema *schema) {
    return objects_read(reading, pair->key, pair->value, schema);
}

/* A section that is there with nothing in it is an empty one. */
static bool read_section(const struct schema_reading *reading, const struct yaml_node *document,
    const char *key,
    bool (*add)(const struct schema_reading *reading, const struct yaml_pair *pair, struct schema *schema),
    struct schema *schema) {
    const struct yaml_node *section = yaml_get(document, key);
    if (!section || yaml_is_null(section))
        return true;
    if (!yaml_expect(section, YAML_MAPPING, key, reading->errors))
        return false;
    bool ok = true;
    for (size_t i = 0; i < section->pairs.count; i++)
        ok = add(reading, &section->pairs.items[i], schema) && ok;
    return ok;
}

static bool read_document(
    const struct schema_reading *reading, const struct yaml_node *document, struct schema *schema) {
    const struct yaml_node *views = yaml_get(document, "views");
    bool ok = read_section(reading, document, "tables", add_table, schema);
    if (views)
        ok = objects_read(reading, "view", views, schema) && ok;
    return read_section(reading, document, "sql", add_objects, schema) && ok;
}

static bool check_document(const struct schema_reading *reading, const struct yaml_node *document) {
    static const char *const keys[] = {"enums", "tables", "views", "sql"};
    return yaml_expect(document, YAML_MAPPING, "a models file", reading->errors) &&
           yaml_check_keys(document, "a models file", keys, COUNT_OF(keys), reading->errors);
}

bool schema_read_all(
    const struct schema_reading *reading, const struct yaml_items *documents, struct schema *schema) {
    struct type_words words = reading->types ? *reading->types : (struct type_words){0};
    words.enums = &schema->enums;
    struct schema_reading with_enums = *reading;
    with_enums.types = &words;
    bool ok = true;
    for (size_t i = 0; i < documents->count; i++) {
        ok = check_document(reading, documents->items[i]) && ok;
        if (yaml_get(documents->items[i], "enums"))
            note_managed(reading->arena, schema, "enum");
        ok = read_section(reading, documents->items[i], "enums", add_enum, schema) && ok;
    }
    for (size_t i = 0; i < documents->count; i++)
        ok = read_document(&with_enums, documents->items[i], schema) && ok;
    return ok;
}

bool schema_read(
    const struct schema_reading *reading, const struct yaml_node *document, struct schema *schema) {
    struct yaml_items documents = {0};
    list_push(reading->arena, &documents, arena_new(reading->arena, struct yaml_node));
    *documents.items[0] = *document;
    return schema_read_all(reading, &documents, schema);
}
