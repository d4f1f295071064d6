/* Which function or procedure CREATE OR REPLACE puts in the place of another, as the server prints both. */
#include <string.h>

#include "postgresql/ddl.h"

/* A parameter without its default. */
struct parameter {
    const char *text;
    size_t length;
    bool has_default;
};
LIST_TYPE(parameters, struct parameter);

static struct lexer parameters_of(const char *text) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    for (struct token token = lexer_next_word(&lexer); token.kind != TOKEN_END && !token_is(token, "(");)
        token = lexer_next_word(&lexer);
    return lexer;
}

/* The next of the list that the lexer stands in; false behind its end. */
static bool next_parameter(struct lexer *lexer, struct parameter *parameter) {
    *parameter = (struct parameter){.text = lexer->at};
    for (size_t depth = 0;;) {
        struct token token = lexer_next_word(lexer);
        bool ends = !depth && (token_is(token, ",") || token_is(token, ")"));
        if (token_is(token, ")") && ends)
            lexer->at = lexer->end;
        if (token.kind == TOKEN_END || ends)
            return parameter->length;
        depth += token_is(token, "(");
        depth -= token_is(token, ")");
        parameter->has_default |= !depth && token_is(token, "DEFAULT");
        if (!parameter->has_default)
            parameter->length = (size_t)(token.text + token.length - parameter->text);
    }
}

static struct parameters read_parameters(struct arena *arena, const char *text) {
    struct parameters parameters = {0};
    struct lexer lexer = parameters_of(text);
    for (struct parameter parameter; next_parameter(&lexer, &parameter);)
        list_push(arena, &parameters, parameter);
    return parameters;
}

/* Names and types stay; a default may come or change, and never goes. */
static bool may_replace(const struct parameter *before, const struct parameter *after) {
    return before->length == after->length && !strncmp(before->text, after->text, before->length) &&
           (after->has_default || !before->has_default);
}

static bool same_parameters(const char *before, const char *after) {
    struct arena arena = {0};
    struct parameters old = read_parameters(&arena, before), new = read_parameters(&arena, after);
    bool same = old.count == new.count;
    for (size_t i = 0; same && i < old.count; i++)
        same = may_replace(&old.items[i], &new.items[i]);
    arena_free(&arena);
    return same;
}

/* The words from RETURNS to LANGUAGE. */
static const char *returns(const char *text, size_t *length) {
    const char *start = strstr(text, "\n RETURNS "), *end = strstr(text, "\n LANGUAGE ");
    *length = start && end && end > start ? (size_t)(end - start) : 0;
    return start;
}

static bool same_returns(const char *before, const char *after) {
    size_t length, other;
    const char *left = returns(before, &length), *right = returns(after, &other);
    return length == other && (!length || !strncmp(left, right, length));
}

bool ddl_replaces_routine(const char *before, const char *after) {
    const char start[] = "CREATE OR REPLACE ";
    return !strncmp(after, start, strlen(start)) && same_parameters(before, after) &&
           same_returns(before, after);
}
