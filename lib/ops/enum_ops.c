/* create_enum, alter_enum, drop_enum. */
#include <string.h>

#include "base/text.h"
#include "ops/kinds.h"

bool read_enum_name(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    const char *text;
    return read_needed(reading, node, operation, "name", &text) &&
           read_full_name(reading, text, yaml_get(node, "name")->place, &operation->schema, &operation->name);
}

bool create_enum_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"name", "values"};
    if (!read_keys(reading, node, operation, keys, 2) || !read_enum_name(reading, node, operation))
        return false;
    const struct yaml_node *values = yaml_get(node, "values");
    if (!values)
        return script_error(reading, node->place, "%s needs \"values\"", operation_name(operation->kind));
    struct enum_type *type = operation->enum_type = arena_new(reading->arena, struct enum_type);
    type->schema = operation->schema;
    type->name = operation->name;
    type->place = values->place;
    if (!yaml_to_names(reading->arena, values, "values", &type->values, reading->errors))
        return false;
    for (unsigned i = 0; i < type->values.count; i++) {
        const struct names earlier = {.items = type->values.items, .count = i};
        if (names_have(&earlier, type->values.items[i]))
            return script_error(reading, values->place, "value \"%s\" is there twice", type->values.items[i]);
    }
    return true;
}

struct yaml_node *create_enum_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = yaml_mapping(arena);
    yaml_put_text(arena, mapping, "name", table_full_name(arena, operation->schema, operation->name));
    yaml_put(arena, mapping, "values", yaml_name_list(arena, &operation->enum_type->values));
    return mapping;
}

static struct enum_type *enum_copy(struct arena *arena, const struct enum_type *type) {
    struct enum_type *copy = arena_new(arena, struct enum_type);
    *copy = *type;
    copy->values = (struct names){0};
    for (size_t i = 0; i < type->values.count; i++)
        list_push(arena, &copy->values, type->values.items[i]);
    return copy;
}

bool create_enum_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    if (schema_find_enum(applying->schema, operation->schema, operation->name)) {
        refuse(applying, "there is an enum \"%s\" already", operation->name);
        return false;
    }
    list_push(applying->arena, &applying->schema->enums, enum_copy(applying->arena, operation->enum_type));
    return true;
}

bool create_enum_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    (void)before;
    add_inverse(arena, inverse, OPERATION_DROP_ENUM, operation)->name = operation->name;
    return true;
}

static void describe(struct buffer *out, const char *verb, const struct operation *operation) {
    buffer_addf(out, "%s enum %s", verb, table_full_name(out->arena, operation->schema, operation->name));
}

void create_enum_describe(struct buffer *out, const struct operation *operation) {
    describe(out, "create", operation);
}

bool alter_enum_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    return create_enum_read(reading, node, operation);
}

struct yaml_node *alter_enum_write(struct arena *arena, const struct operation *operation) {
    return create_enum_write(arena, operation);
}

struct enum_type *meet_enum(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    struct enum_type *type = schema_find_enum(applying->schema, operation->schema, operation->name);
    if (type)
        return type;
    struct names names = {0};
    for (size_t i = 0; i < applying->schema->enums.count; i++)
        list_push(applying->arena, &names, applying->schema->enums.items[i]->name);
    struct error *error = refuse(applying, "there is no enum \"%s\"", operation->name);
    const char *nearest = text_nearest(operation->name, names.items, names.count);
    if (nearest)
        error_hint(applying->errors, error, "did you mean \"%s\"?", nearest);
    return NULL;
}

bool alter_enum_apply(const struct applying *applying) {
    struct enum_type *type = meet_enum(applying);
    if (type)
        type->values = enum_copy(applying->arena, applying->operation->enum_type)->values;
    return type;
}

static bool inverse_with_values(struct arena *arena, enum operation_kind kind,
    const struct operation *operation, const struct schema *before, struct operations *inverse) {
    const struct enum_type *type = schema_find_enum(before, operation->schema, operation->name);
    if (!type)
        return false;
    struct operation *back = add_inverse(arena, inverse, kind, operation);
    back->name = operation->name;
    back->enum_type = enum_copy(arena, type);
    return true;
}

bool alter_enum_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    return inverse_with_values(arena, OPERATION_ALTER_ENUM, operation, before, inverse);
}

void alter_enum_describe(struct buffer *out, const struct operation *operation) {
    describe(out, "alter", operation);
}

bool drop_enum_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"name"};
    if (node->kind == YAML_SCALAR && *node->text)
        return read_full_name(reading, node->text, node->place, &operation->schema, &operation->name);
    return read_keys(reading, node, operation, keys, 1) && read_enum_name(reading, node, operation);
}

struct yaml_node *drop_enum_write(struct arena *arena, const struct operation *operation) {
    return yaml_scalar(arena, table_full_name(arena, operation->schema, operation->name));
}

static bool has_type(const struct column *column, const char *enum_name) {
    return column->type.kind == TYPE_ENUM && column->type.text && !strcmp(column->type.text, enum_name);
}

bool drop_enum_apply(const struct applying *applying) {
    struct schema *schema = applying->schema;
    const struct enum_type *type = meet_enum(applying);
    if (!type)
        return false;
    const char *name = table_full_name(applying->arena, type->schema, type->name);
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++)
            if (has_type(table->columns.items[k], name)) {
                refuse(applying, "enum \"%s\" is used by column \"%s\" of table \"%s\"", type->name,
                    table->columns.items[k]->name, table->name);
                return false;
            }
    }
    for (size_t i = 0; i < schema->enums.count; i++)
        if (schema->enums.items[i] == type)
            list_remove(&schema->enums, i);
    return true;
}

bool drop_enum_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    return inverse_with_values(arena, OPERATION_CREATE_ENUM, operation, before, inverse);
}

void drop_enum_describe(struct buffer *out, const struct operation *operation) {
    describe(out, "drop", operation);
}
