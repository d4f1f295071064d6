/* What becomes of values when their column gets another type. */
#ifndef CMIGRATE_SQLITE_CONVERT_H
#define CMIGRATE_SQLITE_CONVERT_H

#include "sqlite/sqlite.h"

/* Are they converted by CAST? */
bool sqlite_wants_cast(const struct column *from, const struct column *to);
/* See dialect.h. */
const char *sqlite_loses(struct arena *arena, const struct column *from, const struct column *to);
const char *sqlite_excludes(struct arena *arena, const struct table *from, const struct table *to);

#endif
