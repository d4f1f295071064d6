/* Routines, events and partitions, which no temporary object can try out: what the server adds when it prints
 * them, and means nothing else, is left out on both sides. Sequences can be temporary. */
#include <string.h>

#include "base/buffer.h"
#include "mysql/mysql.h"
#include "mysql/normalise.h"
#include "sql/expression.h"

struct stripping {
    const struct normalising *normalising;
    const char *kind;
    bool keeps_start; /* when an event began is said */
    struct lexer lexer;
    struct buffer out;
};

static bool is_word_of(struct token token, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

/* Takes the words if they come next. */
static bool take_words(struct stripping *stripping, const char *const *words, size_t count) {
    struct lexer ahead = stripping->lexer;
    for (size_t i = 0; i < count; i++)
        if (!token_is(lexer_next_word(&ahead), words[i]))
            return false;
    stripping->lexer = ahead;
    return true;
}

/* int(11), which is int. */
static void skip_width(struct stripping *stripping) {
    struct lexer ahead = stripping->lexer;
    if (!token_is(lexer_next_word(&ahead), "(") || lexer_next_word(&ahead).kind != TOKEN_NUMBER ||
        !token_is(lexer_next_word(&ahead), ")"))
        return;
    stripping->lexer = ahead;
}

/* CHARSET utf8mb4 COLLATE utf8mb4_general_ci, where that is the database's own. */
static bool skip_charset(struct stripping *stripping) {
    const char *own = stripping->normalising->definition.server->default_collation;
    struct lexer ahead = stripping->lexer;
    struct token charset = lexer_next_word(&ahead);
    if (charset.kind != TOKEN_WORD || !own || strncmp(own, charset.text, charset.length) != 0)
        return false;
    struct lexer behind = ahead;
    if (token_is(lexer_next_word(&ahead), "COLLATE")) {
        if (!token_is(lexer_next_word(&ahead), own))
            return false;
        behind = ahead;
    }
    stripping->lexer = behind;
    return true;
}

static bool skip_of_event(struct stripping *stripping, struct token token) {
    static const char *const completion[] = {"COMPLETION", "NOT", "PRESERVE"};
    if (token_is(token, "ON"))
        return take_words(stripping, completion, 3);
    if (token_is(token, "STARTS") && !stripping->keeps_start)
        return lexer_next_word(&stripping->lexer).kind == TOKEN_STRING;
    return token_is(token, "ENABLE");
}

static bool skip_engine(struct stripping *stripping) {
    struct lexer ahead = stripping->lexer;
    if (!token_is(lexer_next_word(&ahead), "=") || lexer_next_word(&ahead).kind != TOKEN_WORD)
        return false;
    stripping->lexer = ahead;
    return true;
}

/* Is it the first of what goes without saying? Then that is skipped. */
static bool skip(struct stripping *stripping, struct token token) {
    static const char *const set[] = {"SET"};
    if (token_is(token, "CHARSET") || (token_is(token, "CHARACTER") && take_words(stripping, set, 1)))
        return skip_charset(stripping);
    if (!strcmp(stripping->kind, "event"))
        return skip_of_event(stripping, token);
    return !strcmp(stripping->kind, "partition") && token_is(token, "ENGINE") && skip_engine(stripping);
}

static const char *stripped(
    const struct normalising *normalising, const char *kind, const char *text, bool keeps_start) {
    static const char *const integers[] = {"TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT"};
    struct stripping stripping = {normalising, kind, keeps_start,
        lexer_on(mysql_dialect.syntax, text, strlen(text)), {.arena = normalising->arena}};
    for (struct token token; (token = lexer_next_word(&stripping.lexer)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_WORD && skip(&stripping, token))
            continue;
        if (token_is(token, "INTEGER"))
            buffer_add(&stripping.out, "INT");
        else
            buffer_add_text(&stripping.out, token.text, token.length);
        if (is_word_of(token, integers, sizeof integers / sizeof *integers))
            skip_width(&stripping);
        buffer_add_char(&stripping.out, ' ');
    }
    char *whole = buffer_text(&stripping.out);
    size_t length = strlen(whole);
    while (length && strchr(" ;", whole[length - 1]))
        whole[--length] = '\0';
    return whole;
}

bool normalising_same_text(
    const struct normalising *normalising, const char *kind, const char *there, const char *wanted) {
    bool keeps_start = strstr(wanted, "STARTS") || strstr(wanted, "starts");
    return expression_equal(mysql_dialect.syntax, stripped(normalising, kind, there, keeps_start),
        stripped(normalising, kind, wanted, keeps_start));
}

/* "CREATE SEQUENCE ids START WITH 5" without its beginning; null where it is something else. */
static const char *clauses_of(const char *text) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text, strlen(text));
    if (!token_is(lexer_next_word(&lexer), "CREATE") || !token_is(lexer_next_word(&lexer), "SEQUENCE"))
        return NULL;
    struct token name = lexer_next_word(&lexer);
    return name.kind == TOKEN_WORD || name.kind == TOKEN_NAME ? lexer.at : NULL;
}

void normalise_sequence(struct normalising *normalising, struct object *desired) {
    const struct dialect_text *wanted = texts_find(&desired->create, "mysql");
    const char *clauses = wanted ? clauses_of(wanted->text) : NULL;
    struct arena *arena = normalising->arena;
    if (!clauses || !normalising_execute(normalising,
                        arena_format(arena, "CREATE TEMPORARY SEQUENCE `cmigrate_trial`%s", clauses)))
        return;
    const char *printed = normalising_ask(normalising, "SHOW CREATE SEQUENCE `cmigrate_trial`", 1);
    normalising_execute(normalising, "DROP TEMPORARY SEQUENCE IF EXISTS `cmigrate_trial`");
    clauses = printed ? clauses_of(printed) : NULL;
    if (!clauses)
        return;
    desired->create = (struct dialect_texts){0};
    *list_add(arena, &desired->create) = (struct dialect_text){.dialect = "mysql",
        .text = arena_format(arena, "CREATE SEQUENCE %s%s", mysql_name(arena, desired->name), clauses),
        .place = desired->place};
}
