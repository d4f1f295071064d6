#include <string.h>

#include "postgresql/ddl.h"

static const char *kind_words(struct arena *arena, const char *kind) {
    char *words = arena_string(arena, kind);
    for (char *c = words; *c; c++)
        *c = *c == '_' ? ' ' : *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return words;
}

/* The object's name behind its kind, with the table for those that live on one. */
static const char *object_name(struct arena *arena, const struct object *object) {
    const char *name = postgresql_full_name(arena, object->schema, object->name);
    if (!object->table)
        return name;
    return arena_format(arena, "%s ON %s", postgresql_name(arena, object->name),
        postgresql_full_name(arena, object->schema, object->table));
}

bool ddl_create_object(struct ddl *ddl, const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, "postgresql");
    const char *kind = kind_words(ddl->arena, object->kind);
    if (!text)
        return true; /* it is for other databases */
    if (object->is_body)
        ddl_sayf(ddl, "CREATE %s %s AS\n%s", kind, object_name(ddl->arena, object), text->text);
    else
        ddl_say(ddl, text->text);
    if (object->comment)
        ddl_comment(ddl, kind, object_name(ddl->arena, object), object->comment);
    return true;
}

void ddl_drop_object(struct ddl *ddl, const struct object *object) {
    const struct dialect_text *text = texts_find(&object->drop, "postgresql");
    if (text)
        ddl_say(ddl, text->text);
    else if (!object->create.count || texts_find(&object->create, "postgresql"))
        ddl_sayf(ddl, "DROP %s %s", kind_words(ddl->arena, object->kind), object_name(ddl->arena, object));
}

static bool same_word(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

const struct object *ddl_met_object(const struct ddl *ddl, const struct operation *operation) {
    const struct object *wanted = operation->object;
    for (size_t i = 0; i < ddl->schema->objects.count; i++) {
        const struct object *object = ddl->schema->objects.items[i];
        if (!strcmp(object->kind, wanted->kind) && !strcmp(object->name, wanted->name) &&
            same_word(object->schema, wanted->schema) &&
            (!wanted->table || same_word(object->table, wanted->table)))
            return object;
    }
    return NULL;
}
