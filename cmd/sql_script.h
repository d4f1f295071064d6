/* A revision written as SQL: its operations compiled for the database at hand. */
#ifndef CMIGRATE_CMD_SQL_SCRIPT_H
#define CMIGRATE_CMD_SQL_SCRIPT_H

#include "cmd/new_revision.h"

/* Fills the text's upgrade_sql and downgrade_sql. */
bool sql_script_compile(struct app *app, const struct new_revision *new_revision, struct script_text *text);

/* Operations that are SQL already, as text with a semicolon after each. */
const char *sql_script_join(struct app *app, const struct operations *executes);

#endif
