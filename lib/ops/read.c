#include "ops/kinds.h"

#include <string.h>

#include "base/text.h"

bool script_error(const struct schema_reading *reading, struct place place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    error_add(
        reading->errors, ERROR_SCRIPT, place, "%s", arena_vformat(reading->errors->arena, format, args));
    va_end(args);
    return false;
}

bool read_keys(const struct schema_reading *reading, const struct yaml_node *node,
    const struct operation *operation, const char *const *keys, size_t count) {
    const char *word = operation_name(operation->kind);
    return yaml_expect(node, YAML_MAPPING, word, reading->errors) &&
           yaml_check_keys(node, word, keys, count, reading->errors);
}

bool read_needed(const struct schema_reading *reading, const struct yaml_node *mapping,
    const struct operation *operation, const char *key, const char **text) {
    const struct yaml_node *node = yaml_get(mapping, key);
    if (!node)
        return script_error(reading, mapping->place, "%s needs \"%s\"", operation_name(operation->kind), key);
    if (!yaml_to_text(node, key, text, reading->errors))
        return false;
    return **text || script_error(reading, node->place, "\"%s\" is empty", key);
}

bool read_optional(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    const char **text) {
    const struct yaml_node *node = yaml_get(mapping, key);
    return !node || yaml_to_text(node, key, text, reading->errors);
}

bool read_full_name(const struct schema_reading *reading, const char *text, struct place place,
    const char **schema, const char **name) {
    struct names parts = {0};
    if (!dotted_read(reading, text, place, &parts))
        return false;
    if (parts.count > 2 || !parts.count)
        return script_error(reading, place, "\"%s\" is not a name or schema.name", text);
    *schema = parts.count == 2 ? parts.items[0] : NULL;
    *name = parts.items[parts.count - 1];
    return true;
}

bool read_table_name(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    if (!read_full_name(reading, node->text, node->place, &operation->schema, &operation->table))
        return false;
    operation->schema = table_name_read(reading, operation->schema);
    operation->table = table_name_read(reading, operation->table);
    return true;
}

bool read_table(const struct schema_reading *reading, const struct yaml_node *mapping,
    struct operation *operation, const char *key) {
    const char *text;
    return read_needed(reading, mapping, operation, key, &text) &&
           read_table_name(reading, yaml_get(mapping, key), operation);
}

bool read_switch(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    struct operation *operation, unsigned change) {
    const struct yaml_node *node = yaml_get(mapping, key);
    bool on = false;
    if (node && !yaml_to_bool(node, key, &on, reading->errors))
        return false;
    if (on && operation->changes & change)
        return script_error(reading, node->place, "\"%s\" contradicts what stands beside it", key);
    operation->changes |= on ? change : 0;
    return true;
}

bool read_changed_options(const struct schema_reading *reading, const struct yaml_node *mapping,
    struct options *options, struct operation *operation) {
    static const char *const dialects[] = {"sqlite", "postgresql", "mysql"};
    if (!options_read(reading, mapping, options))
        return false;
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
        const struct yaml_node *node = yaml_get(mapping, dialects[i]);
        if (node)
            operation->changes |= CHANGE_OPTIONS;
        if (node && node->kind == YAML_MAPPING && !node->pairs.count)
            list_push(
                reading->arena, options, ((struct option){.dialect = dialects[i], .place = node->place}));
    }
    return true;
}

static bool is_one_of(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(word, words[i]))
            return true;
    return false;
}

struct yaml_node *node_without(
    struct arena *arena, const struct yaml_node *mapping, const char *const *keys, size_t count) {
    struct yaml_node *rest = yaml_mapping(arena);
    rest->place = mapping->place;
    for (size_t i = 0; mapping->kind == YAML_MAPPING && i < mapping->pairs.count; i++)
        if (!is_one_of(mapping->pairs.items[i].key, keys, count))
            list_push(arena, &rest->pairs, mapping->pairs.items[i]);
    return rest;
}

