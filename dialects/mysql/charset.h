/* Character sets and collations. A collation tells its character set, so the canonical form holds only it. */
#ifndef CMIGRATE_MYSQL_CHARSET_H
#define CMIGRATE_MYSQL_CHARSET_H

#include "mysql/family.h"

/* The collation that a character set has when none is said. */
const char *charset_collation(const struct server *server, struct arena *arena, const char *charset);
/* The character set of a collation: "latin1" of "latin1_swedish_ci". */
const char *collation_charset(struct arena *arena, const char *collation);
/* One spelling, with the old "utf8" as "utf8mb3". Lower case. */
const char *charset_canonical(struct arena *arena, const char *name);
/* The spelling that this server takes. */
const char *charset_spelling(const struct features *features, struct arena *arena, const char *canonical);

#endif
