/* create_index, drop_index, rename_index. */
#include <string.h>

#include "base/text.h"
#include "ops/kinds.h"
#include "schema/write.h"

static const char *conventional_name(
    const struct schema_reading *reading, const struct operation *operation, const struct index *index) {
    const struct table table = {.schema = operation->schema, .name = operation->table};
    return naming_index(reading->arena, reading->naming, &table, index);
}

bool create_index_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const own[] = {"table", "name"};
    if (!yaml_expect(node, YAML_MAPPING, "create_index", reading->errors) ||
        !read_table(reading, node, operation, "table") ||
        !read_optional(reading, node, "name", &operation->name))
        return false;
    struct index *index = index_read(reading, operation->name, node_without(reading->arena, node, own, 2));
    if (!index)
        return false;
    const char *conventional = conventional_name(reading, operation, index);
    index->conventional = !index->name || !strcmp(index->name, conventional);
    operation->name = index->name = index->name ? index->name : conventional;
    operation->index = index;
    return true;
}

struct yaml_node *create_index_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    yaml_put_text(arena, mapping, "name", operation->index->name);
    struct yaml_node *index = index_write(arena, operation->index);
    if (index->kind == YAML_MAPPING)
        write_pairs(arena, mapping, index);
    else
        yaml_put(arena, mapping, "columns", index);
    return mapping;
}

bool index_fits(const struct applying *applying, const struct table *table, const struct index *index) {
    if (index->name && table_find_index(table, index->name)) {
        refuse(applying, "table \"%s\" has an index \"%s\" already", table->name, index->name);
        return false;
    }
    const char *what = arena_format(applying->arena, "index \"%s\"", index->name ? index->name : "");
    return meet_key(applying, table, &index->parts, what);
}

bool create_index_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    const struct index *index = applying->operation->index;
    if (!table || !index_fits(applying, table, index))
        return false;
    list_push(applying->arena, &table->indexes, index_copy(applying->arena, index));
    return true;
}

bool create_index_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    (void)before;
    add_inverse(arena, inverse, OPERATION_DROP_INDEX, operation)->name = operation->index->name;
    return true;
}

void create_index_describe(struct buffer *out, const struct operation *operation) {
    const struct index *index = operation->index;
    buffer_addf(out, "create %sindex %s on ", index->unique ? "unique " : "", index->name ? index->name : "");
    describe_table(out, operation);
    describe_parts(out, &index->parts);
}

bool drop_index_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "name"};
    return read_keys(reading, node, operation, keys, 2) && read_table(reading, node, operation, "table") &&
           read_needed(reading, node, operation, "name", &operation->name);
}

struct yaml_node *drop_index_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    yaml_put_text(arena, mapping, "name", operation->name);
    return mapping;
}

/* The index that the operation names; null after an error. */
static struct index *meet_index(const struct applying *applying, const struct table *table) {
    const char *name = applying->operation->name;
    struct index *index = table_find_index(table, name);
    if (index)
        return index;
    struct names names = {0};
    for (size_t i = 0; i < table->indexes.count; i++)
        if (table->indexes.items[i]->name)
            list_push(applying->arena, &names, table->indexes.items[i]->name);
    struct error *error = refuse(applying, "table \"%s\" has no index \"%s\"", table->name, name);
    const char *nearest = text_nearest(name, names.items, names.count);
    if (nearest)
        error_hint(applying->errors, error, "did you mean \"%s\"?", nearest);
    return NULL;
}

bool drop_index_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    const struct index *index = table ? meet_index(applying, table) : NULL;
    for (size_t i = 0; index && i < table->indexes.count; i++)
        if (table->indexes.items[i] == index)
            list_remove(&table->indexes, i);
    return index;
}

bool drop_index_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    const struct index *index = table ? table_find_index(table, operation->name) : NULL;
    if (!index)
        return false;
    struct operation *create = add_inverse(arena, inverse, OPERATION_CREATE_INDEX, operation);
    create->name = operation->name;
    create->index = index_copy(arena, index);
    return true;
}

void drop_index_describe(struct buffer *out, const struct operation *operation) {
    buffer_addf(out, "drop index %s of ", operation->name);
    describe_table(out, operation);
}

bool rename_index_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "name", "to"};
    return read_keys(reading, node, operation, keys, 3) && read_table(reading, node, operation, "table") &&
           read_needed(reading, node, operation, "name", &operation->name) &&
           read_needed(reading, node, operation, "to", &operation->new_name);
}

struct yaml_node *rename_index_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = drop_index_write(arena, operation);
    yaml_put_text(arena, mapping, "to", operation->new_name);
    return mapping;
}

bool rename_index_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    struct index *index = table ? meet_index(applying, table) : NULL;
    const char *to = applying->operation->new_name;
    if (!index)
        return false;
    if (table_find_index(table, to)) {
        refuse(applying, "table \"%s\" has an index \"%s\" already", table->name, to);
        return false;
    }
    index->name = to;
    index->conventional = false;
    return true;
}

bool rename_index_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    (void)before;
    struct operation *back = add_inverse(arena, inverse, OPERATION_RENAME_INDEX, operation);
    back->name = operation->new_name;
    back->new_name = operation->name;
    return true;
}

void rename_index_describe(struct buffer *out, const struct operation *operation) {
    buffer_addf(out, "rename index %s of ", operation->name);
    describe_table(out, operation);
    buffer_addf(out, " to %s", operation->new_name);
}
