/* One revision's operations, turned into statements and run through a sink. */
#ifndef CMIGRATE_ENGINE_WORK_H
#define CMIGRATE_ENGINE_WORK_H

#include "engine/known.h"
#include "engine/log.h"
#include "engine/sink.h"

struct work {
    struct engine *engine;
    struct sink *sink;
    struct known *known;
    const struct step *step;
    const char *checksum;
    const struct operations *operations;
    bool transactional; /* the whole revision is one transaction, as far as it can be */
    size_t statements;  /* run so far */
};

/* Runs all of it. On failure the error names revision, operation and statement. */
bool work_run(struct work *work, struct errors *errors);

#endif
