#include <string.h>

#include "ops/kinds.h"

/* {ok: fine}: the old name, then the new one. */
static bool read_values(
    const struct schema_reading *reading, const struct yaml_node *node, struct renamed *renamed) {
    if (!node)
        return true;
    if (!yaml_expect(node, YAML_MAPPING, "values", reading->errors))
        return false;
    for (size_t i = 0; i < node->pairs.count; i++) {
        const char *to;
        if (!yaml_to_text(node->pairs.items[i].value, node->pairs.items[i].key, &to, reading->errors))
            return false;
        list_push(reading->arena, &renamed->from, node->pairs.items[i].key);
        list_push(reading->arena, &renamed->to, to);
    }
    return true;
}

bool rename_enum_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"name", "to", "values"};
    if (!read_keys(reading, node, operation, keys, 3) || !read_enum_name(reading, node, operation) ||
        !read_optional(reading, node, "to", &operation->new_name) ||
        !read_values(reading, yaml_get(node, "values"), &operation->renamed_values))
        return false;
    if (!operation->new_name && !operation->renamed_values.to.count)
        return script_error(reading, node->place, "rename_enum needs \"to\" or \"values\"");
    return true;
}

struct yaml_node *rename_enum_write(struct arena *arena, const struct operation *operation) {
    const struct renamed *renamed = &operation->renamed_values;
    struct yaml_node *mapping = yaml_mapping(arena), *values = yaml_mapping(arena);
    yaml_put_text(arena, mapping, "name", table_full_name(arena, operation->schema, operation->name));
    yaml_put_text(arena, mapping, "to", operation->new_name);
    for (size_t i = 0; i < renamed->to.count; i++)
        yaml_put_text(arena, values, renamed->from.items[i], renamed->to.items[i]);
    if (renamed->to.count)
        yaml_put(arena, mapping, "values", values);
    return mapping;
}

static bool values_fit(const struct applying *applying, const struct enum_type *type) {
    const struct renamed *renamed = &applying->operation->renamed_values;
    for (size_t i = 0; i < renamed->to.count; i++) {
        const char *from = renamed->from.items[i], *to = renamed->to.items[i];
        if (!names_have(&type->values, from)) {
            refuse(applying, "enum \"%s\" has no value \"%s\"", type->name, from);
            return false;
        }
        if (names_have(&type->values, to)) {
            refuse(applying, "enum \"%s\" has a value \"%s\" already", type->name, to);
            return false;
        }
    }
    return true;
}

bool rename_enum_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    struct enum_type *type = meet_enum(applying);
    if (!type || !values_fit(applying, type))
        return false;
    if (operation->new_name && schema_find_enum(applying->schema, operation->schema, operation->new_name)) {
        refuse(applying, "there is an enum \"%s\" already", operation->new_name);
        return false;
    }
    schema_rename_enum(
        applying->arena, applying->schema, type, operation->new_name, &operation->renamed_values);
    return true;
}

bool rename_enum_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    (void)before;
    struct operation *back = add_inverse(arena, inverse, OPERATION_RENAME_ENUM, operation);
    back->name = operation->new_name ? operation->new_name : operation->name;
    back->new_name = operation->new_name ? operation->name : NULL;
    back->renamed_values =
        (struct renamed){.to = operation->renamed_values.from, .from = operation->renamed_values.to};
    return true;
}

void rename_enum_describe(struct buffer *out, const struct operation *operation) {
    const struct renamed *renamed = &operation->renamed_values;
    buffer_addf(out, "rename enum %s", table_full_name(out->arena, operation->schema, operation->name));
    if (operation->new_name)
        buffer_addf(out, " to %s", operation->new_name);
    for (size_t i = 0; i < renamed->to.count; i++)
        buffer_addf(out, "%s value %s to %s", i || operation->new_name ? "," : ":", renamed->from.items[i],
            renamed->to.items[i]);
}
