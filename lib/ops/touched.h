/* Which tables operations change: all others can be left alone, however many there are. */
#ifndef CMIGRATE_OPS_TOUCHED_H
#define CMIGRATE_OPS_TOUCHED_H

#include "ops/operation.h"

/* Adds the full names of the tables that the operations name, before and after, and of those in `schema` with
 * a column of an enum that they change. The values mean nothing. */
void operations_touch(struct arena *arena, const struct operations *operations, const struct schema *schema,
    struct name_index *touched);
bool table_is_among(struct arena *arena, const struct table *table, const struct name_index *names);
/* Has the table a foreign key to one of them? */
bool table_refers_to(struct arena *arena, const struct table *table, const struct name_index *names);

/* A copy to which the operations may be applied: what they can't change is shared. */
struct schema *schema_copy_for(
    struct arena *arena, const struct schema *schema, const struct operations *operations);

#endif
