/* Models against the live database, or against what the scripts make: what migrate, check and baseline have
 * in common. */
#ifndef CMIGRATE_CMD_COMPARE_H
#define CMIGRATE_CMD_COMPARE_H

#include "cmd/app.h"

struct compare_options compare_options_of(struct app *app);
/* Refuses a database that is behind its scripts. */
bool compare_refuses_pending(struct app *app, const struct names *version_rows);
/* Reads the models and compares them with the connected database. */
bool compare_with_database(struct app *app, struct comparison *comparison);
/* Reads the models and compares them with the replayed scripts; needs no database. */
bool compare_with_revisions(struct app *app, struct comparison *comparison);
/* An error if there is something that could not be decided. */
bool compare_refuses_undecided(struct app *app, const struct comparison *comparison);
/* A line for each operation on standard output, or the array "differences" of --json. */
void compare_show(struct app *app, const struct operations *operations);
/* The array alone. */
void compare_json(struct app *app, const struct operations *operations);

#endif
