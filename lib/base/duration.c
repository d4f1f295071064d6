#include "base/duration.h"

#include <string.h>

static const struct unit {
    const char *name;
    unsigned milliseconds;
} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60 * 1000}, {"h", 60 * 60 * 1000}};

bool duration_read(const char *text, unsigned *milliseconds) {
    size_t digits = strspn(text, "0123456789");
    unsigned long long number = 0;
    for (size_t i = 0; i < digits && number <= (unsigned)-1; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    if (!strcmp(text, "none") || (digits && !number && !text[digits])) {
        *milliseconds = 0;
        return true;
    }
    for (size_t i = 0; digits && number <= (unsigned)-1 && i < sizeof units / sizeof *units; i++)
        if (!strcmp(text + digits, units[i].name) && number * units[i].milliseconds <= (unsigned)-1) {
            *milliseconds = (unsigned)(number * units[i].milliseconds);
            return true;
        }
    return false;
}
