/* Strings and names out of SQL text. */
#ifndef CMIGRATE_MYSQL_LITERAL_H
#define CMIGRATE_MYSQL_LITERAL_H

#include "base/buffer.h"
#include "sql/lexer.h"

/* What a string token means, without quotes, escapes undone. An introducer (_utf8mb4'x') is left out. */
struct buffer literal_bytes(struct arena *arena, struct token token);
/* The same, without zeros. */
char *literal_text(struct arena *arena, struct token token);
/* What a name means: bare, in backticks, or a string where a name is allowed as one. */
char *literal_name(struct arena *arena, struct token token);
/* The text as a literal in quotes. */
char *mysql_text(struct arena *arena, const char *text);

#endif
