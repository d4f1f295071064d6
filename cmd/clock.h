/* The time, for files and the log. */
#ifndef CMIGRATE_CMD_CLOCK_H
#define CMIGRATE_CMD_CLOCK_H

#include "base/error.h"

/* Now in UTC, "2026-11-21T08:30:00Z". */
const char *clock_now(struct arena *arena);
/* The same in a time zone, "Europe/Berlin" or "local", with its offset. */
const char *clock_in_zone(struct arena *arena, const char *zone);
/* Is there such a time zone? */
bool clock_check_zone(struct arena *arena, const char *zone, struct errors *errors);

#endif
