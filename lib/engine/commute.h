/* Do branches that are to be merged give the same schema in whatever order they run? */
#ifndef CMIGRATE_ENGINE_COMMUTE_H
#define CMIGRATE_ENGINE_COMMUTE_H

#include "engine/shadow.h"

/* Where the shadow is, for shadow_open(). */
struct shadow_place {
    const struct drivers *drivers;
    const char *url;
};

/* Runs the heads in a shadow, first to last and last to first. An ERROR_PROOF for each object on which the
 * two disagree, and where one order can't be run at all. *available is false when there is no shadow to be
 * had. */
bool engine_prove_merge(struct engine *engine, const struct shadow_place *place,
    const struct revisions *heads, bool *available, struct errors *errors);

#endif
