/* The live schema. */
#ifndef CMIGRATE_SQLITE_INSPECT_H
#define CMIGRATE_SQLITE_INSPECT_H

#include "sqlite/sqlite.h"

/* As dialect.h says; of the tables in the scope the indexes and triggers come too, and virtual tables without
 * the tables they keep their content in. */
bool sqlite_inspect(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors);

#endif
