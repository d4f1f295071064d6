/* create_object, drop_object: views, triggers and whatever else is carried as text. */
#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

/* A table without a schema is in the object's own. */
static bool read_trigger_table(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    const char *in_schema = operation->schema;
    if (!yaml_get(node, "table"))
        return true;
    if (!read_table(reading, node, operation, "table"))
        return false;
    if (!operation->schema)
        operation->schema = in_schema;
    return true;
}

static bool read_kind_and_name(const struct schema_reading *reading, const struct yaml_node *node,
    struct operation *operation, const char **kind) {
    const char *text;
    if (!yaml_expect(node, YAML_MAPPING, operation_name(operation->kind), reading->errors) ||
        !read_needed(reading, node, operation, "kind", kind) ||
        !read_needed(reading, node, operation, "name", &text) ||
        !read_full_name(reading, text, yaml_get(node, "name")->place, &operation->schema, &operation->name))
        return false;
    operation->schema = table_name_read(reading, operation->schema);
    operation->name = object_name_read(reading, *kind, operation->name);
    return read_trigger_table(reading, node, operation);
}

bool create_object_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const own[] = {"kind", "name", "table"};
    const char *kind, *schema = NULL;
    if (!read_kind_and_name(reading, node, operation, &kind))
        return false;
    schema = operation->schema;
    operation->object =
        object_read(reading, kind, operation->name, node_without(reading->arena, node, own, 3));
    if (!operation->object)
        return false;
    operation->object->schema = schema;
    operation->object->name = operation->name;
    operation->object->table = operation->table;
    return true;
}

static struct yaml_node *write_kind_and_name(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = yaml_mapping(arena);
    const struct object *object = operation->object;
    yaml_put_text(arena, mapping, "kind", object->kind);
    yaml_put_text(arena, mapping, "name", table_full_name(arena, object->schema, object->name));
    if (object->table)
        yaml_put_text(arena, mapping, "table", table_full_name(arena, NULL, object->table));
    return mapping;
}

struct yaml_node *create_object_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_kind_and_name(arena, operation);
    struct yaml_node *rest = object_write(arena, operation->object);
    if (rest->kind == YAML_MAPPING)
        write_pairs(arena, mapping, rest);
    else
        yaml_put(arena, mapping, operation->object->is_body ? "as" : "create", rest);
    return mapping;
}

static bool same_word(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

/* Triggers of different tables may have the same name. */
static struct object *find_object(const struct schema *schema, const struct object *wanted) {
    for (size_t i = 0; i < schema->objects.count; i++) {
        struct object *object = schema->objects.items[i];
        if (!strcmp(object->kind, wanted->kind) && !strcmp(object->name, wanted->name) &&
            same_word(object->schema, wanted->schema) &&
            (!wanted->table || same_word(object->table, wanted->table)))
            return object;
    }
    return NULL;
}

bool create_object_apply(const struct applying *applying) {
    const struct object *object = applying->operation->object;
    if (find_object(applying->schema, object)) {
        refuse(applying, "there is a %s \"%s\" already", object->kind, object->name);
        return false;
    }
    list_push(applying->arena, &applying->schema->objects, object_copy(applying->arena, object));
    return true;
}

static struct operation *add_object(struct arena *arena, struct operations *inverse, enum operation_kind kind,
    const struct operation *operation, const struct object *object) {
    struct operation *added = add_inverse(arena, inverse, kind, operation);
    added->schema = object->schema;
    added->name = object->name;
    added->table = object->table;
    added->object = object_copy(arena, object);
    return added;
}

bool create_object_inverse(struct arena *arena, const struct operation *operation,
    const struct schema *before, struct operations *inverse) {
    (void)before;
    add_object(arena, inverse, OPERATION_DROP_OBJECT, operation, operation->object);
    return true;
}

static void describe(struct buffer *out, const char *verb, const struct object *object) {
    buffer_addf(
        out, "%s %s %s", verb, object->kind, table_full_name(out->arena, object->schema, object->name));
}

void create_object_describe(struct buffer *out, const struct operation *operation) {
    describe(out, "create", operation->object);
}

bool drop_object_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"kind", "name", "table", "drop"};
    struct object *object = operation->object = arena_new(reading->arena, struct object);
    if (!read_kind_and_name(reading, node, operation, &object->kind) ||
        !read_keys(reading, node, operation, keys, 4))
        return false;
    object->schema = operation->schema;
    object->name = operation->name;
    object->table = operation->table;
    object->place = node->place;
    const struct yaml_node *drop = yaml_get(node, "drop");
    return !drop || texts_read(reading, drop, &object->drop);
}

struct yaml_node *drop_object_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_kind_and_name(arena, operation);
    if (operation->object->drop.count)
        yaml_put(arena, mapping, "drop", texts_write(arena, &operation->object->drop));
    return mapping;
}

/* Rights come and go with what they are on, by default privileges: who takes them back need not have them. */
static bool may_be_absent(const struct object *object) {
    return !strcmp(object->kind, "grant");
}

bool drop_object_apply(const struct applying *applying) {
    struct objects *objects = &applying->schema->objects;
    const struct object *wanted = applying->operation->object;
    const struct object *object = find_object(applying->schema, wanted);
    if (!object && may_be_absent(wanted))
        return true;
    if (!object) {
        refuse(applying, "there is no %s \"%s\"", wanted->kind, wanted->name);
        return false;
    }
    for (size_t i = 0; i < objects->count; i++)
        if (objects->items[i] == object)
            list_remove(objects, i);
    return true;
}

bool drop_object_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct object *object = find_object(before, operation->object);
    if (!object && !may_be_absent(operation->object))
        return false;
    add_object(arena, inverse, object ? OPERATION_CREATE_OBJECT : OPERATION_DROP_OBJECT, operation,
        object ? object : operation->object);
    return true;
}

void drop_object_describe(struct buffer *out, const struct operation *operation) {
    describe(out, "drop", operation->object);
}

const struct operation *operation_made_again(const struct operations *operations, size_t drop) {
    const struct operation *dropped = &operations->items[drop];
    for (size_t i = drop + 1; i < operations->count; i++) {
        const struct operation *made = &operations->items[i];
        if (made->kind == OPERATION_CREATE_OBJECT && !strcmp(made->object->kind, dropped->object->kind) &&
            same_word(made->name, dropped->name) && same_word(made->schema, dropped->schema) &&
            same_word(made->table, dropped->table))
            return made;
    }
    return NULL;
}
