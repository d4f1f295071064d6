#include "sqlite/parse.h"

#include <string.h>

#include "base/text.h"
#include "sql/quote.h"
#include "sqlite/sqlite.h"

struct parser parser_on(struct arena *arena, const char *sql) {
    struct parser parser = {.arena = arena, .lexer = lexer_on(&sqlite_syntax, sql, strlen(sql))};
    parser.token = lexer_next_word(&parser.lexer);
    parser.end_before = sql;
    return parser;
}

void parser_step(struct parser *parser) {
    parser->end_before = parser->token.text + parser->token.length;
    parser->token = lexer_next_word(&parser->lexer);
}

bool parser_is(const struct parser *parser, const char *word) {
    return token_is(parser->token, word);
}

bool parser_take(struct parser *parser, const char *word) {
    if (!parser_is(parser, word))
        return false;
    parser_step(parser);
    return true;
}

bool parser_take_two(struct parser *parser, const char *first, const char *second) {
    struct parser ahead = *parser;
    if (!parser_take(&ahead, first) || !parser_take(&ahead, second))
        return false;
    *parser = ahead;
    return true;
}

/* 'text' stands for a name where SQLite can take nothing else. */
const char *parser_name(struct parser *parser) {
    struct token token = parser->token;
    if (token.unfinished)
        return NULL;
    const char *name = NULL;
    if (token.kind == TOKEN_WORD)
        name = arena_text(parser->arena, token.text, token.length);
    else if (token.kind == TOKEN_NAME)
        name = quote_name(parser->arena, token);
    else if (token.kind == TOKEN_STRING && *token.text == '\'')
        name = sqlite_text_unquoted(parser->arena, token);
    if (name)
        parser_step(parser);
    return name;
}

const char *parser_text_from(const struct parser *parser, const char *start) {
    size_t length = parser->end_before > start ? (size_t)(parser->end_before - start) : 0;
    return arena_text(parser->arena, start, length);
}

/* Steps to a closing bracket or comma of the depth it began in, or to the end. */
static void skip_to_end(struct parser *parser, bool stop_at_comma) {
    for (size_t depth = 0; parser->token.kind != TOKEN_END; parser_step(parser)) {
        if (!depth && (parser_is(parser, ")") || (stop_at_comma && parser_is(parser, ","))))
            return;
        if (parser_is(parser, "("))
            depth++;
        else if (parser_is(parser, ")"))
            depth--;
    }
}

const char *parser_in_brackets(struct parser *parser) {
    if (!parser_take(parser, "("))
        return NULL;
    const char *start = parser->token.text;
    skip_to_end(parser, false);
    const char *text = parser_text_from(parser, start);
    return parser_take(parser, ")") ? text : NULL;
}

const char *parser_until_comma(struct parser *parser) {
    const char *start = parser->token.text;
    skip_to_end(parser, true);
    return parser_text_from(parser, start);
}

void add_option(struct arena *arena, struct options *options, const char *name, const char *value) {
    bool is_switch = !strcmp(value, "true");
    *list_add(arena, options) =
        (struct option){.dialect = "sqlite", .name = name, .value = value, .is_text = !is_switch};
}

bool parse_on_conflict(struct parser *parser, struct options *options, const char *name) {
    if (!parser_take_two(parser, "ON", "CONFLICT"))
        return true;
    const char *word = parser_name(parser);
    if (word)
        add_option(parser->arena, options, name, text_lower(parser->arena, word));
    return word != NULL;
}

const char *parse_virtual_table(struct arena *arena, const char *sql) {
    struct parser parser = parser_on(arena, sql);
    if (!parser_take(&parser, "CREATE") || !parser_take_two(&parser, "VIRTUAL", "TABLE"))
        return NULL;
    while (parser_name(&parser) || parser_take(&parser, "."))
        if (parser_take(&parser, "USING"))
            break;
    const char *module = parser_name(&parser);
    return module ? text_lower(arena, module) : "";
}

const char *parse_view_body(struct arena *arena, const char *sql) {
    struct parser parser = parser_on(arena, sql);
    if (!parser_take(&parser, "CREATE") || !parser_take(&parser, "VIEW") || !parser_name(&parser) ||
        !parser_take(&parser, "AS"))
        return NULL;
    const char *start = parser.token.text;
    while (parser.token.kind != TOKEN_END && !parser_is(&parser, ";"))
        parser_step(&parser);
    return parser.token.kind == TOKEN_END ? parser_text_from(&parser, start) : NULL;
}
