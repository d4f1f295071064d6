/* Operations that were written for another database, in the words of this one. */
#ifndef CMIGRATE_MYSQL_ADAPT_H
#define CMIGRATE_MYSQL_ADAPT_H

#include "ops/operation.h"

/* A unique index is a unique constraint here and the other way round, and a primary key has no name: the
 * operation as it fits the schema that it meets. */
struct operation operation_adapt(
    struct arena *arena, const struct schema *schema, const struct operation *operation);

#endif
