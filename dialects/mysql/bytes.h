/* Literals for columns of bytes, which need not be text. */
#ifndef CMIGRATE_MYSQL_BYTES_H
#define CMIGRATE_MYSQL_BYTES_H

#include "base/arena.h"
#include "sql/lexer.h"

/* binary, varbinary and the blobs, by the first word of the type. */
bool bytes_are_kept(const char *base);
/* The literal's one spelling for a column of that type: text in quotes, or x'…' where it is none. Null when
 * the token says no bytes. */
const char *bytes_canonical(struct arena *arena, const char *base, struct token token);

#endif
