/* Do two trees say the same? Quotes count only where the text would mean something else without them. */
#ifndef CMIGRATE_TESTS_SAME_NODES_H
#define CMIGRATE_TESTS_SAME_NODES_H

#include <stdlib.h>
#include <string.h>

#include "yaml/yaml.h"

static inline bool means_more_plain(const char *text) {
    char *end;
    strtod(text, &end);
    return !*end || !strcmp(text, "~") || !strcmp(text, "null") || !strcmp(text, "true") ||
           !strcmp(text, "false");
}

static inline bool same_nodes(const struct yaml_node *left, const struct yaml_node *right) {
    if (left->kind != right->kind || left->pairs.count != right->pairs.count ||
        left->items.count != right->items.count)
        return false;
    if (left->kind == YAML_SCALAR && strcmp(left->text, right->text) != 0)
        return false;
    if (left->kind == YAML_SCALAR && left->quoted != right->quoted && means_more_plain(left->text))
        return false;
    for (size_t i = 0; left->kind == YAML_MAPPING && i < left->pairs.count; i++)
        if (strcmp(left->pairs.items[i].key, right->pairs.items[i].key) != 0 ||
            !same_nodes(left->pairs.items[i].value, right->pairs.items[i].value))
            return false;
    for (size_t i = 0; left->kind == YAML_SEQUENCE && i < left->items.count; i++)
        if (!same_nodes(left->items.items[i], right->items.items[i]))
            return false;
    return true;
}

#endif
