/* What stands around a revision's transaction: settings before and after, and a check that the work broke
 * nothing. */
#ifndef CMIGRATE_ENGINE_FRAME_H
#define CMIGRATE_ENGINE_FRAME_H

#include "engine/engine.h"
#include "engine/sink.h"

bool frame_run(struct sink *sink, const struct statements *statements, struct errors *errors);
/* What the frame's check found before the work. */
struct trouble {
    struct names rows;    /* sorted */
    struct names unasked; /* parts that the check can't be made of */
    bool unknown;         /* it can't be made at all, so nothing can be compared */
};
void frame_look(struct engine *engine, const struct frame *frame, struct trouble *before);
/* Looks again: has the work added no row? */
bool frame_look_again(
    struct engine *engine, const struct frame *frame, const struct trouble *before, struct errors *errors);
/* Has `after` no line that `before` hasn't? Both are sorted. Else an error that shows the first. */
bool frame_is_kept(
    const struct frame *frame, const struct names *before, const struct names *after, struct errors *errors);

#endif
