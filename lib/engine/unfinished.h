/* Where each statement commits by itself, a revision can be half-done: then nothing else may run. */
#ifndef CMIGRATE_ENGINE_UNFINISHED_H
#define CMIGRATE_ENGINE_UNFINISHED_H

#include "engine/step.h"

/* An error when a revision that is none of the steps' stopped half-way. One of theirs goes on from there, or
 * is refused itself. A run that only tells where the database is says that it is brought in order. */
bool unfinished_check(struct run *run, const struct steps *steps, struct errors *errors);

#endif
