/* The shadow database, as the configuration has it. */
#ifndef CMIGRATE_CMD_SHADOW_H
#define CMIGRATE_CMD_SHADOW_H

#include "cmd/app.h"
#include "engine/shadow.h"

struct shadow_place shadow_place_of(const struct app *app);
/* For what can't be done without one; `what` begins the message. Always false. */
bool shadow_refuse_lack(struct app *app, const char *what, const char *lack);

#endif
