/* Composite types, "CREATE TYPE name AS (street text, zip integer)", change attribute by attribute. The
 * server adds one at the end and drops any, in a table or not; it gives none another type while a table has
 * it. */
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
    struct attributes old = read_attributes(&arena, before), new = read_attributes(&arena, after);
    bool alters = old.count && new.count &&keeps_order(&old, &new);
    arena_free(&arena);
    return alters;
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

static void retype(
    struct ddl *ddl, const struct attributes *old, const struct attributes *new, const struct object *after) {
    const char *name = postgresql_full_name(ddl->arena, after->schema, after->name);
    const struct remade_type type = {
        .schema = after->schema, .name = after->name, .object = object_copy(ddl->arena, after)};
    bool used = ddl_type_is_used(ddl, &type);
    for (size_t i = 0; i < new->count; i++) {
        const struct attribute *attribute = &new->items[i];
        if (!retypes(old, attribute))
            continue;
        if (used) {
            ddl_remake_type(ddl, &type);
            return;
        }
        say(ddl, name, "ALTER", attribute, arena_format(ddl->arena, "TYPE %s", attribute->type));
    }
}

void ddl_alter_composite(struct ddl *ddl, const struct object *before, const struct object *after) {
    struct arena *arena = ddl->arena;
    const char *name = postgresql_full_name(arena, after->schema, after->name);
    struct attributes old = read_attributes(arena, texts_find(&before->create, "postgresql")->text);
    struct attributes new = read_attributes(arena, texts_find(&after->create, "postgresql")->text);
    for (size_t i = 0; i < old.count; i++)
        if (!find(&new, old.items[i].name))
            say(ddl, name, "DROP", &old.items[i], "");
    for (size_t i = 0; i < new.count; i++)
        if (!find(&old, new.items[i].name))
            say(ddl, name, "ADD", &new.items[i], new.items[i].type);
    retype(ddl, &old, &new, after);
}
