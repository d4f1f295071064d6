/* The event log: rows are only ever inserted. docs/reference/bookkeeping.md has its exact DDL. */
#ifndef CMIGRATE_ENGINE_LOG_H
#define CMIGRATE_ENGINE_LOG_H

#include "engine/engine.h"
#include "engine/sink.h"

enum { LOG_LAYOUT = 1 };

enum log_event {
    LOG_STARTED,
    LOG_STATEMENT_STARTED,
    LOG_STATEMENT_DONE,
    LOG_FINISHED,
    LOG_FAILED,
    LOG_STAMPED,
    LOG_CHANGED,
    LOG_SETTLED,
    LOG_PLANNED,
};

struct log_entry {
    enum log_event event;
    enum step_kind direction;
    const char *revision;
    const char *checksum;         /* or null */
    size_t statement, statements; /* from 1, and the last that was compiled with it; 0: not about one */
    const char *detail;           /* the error, the statement; or null */
};

/* The log table's name, quoted. */
const char *log_table(struct engine *engine);
const char *log_event_name(enum log_event event);
bool log_write(
    struct engine *engine, struct sink *sink, const struct log_entry *entry, struct errors *errors);

/* The same for a row that may wait, to be inserted together with the next one: each INSERT is a commit. What
 * it tells must hold whether it is written or not. */
bool log_hold(struct engine *engine, struct sink *sink, const struct log_entry *entry, struct errors *errors);
/* Lets nothing wait any longer. */
bool log_flush(struct engine *engine, struct sink *sink, struct errors *errors);

bool log_is_there(struct engine *engine, bool *there, struct errors *errors);
/* The checksum under which each revision was last applied, and not taken back since: revision → checksum. A
 * stamped revision has an empty one, unless stamping knew it. */
bool log_checksums(struct engine *engine, struct name_index *checksums, struct errors *errors);

#endif
