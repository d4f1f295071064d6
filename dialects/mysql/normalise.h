/* What normalise.c and normalise_view.c share. */
#ifndef CMIGRATE_MYSQL_NORMALISE_H
#define CMIGRATE_MYSQL_NORMALISE_H

#include "mysql/definition.h"

struct normalising {
    struct connection *connection;
    struct arena *arena;
    struct definition definition;
    struct errors ignored;       /* what the server can't be asked stays as it is */
    struct name_index relations; /* all tables and views, once asked for, be they left out of comparing */
};

/* Calls for each row of the query. */
bool normalising_query(struct normalising *normalising, const char *sql, row_function *row);
/* The value in that column of the query's last row; null when there is none. */
const char *normalising_ask(struct normalising *normalising, const char *sql, size_t column);
bool normalising_execute(struct normalising *normalising, const char *sql);
/* Are both there, and other as tokens? */
bool normalising_differs(const char *left, const char *right);

/* Takes the text of the view that is there, where the server reads the desired one so. What can't be told is
 * named in `undecided`, and taken to be the same. */
void normalise_view(struct normalising *normalising, const struct object *actual, struct object *desired,
    struct names *undecided);

/* normalise_text.c: are they the same but for what the server adds? `kind`: of an object, or "partition". */
bool normalising_same_text(
    const struct normalising *normalising, const char *kind, const char *there, const char *wanted);
/* Has it say all that the server would print. */
void normalise_sequence(struct normalising *normalising, struct object *desired);

#endif
