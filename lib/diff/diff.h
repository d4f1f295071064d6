/* What changes one schema into another. Pure: no database, no dialect, no file. */
#ifndef CMIGRATE_DIFF_DIFF_H
#define CMIGRATE_DIFF_DIFF_H

#include "ops/operation.h"
#include "sql/lexer.h"

/* What of a schema counts on the database at hand; from its traits and the configuration. */
struct diff_rules {
    const char *dialect;             /* whose options count */
    const struct sql_syntax *syntax; /* how expressions are cut into tokens */
    bool column_order;               /* does the order of columns count? */
    bool tables_ignore_case;         /* is Name the same table as name? */
    bool columns_ignore_case;        /* the same column? */
    bool comments;                   /* can it hold comments? */
    bool types, defaults;            /* configuration: compare: {type, default} */
    bool foreign_keys_alterable;     /* can a foreign key be added to a table that is there? Else circles go
                                        inline */
    bool columns_apart; /* does what reads a table depend on the columns that it names alone? Then those whose
                           type, name and expression stay don't shake it */
    /* Are the types of two columns the same beneath, and only spelt otherwise? May be null: they aren't. */
    bool (*same_base)(const struct column *before, const struct column *after);
    /* Can an object take another's place while what depends on it stays? Then its drop and creation stand
     * side by side. May be null: none can. */
    bool (*replaces)(const struct object *before, const struct object *after);
    /* Can an object of this kind get another name, with what hangs on it? May be null: none can. */
    bool (*renames)(const char *kind);
    /* Can a key, a check or an index of the table, as the schema has it, get another name where it stands?
     * May be null: none can. */
    bool (*renames_keys)(const struct schema *schema, const struct table *table);
    /* Does the object say what comes with those that are made after it, as default privileges do? May be
     * null: none does. */
    bool (*reaches_ahead)(const struct object *object);
    /* Appends what comes, by such an object, with a new table, or else with a new object: each with its name
     * and how it is taken back. */
    void (*comes_with)(struct arena *arena, const struct object *giver, const struct table *table,
        const struct object *object, struct objects *found);
    /* Asked where two expressions differ as tokens: 1 equal, 0 different, -1 undecided. May be null:
     * different. What it remembers must not be in the arena of the comparison. */
    int (*same_expression)(void *context, const char *left, const char *right);
    void *context;
};

/* Appends the operations that turn `actual` into `desired` (both resolved), in an order that can be executed:
 * nothing is used before it is made or after it is dropped. The same input gives the same list. Kinds that
 * `desired` doesn't manage are left alone. Renames only where `was` says so. */
bool diff_schemas(struct arena *arena, const struct diff_rules *rules, const struct schema *actual,
    const struct schema *desired, struct operations *operations, struct errors *errors);

#endif
