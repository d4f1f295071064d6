/* rename_object: a domain, a type or a sequence, which columns and rows hang on. */
#include <string.h>

#include "ops/kinds.h"

bool rename_object_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"kind", "name", "to"};
    struct object *object = operation->object = arena_new(reading->arena, struct object);
    const char *name;
    if (!read_keys(reading, node, operation, keys, 3) ||
        !read_needed(reading, node, operation, "kind", &object->kind) ||
        !read_needed(reading, node, operation, "name", &name) ||
        !read_needed(reading, node, operation, "to", &operation->new_name) ||
        !read_full_name(reading, name, yaml_get(node, "name")->place, &object->schema, &object->name))
        return false;
    operation->schema = object->schema;
    operation->name = object->name;
    object->place = node->place;
    if (object_kind_has_names(object->kind))
        return true;
    script_error(reading, yaml_get(node, "kind")->place,
        "a %s isn't renamed: drop it, and create it under its new name", object->kind);
    return false;
}

struct yaml_node *rename_object_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = yaml_mapping(arena);
    yaml_put_text(arena, mapping, "kind", operation->object->kind);
    yaml_put_text(arena, mapping, "name", table_full_name(arena, operation->schema, operation->name));
    yaml_put_text(arena, mapping, "to", operation->new_name);
    return mapping;
}

bool rename_object_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    const char *kind = operation->object->kind;
    struct object *object = schema_find_object(applying->schema, kind, operation->schema, operation->name);
    if (!object) {
        refuse(applying, "there is no %s \"%s\"", kind, operation->name);
        return false;
    }
    if (schema_find_object(applying->schema, kind, operation->schema, operation->new_name)) {
        refuse(applying, "there is a %s \"%s\" already", kind, operation->new_name);
        return false;
    }
    schema_rename_object(applying->arena, applying->schema, object, operation->new_name);
    return true;
}

bool rename_object_inverse(struct arena *arena, const struct operation *operation,
    const struct schema *before, struct operations *inverse) {
    (void)before;
    struct operation *back = add_inverse(arena, inverse, OPERATION_RENAME_OBJECT, operation);
    back->name = operation->new_name;
    back->new_name = operation->name;
    back->object = object_copy(arena, operation->object);
    back->object->name = back->name;
    return true;
}

void rename_object_describe(struct buffer *out, const struct operation *operation) {
    buffer_addf(out, "rename %s %s to %s", operation->object->kind,
        table_full_name(out->arena, operation->schema, operation->name), operation->new_name);
}
