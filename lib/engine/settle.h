/* Saying what became of a statement of somebody's own that was begun by a run which did not end. */
#ifndef CMIGRATE_ENGINE_SETTLE_H
#define CMIGRATE_ENGINE_SETTLE_H

#include "engine/progress.h"

/* Logs that the revision's statement in doubt is done, or is not; *progress is what was known of the run. An
 * error when nothing of the revision is in doubt. */
bool engine_settle(struct engine *engine, const struct revision *revision, bool done,
    struct progress *progress, struct errors *errors);

#endif
