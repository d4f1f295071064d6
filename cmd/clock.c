#include "cmd/clock.h"

#include <time.h>

const char *clock_now(struct arena *arena) {
    char text[sizeof "2026-11-21T08:30:00Z"];
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return arena_string(arena, text);
}
