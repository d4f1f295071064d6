/* One step of a plan: a revision run up or down, or rows stamped. */
#ifndef CMIGRATE_ENGINE_STEP_H
#define CMIGRATE_ENGINE_STEP_H

#include "engine/enums.h"
#include "engine/frame.h"
#include "engine/known.h"

/* One run of a plan: what stays from step to step. */
struct run {
    struct engine *engine;
    struct sink sink;
    struct known known;
    struct declared declared;
    struct names rows;       /* as the version table has them */
    size_t number, of;       /* steps ended so far, and there are, for the observer */
    bool one_transaction;    /* policy `all`: begun before the first step, committed after the last */
    bool looked;             /* for revisions that ended in the middle: */
    struct names unfinished; /* these */
    size_t refused;          /* number of the statement that the server refused in the step at hand */
    bool overtaken;          /* another runner changed the rows before this one got the lock: plan again */
};

/* False after an error, or when `run->overtaken`. */
bool step_run(struct run *run, const struct step *step, struct errors *errors);

/* Reads the scripts of all steps, giving their operations in order: a mistake in the last one is told before
 * the first one runs. */
bool steps_load(struct run *run, const struct steps *steps, struct operations *all, struct errors *errors);

/* Begins the transaction that `step` is the first of. False after an error, or when `run->overtaken`. */
bool step_begin(struct run *run, const struct step *step, struct errors *errors);

/* What must stand around all the steps in one transaction. */
bool step_frame(struct run *run, const struct steps *steps, struct frame *frame, struct errors *errors);

#endif
