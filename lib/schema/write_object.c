/* Objects that are carried as text. */
#include "schema/read_parts.h"
#include "schema/write_parts.h"

struct yaml_node *object_write(struct arena *arena, const struct object *object) {
    struct yaml_node *node = yaml_mapping(arena);
    yaml_put(arena, node, object->is_body ? "as" : "create", texts_write(arena, &object->create));
    if (object->drop.count)
        yaml_put(arena, node, "drop", texts_write(arena, &object->drop));
    if (object->after.count)
        yaml_put(arena, node, "after", yaml_name_list(arena, &object->after));
    yaml_put_text(arena, node, "table", object->table);
    options_write(arena, node, &object->options);
    yaml_put_text(arena, node, "comment", object->comment);
    return node;
}

struct yaml_node *object_write_short(struct arena *arena, const struct object *object) {
    struct yaml_node *node = object_write(arena, object);
    bool is_usual = object->is_body == kind_has_body(object->kind);
    return is_usual && node->pairs.count == 1 ? node->pairs.items[0].value : node;
}
