#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "sqlite/sqlite.h"

enum { KEYWORD_LENGTH_MAX = 17 };

/* All of SQLite's words, sorted; also those that it would take as names where nothing else fits. */
static const char *const keywords[] = {"ABORT", "ACTION", "ADD", "AFTER", "ALL", "ALTER", "ALWAYS", "ANALYZE",
    "AND", "AS", "ASC", "ATTACH", "AUTOINCREMENT", "BEFORE", "BEGIN", "BETWEEN", "BY", "CASCADE", "CASE",
    "CAST", "CHECK", "COLLATE", "COLUMN", "COMMIT", "CONFLICT", "CONSTRAINT", "CREATE", "CROSS", "CURRENT",
    "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "DATABASE", "DEFAULT", "DEFERRABLE", "DEFERRED",
    "DELETE", "DESC", "DETACH", "DISTINCT", "DO", "DROP", "EACH", "ELSE", "END", "ESCAPE", "EXCEPT",
    "EXCLUDE", "EXCLUSIVE", "EXISTS", "EXPLAIN", "FAIL", "FALSE", "FILTER", "FIRST", "FOLLOWING", "FOR",
    "FOREIGN", "FROM", "FULL", "GENERATED", "GLOB", "GROUP", "GROUPS", "HAVING", "IF", "IGNORE", "IMMEDIATE",
    "IN", "INDEX", "INDEXED", "INITIALLY", "INNER", "INSERT", "INSTEAD", "INTERSECT", "INTO", "IS", "ISNULL",
    "JOIN", "KEY", "LAST", "LEFT", "LIKE", "LIMIT", "MATCH", "MATERIALIZED", "NATURAL", "NO", "NOT",
    "NOTHING", "NOTNULL", "NULL", "NULLS", "OF", "OFFSET", "ON", "OR", "ORDER", "OTHERS", "OUTER", "OVER",
    "PARTITION", "PLAN", "PRAGMA", "PRECEDING", "PRIMARY", "QUERY", "RAISE", "RANGE", "RECURSIVE",
    "REFERENCES", "REGEXP", "REINDEX", "RELEASE", "RENAME", "REPLACE", "RESTRICT", "RETURNING", "RIGHT",
    "ROLLBACK", "ROW", "ROWS", "SAVEPOINT", "SELECT", "SET", "STORED", "STRICT", "TABLE", "TEMP", "TEMPORARY",
    "THEN", "TIES", "TO", "TRANSACTION", "TRIGGER", "TRUE", "UNBOUNDED", "UNION", "UNIQUE", "UPDATE", "USING",
    "VACUUM", "VALUES", "VIEW", "VIRTUAL", "WHEN", "WHERE", "WINDOW", "WITH", "WITHIN", "WITHOUT"};

static int compare_words(const void *left, const void *right) {
    return strcmp(left, *(const char *const *)right);
}

bool sqlite_is_keyword(const char *word) {
    char upper[KEYWORD_LENGTH_MAX + 1];
    size_t length = 0;
    for (; word[length]; length++) {
        if (length == KEYWORD_LENGTH_MAX)
            return false;
        char c = word[length];
        upper[length] = c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
    }
    upper[length] = 0;
    return bsearch(upper, keywords, sizeof keywords / sizeof *keywords, sizeof *keywords, compare_words);
}

static bool is_plain(const char *name) {
    if (!*name || (*name >= '0' && *name <= '9'))
        return false;
    for (const char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '_'))
            return false;
    return !sqlite_is_keyword(name);
}

void sqlite_add_doubled(struct buffer *out, const char *text, char quote) {
    buffer_add_char(out, quote);
    for (const char *c = text; *c; c++) {
        if (*c == quote)
            buffer_add_char(out, quote);
        buffer_add_char(out, *c);
    }
    buffer_add_char(out, quote);
}

void sqlite_name_quoted(struct buffer *out, const char *name) {
    if (is_plain(name))
        buffer_add(out, name);
    else
        sqlite_add_doubled(out, name, '"');
}

void sqlite_text_quoted(struct buffer *out, const char *text) {
    sqlite_add_doubled(out, text, '\'');
}

char *sqlite_text_unquoted(struct arena *arena, struct token token) {
    char *text = arena_text(arena, token.text + 1, token.length - 2), *to = text;
    for (const char *from = text; *from; from++) {
        *to++ = *from;
        if (*from == '\'' && from[1] == '\'')
            from++;
    }
    *to = 0;
    return text;
}

bool sqlite_same_name(const char *left, const char *right) {
    return text_same_word(left, right);
}
