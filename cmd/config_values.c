#include "cmd/config_values.h"
#include "base/duration.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "cmd/clock.h"
#include "ops/operation.h"
#include "schema/read.h"
#include "script/script.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The scalar with its variables replaced; null after an error. */
static const char *replaced(struct config_reader *reader, const struct yaml_node *node) {
    return substitute(reader->arena, &reader->environment, node->text, node->place, reader->errors);
}

bool config_read_text(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    const char **text = value;
    return yaml_expect(node, YAML_SCALAR, what, reader->errors) && (*text = replaced(reader, node));
}

bool config_read_optional(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    const char *text;
    if (!config_read_text(reader, node, what, &text))
        return false;
    *(const char **)value = *text ? text : NULL;
    return true;
}

bool config_read_table(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    if (!config_read_text(reader, node, what, value))
        return false;
    if (**(const char **)value)
        return true;
    struct error *error = error_add(reader->errors, ERROR_CONFIG, node->place, "%s is empty", what);
    error_hint(reader->errors, error, "name a table, or leave the key out");
    return false;
}

/* The value is at fault, whoever has found out. */
static bool pass_on(struct config_reader *reader, const struct yaml_node *node, const struct error *found) {
    struct error *error = error_add(reader->errors, ERROR_CONFIG, node->place, "%s", found->message);
    if (found->hint)
        error_hint(reader->errors, error, "%s", found->hint);
    return false;
}

bool config_read_zone(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    struct errors found = {.arena = reader->arena};
    const char **zone = value;
    return config_read_text(reader, node, what, zone) &&
           (clock_check_zone(reader->arena, *zone, &found) || pass_on(reader, node, found.list.items));
}

bool config_read_file_template(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    static const struct revision some = {.id = "a", .message = "b", .created = "2026-11-21T08:30:00Z"};
    struct errors found = {.arena = reader->arena};
    const char **file_template = value;
    return config_read_text(reader, node, what, file_template) &&
           (script_file_name(reader->arena, *file_template, &some, false, &found) ||
               pass_on(reader, node, found.list.items));
}

static bool add_name(struct config_reader *reader, const struct yaml_node *node, const char *what,
    const char *folder, struct names *names) {
    const char *text;
    if (!config_read_text(reader, node, what, &text))
        return false;
    if (!*text) {
        error_add(reader->errors, ERROR_CONFIG, node->place, "%s holds an empty name", what);
        return false;
    }
    list_push(reader->arena, names, path_join(reader->arena, folder, text));
    return true;
}

static bool read_list(struct config_reader *reader, const struct yaml_node *node, const char *what,
    const char *folder, struct names *names) {
    *names = (struct names){0};
    if (node->kind == YAML_SCALAR)
        return add_name(reader, node, what, folder, names);
    if (!yaml_expect(node, YAML_SEQUENCE, what, reader->errors))
        return false;
    bool good = true;
    for (size_t i = 0; i < node->items.count; i++)
        good = add_name(reader, node->items.items[i], what, folder, names) && good;
    return good;
}

bool config_read_names(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    return read_list(reader, node, what, "", value);
}

bool config_read_paths(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    struct names *paths = value;
    if (!read_list(reader, node, what, reader->config->folder, paths))
        return false;
    if (paths->count)
        return true;
    struct error *error = error_add(reader->errors, ERROR_CONFIG, node->place, "%s is an empty list", what);
    error_hint(reader->errors, error, "name one or more, or leave the key out");
    return false;
}

bool config_read_bool(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    struct yaml_node copy = *node;
    if (node->kind == YAML_SCALAR && !(copy.text = replaced(reader, node)))
        return false;
    return yaml_to_bool(&copy, what, value, reader->errors);
}

bool config_read_duration(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    const char *text;
    if (!config_read_text(reader, node, what, &text))
        return false;
    if (duration_read(text, value))
        return true;
    struct error *error =
        error_add(reader->errors, ERROR_CONFIG, node->place, "%s must be a duration, not \"%s\"", what, text);
    error_hint(reader->errors, error, "write 10m, 5s, 250ms or none");
    return false;
}

bool config_read_seconds(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    unsigned milliseconds, *seconds = value;
    if (!config_read_duration(reader, node, what, &milliseconds))
        return false;
    *seconds = milliseconds / 1000 + (milliseconds % 1000 != 0);
    return true;
}

/* The place of the text among the words; -1 after an error. */
static int read_word(struct config_reader *reader, const struct yaml_node *node, const char *what,
    const char *const *words, size_t count) {
    const char *text;
    if (!config_read_text(reader, node, what, &text))
        return -1;
    struct names known = {0};
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(text, words[i]))
            return (int)i;
        list_push(reader->arena, &known, words[i]);
    }
    struct error *error = error_add(reader->errors, ERROR_CONFIG, node->place, "%s must be %s, not \"%s\"",
        what, names_join(reader->arena, &known, " or "), text);
    const char *nearest = text_nearest(text, words, count);
    if (nearest)
        error_hint(reader->errors, error, "did you mean \"%s\"?", nearest);
    return -1;
}

bool config_read_policy(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    static const char *const words[] = {
        [POLICY_PER_REVISION] = "per-revision", [POLICY_ALL] = "all", [POLICY_NONE] = "none"};
    int word = read_word(reader, node, what, words, COUNT(words));
    if (word >= 0)
        *(enum transaction_policy *)value = (enum transaction_policy)word;
    return word >= 0;
}

bool config_read_shadow(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    static const char *const words[] = {"auto", "never"};
    int word = read_word(reader, node, what, words, COUNT(words));
    if (word >= 0)
        *(enum shadow_policy *)value = word ? SHADOW_NEVER : SHADOW_AUTO;
    return word >= 0;
}

bool config_read_template(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    static const char *const words[] = {"yaml", "sql"};
    int word = read_word(reader, node, what, words, COUNT(words));
    if (word >= 0)
        *(const char **)value = words[word];
    return word >= 0;
}

/* The mapping's values, each to where it belongs. */
static bool read_parts(struct config_reader *reader, const struct yaml_node *node, const char *what,
    const char *const *keys, void *const *values, size_t count, value_reader *read) {
    if (!yaml_expect(node, YAML_MAPPING, what, reader->errors))
        return false;
    bool good = yaml_check_keys(node, what, keys, count, reader->errors);
    for (size_t i = 0; i < count; i++) {
        const struct yaml_node *part = yaml_get(node, keys[i]);
        const char *name = arena_format(reader->arena, "\"%s\" of %s", keys[i], what);
        if (part)
            good = read(reader, part, name, values[i]) && good;
    }
    return good;
}

bool config_read_naming(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    static const char *const keys[] = {"primary_key", "foreign_key", "unique", "check", "index"};
    struct naming *naming = value;
    void *const values[] = {
        &naming->primary_key, &naming->foreign_key, &naming->unique, &naming->check, &naming->index};
    return read_parts(reader, node, what, keys, values, COUNT(keys), config_read_text);
}

bool config_read_with(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    const struct schema_reading reading = {.arena = reader->arena, .errors = reader->errors};
    (void)what;
    return with_read(&reading, node, value);
}

bool config_read_compare(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value) {
    static const char *const keys[] = {"type", "default", "comment"};
    struct config *config = reader->config;
    void *const values[] = {&config->compare.type, &config->compare.default_value, &config->compare.comment};
    (void)value;
    return read_parts(reader, node, what, keys, values, COUNT(keys), config_read_bool);
}
