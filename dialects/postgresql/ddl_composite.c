/* Composite types, "CREATE TYPE name AS (street text, zip integer)", change attribute by attribute. The
 * server adds one at the end and drops any, in a table or not; it gives none another type while a table has
 * it, and moves none. */
#include <string.h>

#include "postgresql/ddl.h"
#include "sql/expression.h"

struct attribute {
    const char *name, *type; /* as it is written; with its collation */
};
LIST_TYPE(attributes, struct attribute);

/* The text from the lexer to the comma or bracket that ends the attribute. */
static const char *read_type(struct arena *arena, struct lexer *lexer, bool *last) {
    const char *start = lexer->at + strspn(lexer->at, " "), *end = start;
    for (size_t depth = 0;;) {
        struct token token = lexer_next_word(lexer);
        *last = token.kind == TOKEN_END || (!depth && token_is(token, ")"));
        if (*last || (!depth && token_is(token, ",")))
            return arena_text(arena, start, (size_t)(end - start));
        depth += token_is(token, "(");
        depth -= token_is(token, ")");
        end = token.text + token.length;
    }
}

/* None where it is another kind of type. */
static struct attributes read_attributes(struct arena *arena, const char *text) {
    struct attributes attributes = {0};
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    struct token token;
    while ((token = lexer_next_word(&lexer)).kind != TOKEN_END && !token_is(token, "AS"))
        ;
    bool last = !token_is(lexer_next_word(&lexer), "(");
    while (!last) {
        token = lexer_next_word(&lexer);
        if (token.kind != TOKEN_WORD && token.kind != TOKEN_NAME)
            break;
        struct attribute *attribute = list_add(arena, &attributes);
        attribute->name = arena_text(arena, token.text, token.length);
        attribute->type = read_type(arena, &lexer, &last);
    }
    return attributes;
}

static const struct attribute *find(const struct attributes *attributes, const char *name) {
    for (size_t i = 0; i < attributes->count; i++)
        if (!strcmp(attributes->items[i].name, name))
            return &attributes->items[i];
    return NULL;
}

/* Do those that stay keep their order, with the new ones behind them? */
static bool keeps_order(const struct attributes *before, const struct attributes *after) {
    size_t at = 0;
    for (size_t i = 0; i < before->count; i++)
        if (find(after, before->items[i].name) && strcmp(after->items[at++].name, before->items[i].name) != 0)
            return false;
    for (; at < after->count; at++)
        if (find(before, after->items[at].name))
            return false;
    return true;
}

bool ddl_alters_composite(const char *before, const char *after) {
    struct arena arena = {0};
    bool alters = read_attributes(&arena, before).count && read_attributes(&arena, after).count;
    arena_free(&arena);
    return alters;
}

const char *postgresql_forgets(struct arena *arena, const struct object *before, const struct object *after) {
    const struct dialect_text *was = texts_find(&before->create, "postgresql"),
                              *is = texts_find(&after->create, "postgresql");
    if (strcmp(after->kind, "type") != 0 || !was || !is)
        return NULL;
    struct attributes old = read_attributes(arena, was->text), new = read_attributes(arena, is->text);
    struct names lost = {0};
    for (size_t i = 0; new.count &&i < old.count; i++)
        if (!find(&new, old.items[i].name))
            list_push(arena, &lost, old.items[i].name);
    return lost.count ? arena_format(arena, "the attribute%s %s", lost.count > 1 ? "s" : "",
                            names_join(arena, &lost, ", "))
                      : NULL;
}

static void say(struct ddl *ddl, const char *type, const char *word, const struct attribute *attribute,
    const char *definition) {
    ddl_sayf(ddl, "ALTER TYPE %s %s ATTRIBUTE %s%s%s", type, word, attribute->name, *definition ? " " : "",
        definition);
}

static bool retypes(const struct attributes *old, const struct attribute *attribute) {
    const struct attribute *was = find(old, attribute->name);
    return was && !expression_equal(postgresql_dialect.syntax, was->type, attribute->type);
}

/* Is another type needed in its place? */
static bool must_be_remade(
    struct ddl *ddl, const struct attributes *old, const struct attributes *new, const struct object *after) {
    const struct remade_type type = {.schema = after->schema, .name = after->name};
    if (!keeps_order(old, new))
        return true;
    for (size_t i = 0; i < new->count; i++)
        if (retypes(old, &new->items[i]))
            return ddl_type_is_used(ddl, &type);
    return false;
}

static const char *text_of(const struct object *object) {
    return texts_find(&object->create, "postgresql")->text;
}

