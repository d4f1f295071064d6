/* Types, values, options and texts. */
#include <string.h>

#include "base/text.h"
#include "schema/read_parts.h"

static bool read_enum_name(
    const struct schema_reading *reading, const struct yaml_node *node, struct type *type) {
    const struct enum_types *enums = reading->types ? reading->types->enums : NULL;
    *type = (struct type){.kind = TYPE_ENUM, .text = node->text};
    if (!enums || enums_find(enums, node->text))
        return true;
    struct names known = {0};
    for (size_t i = 0; i < enums->count; i++)
        list_push(reading->arena, &known, enums->items[i]->name);
    const char *nearest = text_nearest(node->text, known.items, known.count);
    struct error *error =
        error_add(reading->errors, ERROR_MODEL, node->place, "there is no enum \"%s\"", node->text);
    if (nearest)
        error_hint(reading->errors, error, "did you mean \"%s\"?", nearest);
    return false;
}

static bool read_enum(const struct schema_reading *reading, const struct yaml_node *node, struct type *type) {
    if (node->kind == YAML_SCALAR)
        return read_enum_name(reading, node, type);
    struct names *values = arena_new(reading->arena, struct names);
    *type = (struct type){.kind = TYPE_ENUM, .values = values};
    if (!yaml_to_names(reading->arena, node, "enum", values, reading->errors))
        return false;
    return values->count || model_error(reading, node->place, "an enum needs values");
}

bool type_read(const struct schema_reading *reading, const struct yaml_node *node, struct type *type) {
    static const char *const keys[] = {"sql", "enum"};
    static const struct type_words nothing = {0};
    const struct type_words *words = reading->types ? reading->types : &nothing;
    if (node->kind == YAML_SCALAR)
        return type_parse(reading->arena, node->text, node->place, words, type, reading->errors);
    if (!yaml_expect(node, YAML_MAPPING, "type", reading->errors) ||
        !yaml_check_keys(node, "type", keys, COUNT_OF(keys), reading->errors))
        return false;
    if (node->pairs.count != 1)
        return model_error(reading, node->place, "a type is a word, {sql: …} or {enum: […]}");
    if (yaml_get(node, "enum"))
        return read_enum(reading, yaml_get(node, "enum"), type);
    *type = (struct type){.kind = TYPE_VERBATIM};
    if (!read_text(reading, node, "sql", &type->text))
        return false;
    if (!*type->text)
        *type = (struct type){.kind = TYPE_NONE};
    return true;
}

static size_t count_digits(const char *at) {
    return strspn(at, "0123456789");
}

bool is_plain_number(const char *at) {
    if (*at == '-')
        at++;
    size_t whole = count_digits(at);
    if (!whole || (*at == '0' && whole > 1))
        return false;
    at += whole;
    if (*at == '.') {
        size_t fraction = count_digits(++at);
        if (!fraction)
            return false;
        at += fraction;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '-' || *at == '+';
        size_t exponent = count_digits(at);
        if (!exponent)
            return false;
        at += exponent;
    }
    return !*at;
}

static bool is_switch(const char *text) {
    return !strcmp(text, "true") || !strcmp(text, "false");
}

static bool read_sql(
    const struct schema_reading *reading, const struct yaml_node *node, struct value *value) {
    static const char *const keys[] = {"sql"};
    *value = (struct value){.kind = VALUE_SQL};
    if (!yaml_expect(node, YAML_MAPPING, "a value", reading->errors) ||
        !yaml_check_keys(node, "a value", keys, 1, reading->errors) ||
        !read_text(reading, node, "sql", &value->text))
        return false;
    return (value->text && *value->text) || model_error(reading, node->place, "{sql: …} is empty");
}

bool value_read(const struct schema_reading *reading, const struct yaml_node *node, struct value *value) {
    if (node->kind != YAML_SCALAR)
        return read_sql(reading, node, value);
    value->text = node->text;
    value->kind = VALUE_STRING;
    if (yaml_is_null(node)) {
        value->kind = VALUE_NULL;
        value->text = "null";
    } else if (!node->quoted && is_switch(node->text)) {
        value->kind = VALUE_BOOLEAN;
    } else if (!node->quoted && is_plain_number(node->text)) {
        value->kind = VALUE_NUMBER;
    }
    return true;
}

static bool read_option(
    const struct schema_reading *reading, const struct yaml_node *node, struct option *option) {
    if (node->kind == YAML_SEQUENCE) {
        struct names names = {0};
        option->is_text = true;
        if (!yaml_to_names(reading->arena, node, option->name, &names, reading->errors))
            return false;
        option->value = names_join(reading->arena, &names, ", ");
        return true;
    }
    if (!yaml_to_text(node, option->name, &option->value, reading->errors))
        return false;
    option->is_text = node->quoted || !(is_switch(node->text) || is_plain_number(node->text));
    return true;
}

bool options_read(
    const struct schema_reading *reading, const struct yaml_node *mapping, struct options *options) {
    bool ok = true;
    for (size_t d = 0; d < DIALECT_KEYS; d++) {
        const struct yaml_node *node = yaml_get(mapping, dialect_keys[d]);
        if (!node)
            continue;
        if (!yaml_expect(node, YAML_MAPPING, dialect_keys[d], reading->errors)) {
            ok = false;
            continue;
        }
        for (size_t i = 0; i < node->pairs.count; i++) {
            const struct yaml_pair *pair = &node->pairs.items[i];
            struct option option = {.dialect = dialect_keys[d], .name = pair->key, .place = pair->place};
            ok = read_option(reading, pair->value, &option) && ok;
            list_push(reading->arena, options, option);
        }
    }
    return ok;
}

bool dialect_text_read(const struct schema_reading *reading, const struct yaml_node *node,
    const char *dialect, struct dialect_texts *texts) {
    struct dialect_text text = {.dialect = dialect, .place = node->place};
    if (!yaml_to_text(node, dialect, &text.text, reading->errors))
        return false;
    list_push(reading->arena, texts, text);
    return true;
}

bool texts_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct dialect_texts *texts) {
    if (node->kind == YAML_SCALAR)
        return dialect_text_read(reading, node, "default", texts);
    if (!yaml_expect(node, YAML_MAPPING, "the SQL", reading->errors) ||
        !yaml_check_keys(node, "the SQL", dialect_keys, DIALECT_KEYS + 1, reading->errors))
        return false;
    bool ok = true;
    for (size_t i = 0; i < node->pairs.count; i++)
        ok = dialect_text_read(reading, node->pairs.items[i].value, node->pairs.items[i].key, texts) && ok;
    return ok;
}
