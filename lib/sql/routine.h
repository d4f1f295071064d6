/* Knows where semicolons belong to the body of a trigger, a routine or a rule, and not to the file. */
#ifndef CMIGRATE_SQL_ROUTINE_H
#define CMIGRATE_SQL_ROUTINE_H

#include "sql/lexer.h"

/* One statement, token by token; begins zeroed. */
struct routine {
    enum { ROUTINE_OPEN, ROUTINE_NO, ROUTINE_YES, ROUTINE_RULE } kind; /* open: it could become one */
    struct token before;
    size_t blocks;     /* BEGIN, IF, LOOP… that wait for their END; of a rule, brackets */
    size_t cases;      /* CASE expressions inside the innermost of them */
    const char *began; /* the outermost block */
    bool at_start;     /* of a statement in the body */
    bool declares;     /* the statement in the body is a DECLARE, which may end in a block */
};

/* Takes the statement's next token, be it a semicolon; blanks and comments are not for it. */
void routine_take(struct routine *routine, const struct sql_syntax *syntax, struct token token);

#endif
