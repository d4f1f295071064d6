/* Names that texts mention: of the objects that they need, or that change beneath them. */
#include <string.h>

#include "base/text.h"
#include "diff/work.h"

static const char *bare_name(struct arena *arena, struct token token) {
    if (token.kind == TOKEN_NAME && token.length >= 2)
        return arena_text(arena, token.text + 1, token.length - 2);
    if (token.kind != TOKEN_WORD)
        return NULL;
    /* To the last word of a body the dollars behind it seem to belong. */
    const char *dollar = token.text[token.length - 1] == '$' ? memchr(token.text, '$', token.length) : NULL;
    return arena_text(arena, token.text, dollar ? (size_t)(dollar - token.text) : token.length);
}

/* A function's body is a string, mostly between dollars: the lexer goes into it. */
static bool enter_body(struct lexer *lexer, struct token token) {
    if (token.kind != TOKEN_STRING || token.length < 4 || token.text[0] != '$')
        return false;
    const char *second = memchr(token.text + 1, '$', token.length - 1);
    if (!second)
        return false;
    lexer->at = second + 1;
    return true;
}

/* Where names have no case, or one of their own, a text may say them in another: needed is needed. */
static void *find_mention(struct arena *arena, const struct name_index *names, const char *name) {
    void *value = index_find(names, name);
    return value ? value : index_find(names, text_lower(arena, name));
}

static struct mention find_next(
    struct arena *arena, struct lexer *lexer, const struct name_index *names, bool into_bodies) {
    struct token before = {0}, point = {0};
    for (struct token token = lexer_next_word(lexer); token.kind != TOKEN_END;
         token = lexer_next_word(lexer)) {
        if (into_bodies && enter_body(lexer, token))
            continue;
        const char *name = bare_name(arena, token);
        void *value = name ? find_mention(arena, names, name) : NULL;
        if (value)
            return (struct mention){value, token_is(point, ".") ? bare_name(arena, before) : NULL, point};
        before = point;
        point = token;
    }
    return (struct mention){0};
}

void *next_mention(struct arena *arena, struct lexer *lexer, const struct name_index *names) {
    return find_next(arena, lexer, names, true).value;
}

void *next_firm_mention(struct arena *arena, struct lexer *lexer, const struct name_index *names) {
    return find_next(arena, lexer, names, false).value;
}

/* --- Without the names of parameters --- */

/* Where parameters or attributes are listed, which have names: to there. */
static const char *end_of_list(const struct diffing *diffing, const struct object *object, const char *text) {
    size_t length = strlen(text);
    if (!strcmp(object->kind, "type"))
        return text + length;
    if (strcmp(object->kind, "function") != 0 && strcmp(object->kind, "procedure") != 0)
        return text;
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, length);
    struct token token;
    do
        token = lexer_next_word(&lexer);
    while (token.kind != TOKEN_END && !token_is(token, "AS") && !token_is(token, "BEGIN") &&
           !token_is(token, "RETURN"));
    return token.text;
}

/* "(contact text", ", contact text": the name of a parameter, and none that is meant elsewhere. */
static bool names_parameter(const struct mention *mention, const struct lexer *behind) {
    struct lexer ahead = *behind;
    struct token next = lexer_next_word(&ahead);
    return (token_is(mention->before, "(") || token_is(mention->before, ",")) &&
           (next.kind == TOKEN_NAME || (next.kind == TOKEN_WORD && !token_is(next, "DEFAULT")));
}

struct mentions mentions_in(const struct diffing *diffing, const char *text, const struct name_index *names) {
    return (struct mentions){.arena = diffing->arena,
        .lexer = lexer_on(diffing->rules->syntax, text, strlen(text)),
        .names = names,
        .into_bodies = true,
        .end_of_list = text};
}

struct mentions mentions_of(const struct diffing *diffing, const struct object *object,
    const struct name_index *names, bool into_bodies) {
    const char *text = object_body(diffing, object);
    struct mentions mentions = mentions_in(diffing, text, names);
    mentions.into_bodies = into_bodies;
    mentions.end_of_list = end_of_list(diffing, object, text);
    return mentions;
}

struct mention mentions_next(struct mentions *mentions) {
    struct mention mention;
    do
        mention = find_next(mentions->arena, &mentions->lexer, mentions->names, mentions->into_bodies);
    while (mention.value && mentions->lexer.at < mentions->end_of_list &&
           names_parameter(&mention, &mentions->lexer));
    return mention;
}
