/* Spans of time as people write them, and the limits that are set with them. */
#ifndef CMIGRATE_BASE_DURATION_H
#define CMIGRATE_BASE_DURATION_H

#include <stdbool.h>

/* "10m", "5s", "250ms", "2h", "none" or "0". */
bool duration_read(const char *text, unsigned *milliseconds);

struct time_limit {
    bool said;
    unsigned milliseconds; /* 0: none */
};

/* How long a statement may wait for a lock, and how long it may take. */
struct time_limits {
    struct time_limit lock, statement;
};

#endif
