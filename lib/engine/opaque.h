/* What can be said of SQL that nobody has described. */
#ifndef CMIGRATE_ENGINE_OPAQUE_H
#define CMIGRATE_ENGINE_OPAQUE_H

#include "engine/engine.h"
#include "sql/split.h"

/* The SQL that an execute or execute_file has for this database, statement by statement; none when it has
 * nothing for it. */
bool opaque_statements(struct engine *engine, const struct script *script, const struct operation *operation,
    struct sql_statements *statements, struct errors *errors);

/* The operations, with each execute_file as the execute of what stands in its file; added to `read`. */
bool opaque_read(struct engine *engine, const struct script *script, const struct operations *operations,
    struct operations *read, struct errors *errors);

/* Is the statement one that never changes a schema, by its first word: INSERT, UPDATE, DELETE, SELECT…? */
bool opaque_changes_rows_only(const struct sql_syntax *syntax, const char *sql);
/* Does the statement begin or end a transaction? A revision in one would be torn in two by it. */
bool opaque_ends_transaction(const struct sql_syntax *syntax, const char *sql);
/* Notes in `replay` the words of the SQL: tables of such a name are unknown from here on. */
void opaque_mark(
    struct engine *engine, const struct revision *revision, const char *sql, struct replay *replay);

#endif
