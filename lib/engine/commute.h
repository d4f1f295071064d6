/* Do branches that are to be merged give the same schema in whatever order they run? */
#ifndef CMIGRATE_ENGINE_COMMUTE_H
#define CMIGRATE_ENGINE_COMMUTE_H

#include "engine/shadow.h"

/* Runs the heads in a shadow, first to last and last to first. An ERROR_PROOF for each object on which the
 * two disagree, and where one order can't be run at all. *lack says why there is no shadow, as
 * shadow_open() does. */
bool engine_prove_merge(struct engine *engine, const struct shadow_place *place,
    const struct revisions *heads, const char **lack, struct errors *errors);

#endif
