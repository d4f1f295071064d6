/* What rows operations meet: asked of the live database in bounded time. What can't be asked is not so. */
#ifndef CMIGRATE_ENGINE_ASKING_H
#define CMIGRATE_ENGINE_ASKING_H

#include "base/index.h"
#include "engine/engine.h"
#include "engine/filled.h"

/* Operations name things as they will be then; the database knows them as they are now. */
struct asking {
    struct engine *engine;
    const struct operations *operations;
    size_t at; /* which of them asks */
    struct filled filled;
    struct name_index tables;     /* full name then → name now; "" when it isn't there yet */
    struct name_index columns;    /* "table.column" then → column now; "" likewise */
    struct name_index required;   /* "table.column" then, of which it is told that NULL is in the way */
    struct name_index collations; /* "table.column" then → collation, where that becomes another */
    struct schema
        *seen; /* tables that operations don't say enough of, as they are now; null: not looked yet */
    struct names *dangers;
};

const char *asking_table_key(struct asking *asking, const struct operation *operation);
const char *asking_column_key(struct asking *asking, const struct operation *operation, const char *column);
bool asking_is_of_table(const struct operation *left, const struct operation *right);
/* Null: it is made by an earlier operation. */
const char *asking_table_now(struct asking *asking, const struct operation *operation);
const char *asking_column_now(struct asking *asking, const struct operation *operation, const char *column);

/* Do SQL or data of the revision's own, which come before, touch the table? Then what is wrong with its rows
 * may be mended by then. */
bool asking_is_too_early(struct asking *asking, const struct operation *operation);

bool asking_has_rows(struct asking *asking, const struct operation *operation);
/* Is the condition, which names the column as it is now, true of a row? */
bool asking_has_such(
    struct asking *asking, const struct operation *operation, const char *column, const char *condition);
/* Has the column a row that is, or is not, NULL: `test` is what follows its name. */
bool asking_has_value(
    struct asking *asking, const struct operation *operation, const char *column, const char *test);
/* The same of a condition that may name any column. */
bool asking_has_rows_with(struct asking *asking, const struct operation *operation, const char *condition);
/* Are there rows that break the check, which names columns as they are then? */
bool asking_breaks(struct asking *asking, const struct operation *operation, const char *check);
/* Have several rows, of those for which `where` holds, the same values? Null: of all. */
bool asking_has_duplicates(struct asking *asking, const struct operation *operation,
    const struct key_parts *parts, const char *where);
/* Have rows a reference to `columns` of a table as it is now where there is no such row? */
bool asking_has_orphans(struct asking *asking, const struct operation *operation,
    const struct reference *reference, const struct names *columns);

#endif
