#include <string.h>
#include <strings.h>

#include "mysql/mysql.h"

/* A dump of a whole database makes it and goes there: the shadow is to be filled, not that one. */
const char *mysql_shadow_statement(struct arena *arena, const char *sql) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    struct token first = lexer_next_word(&lexer), second = lexer_next_word(&lexer);
    (void)arena;
    if (token_is(first, "USE"))
        return NULL;
    bool changes = token_is(first, "CREATE") || token_is(first, "ALTER") || token_is(first, "DROP");
    return changes && (token_is(second, "DATABASE") || token_is(second, "SCHEMA")) ? NULL : sql;
}

/* Names of databases may ignore case: these are taken to. */
static bool is_name(struct token token, const char *name) {
    size_t length = strlen(name);
    bool quoted = token.kind == TOKEN_NAME && token.length > 1;
    if (token.kind != TOKEN_WORD && !quoted)
        return false;
    return token.length - (quoted ? 2 : 0) == length &&
           !strncasecmp(token.text + (quoted ? 1 : 0), name, length);
}

bool mysql_names_database(const char *sql, const char *database) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    struct token before = {0}, token = lexer_next_word(&lexer);
    while (token.kind != TOKEN_END) {
        struct token after = lexer_next_word(&lexer);
        if (is_name(token, database) && token_is(after, ".") && !token_is(before, "."))
            return true;
        before = token;
        token = after;
    }
    return false;
}
