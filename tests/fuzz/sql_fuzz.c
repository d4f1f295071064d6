/* SQL of each database: tokens make up the text, statements lie in it one after the other, the canonical form
 * of an expression is its own canonical form. */
#include "../unit/sql/syntax.h"
#include "sql/expression.h"
#include "sql/split.h"
#include "target.h"

static void check_tokens(const struct sql_syntax *syntax, const struct source *source) {
    struct lexer lexer = lexer_on(syntax, source->text, source->length);
    const char *at = source->text;
    for (struct token token; (token = lexer_next(&lexer)).kind != TOKEN_END; at += token.length)
        must(token.text == at && token.length);
    must(at == source->text + source->length);
}

static void check_statements(
    struct arena *arena, const struct sql_syntax *syntax, const struct source *source) {
    struct errors errors = {.arena = arena};
    struct sql_statements statements = {0};
    const char *at = source->text;
    bool split = sql_split(arena, syntax, source, source->text, source->length, &statements, &errors);
    must(split == !errors.list.count);
    for (size_t i = 0; split && i < statements.count; i++) {
        const struct sql_statement *statement = &statements.items[i];
        must(statement->text >= at && statement->length);
        at = statement->text + statement->length;
        must(at <= source->text + source->length);
        must(statement->place.line && statement->place.column);
    }
}

static void check_expression(struct arena *arena, const struct sql_syntax *syntax, const char *text) {
    const char *canonical = expression_canonical(arena, syntax, text);
    must(!strcmp(canonical, expression_canonical(arena, syntax, canonical)));
    must(expression_equal(syntax, text, canonical));
    must(!strcmp(text, expression_rename(arena, syntax, text, "no such name", "x")));
}

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    static const struct sql_syntax *const syntaxes[] = {&sqlite_like, &postgresql_like, &mysql_like};
    (void)errors;
    for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++) {
        check_tokens(syntaxes[i], source);
        check_statements(arena, syntaxes[i], source);
        check_expression(arena, syntaxes[i], source->text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
