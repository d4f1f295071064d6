#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

/* The short word for an object's kind, else null. */
static const char *short_word(const struct operation *operation) {
    for (size_t i = 0; i < OBJECT_WORDS; i++)
        if (operation->kind == object_words[i].kind &&
            !strcmp(operation->object->kind, object_words[i].object_kind))
            return object_words[i].word;
    return NULL;
}

static struct yaml_node *without_kind(struct arena *arena, const struct yaml_node *mapping) {
    struct yaml_node *rest = yaml_mapping(arena);
    for (size_t i = 0; i < mapping->pairs.count; i++)
        if (strcmp(mapping->pairs.items[i].key, "kind") != 0)
            list_push(arena, &rest->pairs, mapping->pairs.items[i]);
    return rest;
}

struct yaml_node *operations_write(struct arena *arena, const struct operations *operations) {
    struct yaml_node *sequence = yaml_sequence(arena);
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        const struct operation_type *type = &operation_types[operation->kind];
        struct yaml_node *item = yaml_mapping(arena), *value = type->write(arena, operation);
        const char *word = short_word(operation);
        write_with(arena, value, operation);
        yaml_put(arena, item, word ? word : type->word, word ? without_kind(arena, value) : value);
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
        if (!yaml_get(mapping, from->pairs.items[i].key))
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
