/* The words that mean something else as a bare word than as a quoted name. */
#ifndef CMIGRATE_SQL_KEYWORD_H
#define CMIGRATE_SQL_KEYWORD_H

#include "sql/lexer.h"

/* Is it a reserved word in one of the databases, in any case, be it bare or within quotes? */
bool keyword_is(const char *word, size_t length);

#endif
