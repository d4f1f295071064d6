#include <string.h>

#include "base/text.h"
#include "postgresql/postgresql.h"

enum { WORDS_LOOKED_AT = 12 };

struct opening {
    struct token words[WORDS_LOOKED_AT];
    size_t count;
};

static struct opening read_opening(const char *sql) {
    struct opening opening = {0};
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, sql, strlen(sql));
    while (opening.count < WORDS_LOOKED_AT) {
        struct token token = lexer_next_word(&lexer);
        if (token.kind == TOKEN_END)
            break;
        opening.words[opening.count++] = token;
    }
    return opening;
}

static bool says(const struct opening *opening, size_t at, const char *word) {
    return at < opening->count && token_is(opening->words[at], word);
}

static bool changes_owner(const struct opening *opening) {
    for (size_t i = 2; says(opening, 0, "ALTER") && i + 1 < opening->count; i++)
        if (says(opening, i, "OWNER") && says(opening, i + 1, "TO"))
            return true;
    return false;
}

/* Roles are the cluster's, not the database's: what is said of one that isn't here, or whom one may not speak
 * for, goes unheard. */
static bool is_about_rights(const struct opening *opening) {
    return changes_owner(opening) || says(opening, 0, "GRANT") || says(opening, 0, "REVOKE") ||
           (says(opening, 0, "ALTER") && says(opening, 1, "DEFAULT") && says(opening, 2, "PRIVILEGES"));
}

static const char *attempt(struct arena *arena, const char *sql) {
    const char *block = arena_format(arena,
        "BEGIN EXECUTE %s; EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL; END",
        postgresql_text(arena, sql));
    return arena_format(arena, "DO %s", postgresql_text(arena, block));
}

static bool is_about_roles(const struct opening *opening) {
    if (says(opening, 1, "ROLE") || says(opening, 1, "USER") || says(opening, 1, "GROUP"))
        return says(opening, 0, "CREATE") || says(opening, 0, "ALTER") || says(opening, 0, "DROP");
    return says(opening, 0, "SET") && (says(opening, 1, "ROLE") || says(opening, 1, "SESSION"));
}

static bool is_transaction(const struct opening *opening) {
    return says(opening, 0, "BEGIN") || says(opening, 0, "COMMIT") ||
           (says(opening, 1, "TRANSACTION") && (says(opening, 0, "START") || says(opening, 0, "SET")));
}

/* In a transaction an index can't be built concurrently, and in an empty table needs not be. */
static const char *without_concurrently(struct arena *arena, const char *sql, const struct opening *opening) {
    for (size_t i = 1; i < opening->count && i < 4; i++) {
        const struct token *word = &opening->words[i];
        if (!token_is(*word, "CONCURRENTLY") || !says(opening, i - 1, "INDEX"))
            continue;
        return arena_format(arena, "%.*s%s", (int)(word->text - sql), sql, word->text + word->length);
    }
    return sql;
}

const char *postgresql_shadow_statement(struct arena *arena, const char *sql) {
    struct opening opening = read_opening(sql);
    if (is_about_roles(&opening) || is_transaction(&opening))
        return NULL;
    if (is_about_rights(&opening))
        return attempt(arena, sql);
    return without_concurrently(arena, sql, &opening);
}