void ddl_alter_composite(struct ddl *ddl, const struct object *before, const struct object *after) {
    struct arena *arena = ddl->arena;
    const char *name = postgresql_full_name(arena, after->schema, after->name);
    struct attributes old = read_attributes(arena, text_of(before)),
                      new = read_attributes(arena, text_of(after));
    if (must_be_remade(ddl, &old, &new, after)) {
        ddl_remake_type(ddl, &(struct remade_type){.schema = after->schema,
                                 .name = after->name,
                                 .was = object_copy(arena, before),
                                 .object = object_copy(arena, after)});
        return;
    }
    for (size_t i = 0; i < old.count; i++)
        if (!find(&new, old.items[i].name))
            say(ddl, name, "DROP", &old.items[i], "");
    for (size_t i = 0; i < new.count; i++) {
        const struct attribute *attribute = &new.items[i];
        if (!find(&old, attribute->name))
            say(ddl, name, "ADD", attribute, attribute->type);
        else if (retypes(&old, attribute))
            say(ddl, name, "ALTER", attribute, arena_format(arena, "TYPE %s", attribute->type));
    }
}

bool ddl_type_is_remade_later(struct ddl *ddl, const struct column *column) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const struct object *object =
            operation->kind == OPERATION_CREATE_OBJECT && !strcmp(operation->object->kind, "type")
                ? operation->object
                : NULL;
        const struct object *met = object ? ddl_met_object(ddl, operation) : NULL;
        const struct remade_type type = {.schema = operation->schema, .name = operation->name};
        bool array;
        if (!met || !ddl_uses_type(ddl, column, &type, &array))
            continue;
        struct attributes old = read_attributes(ddl->arena, text_of(met)),
                          new = read_attributes(ddl->arena, text_of(object));
        if (must_be_remade(ddl, &old, &new, object))
            return true;
    }
    return false;
}

/* --- Values of one that is made anew --- */

/* The first of the types that the attribute's names; or null. */
static const struct remade_type *remade_in(
    const struct remade_types *types, const struct attribute *attribute) {
    for (size_t i = 0; i < types->count; i++)
        if (expression_names(postgresql_dialect.syntax, attribute->type, types->items[i].name))
            return &types->items[i];
    return NULL;
}

static bool same_names(const struct attributes *old, const struct attributes *new) {
    bool same = old->count == new->count;
    for (size_t i = 0; same && i < old->count; i++)
        same = !strcmp(old->items[i].name, new->items[i].name);
    return same;
}

/* As text, a value has as many attributes as its type, in their order. */
static bool needs_converter(
    const struct remade_types *types, const struct attributes *old, const struct attributes *new) {
    if (!same_names(old, new))
        return old->count && new->count;
    for (size_t i = 0; i < new->count; i++) {
        const struct remade_type *type = remade_in(types, &new->items[i]);
        if (type && type->converts)
            return true;
    }
    return false;
}

static const char *converted(struct arena *arena, const struct remade_types *types,
    const struct attributes *old, const struct attribute *attribute) {
    const struct attribute *was = find(old, attribute->name);
    const struct remade_type *type = remade_in(types, attribute);
    if (!was)
        return "NULL";
    if (type && type->converts)
        return arena_format(arena, "pg_temp.cmigrate_convert((was).%s)", was->name);
    if (!type && expression_equal(postgresql_dialect.syntax, was->type, attribute->type))
        return arena_format(arena, "(was).%s", was->name);
    return arena_format(arena, "(was).%s::text::%s", was->name, attribute->type);
}

static void say_function(
    struct ddl *ddl, const char *from, const char *to, const char *brackets, const char *body) {
    ddl_sayf(ddl,
        "CREATE FUNCTION pg_temp.cmigrate_convert(was %s%s) RETURNS %s%s LANGUAGE sql RETURNS NULL ON NULL "
        "INPUT AS %s",
        from, brackets, to, brackets, postgresql_text(ddl->arena, body));
}

void ddl_create_converter(
    struct ddl *ddl, const struct remade_types *types, struct remade_type *type, const char *from) {
    struct arena *arena = ddl->arena;
    if (!type->was || !type->object)
        return;
    struct attributes old = read_attributes(arena, text_of(type->was)),
                      new = read_attributes(arena, text_of(type->object));
    struct names values = {0};
    type->converts = needs_converter(types, &old, &new);
    if (!type->converts)
        return;
    for (size_t i = 0; i < new.count; i++)
        list_push(arena, &values, converted(arena, types, &old, &new.items[i]));
    const char *to = postgresql_full_name(arena, type->schema, type->name);
    say_function(
        ddl, from, to, "", arena_format(arena, "SELECT ROW(%s)::%s", names_join(arena, &values, ", "), to));
    say_function(ddl, from, to, "[]",
        arena_format(arena,
            "SELECT CASE WHEN array_ndims(was) > 1 THEN 'an array of several dimensions'::text::%s[] ELSE "
            "coalesce((SELECT array_agg(pg_temp.cmigrate_convert(was[n]) ORDER BY n) FROM "
            "generate_subscripts(was, 1) AS n), '{}') END",
            to));
}

void ddl_drop_converter(struct ddl *ddl, const struct remade_type *type, const char *from) {
    if (type->converts)
        ddl_sayf(
            ddl, "DROP FUNCTION pg_temp.cmigrate_convert(%s), pg_temp.cmigrate_convert(%s[])", from, from);
}
