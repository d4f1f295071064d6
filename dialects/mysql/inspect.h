/* The live schema. */
#ifndef CMIGRATE_MYSQL_INSPECT_H
#define CMIGRATE_MYSQL_INSPECT_H

#include "dialect.h"

/* As dialect.h says. Two queries for the names, then one for each table and object. */
bool mysql_inspect(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors);

#endif
