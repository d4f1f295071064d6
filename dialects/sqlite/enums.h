/* Finds enums again: the check that stands for one becomes part of its column's type. */
#ifndef CMIGRATE_SQLITE_ENUMS_H
#define CMIGRATE_SQLITE_ENUMS_H

#include "sqlite/sqlite.h"

/* Takes each unnamed CHECK (column IN ('text', …)) of a column VARCHAR(longest) out of the constraints and
 * into the column's type_sql. */
void sqlite_fold_enums(struct arena *arena, struct table *table);

#endif
