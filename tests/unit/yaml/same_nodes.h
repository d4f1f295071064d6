/* Do two trees say the same? Quotes count only where the text would mean something else without them. */
#ifndef CMIGRATE_TESTS_SAME_NODES_H
#define CMIGRATE_TESTS_SAME_NODES_H

#include <string.h>

#include "yaml/yaml.h"

static inline bool same_nodes(const struct yaml_node *left, const struct yaml_node *right) {
    if (left->kind != right->kind || left->pairs.count != right->pairs.count ||
        left->items.count != right->items.count)
        return false;
    if (left->kind == YAML_SCALAR && strcmp(left->text, right->text) != 0)
        return false;
    if (left->kind == YAML_SCALAR && left->quoted != right->quoted)
        return left->text[strspn(left->text, "0123456789.+-eE")] && !yaml_is_null(left) &&
               !yaml_is_null(right) && strcmp(left->text, "true") != 0 && strcmp(left->text, "false") != 0;
    for (size_t i = 0; i < left->pairs.count; i++)
        if (strcmp(left->pairs.items[i].key, right->pairs.items[i].key) != 0 ||
            !same_nodes(left->pairs.items[i].value, right->pairs.items[i].value))
            return false;
    for (size_t i = 0; i < left->items.count; i++)
        if (!same_nodes(left->items.items[i], right->items.items[i]))
            return false;
    return true;
}

#endif
