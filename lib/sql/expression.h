/* Compares SQL as tokens: white space, comments, the case of keywords and needless quotes don't count. */
#ifndef CMIGRATE_SQL_EXPRESSION_H
#define CMIGRATE_SQL_EXPRESSION_H

#include "base/arena.h"
#include "sql/lexer.h"

/* One form for all texts that are equal as tokens: keywords and bare names in lower case, one blank between
 * tokens, names unquoted where that changes nothing, brackets around the whole taken off. Used to compare and
 * to make checksums, never to execute. */
char *expression_canonical(struct arena *arena, const struct sql_syntax *syntax, const char *text);
/* Both null counts as equal. */
bool expression_equal(const struct sql_syntax *syntax, const char *left, const char *right);
/* Does the expression name the column, bare or quoted? */
bool expression_names(const struct sql_syntax *syntax, const char *text, const char *column);
/* The text with each mention of a column (or table) name replaced; everything else byte for byte as it was.
 * `quoted` is the new name, ready to stand in SQL. */
char *expression_rename(struct arena *arena, const struct sql_syntax *syntax, const char *text,
    const char *name, const char *quoted);

#endif
