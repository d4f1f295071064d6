/* One revision's operations, turned into statements and run through a sink. */
#ifndef CMIGRATE_ENGINE_WORK_H
#define CMIGRATE_ENGINE_WORK_H

#include "engine/known.h"
#include "engine/log.h"
#include "engine/progress.h"
#include "engine/sink.h"

struct plan {
    size_t first; /* number of the first statement */
    struct statements statements;
};
LIST_TYPE(planned, struct plan);

struct work {
    struct engine *engine;
    struct sink *sink;
    struct known *known;
    const struct step *step;
    const char *checksum;
    const struct operations *operations;
    bool transactional; /* the whole revision is one transaction, as far as it can be */
    size_t statements;  /* run so far */
    size_t
        together; /* number of the last statement that was compiled with the one at hand; 0: it is opaque */
    size_t committed;                /* number of the last statement that no rollback takes back */
    struct planned planned;          /* compiled in the transaction at hand, and not logged yet */
    size_t refused;                  /* number of the statement that the server refused; 0: none */
    const struct progress *progress; /* of an earlier run that did not end; or null */
};

/* Runs all of it. On failure the error names revision, operation and statement. */
bool work_run(struct work *work, struct errors *errors);

#endif
