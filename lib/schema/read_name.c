/* Dotted names. */
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "schema/read_parts.h"

/* A part in double quotes, a doubled one for a quote; null when it has no end. */
static const char *quoted_part(struct arena *arena, const char *at, const char **part) {
    struct buffer out = {.arena = arena};
    for (at++; *at; at++) {
        if (*at == '"' && at[1] != '"') {
            *part = buffer_text(&out);
            return at + 1;
        }
        if (*at == '"')
            at++;
        buffer_add_char(&out, *at);
    }
    return NULL;
}

static const char *plain_part(struct arena *arena, const char *at, const char **part) {
    size_t length = strcspn(at, ".\"");
    *part = arena_text(arena, at, length);
    return at + length;
}

bool dotted_read(
    const struct schema_reading *reading, const char *text, struct place place, struct names *parts) {
    const char *at = text;
    for (;;) {
        const char *part = NULL;
        at = *at == '"' ? quoted_part(reading->arena, at, &part) : plain_part(reading->arena, at, &part);
        if (!at || (*at && *at != '.')) {
            struct error *error =
                error_add(reading->errors, ERROR_MODEL, place, "the quotes in \"%s\" don't match", text);
            error_hint(reading->errors, error,
                "a part that holds a dot or a quote is quoted as in SQL: \"odd.name\".id");
            return false;
        }
        if (!*part)
            return model_error(reading, place, "\"%s\" has an empty part", text);
        list_push(reading->arena, parts, part);
        if (!*at)
            break;
        at++;
    }
    return parts->count <= 3 || model_error(reading, place, "\"%s\" has more than three parts", text);
}

bool full_name_read(const struct schema_reading *reading, const char *text, struct place place,
    const char **schema, const char **name) {
    struct names parts = {0};
    if (!dotted_read(reading, text, place, &parts))
        return false;
    if (parts.count > 2)
        return model_error(reading, place, "\"%s\" must be a name or schema.name", text);
    *schema = parts.count == 2 ? parts.items[0] : NULL;
    *name = parts.items[parts.count - 1];
    return true;
}

bool was_read(const struct schema_reading *reading, const struct yaml_node *mapping, const char *in_schema,
    const char **was) {
    const char *text = NULL, *schema;
    if (!read_text(reading, mapping, "was", &text))
        return false;
    if (!text)
        return true;
    struct place place = yaml_get(mapping, "was")->place;
    if (!full_name_read(reading, text, place, &schema, was))
        return false;
    if (!schema || (in_schema && !strcmp(schema, in_schema)))
        return true;
    struct error *error = error_add(reading->errors, ERROR_MODEL, place,
        "was: \"%s\" is in another schema, and nothing moves from one to another by its name", text);
    error_hint(reading->errors, error, "write a revision with ALTER … SET SCHEMA, or leave `was` out");
    return false;
}

const char *table_name_read(const struct schema_reading *reading, const char *name) {
    return reading->lowers_tables && name ? text_lower(reading->arena, name) : name;
}

const char *object_name_read(const struct schema_reading *reading, const char *kind, const char *name) {
    bool is_table = !strcmp(kind, "view") || !strcmp(kind, "sequence");
    return is_table ? table_name_read(reading, name) : name;
}
