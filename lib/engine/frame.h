/* What stands around a revision's transaction: settings before and after, and a check that the work broke
 * nothing. */
#ifndef CMIGRATE_ENGINE_FRAME_H
#define CMIGRATE_ENGINE_FRAME_H

#include "engine/engine.h"
#include "engine/sink.h"

bool frame_run(struct sink *sink, const struct statements *statements, struct errors *errors);
/* The rows of the frame's check, a line each, sorted; none offline. */
bool frame_look(
    struct engine *engine, const struct frame *frame, struct names *trouble, struct errors *errors);
/* Has `after` no line that `before` hasn't? Else an error that shows the first. */
bool frame_is_kept(
    const struct frame *frame, const struct names *before, const struct names *after, struct errors *errors);

#endif
