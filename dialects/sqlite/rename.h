/* Triggers after a rename. SQLite mends their texts itself; this does the same to what is in memory, as far
 * as that can be told from the text alone, for rebuilds that come later and for offline SQL. */
#ifndef CMIGRATE_SQLITE_RENAME_H
#define CMIGRATE_SQLITE_RENAME_H

#include "schema/schema.h"

/* Where the text names a table: behind ON, INTO, FROM, JOIN, UPDATE, and before a dot. */
char *sqlite_rename_table_in(struct arena *arena, const char *sql, const char *from, const char *to);
/* Where it names a column of the trigger's own table: NEW.name, OLD.name, UPDATE OF name. */
char *sqlite_rename_column_in(struct arena *arena, const char *sql, const char *from, const char *to);

#endif
