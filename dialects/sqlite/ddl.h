/* SQLite's DDL as text. */
#ifndef CMIGRATE_SQLITE_DDL_H
#define CMIGRATE_SQLITE_DDL_H

#include "sqlite/sqlite.h"

/* CREATE TABLE as `name`, without its indexes. */
char *sqlite_create_table_sql(struct arena *arena, const struct table *table, const char *name);
/* One statement; two by way of a name in between where only the case changes: SQLite takes that for taken. */
struct names sqlite_rename_table_sql(struct arena *arena, const char *from, const char *to);
char *sqlite_create_index_sql(struct arena *arena, const struct table *table, const struct index *index);
/* ALTER TABLE … ADD COLUMN; `keys` stand in the column. */
char *sqlite_add_column_sql(struct arena *arena, const struct table *table, const struct column *column,
    const struct constraints *keys);
/* The whole CREATE statement of a view, trigger…; null when it has none for SQLite. */
const char *sqlite_create_object_sql(struct arena *arena, const struct object *object);
const char *sqlite_drop_object_sql(struct arena *arena, const struct object *object);
char *sqlite_name(struct arena *arena, const char *name);
/* Is it a literal, which stands in DEFAULT without brackets and never changes? */
bool sqlite_is_literal(const char *expression);

#endif
