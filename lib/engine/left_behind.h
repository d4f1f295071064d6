/* Where a database lets views and the like go on saying the old name of what is renamed or dropped: those
 * that the models say nothing of fail from then on. */
#ifndef CMIGRATE_ENGINE_LEFT_BEHIND_H
#define CMIGRATE_ENGINE_LEFT_BEHIND_H

#include "engine/autogenerate.h"

/* Appends a sentence for each. */
void engine_left_behind(
    const struct engine *engine, const struct comparison *comparison, struct names *warnings);

#endif
