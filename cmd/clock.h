/* The time, for files and the log. */
#ifndef CMIGRATE_CMD_CLOCK_H
#define CMIGRATE_CMD_CLOCK_H

#include "base/error.h"

/* Now in UTC, "2026-11-21T08:30:00Z". */
const char *clock_now(struct arena *arena);
/* The same in a time zone, "Europe/Berlin" or "local", with its offset. Null for one that isn't there. */
const char *clock_in_zone(struct arena *arena, const char *zone, struct errors *errors);

#endif
