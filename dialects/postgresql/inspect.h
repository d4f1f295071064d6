/* How the live schema is read: what the files of that work share. */
#ifndef CMIGRATE_POSTGRESQL_INSPECT_H
#define CMIGRATE_POSTGRESQL_INSPECT_H

#include "postgresql/postgresql.h"

struct inspection {
    struct connection *connection;
    const struct inspect_scope *scope;
    struct arena *arena;
    struct schema *schema;
    struct errors *errors;
    struct name_index tables;  /* oid → struct table */
    struct name_index indexes; /* oid → struct index */
    struct name_index parents; /* oid of a partition or heir → its columns come from there */
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