/* `drop_view: cheap` is {kind: view, name: cheap}. */
static const struct yaml_node *with_kind(
    struct arena *arena, const struct yaml_node *node, const char *object_kind) {
    if (node->kind == YAML_SEQUENCE)
        return node;
    struct yaml_node *mapping = yaml_mapping(arena);
    struct yaml_node *kind = yaml_scalar(arena, object_kind);
    mapping->place = kind->place = node->place;
    list_push(arena, &mapping->pairs, ((struct yaml_pair){"kind", node->place, kind}));
    for (size_t i = 0; node->kind == YAML_MAPPING && i < node->pairs.count; i++)
        list_push(arena, &mapping->pairs, node->pairs.items[i]);
    if (node->kind == YAML_SCALAR) {
        struct yaml_node *name = arena_new(arena, struct yaml_node);
        *name = *node;
        list_push(arena, &mapping->pairs, ((struct yaml_pair){"name", node->place, name}));
    }
    return mapping;
}

static void refuse_word(const struct schema_reading *reading, const struct yaml_pair *pair) {
    const char *words[OPERATION_KINDS + OBJECT_WORDS];
    for (size_t i = 0; i < OPERATION_KINDS; i++)
        words[i] = operation_types[i].word;
    for (size_t i = 0; i < OBJECT_WORDS; i++)
        words[OPERATION_KINDS + i] = object_words[i].word;
    struct error *error =
        error_add(reading->errors, ERROR_SCRIPT, pair->place, "there is no operation \"%s\"", pair->key);
    const char *nearest = text_nearest(pair->key, words, OPERATION_KINDS + OBJECT_WORDS);
    if (nearest)
        error_hint(reading->errors, error, "did you mean \"%s\"?", nearest);
}

/* What stands behind the operation's word; null after an error. */
static const struct yaml_node *find_kind(
    const struct schema_reading *reading, const struct yaml_pair *pair, struct operation *operation) {
    for (unsigned kind = 0; kind < OPERATION_KINDS; kind++) {
        operation->kind = (enum operation_kind)kind;
        if (!strcmp(operation_types[kind].word, pair->key))
            return pair->value;
    }
    for (size_t i = 0; i < OBJECT_WORDS; i++) {
        operation->kind = object_words[i].kind;
        if (!strcmp(object_words[i].word, pair->key))
            return with_kind(reading->arena, pair->value, object_words[i].object_kind);
    }
    refuse_word(reading, pair);
    return NULL;
}

static bool read_operation(
    const struct schema_reading *reading, const struct yaml_node *node, struct operations *operations) {
    if (!yaml_expect(node, YAML_MAPPING, "an operation", reading->errors))
        return false;
    if (node->pairs.count != 1)
        return script_error(reading, node->place,
            "an operation is one key with what belongs to it, here are %u", node->pairs.count);
    const struct yaml_pair *pair = &node->pairs.items[0];
    struct operation operation = {.place = pair->place};
    const struct yaml_node *value = find_kind(reading, pair, &operation);
    if (!value || !read_with(reading, &value, &operation) ||
        !operation_types[operation.kind].read(reading, value, &operation))
        return false;
    list_push(reading->arena, operations, operation);
    return true;
}

bool operations_read(
    const struct schema_reading *reading, const struct yaml_node *sequence, struct operations *operations) {
    if (yaml_is_null(sequence))
        return true;
    if (!yaml_expect(sequence, YAML_SEQUENCE, "operations", reading->errors))
        return false;
    struct type_words types = reading->types ? *reading->types : (struct type_words){0};
    struct schema_reading in_script = *reading;
    types.enums_elsewhere = true;
    in_script.types = &types;
    bool fine = true;
    for (size_t i = 0; i < sequence->items.count; i++)
        fine = read_operation(&in_script, sequence->items.items[i], operations) && fine;
    return fine;
}
