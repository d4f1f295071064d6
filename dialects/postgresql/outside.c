/* Statements that the server refuses in a transaction, and what became of one after a crash. */
#include <string.h>

#include "base/text.h"
#include "postgresql/postgresql.h"

struct reading {
    struct connection *connection;
    struct arena *arena;
    struct lexer lexer;
};

static bool take(struct lexer *lexer, const char *word) {
    struct lexer ahead = *lexer;
    if (!token_is(lexer_next_word(&ahead), word))
        return false;
    *lexer = ahead;
    return true;
}

static bool take_one_of(struct lexer *lexer, const char *const *words) {
    for (; *words; words++)
        if (take(lexer, *words))
            return true;
    return false;
}

/* CONCURRENTLY is reserved: bare, it is never a column. */
static bool says_later(struct lexer lexer, const char *word) {
    for (struct token token = lexer_next_word(&lexer); token.kind != TOKEN_END;
         token = lexer_next_word(&lexer))
        if (token_is(token, word))
            return true;
    return false;
}

static void skip_brackets(struct lexer *lexer) {
    if (!take(lexer, "("))
        return;
    while (!take(lexer, ")"))
        if (lexer_next_word(lexer).kind == TOKEN_END)
            return;
}

static bool takes_concurrent_index(struct lexer *lexer) {
    take(lexer, "unique");
    return take(lexer, "index") && take(lexer, "concurrently");
}

static bool makes_outside(struct lexer lexer) {
    static const char *const kinds[] = {"database", "tablespace", "subscription", NULL};
    return take_one_of(&lexer, kinds) || takes_concurrent_index(&lexer);
}

static bool alters_outside(struct lexer lexer) {
    if (take(&lexer, "system"))
        return true;
    if (take(&lexer, "database"))
        return says_later(lexer, "tablespace");
    if (take(&lexer, "subscription"))
        return says_later(lexer, "publication") || says_later(lexer, "refresh");
    return take(&lexer, "table") && says_later(lexer, "detach") && says_later(lexer, "concurrently");
}

static bool reindexes_outside(struct lexer lexer) {
    static const char *const wholes[] = {"database", "system", "schema", NULL};
    if (says_later(lexer, "concurrently"))
        return true;
    skip_brackets(&lexer);
    return take_one_of(&lexer, wholes);
}

/* Without a table it is about all of them. */
static bool clusters_outside(struct lexer lexer) {
    skip_brackets(&lexer);
    take(&lexer, "verbose");
    return lexer_next_word(&lexer).kind == TOKEN_END;
}

bool postgresql_runs_outside(const char *sql) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, sql, strlen(sql));
    if (take(&lexer, "vacuum") || text_ends_with(sql, postgresql_apart))
        return true;
    if (take(&lexer, "create") || take(&lexer, "drop"))
        return makes_outside(lexer);
    if (take(&lexer, "alter"))
        return alters_outside(lexer);
    if (take(&lexer, "reindex"))
        return reindexes_outside(lexer);
    if (take(&lexer, "discard"))
        return take(&lexer, "all");
    return take(&lexer, "cluster") && clusters_outside(lexer);
}

/* --- After a crash --- */

/* A name with its schema, as it is written; null where none is. */
static const char *written_name(struct reading *reading) {
    struct token token = lexer_next_word(&reading->lexer);
    const char *start = token.text;
    while (token.kind == TOKEN_WORD || token.kind == TOKEN_NAME) {
        if (!take(&reading->lexer, "."))
            return arena_text(reading->arena, start, (size_t)(token.text + token.length - start));
        token = lexer_next_word(&reading->lexer);
    }
    return NULL;
}

static int has_row(struct reading *reading, const char *sql) {
    struct errors ignored = {.arena = reading->arena};
    bool found;
    return connection_has_row(reading->connection, sql, &found, &ignored) ? found : -1;
}

static const char *index_query(
    struct reading *reading, const char *index, const char *table, const char *more) {
    return arena_format(reading->arena,
        "SELECT 1 FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = "
        "i.indrelid "
        "WHERE t.oid = to_regclass(%s) AND x.relname = (parse_ident(%s))[1]%s",
        postgresql_text(reading->arena, table), postgresql_text(reading->arena, index), more);
}

/* What a build left unfinished is invalid for ever, and in the way of the next. */
static int clear_invalid(struct reading *reading, const char *index, const char *table) {
    struct errors ignored = {.arena = reading->arena};
    const char *block = arena_format(reading->arena,
        "BEGIN EXECUTE (SELECT format('DROP INDEX %%I.%%I', t.relnamespace::regnamespace::text, x.relname) "
        "FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
        "WHERE t.oid = to_regclass(%s) AND x.relname = (parse_ident(%s))[1] AND NOT i.indisvalid); END",
        postgresql_text(reading->arena, table), postgresql_text(reading->arena, index));
    const char *sql = arena_format(reading->arena, "DO %s", postgresql_text(reading->arena, block));
    return reading->connection->type->execute(reading->connection, sql, NULL, &ignored) ? 0 : -1;
}

static int index_made(struct reading *reading) {
    static const char *const if_not_exists[] = {"if", "not", "exists", NULL};
    while (take_one_of(&reading->lexer, if_not_exists))
        ;
    const char *index = written_name(reading);
    if (!index || !take(&reading->lexer, "on"))
        return -1;
    take(&reading->lexer, "only");
    const char *table = written_name(reading);
    if (!table)
        return -1;
    int there = has_row(reading, index_query(reading, index, table, ""));
    int valid =
        there == 1 ? has_row(reading, index_query(reading, index, table, " AND i.indisvalid")) : there;
    return there == 1 && !valid ? clear_invalid(reading, index, table) : valid;
}

/* An index that is half gone is there still: dropping it again does no harm. */
static int index_dropped(struct reading *reading) {
    static const char *const if_exists[] = {"if", "exists", NULL};
    while (take_one_of(&reading->lexer, if_exists))
        ;
    const char *index = written_name(reading);
    if (!index || take(&reading->lexer, ","))
        return -1;
    return has_row(reading, arena_format(reading->arena, "SELECT 1 WHERE to_regclass(%s) IS NULL",
                                postgresql_text(reading->arena, index)));
}

int postgresql_took_effect(struct connection *connection, struct arena *arena, const char *sql) {
    static const char *const repeatable[] = {"vacuum", "reindex", "cluster", "discard", NULL};
    const struct lexer start = lexer_on(postgresql_dialect.syntax, sql, strlen(sql));
    struct reading reading = {connection, arena, start};
    if (take_one_of(&reading.lexer, repeatable))
        return 0;
    if (take(&reading.lexer, "alter"))
        return take(&reading.lexer, "system") || says_later(reading.lexer, "validate") ? 0 : -1;
    if (take(&reading.lexer, "create"))
        return takes_concurrent_index(&reading.lexer) ? index_made(&reading) : -1;
    if (take(&reading.lexer, "drop"))
        return takes_concurrent_index(&reading.lexer) ? index_dropped(&reading) : -1;
    return -1;
}
