/* Operations into statements. What is about one table is gathered in a batch, which ends as a few ALTER TABLE
 * or as one rebuild. */
#ifndef CMIGRATE_SQLITE_COMPILE_H
#define CMIGRATE_SQLITE_COMPILE_H

#include "sqlite/sqlite.h"

struct column_rename {
    const char *from, *to;
};
LIST_TYPE(column_renames, struct column_rename);

/* How the values of a column come from the old table. */
struct conversion {
    const char *column; /* by its name before all renames of the batch */
    const char *sql;
};
LIST_TYPE(conversions, struct conversion);

struct batch {
    struct table *table;        /* of the schema, as it is after the batch's operations */
    const struct table *before; /* as it is in the database */
    size_t operation;           /* the first of the batch */
    bool is_rebuild;            /* one of the operations has no statement of its own */
    struct statements native;   /* what would do if none needed a rebuild */
    struct column_renames renames;
    struct conversions conversions;
    struct names fresh;   /* columns that are new, even if one of this name was there */
    struct names touched; /* columns whose type the batch says: what it is depends on the key at the end */
};
LIST_TYPE(batches, struct batch *);

struct compilation {
    const struct server *server;
    struct arena *arena;
    struct schema *schema;
    const struct operations *operations;
    struct statements *statements;
    struct errors *errors;
    struct batches batches; /* not yet statements, in the order they began */
    size_t at;              /* which operation */
};

bool sqlite_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors);

/* What must stand around the transaction: foreign keys are off while tables are rebuilt or dropped. */
bool sqlite_frame(
    struct arena *arena, const struct operations *operations, struct frame *frame, struct errors *errors);
/* The frame's queries for rows that break a foreign key: what broke one before the work is found again after
 * it. */
void sqlite_compare_violations(struct arena *arena, const struct operations *operations, struct frame *frame);

struct statement *sqlite_add_statement(struct compilation *compilation, struct statements *list,
    size_t operation, enum statement_kind kind, const char *sql);

/* Native statements for an operation that was applied to the batch's table, added to batch->native. False: it
 * has none, or not in every case. */
bool sqlite_native_add(
    struct compilation *compilation, struct batch *batch, const struct operation *operation);
/* Can SQLite add such a column to a table that may have rows? */
bool sqlite_can_add_column(const struct operation *operation);

/* The batch as a rebuild, then the renames. */
void sqlite_rebuild_add(struct compilation *compilation, const struct batch *batch);

#endif
