/* What the writing files of this room share. */
#ifndef CMIGRATE_SCHEMA_WRITE_PARTS_H
#define CMIGRATE_SCHEMA_WRITE_PARTS_H

#include "schema/write.h"

/* Which of a table's keys its columns' short words say; the table's sections say the others. */
bool is_short_primary_key(const struct table *table);
bool is_short_constraint(const struct table *table, const struct constraint *constraint);
bool is_short_index(const struct table *table, const struct index *index);
/* Does reading give this conventional name again, wherever it stands among the others? */
bool is_nameless(const struct table *table, const char *name, bool conventional);

struct yaml_node *key_parts_write(struct arena *arena, const struct key_parts *parts);
/* references, on_delete, on_update, match; "author.id" where that says it. */
void reference_write(struct arena *arena, struct yaml_node *mapping, const struct reference *reference);
void deferrable_write(struct arena *arena, struct yaml_node *mapping, enum deferrable deferrable);

/* Without a mapping where that says the same: columns alone, an expression alone, a text alone. */
struct yaml_node *constraint_write_short(
    struct arena *arena, const struct constraint *constraint, const char *name);
struct yaml_node *index_write_short(struct arena *arena, const struct index *index, const char *name);
struct yaml_node *object_write_short(struct arena *arena, const struct object *object);

#endif
