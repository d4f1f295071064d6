#include "cmd/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"

const char *clock_now(struct arena *arena) {
    char text[sizeof "2026-11-21T08:30:00Z"];
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return arena_string(arena, text);
}

static bool is_zone(struct arena *arena, const char *zone) {
    return *zone != '/' && !strstr(zone, "..") && file_exists(path_join(arena, "/usr/share/zoneinfo", zone));
}

bool clock_check_zone(struct arena *arena, const char *zone, struct errors *errors) {
    if (!*zone || !strcmp(zone, "UTC") || !strcmp(zone, "local") || is_zone(arena, zone))
        return true;
    struct error *error = error_add(errors, ERROR_CONFIG, NOWHERE, "there is no time zone \"%s\"", zone);
    error_hint(errors, error, "write UTC, local, or a name such as Europe/Berlin");
    return false;
}

const char *clock_in_zone(struct arena *arena, const char *zone) {
    char text[sizeof "2026-11-21T08:30:00+0200"];
    time_t now = time(NULL);
    struct tm there;
    if (!zone || !*zone || !strcmp(zone, "UTC"))
        return clock_now(arena);
    if (strcmp(zone, "local") != 0)
        setenv("TZ", zone, 1);
    tzset();
    localtime_r(&now, &there);
    size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S%z", &there);
    return arena_format(arena, "%.*s:%s", (int)length - 2, text, text + length - 2);
}
