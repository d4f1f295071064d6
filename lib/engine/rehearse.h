/* A plan played through without touching the database: what would run, and what it may lose. */
#ifndef CMIGRATE_ENGINE_REHEARSE_H
#define CMIGRATE_ENGINE_REHEARSE_H

#include "engine/engine.h"

struct rehearsed_step {
    const struct step *step;
    struct names operations; /* for people, a line each */
    struct names statements; /* the SQL, bookkeeping aside; none when `unforeseen` */
    struct names may_lose;   /* a sentence each */
    const char *unforeseen;  /* why the statements can't be told before they run, or null */
};
LIST_TYPE(rehearsed_steps, struct rehearsed_step);

struct rehearsal {
    struct names rows; /* where the database is */
    struct rehearsed_steps steps;
};

/* Inspects the connected database and keeps its schema up in memory, step by step. Fails where an operation
 * doesn't fit what it would meet. */
bool engine_rehearse(struct engine *engine, plan_function *plan, void *context, struct rehearsal *rehearsal,
    struct errors *errors);

#endif
