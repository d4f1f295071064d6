/* The time, for files and the log. */
#ifndef CMIGRATE_CMD_CLOCK_H
#define CMIGRATE_CMD_CLOCK_H

#include "base/arena.h"

/* Now in UTC, "2026-11-21T08:30:00Z". */
const char *clock_now(struct arena *arena);

#endif
