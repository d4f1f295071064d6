#include "engine/opaque.h"

#include <string.h>

bool opaque_changes_rows_only(const struct sql_syntax *syntax, const char *sql) {
    static const char *const words[] = {
        "insert", "update", "delete", "replace", "select", "values", "merge", "set"};
    struct lexer lexer = lexer_on(syntax, sql, strlen(sql));
    struct token first = lexer_next_word(&lexer);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(first, words[i]))
            return true;
    return first.kind == TOKEN_END;
}

static const char *bare_name(struct arena *arena, struct token token) {
    if (token.kind == TOKEN_NAME && token.length >= 2)
        return arena_text(arena, token.text + 1, token.length - 2);
    return arena_text(arena, token.text, token.length);
}

void opaque_mark(
    struct engine *engine, const struct revision *revision, const char *sql, struct replay *replay) {
    replay->unknown.arena = engine->arena;
    if (!replay->opaque)
        replay->opaque = revision;
    struct lexer lexer = lexer_on(engine->dialect->syntax, sql, strlen(sql));
    for (struct token token = lexer_next_word(&lexer); token.kind != TOKEN_END;
         token = lexer_next_word(&lexer))
        if (token.kind == TOKEN_WORD || token.kind == TOKEN_NAME)
            index_put(&replay->unknown, bare_name(engine->arena, token), (void *)(size_t)revision);
}
