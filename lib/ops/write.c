#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

struct yaml_node *operations_write(struct arena *arena, const struct operations *operations) {
    struct yaml_node *sequence = yaml_sequence(arena);
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation_type *type = &operation_types[operations->items[i].kind];
        struct yaml_node *item = yaml_mapping(arena);
        yaml_put(arena, item, type->word, type->write(arena, &operations->items[i]));
        yaml_append(arena, sequence, item);
    }
    return sequence;
}

struct yaml_node *write_table(struct arena *arena, const struct operation *operation, const char *key) {
    struct yaml_node *mapping = yaml_mapping(arena);
    yaml_put_text(arena, mapping, key, table_full_name(arena, operation->schema, operation->table));
    return mapping;
}

void write_pairs(struct arena *arena, struct yaml_node *mapping, const struct yaml_node *from) {
    for (size_t i = 0; i < from->pairs.count; i++)
        yaml_put(arena, mapping, from->pairs.items[i].key, from->pairs.items[i].value);
}

void write_changed_options(struct arena *arena, struct yaml_node *mapping, const struct options *options) {
    struct options named = {0};
    for (size_t i = 0; i < options->count; i++)
        if (options->items[i].name)
            list_push(arena, &named, options->items[i]);
    options_write(arena, mapping, &named);
    for (size_t i = 0; i < options->count; i++)
        if (!options->items[i].name && !yaml_get(mapping, options->items[i].dialect))
            yaml_put(arena, mapping, options->items[i].dialect, yaml_mapping(arena));
}

void describe_table(struct buffer *out, const struct operation *operation) {
    buffer_add(out, table_full_name(out->arena, operation->schema, operation->table));
}

void describe_parts(struct buffer *out, const struct key_parts *parts) {
    buffer_add_char(out, '(');
    for (size_t i = 0; i < parts->count; i++) {
        const struct key_part *part = &parts->items[i];
        buffer_addf(out, "%s%s", i ? ", " : "", part->column ? part->column : part->expression);
    }
    buffer_add_char(out, ')');
}
