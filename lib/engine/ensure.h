/* Making the bookkeeping tables before there is anything to keep. */
#ifndef CMIGRATE_ENGINE_ENSURE_H
#define CMIGRATE_ENGINE_ENSURE_H

#include "engine/engine.h"

/* Makes the version table and the log where they are missing; offline, appends the SQL for both to `text`. */
bool engine_ensure_version(struct engine *engine, struct buffer *text, struct errors *errors);

#endif
