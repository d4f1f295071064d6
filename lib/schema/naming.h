/* The names of constraints and indexes that nobody named, always the same for the same structure:
 * pk_TABLE, fk_TABLE_COLUMNS, uq_TABLE_COLUMNS, ix_TABLE_COLUMNS, ck_TABLE_HASH. */
#ifndef CMIGRATE_SCHEMA_NAMING_H
#define CMIGRATE_SCHEMA_NAMING_H

#include "schema/schema.h"

enum { NAME_LENGTH_MAX = 63 }; /* bytes; PostgreSQL's limit, the smallest of the three */

/* A pattern for each kind, with {table}, {columns}, {column} (the first), {referred_table}, {hash}; null
 * fields take the default. */
struct naming {
    const char *primary_key, *foreign_key, *unique, *check, *index;
};

/* Names what has none in the table and marks it conventional. A name that would be too long ends in a hash
 * instead. */
void naming_apply(struct arena *arena, const struct naming *naming, struct table *table);
const char *naming_constraint(struct arena *arena, const struct naming *naming, const struct table *table,
    const struct constraint *constraint);
const char *naming_index(
    struct arena *arena, const struct naming *naming, const struct table *table, const struct index *index);

#endif
