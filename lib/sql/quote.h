/* The lexer's long tokens: what has a beginning and an end sign. */
#ifndef CMIGRATE_SQL_QUOTE_H
#define CMIGRATE_SQL_QUOTE_H

#include "base/arena.h"
#include "sql/lexer.h"

/* Each fills `token` and returns true where such a token begins at the lexer's place. */
bool comment_scan(const struct lexer *lexer, struct token *token);
/* A string with its prefix, a quoted name, a dollar quote. */
bool quote_scan(const struct lexer *lexer, struct token *token);

/* What a quoted name means: without its quotes. */
char *quote_name(struct arena *arena, struct token token);

#endif
