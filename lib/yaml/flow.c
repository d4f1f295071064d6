#include "yaml/flow.h"

#include <string.h>

#include "yaml/quote.h"

static bool is_short_scalar(const struct yaml_node *node) {
    if (node->kind != YAML_SCALAR || (!*node->text && !node->quoted))
        return false;
    return !memchr(node->text, '\n', strnlen(node->text, FLOW_WIDTH)) &&
           strnlen(node->text, FLOW_WIDTH) < FLOW_WIDTH;
}

static size_t count_of(const struct yaml_node *node) {
    return node->kind == YAML_MAPPING ? node->pairs.count : node->items.count;
}

static const struct yaml_node *part_of(const struct yaml_node *node, size_t at) {
    return node->kind == YAML_MAPPING ? node->pairs.items[at].value : node->items.items[at];
}

/* Are all its parts scalars, or, further out, what is simple itself? */
static bool is_simple(const struct yaml_node *node, unsigned deep) {
    if (node->kind == YAML_SCALAR)
        return is_short_scalar(node);
    if (count_of(node) > FLOW_WIDTH)
        return false;
    for (size_t i = 0; i < count_of(node); i++) {
        const struct yaml_node *part = part_of(node, i);
        if (part->kind == YAML_SCALAR ? !is_short_scalar(part) : !deep || !is_simple(part, deep - 1))
            return false;
    }
    return true;
}

static bool holds_mapping(const struct yaml_node *node) {
    for (size_t i = 0; i < count_of(node); i++)
        if (part_of(node, i)->kind == YAML_MAPPING)
            return true;
    return false;
}

/* A record says something of one thing; a map from names to mappings is clearer a line each. */
static bool is_record(const struct yaml_node *mapping) {
    size_t mappings = 0;
    for (size_t i = 0; i < mapping->pairs.count; i++) {
        const struct yaml_node *value = mapping->pairs.items[i].value;
        bool is_mapping = value->kind == YAML_MAPPING;
        if (is_mapping && (holds_mapping(value) || (!i && value->pairs.count > 1)))
            return false;
        mappings += is_mapping;
    }
    return mappings <= 1 || mappings < mapping->pairs.count;
}

static bool is_clear(const struct yaml_node *node) {
    if (node->kind == YAML_MAPPING)
        return is_simple(node, 2) && is_record(node);
    return is_simple(node, 1) && !holds_mapping(node);
}

bool flow_fits(const struct yaml_node *node, size_t width) {
    if (!is_clear(node))
        return false;
    struct arena arena = {0};
    struct buffer line = {.arena = &arena};
    flow_add(&line, node);
    bool fits = line.length <= width;
    arena_free(&arena);
    return fits;
}

void flow_add(struct buffer *out, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR) {
        scalar_add(out, node, true);
        return;
    }
    bool mapping = node->kind == YAML_MAPPING;
    buffer_add_char(out, mapping ? '{' : '[');
    for (size_t i = 0; i < count_of(node); i++) {
        if (i)
            buffer_add(out, ", ");
        if (mapping) {
            key_add(out, node->pairs.items[i].key, true);
            buffer_add(out, ": ");
        }
        flow_add(out, part_of(node, i));
    }
    buffer_add_char(out, mapping ? '}' : ']');
}
