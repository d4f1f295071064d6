/* A sequence of MariaDB changes in place, so that it goes on where it stands. */
#include <stdlib.h>
#include <string.h>

#include "mysql/ddl.h"
#include "mysql/mysql.h"

/* "start with 5 minvalue 1 …", as SHOW CREATE SEQUENCE has it: what stands between the name and the engine.
 */
struct sequence {
    const char *clauses, *end;
    long long least, greatest, step;
    unsigned found; /* how many of the words below */
};

/* "by -2", "= 5", "5" */
static long long read_number(struct lexer *lexer) {
    struct token token = lexer_next_word(lexer);
    if (token_is(token, "by") || token_is(token, "="))
        token = lexer_next_word(lexer);
    bool negative = token_is(token, "-");
    if (negative)
        token = lexer_next_word(lexer);
    long long number = strtoll(token.text, NULL, 10);
    return negative ? -number : number;
}

static bool is_one_of(struct token word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (token_is(word, words[i]))
            return true;
    return false;
}

static void read_clause(struct sequence *sequence, struct lexer *lexer, struct token word) {
    static const char *const words[] = {
        "start", "minvalue", "maxvalue", "increment", "cache", "nocache", "cycle", "nocycle"};
    sequence->found += is_one_of(word, words, sizeof words / sizeof *words);
    if (token_is(word, "minvalue"))
        sequence->least = read_number(lexer);
    else if (token_is(word, "maxvalue"))
        sequence->greatest = read_number(lexer);
    else if (token_is(word, "increment"))
        sequence->step = read_number(lexer);
}

static struct sequence read_sequence(const char *text) {
    struct sequence sequence = {0};
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text, strlen(text));
    if (!token_is(lexer_next_word(&lexer), "create") || !token_is(lexer_next_word(&lexer), "sequence"))
        return sequence;
    struct token token = lexer_next_word(&lexer);
    sequence.clauses = sequence.end = token.text + token.length;
    while ((token = lexer_next_word(&lexer)).kind != TOKEN_END && !token_is(token, "engine")) {
        read_clause(&sequence, &lexer, token);
        sequence.end = lexer.at;
    }
    return sequence;
}

static const char *text_of(const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, "mysql");
    return text ? text->text : "";
}

/* What says all six clauses leaves nothing as it was. */
static bool is_whole(const struct sequence *sequence) {
    return sequence->found == 6;
}

static bool same_rest(const struct sequence *left, const struct sequence *right) {
    return !strcmp(left->end, right->end);
}

/* The server refuses bounds that the next value doesn't fit: from new ones onwards counting begins anew. */
bool mysql_replaces(const struct object *before, const struct object *after) {
    if (strcmp(before->kind, "sequence") != 0 || strcmp(after->kind, "sequence") != 0)
        return false;
    struct sequence old = read_sequence(text_of(before)), new = read_sequence(text_of(after));
    if (!is_whole(&old) || !is_whole(&new) || !same_rest(&old, &new) || (old.step < 0) != (new.step < 0))
        return false;
    return new.step < 0 ? new.greatest >= old.greatest : new.least <= old.least;
}

const char *sequence_change(struct ddl *ddl, const struct object *after) {
    struct sequence sequence = read_sequence(text_of(after));
    return arena_format(ddl->definition.arena, "ALTER SEQUENCE %s%.*s",
        mysql_ddl_full_name(ddl, after->schema, after->name), (int)(sequence.end - sequence.clauses),
        sequence.clauses);
}
