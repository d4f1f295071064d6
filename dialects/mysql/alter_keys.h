/* The keys, indexes and checks of one table's change. */
#ifndef CMIGRATE_MYSQL_ALTER_KEYS_H
#define CMIGRATE_MYSQL_ALTER_KEYS_H

#include "mysql/definition.h"

/* `before` has the columns' new names. Foreign keys are left to ddl.c, but not the indexes that the server
 * keeps for them: one that is no longer served gets its own, in the same statement. */
void drop_key_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses);
void add_key_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses);

#endif
