#include "yaml/yaml.h"

static struct yaml_node *new_node(struct arena *arena, enum yaml_kind kind) {
    struct yaml_node *node = arena_new(arena, struct yaml_node);
    node->kind = kind;
    return node;
}

struct yaml_node *yaml_plain(struct arena *arena, const char *text) {
    struct yaml_node *node = new_node(arena, YAML_SCALAR);
    node->text = text;
    return node;
}

struct yaml_node *yaml_scalar(struct arena *arena, const char *text) {
    struct yaml_node *node = yaml_plain(arena, text);
    node->quoted = yaml_needs_quotes(text);
    return node;
}

struct yaml_node *yaml_mapping(struct arena *arena) {
    return new_node(arena, YAML_MAPPING);
}

struct yaml_node *yaml_sequence(struct arena *arena) {
    return new_node(arena, YAML_SEQUENCE);
}

struct yaml_node *yaml_name_list(struct arena *arena, const struct names *names) {
    struct yaml_node *sequence = yaml_sequence(arena);
    for (size_t i = 0; i < names->count; i++)
        yaml_append(arena, sequence, yaml_scalar(arena, names->items[i]));
    return sequence;
}

void yaml_put(struct arena *arena, struct yaml_node *mapping, const char *key, struct yaml_node *value) {
    struct yaml_pair *pair = list_add(arena, &mapping->pairs);
    *pair = (struct yaml_pair){.key = key, .value = value};
}

void yaml_put_text(struct arena *arena, struct yaml_node *mapping, const char *key, const char *text) {
    if (text)
        yaml_put(arena, mapping, key, yaml_scalar(arena, text));
}

void yaml_put_bool(struct arena *arena, struct yaml_node *mapping, const char *key, bool value) {
    yaml_put(arena, mapping, key, yaml_plain(arena, value ? "true" : "false"));
}

void yaml_append(struct arena *arena, struct yaml_node *sequence, struct yaml_node *item) {
    list_push(arena, &sequence->items, item);
}
