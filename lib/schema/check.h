/* Does a schema make sense by itself, whatever the database? */
#ifndef CMIGRATE_SCHEMA_CHECK_H
#define CMIGRATE_SCHEMA_CHECK_H

#include "schema/schema.h"

/* Adds an error, with its place and the nearest right name, for each: foreign key to no table or column, or
 * with unequal counts; key, index or check on no column; a duplicate name; a table without columns; two
 * columns that were the same one; an empty name. False when there was one. */
bool schema_check(const struct schema *schema, struct errors *errors);

#endif
