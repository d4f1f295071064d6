/* How far a revision came whose run ended in the middle, where each statement commits by itself or one that
 * can't be in the transaction has cut it: read from the log. The statements of a run are numbered from 1;
 * when one is begun, those before it are done for good. Those that were compiled together are logged as
 * planned before that, since nothing could compile them again once some have changed the schema. */
#ifndef CMIGRATE_ENGINE_PROGRESS_H
#define CMIGRATE_ENGINE_PROGRESS_H

#include "engine/log.h"

struct progress {
    size_t done;              /* statements 1 to this one are done */
    size_t doubtful;          /* the one that was begun, and nobody knows what became of it; 0: none */
    size_t refused;           /* the one that the server refused, which may have left something; 0: none */
    const char *doubtful_sql; /* or null */
    const char *checksum;     /* of the file as it was run */
    enum step_kind direction;
    struct name_index plans; /* number → struct plan_row, private */
};

/* The revisions whose last run began a statement and did not end, by their ids. */
bool progress_unfinished(struct engine *engine, struct names *revisions, struct errors *errors);
/* Reads what is known of such a run. */
bool progress_read(
    struct engine *engine, const char *revision, struct progress *progress, struct errors *errors);
/* Appends the statements that were planned from number `first` on; false when none were. */
bool progress_plan(
    struct arena *arena, const struct progress *progress, size_t first, struct statements *statements);

#endif
