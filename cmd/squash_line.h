/* The revisions that a squash puts together. */
#ifndef CMIGRATE_CMD_SQUASH_LINE_H
#define CMIGRATE_CMD_SQUASH_LINE_H

#include "cmd/app.h"

/* All from `first` to `last`, oldest first. Fails where they are no line, or a database could not be told to
 * have had them all. */
bool squash_find_line(struct app *app, struct revision *first, struct revision *last, struct revisions *line);
/* Adds the error that the revision can't be squashed; false. */
bool squash_refuse(struct app *app, const struct revision *revision, const char *why);

#endif
