/* execute, execute_file, bulk_insert: what changes rows, or nobody knows what. */
#include "ops/kinds.h"
#include "schema/write.h"

static bool read_effect(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    struct operations *effect = arena_new(reading->arena, struct operations);
    if (!operations_read(reading, node, effect))
        return false;
    for (size_t i = 0; i < effect->count; i++)
        if (!operation_is_structural(&effect->items[i]))
            return script_error(reading, effect->items[i].place, "%s can't be an effect",
                operation_name(effect->items[i].kind));
    operation->effect = effect;
    return true;
}

static bool read_texts(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const own[] = {"effect"};
    const struct yaml_node *effect = node->kind == YAML_MAPPING ? yaml_get(node, "effect") : NULL;
    if (effect && !read_effect(reading, effect, operation))
        return false;
    if (effect)
        node = node_without(reading->arena, node, own, 1);
    if (!texts_read(reading, node, &operation->texts))
        return false;
    return operation->texts.count ||
           script_error(reading, node->place, "%s has no text", operation_name(operation->kind));
}

static struct yaml_node *write_texts(struct arena *arena, const struct operation *operation) {
    struct yaml_node *texts = texts_write(arena, &operation->texts);
    if (!operation->effect)
        return texts;
    if (texts->kind == YAML_SCALAR) {
        struct yaml_node *mapping = yaml_mapping(arena);
        yaml_put(arena, mapping, "default", texts);
        texts = mapping;
    }
    yaml_put(arena, texts, "effect", operations_write(arena, operation->effect));
    return texts;
}

static void describe_texts(struct buffer *out, const struct operation *operation) {
    enum { SHOWN = 60 };
    const char *text = operation->texts.count == 1 ? operation->texts.items[0].text : "SQL by database";
    size_t length = 0;
    while (text[length] && text[length] != '\n' && length < SHOWN)
        length++;
    while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    buffer_addf(out, "%s ", operation_name(operation->kind));
    buffer_add_text(out, text, length);
    if (text[length] && text[length] != '\n')
        buffer_add(out, "…");
}

bool execute_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    return read_texts(reading, node, operation);
}

struct yaml_node *execute_write(struct arena *arena, const struct operation *operation) {
    return write_texts(arena, operation);
}

void execute_describe(struct buffer *out, const struct operation *operation) {
    describe_texts(out, operation);
}

bool execute_file_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    return read_texts(reading, node, operation);
}

struct yaml_node *execute_file_write(struct arena *arena, const struct operation *operation) {
    return write_texts(arena, operation);
}

void execute_file_describe(struct buffer *out, const struct operation *operation) {
    describe_texts(out, operation);
}

/* A row as a mapping; columns that it doesn't name are NULL. */
static bool read_mapped_row(const struct schema_reading *reading, const struct yaml_node *node,
    const struct names *columns, struct bulk_row *row) {
    if (!yaml_check_keys(node, "a row", columns->items, columns->count, reading->errors))
        return false;
    for (size_t i = 0; i < columns->count; i++) {
        const struct yaml_node *value = yaml_get(node, columns->items[i]);
        row->values[i].kind = VALUE_NULL;
        if (value && !value_read(reading, value, &row->values[i]))
            return false;
    }
    return true;
}

static bool read_row(const struct schema_reading *reading, const struct yaml_node *node,
    const struct names *columns, struct bulk_row *row) {
    row->values = arena_alloc(reading->arena, columns->count * sizeof *row->values);
    if (node->kind == YAML_MAPPING)
        return read_mapped_row(reading, node, columns, row);
    if (!yaml_expect(node, YAML_SEQUENCE, "a row", reading->errors))
        return false;
    if (node->items.count != columns->count)
        return script_error(
            reading, node->place, "the row has %u values for %u columns", node->items.count, columns->count);
    for (size_t i = 0; i < columns->count; i++)
        if (!value_read(reading, node->items.items[i], &row->values[i]))
            return false;
    return true;
}

static bool read_columns(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    const struct yaml_node *columns = yaml_get(node, "columns"), *rows = yaml_get(node, "rows");
    if (columns)
        return yaml_to_names(reading->arena, columns, "columns", &operation->columns, reading->errors);
    bool any = rows && rows->kind == YAML_SEQUENCE && rows->items.count;
    const struct yaml_node *first = any ? rows->items.items[0] : NULL;
    if (first && first->kind == YAML_MAPPING)
        for (size_t i = 0; i < first->pairs.count; i++)
            list_push(reading->arena, &operation->columns, first->pairs.items[i].key);
    return !rows || operation->columns.count ||
           script_error(reading, node->place, "bulk_insert needs \"columns\", or rows that name them");
}

bool bulk_insert_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "columns", "rows", "file"};
    if (!read_keys(reading, node, operation, keys, 4) || !read_table(reading, node, operation, "table") ||
        !read_optional(reading, node, "file", &operation->file))
        return false;
    const struct yaml_node *rows = yaml_get(node, "rows");
    if (!rows == !operation->file)
        return script_error(reading, node->place, "bulk_insert needs either \"rows\" or a \"file\"");
    if (rows && !yaml_expect(rows, YAML_SEQUENCE, "rows", reading->errors))
        return false;
    if (!read_columns(reading, node, operation))
        return false;
    bool fine = true;
    for (size_t i = 0; rows && i < rows->items.count; i++)
        fine = read_row(reading, rows->items.items[i], &operation->columns,
                   list_add(reading->arena, &operation->rows)) &&
               fine;
    return fine;
}

struct yaml_node *bulk_insert_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    if (operation->columns.count)
        yaml_put(arena, mapping, "columns", yaml_name_list(arena, &operation->columns));
    yaml_put_text(arena, mapping, "file", operation->file);
    if (operation->file)
        return mapping;
    struct yaml_node *rows = yaml_sequence(arena);
    for (size_t i = 0; i < operation->rows.count; i++) {
        struct yaml_node *row = yaml_sequence(arena);
        for (size_t k = 0; k < operation->columns.count; k++)
            yaml_append(arena, row, value_write(arena, &operation->rows.items[i].values[k]));
        yaml_append(arena, rows, row);
    }
    yaml_put(arena, mapping, "rows", rows);
    return mapping;
}

void bulk_insert_describe(struct buffer *out, const struct operation *operation) {
    buffer_add(out, "insert ");
    if (operation->file)
        buffer_addf(out, "the rows of %s", operation->file);
    else
        buffer_addf(out, "%u rows", operation->rows.count);
    buffer_add(out, " into ");
    describe_table(out, operation);
}
