/* What operations would do to the rows that are there: asked of the live database, before anything is
 * changed. */
#ifndef CMIGRATE_ENGINE_DANGER_H
#define CMIGRATE_ENGINE_DANGER_H

#include "engine/engine.h"

enum { DANGER_ROWS = 100000 }; /* at most so many rows of a table are looked at */

/* Appends a sentence for each operation that will fail on the rows or lose values of theirs. A table that
 * can't be asked is passed over. */
void engine_dangers(struct engine *engine, const struct operations *operations, struct names *dangers);

#endif
