#include "schema/read_parts.h"

#include <string.h>

#include "base/text.h"

const char *const dialect_keys[] = {DIALECT_WORDS, "default"};

bool model_error(const struct schema_reading *reading, struct place place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vformat(reading->errors->arena, format, args);
    va_end(args);
    error_add(reading->errors, ERROR_MODEL, place, "%s", message);
    return false;
}

bool read_text(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    const char **text) {
    const struct yaml_node *node = yaml_get(mapping, key);
    return !node || yaml_to_text(node, key, text, reading->errors);
}

bool read_flag(
    const struct schema_reading *reading, const struct yaml_node *mapping, const char *key, bool *flag) {
    const struct yaml_node *node = yaml_get(mapping, key);
    return !node || yaml_to_bool(node, key, flag, reading->errors);
}

bool read_toggle(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    enum toggle *toggle) {
    const struct yaml_node *node = yaml_get(mapping, key);
    bool on;
    if (!node)
        return true;
    if (!yaml_to_bool(node, key, &on, reading->errors))
        return false;
    *toggle = on ? ON : OFF;
    return true;
}

static bool refuse_word(const struct schema_reading *reading, const struct yaml_node *node, const char *key,
    const char *const *words, size_t count) {
    struct errors *errors = reading->errors;
    struct error *error = error_add(
        errors, ERROR_MODEL, node->place, "\"%s\" is not a word that \"%s\" knows", node->text, key);
    const char *nearest = text_nearest(node->text, words, count);
    struct names all = {0};
    for (size_t i = 0; i < count; i++)
        list_push(errors->arena, &all, words[i]);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(errors, error, "it is one of: %s", names_join(errors->arena, &all, ", "));
    return false;
}

bool read_word(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    const char *const *words, size_t count, const char **word) {
    const struct yaml_node *node = yaml_get(mapping, key);
    const char *text;
    if (!node)
        return true;
    if (!yaml_to_text(node, key, &text, reading->errors))
        return false;
    for (size_t i = 0; i < count; i++)
        if (text_same_word(text, words[i])) {
            *word = words[i];
            return true;
        }
    return refuse_word(reading, node, key, words, count);
}

bool read_deferrable(
    const struct schema_reading *reading, const struct yaml_node *mapping, enum deferrable *deferrable) {
    static const char *const words[] = {"deferred", "immediate", "true", "false"};
    static const enum deferrable meanings[] = {
        DEFERRABLE_DEFERRED, DEFERRABLE_IMMEDIATE, DEFERRABLE_IMMEDIATE, DEFERRABLE_NOT};
    const char *word = NULL;
    if (!read_word(reading, mapping, "deferrable", words, COUNT_OF(words), &word))
        return false;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (word == words[i])
            *deferrable = meanings[i];
    return true;
}

void note_schema(struct arena *arena, struct schema *schema, const char *name) {
    if (name && !names_have(&schema->schemas, name))
        list_push(arena, &schema->schemas, name);
}

void note_managed(struct arena *arena, struct schema *schema, const char *kind) {
    if (!names_have(&schema->managed, kind))
        list_push(arena, &schema->managed, kind);
}
