/* Accepting that an applied revision's file has changed. */
#ifndef CMIGRATE_ENGINE_ACCEPT_H
#define CMIGRATE_ENGINE_ACCEPT_H

#include "engine/engine.h"

/* Logs the files' checksums of today as theirs. */
bool engine_accept(struct engine *engine, const struct revisions *revisions, struct errors *errors);

#endif
