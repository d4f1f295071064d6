/* Expressions in the server's own spelling: what the two files of that work share. */
#ifndef CMIGRATE_POSTGRESQL_NORMALISE_H
#define CMIGRATE_POSTGRESQL_NORMALISE_H

#include "postgresql/postgresql.h"

struct normalising {
    struct connection *connection;
    struct arena *arena;
    const struct schema *actual;
    struct schema *desired;
    struct errors *errors;
    const char *in_schema;  /* whose tables and objects are at hand; null: the default one */
    struct tables tables;   /* of `desired`, with an expression that differs */
    struct objects objects; /* likewise */
    const char *temporary;  /* the schema of temporary objects, as the session has it */
    bool forbidden;         /* the role may make none */
};

bool same_tokens(const char *left, const char *right);
/* The table or object as the database has it, or null. */
const struct table *counterpart_of_table(const struct normalising *normalising, const struct table *table);
const struct object *counterpart_of_object(
    const struct normalising *normalising, const struct object *object);
const char *object_text(const struct object *object);
/* The schema at hand, as the server prints it. */
const char *printed_schema(const struct normalising *normalising);

/* normalise_adopt.c */
/* Where `printed`, the temporary copies as the server prints them, is what the database has, the desired
 * schema takes that spelling. */
void normalise_adopt(const struct normalising *normalising, const struct schema *printed);

/* normalise_trial.c */
/* Is it the database's, and no schema's? */
bool normalise_is_wide(const struct object *object);
const char *normalise_trial_name(const struct normalising *normalising, const struct object *object);
/* The statement with that name wherever the object's stands behind the word for its kind. */
const char *normalise_under_trial_name(
    const struct normalising *normalising, const struct object *object, const char *sql);

/* normalise_undecided.c */
/* What differs as text is taken to be what the database has, and named. */
void normalise_give_up(const struct normalising *normalising, struct names *undecided);

#endif
