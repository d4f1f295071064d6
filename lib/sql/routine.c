#include "sql/routine.h"

#define COUNT(words) (sizeof(words) / sizeof *(words))

static bool is_one_of(struct token token, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

/* CREATE [OR REPLACE] [DEFINER = user@host] … and then the kind of thing decides. */
static void decide(struct routine *routine, const struct sql_syntax *syntax, struct token token) {
    static const char *const kinds[] = {"trigger", "procedure", "function", "event", "package"};
    static const char *const before_kind[] = {
        "or", "replace", "temp", "temporary", "definer", "aggregate", "current_user", "current_role", "body"};
    if (!routine->before.text) {
        bool may_be = token_is(token, "create") || token_is(token, "alter") || token_is(token, "begin");
        routine->kind = may_be ? ROUTINE_OPEN : ROUTINE_NO;
    } else if (token_is(routine->before, "begin")) {
        /* MariaDB's BEGIN NOT ATOMIC … END is a statement of its own. */
        bool compound = syntax->trigger_bodies && token_is(token, "not");
        routine->kind = compound ? ROUTINE_YES : ROUTINE_NO;
        routine->blocks = compound;
        routine->began = routine->before.text;
    } else if (is_one_of(token, kinds, COUNT(kinds))) {
        routine->kind = ROUTINE_YES;
    } else if (syntax->atomic_bodies && token_is(token, "rule")) {
        routine->kind = ROUTINE_RULE;
    } else if (token.kind == TOKEN_WORD && !is_one_of(token, before_kind, COUNT(before_kind))) {
        bool of_user = token_is(routine->before, "=") || token_is(routine->before, "@");
        routine->kind = of_user ? ROUTINE_OPEN : ROUTINE_NO;
    }
}

static void open_block(struct routine *routine, struct token token) {
    if (!routine->blocks++)
        routine->began = token.text;
    routine->at_start |= token_is(token, "begin");
}

static void close_one(struct routine *routine) {
    if (routine->cases)
        routine->cases--;
    else if (routine->blocks)
        routine->blocks--;
}

static const char *const openers[] = {"if", "case", "loop", "while", "repeat", "for"};

/* IF, LOOP and the like begin a block only where a statement begins: IF() and REPEAT() are functions, too. */
static bool opens_block(
    const struct routine *routine, const struct sql_syntax *syntax, struct token token, bool at_start) {
    if (!syntax->trigger_bodies)
        return syntax->atomic_bodies && token_is(token, "atomic") && token_is(routine->before, "begin");
    if (token_is(token, "begin"))
        return at_start || !routine->blocks || routine->declares;
    return at_start && is_one_of(token, openers, COUNT(openers));
}

static void take_in_routine(struct routine *routine, const struct sql_syntax *syntax, struct token token) {
    static const char *const starters[] = {";", "then", "else", "do", "loop", "repeat", ":", "row"};
    bool at_start = routine->at_start;
    routine->at_start = !routine->cases && is_one_of(token, starters, COUNT(starters));
    bool names_end = token_is(routine->before, "end") && is_one_of(token, openers, COUNT(openers));
    if (token_is(routine->before, ".") || names_end)
        return;
    if (token_is(token, "end"))
        close_one(routine);
    else if (opens_block(routine, syntax, token, at_start))
        open_block(routine, token);
    else if (token_is(token, "case"))
        routine->cases++;
    if (token_is(token, ";"))
        routine->cases = 0;
    routine->declares = token_is(token, "declare") ? at_start : routine->declares && !token_is(token, ";");
}

/* DO ALSO (one; another) */
static void take_in_rule(struct routine *routine, struct token token) {
    if (token_is(token, "("))
        open_block(routine, token);
    else if (token_is(token, ")") && routine->blocks)
        routine->blocks--;
}

void routine_take(struct routine *routine, const struct sql_syntax *syntax, struct token token) {
    if (routine->kind == ROUTINE_OPEN)
        decide(routine, syntax, token);
    else if (routine->kind == ROUTINE_YES)
        take_in_routine(routine, syntax, token);
    else if (routine->kind == ROUTINE_RULE)
        take_in_rule(routine, token);
    routine->before = token;
}
