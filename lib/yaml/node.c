#include <string.h>

#include "base/text.h"
#include "yaml/yaml.h"

/* Most keys differ at once. */
static bool same_key(const char *left, const char *right) {
    return *left == *right && !strcmp(left, right);
}

struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key) {
    for (size_t i = 0; mapping->kind == YAML_MAPPING && i < mapping->pairs.count; i++)
        if (same_key(mapping->pairs.items[i].key, key))
            return mapping->pairs.items[i].value;
    return NULL;
}

bool yaml_is_null(const struct yaml_node *node) {
    if (node->kind != YAML_SCALAR || node->quoted)
        return false;
    return !*node->text || !strcmp(node->text, "~") || !strcmp(node->text, "null");
}

static struct error *add_mismatch(
    const struct yaml_node *node, const char *what, const char *wanted, struct errors *errors) {
    static const char *const kinds[] = {"a single value", "a list", "a mapping"};
    if (node->kind == YAML_SCALAR)
        return error_add(
            errors, ERROR_SYNTAX, node->place, "%s must be %s, not \"%s\"", what, wanted, node->text);
    return error_add(
        errors, ERROR_SYNTAX, node->place, "%s must be %s, not %s", what, wanted, kinds[node->kind]);
}

bool yaml_expect(const struct yaml_node *node, enum yaml_kind kind, const char *what, struct errors *errors) {
    static const char *const wanted[] = {"a single value", "a list", "a mapping"};
    static const char *const hints[] = {NULL, "write [a, b], or each item on a line after a \"-\"",
        "write {key: value}, or each key on a line"};
    if (node->kind == kind)
        return true;
    add_mismatch(node, what, wanted[kind], errors)->hint = hints[kind];
    return false;
}

bool yaml_to_text(const struct yaml_node *node, const char *what, const char **text, struct errors *errors) {
    if (!yaml_expect(node, YAML_SCALAR, what, errors))
        return false;
    *text = node->text;
    return true;
}

bool yaml_to_bool(const struct yaml_node *node, const char *what, bool *value, struct errors *errors) {
    bool plain = node->kind == YAML_SCALAR && !node->quoted;
    if (plain && (!strcmp(node->text, "true") || !strcmp(node->text, "false"))) {
        *value = *node->text == 't';
        return true;
    }
    struct error *error = add_mismatch(node, what, "true or false", errors);
    if (node->kind == YAML_SCALAR && node->quoted)
        error_hint(errors, error, "write it without quotes");
    return false;
}

bool yaml_to_unsigned(
    const struct yaml_node *node, const char *what, unsigned *value, struct errors *errors) {
    const char *at = node->kind == YAML_SCALAR ? node->text : "";
    unsigned long long number = 0;
    size_t digits = strspn(at, "0123456789");
    for (size_t i = 0; i < digits && number <= (unsigned)-1; i++)
        number = number * 10 + (unsigned)(at[i] - '0');
    if (!digits || at[digits] || number > (unsigned)-1) {
        add_mismatch(node, what, "a whole number from 0 to 4294967295", errors);
        return false;
    }
    *value = (unsigned)number;
    return true;
}

bool yaml_to_names(struct arena *arena, const struct yaml_node *node, const char *what, struct names *names,
    struct errors *errors) {
    if (node->kind == YAML_SCALAR) {
        list_push(arena, names, node->text);
        return true;
    }
    if (!yaml_expect(node, YAML_SEQUENCE, what, errors))
        return false;
    bool all = true;
    for (size_t i = 0; i < node->items.count; i++) {
        const struct yaml_node *item = node->items.items[i];
        if (item->kind == YAML_SCALAR) {
            list_push(arena, names, item->text);
        } else {
            error_add(errors, ERROR_SYNTAX, item->place, "each of %s must be a single value", what);
            all = false;
        }
    }
    return all;
}

/* `{as: SELECT id, title FROM book}`: a text that a comma has cut. */
static bool is_rest_of_text(const struct yaml_pair *pair) {
    return strchr(pair->key, ' ') && yaml_is_null(pair->value);
}

static void add_unknown_key(const struct yaml_pair *pair, const char *what, const char *const *keys,
    size_t count, struct errors *errors) {
    struct error *error =
        error_add(errors, ERROR_SYNTAX, pair->place, "%s has no key \"%s\"", what, pair->key);
    const char *nearest = text_nearest(pair->key, keys, count);
    if (nearest) {
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
        return;
    }
    if (is_rest_of_text(pair)) {
        error_hint(errors, error, "a comma ends a value in {…}: quote the text that it belongs to");
        return;
    }
    struct names known = {0};
    for (size_t i = 0; i < count; i++)
        list_push(errors->arena, &known, keys[i]);
    error_hint(errors, error, "its keys are %s", names_join(errors->arena, &known, ", "));
}

bool yaml_check_keys(const struct yaml_node *mapping, const char *what, const char *const *keys, size_t count,
    struct errors *errors) {
    bool known = true;
    for (size_t i = 0; mapping->kind == YAML_MAPPING && i < mapping->pairs.count; i++) {
        const struct yaml_pair *pair = &mapping->pairs.items[i];
        bool found = false;
        for (size_t k = 0; k < count && !found; k++)
            found = same_key(pair->key, keys[k]);
        if (!found)
            add_unknown_key(pair, what, keys, count, errors);
        known = known && found;
    }
    return known;
}
