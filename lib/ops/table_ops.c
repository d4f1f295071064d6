/* create_table, drop_table, rename_table, alter_table. */
#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

bool create_table_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const own[] = {"name"};
    const char *name;
    if (!yaml_expect(node, YAML_MAPPING, "create_table", reading->errors) ||
        !read_needed(reading, node, operation, "name", &name))
        return false;
    operation->definition =
        table_read(reading, name, yaml_get(node, "name")->place, node_without(reading->arena, node, own, 1));
    if (!operation->definition)
        return false;
    operation->schema = operation->definition->schema;
    operation->table = operation->definition->name;
    return true;
}

struct yaml_node *create_table_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "name");
    write_pairs(arena, mapping, table_write(arena, operation->definition));
    return mapping;
}

bool create_table_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    struct table *table = table_copy(applying->arena, operation->definition);
    if (!schema_add_table(applying->arena, applying->schema, table)) {
        refuse(applying, "there is a table \"%s\" already",
            table_full_name(applying->arena, operation->schema, operation->table));
        return false;
    }
    return true;
}

/* A table that was there first may already refer to the new one, in a circle. */
bool create_table_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    for (size_t i = 0; i < before->tables.count; i++) {
        const struct table *table = before->tables.items[i];
        for (size_t k = 0; k < table->constraints.count; k++)
            if (refers_to(table->constraints.items[k], operation->schema, operation->table))
                *list_add(arena, inverse) = (struct operation){.kind = OPERATION_DROP_CONSTRAINT,
                    .schema = table->schema,
                    .table = table->name,
                    .name = table->constraints.items[k]->name,
                    .constraint = table->constraints.items[k],
                    .place = operation->place};
    }
    add_inverse(arena, inverse, OPERATION_DROP_TABLE, operation);
    return true;
}

void create_table_describe(struct buffer *out, const struct operation *operation) {
    buffer_add(out, "create table ");
    describe_table(out, operation);
}

bool drop_table_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"name"};
    if (node->kind == YAML_SCALAR && *node->text)
        return read_table_name(reading, node, operation);
    return read_keys(reading, node, operation, keys, 1) && read_table(reading, node, operation, "name");
}

struct yaml_node *drop_table_write(struct arena *arena, const struct operation *operation) {
    return yaml_scalar(arena, table_full_name(arena, operation->schema, operation->table));
}

static bool is_trigger_of(const struct object *object, const struct operation *operation) {
    return object->table && !strcmp(object->table, operation->table) &&
           !strcmp(object->schema ? object->schema : "", operation->schema ? operation->schema : "");
}

/* Its triggers go with it. */
bool drop_table_apply(const struct applying *applying) {
    const struct table *table = meet_table(applying), *referring;
    if (!table)
        return false;
    const struct constraint *use = table_use(applying->schema, table, &referring);
    if (use) {
        struct error *error = refuse(applying, "table \"%s\" is used by %s of table \"%s\"", table->name,
            constraint_title(applying->arena, use), referring->name);
        error_hint(applying->errors, error, "drop the foreign key first");
        return false;
    }
    struct objects *objects = &applying->schema->objects;
    for (size_t i = objects->count; i-- > 0;)
        if (is_trigger_of(objects->items[i], applying->operation))
            list_remove(objects, i);
    return schema_remove_table(applying->schema, table->schema, table->name);
}

bool drop_table_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    if (!table)
        return false;
    struct operation *create = add_inverse(arena, inverse, OPERATION_CREATE_TABLE, operation);
    create->definition = table_copy(arena, table);
    create->lossy = arena_format(arena, "the rows of %s are not brought back",
        table_full_name(arena, operation->schema, operation->table));
    for (size_t i = 0; i < before->objects.count; i++)
        if (is_trigger_of(before->objects.items[i], operation)) {
            struct operation *trigger = add_inverse(arena, inverse, OPERATION_CREATE_OBJECT, operation);
            trigger->object = object_copy(arena, before->objects.items[i]);
            trigger->name = trigger->object->name;
        }
    return true;
}

void drop_table_describe(struct buffer *out, const struct operation *operation) {
    buffer_add(out, "drop table ");
    describe_table(out, operation);
}

bool rename_table_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"name", "to"};
    if (!read_keys(reading, node, operation, keys, 2) || !read_table(reading, node, operation, "name") ||
        !read_needed(reading, node, operation, "to", &operation->new_name))
        return false;
    operation->name = operation->table;
    operation->new_name = table_name_read(reading, operation->new_name);
    return true;
}

struct yaml_node *rename_table_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "name");
    yaml_put_text(arena, mapping, "to", operation->new_name);
    return mapping;
}

bool rename_table_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    if (!table)
        return false;
    const char *from = table->name, *to = applying->operation->new_name;
    if (!schema_rename_table(applying->arena, applying->schema, table, to)) {
        refuse(
            applying, "there is a table \"%s\" already", table_full_name(applying->arena, table->schema, to));
        return false;
    }
    table_uses_rename(applying->arena, applying->schema, table, from, to);
    return true;
}

bool rename_table_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    (void)before;
    struct operation *back = add_inverse(arena, inverse, OPERATION_RENAME_TABLE, operation);
    back->table = back->name = operation->new_name;
    back->new_name = operation->table;
    return true;
}

void rename_table_describe(struct buffer *out, const struct operation *operation) {
    buffer_add(out, "rename table ");
    describe_table(out, operation);
    buffer_addf(out, " to %s", operation->new_name);
}

bool alter_table_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"name", "comment", "drop_comment", "sqlite", "postgresql", "mysql"};
    if (!read_keys(reading, node, operation, keys, 6) || !read_table(reading, node, operation, "name"))
        return false;
    struct table *table = operation->definition = arena_new(reading->arena, struct table);
    table->schema = operation->schema;
    table->name = operation->table;
    if (yaml_get(node, "comment"))
        operation->changes |= CHANGE_COMMENT;
    return read_optional(reading, node, "comment", &table->comment) &&
           read_switch(reading, node, "drop_comment", operation, CHANGE_COMMENT) &&
           read_changed_options(reading, node, &table->options, operation);
}

struct yaml_node *alter_table_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "name");
    const struct table *table = operation->definition;
    yaml_put_text(arena, mapping, "comment", table->comment);
    if (operation->changes & CHANGE_COMMENT && !table->comment)
        yaml_put_bool(arena, mapping, "drop_comment", true);
    write_changed_options(arena, mapping, &table->options);
    return mapping;
}

bool alter_table_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    struct table *table = meet_table(applying);
    if (!table)
        return false;
    if (operation->changes & CHANGE_COMMENT)
        table->comment = operation->definition->comment;
    if (operation->changes & CHANGE_OPTIONS)
        options_apply(applying->arena, &table->options, &operation->definition->options);
    return true;
}

bool alter_table_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    if (!table)
        return false;
    struct operation *back = add_inverse(arena, inverse, OPERATION_ALTER_TABLE, operation);
    back->changes = operation->changes;
    back->definition = arena_new(arena, struct table);
    back->definition->schema = table->schema;
    back->definition->name = table->name;
    if (operation->changes & CHANGE_COMMENT)
        back->definition->comment = table->comment;
    if (operation->changes & CHANGE_OPTIONS)
        back->definition->options = options_before(arena, &table->options, &operation->definition->options);
    return true;
}

void alter_table_describe(struct buffer *out, const struct operation *operation) {
    buffer_add(out, "alter table ");
    describe_table(out, operation);
    buffer_add(out, operation->changes & CHANGE_OPTIONS ? ": options" : ": comment");
}
