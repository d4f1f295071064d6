/* How the live schema is read: what the files of that work share. */
#ifndef CMIGRATE_POSTGRESQL_INSPECT_H
#define CMIGRATE_POSTGRESQL_INSPECT_H

#include "postgresql/postgresql.h"

/* A table of the schemas that are read, with its columns by their numbers: null where one was dropped. */
struct relation {
    struct table *table; /* null: it isn't reported */
    struct columns columns;
};

LIST_TYPE(relations, struct relation *);

/* Rows speak of others by the server's numbers: what stands under them is found in the indexes by the number
 * as text. */
struct inspection {
    struct connection *connection;
    const struct inspect_scope *scope;
    struct arena *arena;
    struct arena *scratch; /* released when all is read */
    struct schema *schema;
    struct errors *errors;
    struct name_index relations; /* struct relation */
    struct relations reported;   /* those with a table */
    struct name_index indexes;   /* struct index, of those whose parts are still to be read */
    struct names asked_for;      /* their numbers */
    struct name_index enums;     /* struct enum_type */
    struct names present;        /* kinds of objects that there are some of */
};

/* --- inspect.c --- */

/* The schema as postgresql_inspect() reads it, with the search_path that is set. */
bool inspection_read(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors);

/* Runs one of the queries, with the schemas put in. */
bool inspection_query(struct inspection *inspection, const char *query, row_function *row);
/* A copy that lasts; null stays null. */
const char *inspection_text(const struct inspection *inspection, const char *value);
/* A schema's name as models have it: null for the default one. */
const char *inspection_schema(const struct inspection *inspection, const char *name);
/* Adds an option of this dialect when it has a value. */
void inspection_option(
    const struct inspection *inspection, struct options *options, const char *name, const char *value);
void inspection_switch(
    const struct inspection *inspection, struct options *options, const char *name, const char *value);
bool inspection_wants(const struct inspection *inspection, const char *in_schema, const char *name);

/* --- inspect_relation.c --- */

/* The relation of that number; a new one, which isn't reported, when none is known. */
struct relation *inspection_relation(struct inspection *inspection, const char *number);
/* The table of that number, or null when it isn't reported. */
struct table *inspection_table(const struct inspection *inspection, const char *number);
/* The names of a table's columns by their numbers, "{1,2}" or "1 2": the first `count` of them. */
struct names inspection_columns(
    const struct inspection *inspection, const char *table, const char *numbers, size_t count);

/* --- inspect_text.c --- */

bool is_true(const char *value);
/* {a,"b c"} */
struct names array_read(struct arena *arena, const char *text);
/* Without the brackets around the whole. */
const char *without_brackets(struct arena *arena, const char *expression);

/* --- one for each query --- */

bool inspect_tables(struct inspection *inspection);
bool inspect_columns(struct inspection *inspection);
bool inspect_sequences(struct inspection *inspection);
bool inspect_constraints(struct inspection *inspection);
bool inspect_indexes(struct inspection *inspection);
bool inspect_enums(struct inspection *inspection);
bool inspect_objects(struct inspection *inspection);

#endif
