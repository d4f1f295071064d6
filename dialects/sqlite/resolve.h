/* A declared table in SQLite's own terms, and back. */
#ifndef CMIGRATE_SQLITE_RESOLVE_H
#define CMIGRATE_SQLITE_RESOLVE_H

#include "sqlite/sqlite.h"

bool sqlite_resolve(
    const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors);
bool sqlite_resolve_table(const struct server *server, struct arena *arena, const struct schema *schema,
    struct table *table, struct errors *errors);
void sqlite_describe(const struct server *server, struct arena *arena, struct table *table);
struct type_memory;
void sqlite_describe_all(struct arena *arena, struct type_memory *types, struct table *table);

/* The same, but only columns named in `touched` get a type; the others keep the one they have in the
 * database. Null: all. */
bool sqlite_resolve_touched(struct arena *arena, const struct schema *schema, struct table *table,
    const struct names *touched, struct errors *errors);

/* The spelling of the column's type where it stands. */
const char *sqlite_column_type(struct arena *arena, const struct table *table, const struct column *column);
/* The column that is another name for the rowid: the one of a primary key that is spelt INTEGER. Null when
 * there is none. */
const struct column *sqlite_rowid_alias(const struct table *table);

#endif
