/* The order in which triggers of one table run. */
#ifndef CMIGRATE_MYSQL_TRIGGERS_H
#define CMIGRATE_MYSQL_TRIGGERS_H

#include "schema/schema.h"

/* Has each trigger that isn't the first for its moment say, under `follows`, which one is before it in the
 * schema. */
void triggers_note_order(struct arena *arena, struct schema *schema);
/* The statement that makes the trigger in its place; `schema` is what it meets. */
const char *trigger_create(
    struct arena *arena, const struct schema *schema, const struct object *trigger, const char *sql);

#endif
