#include "engine/opaque.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"

static const struct source *source_of(struct engine *engine, const struct script *script,
    const struct operation *operation, const char *text, struct errors *errors) {
    struct arena *arena = engine->arena;
    if (operation->kind == OPERATION_EXECUTE_FILE)
        return file_read(arena, path_join(arena, path_folder(arena, script->path), text), errors);
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){script->path, text, strlen(text)};
    return source;
}

bool opaque_read(struct engine *engine, const struct script *script, const struct operations *operations,
    struct operations *read, struct errors *errors) {
    for (size_t i = 0; i < operations->count; i++) {
        struct operation operation = operations->items[i];
        const struct dialect_text *text = texts_find(&operation.texts, engine->dialect->name);
        if (operation.kind == OPERATION_EXECUTE_FILE && text) {
            const struct source *source = source_of(engine, script, &operation, text->text, errors);
            if (!source)
                return false;
            operation.kind = OPERATION_EXECUTE;
            operation.texts = (struct dialect_texts){0};
            *list_add(engine->arena, &operation.texts) =
                (struct dialect_text){engine->dialect->name, source->text, operation.place};
        }
        list_push(engine->arena, read, operation);
    }
    return true;
}

bool opaque_statements(struct engine *engine, const struct script *script, const struct operation *operation,
    struct sql_statements *statements, struct errors *errors) {
    const struct dialect_text *text = texts_find(&operation->texts, engine->dialect->name);
    *statements = (struct sql_statements){0};
    if (!text)
        return true;
    const struct source *source = source_of(engine, script, operation, text->text, errors);
    return source && sql_split_to_run(engine->arena, engine->dialect->syntax, source, source->text,
                         source->length, statements, errors);
}

/* PostgreSQL's SELECT … INTO makes a table. */
static bool has_into(struct lexer *lexer) {
    for (struct token token = lexer_next_word(lexer); token.kind != TOKEN_END; token = lexer_next_word(lexer))
        if (token_is(token, "into"))
            return true;
    return false;
}

bool opaque_changes_rows_only(const struct sql_syntax *syntax, const char *sql) {
    static const char *const words[] = {"insert", "update", "delete", "replace", "values", "merge", "set"};
    struct lexer lexer = lexer_on(syntax, sql, strlen(sql));
    struct token first = lexer_next_word(&lexer);
    if (token_is(first, "select"))
        return !has_into(&lexer);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(first, words[i]))
            return true;
    return first.kind == TOKEN_END;
}

/* ROLLBACK TO a savepoint stays inside. */
bool opaque_ends_transaction(const struct sql_syntax *syntax, const char *sql) {
    static const char *const words[] = {"begin", "start", "commit", "end", "abort", "rollback", "prepare"};
    struct lexer lexer = lexer_on(syntax, sql, strlen(sql));
    struct token first = lexer_next_word(&lexer), second = lexer_next_word(&lexer);
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found |= token_is(first, words[i]);
    if (token_is(second, "transaction") && token_is(first, "rollback"))
        second = lexer_next_word(&lexer);
    if (token_is(first, "start") || token_is(first, "prepare"))
        return token_is(second, "transaction");
    return found && !token_is(second, "to");
}

/* In lower case: where names differ in case alone, one table too many is unknown. */
static const char *bare_name(struct arena *arena, struct token token) {
    if (token.kind == TOKEN_NAME && token.length >= 2)
        return text_lower(arena, arena_text(arena, token.text + 1, token.length - 2));
    return text_lower(arena, arena_text(arena, token.text, token.length));
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
