/* Cuts a SQL file into its statements, as the database's own client does. */
#ifndef CMIGRATE_SQL_SPLIT_H
#define CMIGRATE_SQL_SPLIT_H

#include "base/error.h"
#include "sql/lexer.h"

struct sql_statement {
    const char *text; /* without the ending delimiter, and without blanks and comments around it */
    size_t length;
    struct place place; /* of its first token */
};

LIST_TYPE(sql_statements, struct sql_statement);

/* Lines for the client, and the rows of a COPY, are left out. False for a quote, comment or body that the end
 * of the file cuts, with its place. `text` lies within `source`. */
bool sql_split(struct arena *arena, const struct sql_syntax *syntax, const struct source *source,
    const char *text, size_t length, struct sql_statements *statements, struct errors *errors);

/* The same for SQL that a revision runs: what only the database's client can do, be it \i, .read or the rows
 * of a COPY … FROM STDIN, is an error, for it would be left out. */
bool sql_split_to_run(struct arena *arena, const struct sql_syntax *syntax, const struct source *source,
    const char *text, size_t length, struct sql_statements *statements, struct errors *errors);

#endif
