/* Indexes that nobody has to say: InnoDB makes one for a foreign key whose columns no other index begins
 * with, under the key's name. Where it is exactly that, it belongs to the key: it isn't reported, and goes
 * with it. */
#ifndef CMIGRATE_MYSQL_IMPLIED_H
#define CMIGRATE_MYSQL_IMPLIED_H

#include "schema/schema.h"

/* The name of the index that the server keeps for the foreign key alone; null when another index serves. */
const char *implied_index_name(const struct table *table, const struct constraint *key);
/* Has the table a key that begins with these columns, as one that foreign keys refer to must? */
bool table_has_key_on(const struct table *table, const struct names *columns);
/* Takes the indexes that are implied out of what was inspected. */
void implied_indexes_remove(struct table *table);
/* A unique index and a unique constraint are the same here: the plain ones are constraints. */
void unique_indexes_to_constraints(struct arena *arena, struct table *table);

#endif
