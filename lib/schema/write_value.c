/* Types, values, options and texts. */
#include <string.h>

#include "schema/read_parts.h"
#include "schema/write_parts.h"

static struct yaml_node *write_pair(struct arena *arena, const char *key, struct yaml_node *value) {
    struct yaml_node *mapping = yaml_mapping(arena);
    yaml_put(arena, mapping, key, value);
    return mapping;
}

/* Is the bare word none of the portable ones, and read as it is? */
static bool is_own_word(struct arena *arena, const char *text) {
    struct errors errors = {.arena = arena};
    const struct type_words any = {0};
    struct type type;
    return type_parse(arena, text, NOWHERE, &any, &type, &errors) && type.kind == TYPE_NATIVE &&
           !strcmp(type.text, text);
}

/* A script has no `enums:` by which a bare word could be known for one. */
struct yaml_node *type_write(struct arena *arena, const struct type *type) {
    if (type->kind == TYPE_ENUM)
        return write_pair(
            arena, "enum", type->text ? yaml_scalar(arena, type->text) : yaml_name_list(arena, type->values));
    const char *text = type_text(arena, type);
    bool is_bare = type->kind != TYPE_NONE && type->kind != TYPE_VERBATIM &&
                   (type->kind != TYPE_NATIVE || is_own_word(arena, text));
    return is_bare ? yaml_scalar(arena, text) : write_pair(arena, "sql", yaml_scalar(arena, text));
}

struct yaml_node *value_write(struct arena *arena, const struct value *value) {
    switch (value->kind) {
    case VALUE_NONE:
        return NULL;
    case VALUE_NULL:
        return yaml_plain(arena, "null");
    case VALUE_BOOLEAN:
        return yaml_plain(arena, value->text);
    case VALUE_STRING:
        return yaml_scalar(arena, value->text);
    case VALUE_NUMBER:
        if (is_plain_number(value->text))
            return yaml_plain(arena, value->text);
        break;
    case VALUE_SQL:
        break;
    }
    return write_pair(arena, "sql", yaml_scalar(arena, value->text));
}

static bool is_plain_value(const char *text) {
    return !strcmp(text, "true") || !strcmp(text, "false") || is_plain_number(text);
}

static struct yaml_node *write_options_of(
    struct arena *arena, const struct options *options, const char *dialect) {
    struct yaml_node *mapping = yaml_mapping(arena);
    for (size_t i = 0; i < options->count; i++) {
        const struct option *option = &options->items[i];
        if (strcmp(option->dialect, dialect) != 0)
            continue;
        bool plain = !option->is_text && is_plain_value(option->value);
        yaml_put(arena, mapping, option->name,
            plain ? yaml_plain(arena, option->value) : yaml_scalar(arena, option->value));
    }
    return mapping;
}

void options_write(struct arena *arena, struct yaml_node *mapping, const struct options *options) {
    static const char *const dialects[] = {"sqlite", "postgresql", "mysql"};
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
        struct yaml_node *node = write_options_of(arena, options, dialects[i]);
        if (node->pairs.count)
            yaml_put(arena, mapping, dialects[i], node);
    }
}

struct yaml_node *texts_write(struct arena *arena, const struct dialect_texts *texts) {
    if (texts->count == 1 && !strcmp(texts->items[0].dialect, "default"))
        return yaml_scalar(arena, texts->items[0].text);
    struct yaml_node *mapping = yaml_mapping(arena);
    for (size_t i = 0; i < texts->count; i++)
        yaml_put_text(arena, mapping, texts->items[i].dialect, texts->items[i].text);
    return mapping;
}
