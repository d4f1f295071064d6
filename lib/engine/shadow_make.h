/* Makes a shadow database on the target's own server, and drops it. */
#ifndef CMIGRATE_ENGINE_SHADOW_MAKE_H
#define CMIGRATE_ENGINE_SHADOW_MAKE_H

#include "engine/shadow.h"

enum { SHADOW_CONNECT_TIMEOUT = 10 }; /* seconds */

/* Fills shadow->engine.connection, maker and scratch; or says in *lack why there is none, as shadow_open()
 * does. */
bool shadow_make(
    struct shadow *shadow, const struct shadow_place *place, const char **lack, struct errors *errors);
/* The shadow's connection must be closed. */
bool shadow_unmake(struct shadow *shadow, struct errors *errors);

#endif
