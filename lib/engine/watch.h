/* What takes long, told to whoever watches. */
#ifndef CMIGRATE_ENGINE_WATCH_H
#define CMIGRATE_ENGINE_WATCH_H

#include "engine/engine.h"

struct watching {
    struct engine *engine;
    const char *what;
    int64_t from, to; /* what the driver counts; the same: it doesn't */
    struct watch watch;
};

/* From here to the end the observer is told about `what`. `extent` is a statement's; it may be null. */
void watch_begin(struct watching *watching, struct engine *engine, const char *what, const char *extent);
void watch_end(struct watching *watching);

#endif
