/* The only part that changes a database: lock, log, transactions, apply, resume. Offline SQL is the same path
 * with another sink. */
#ifndef CMIGRATE_ENGINE_ENGINE_H
#define CMIGRATE_ENGINE_ENGINE_H

#include "dialect.h"
#include "graph/graph.h"
#include "script/script.h"

enum transaction_policy { POLICY_PER_REVISION, POLICY_ALL, POLICY_NONE };

/* What happens, told to whoever shows it. All fields may be null. */
struct observer {
    void *context;
    void (*step_begins)(void *context, const struct step *step, size_t number, size_t of);
    void (*step_ends)(void *context, const struct step *step, double seconds);
    void (*statement_begins)(void *context, const struct statement *statement, size_t number);
    /* From inside what takes long, a few times a second: how much of it is done, from 0 to 1, or less than 0
     * when nobody knows. */
    void (*works)(void *context, const char *what, double share, double seconds);
    void (*waits)(void *context, const char *for_whom);
    void (*warns)(void *context, const char *danger); /* before the first step: what rows will suffer */
};

struct engine {
    struct arena *arena;
    const struct dialect *dialect;
    struct connection *connection; /* null offline */
    struct server server;
    const struct graph *graph;
    const struct schema_reading *reading; /* for script bodies */
    const char *version_table, *version_table_schema, *log_table;
    const char *tool_version, *user, *host;
    const char *(*now)(struct arena *arena); /* UTC, RFC 3339 */
    enum transaction_policy policy;
    bool only_tells;           /* the plans say where the database is, and run nothing */
    unsigned runner_timeout;   /* milliseconds */
    struct time_limits limits; /* of the connection, where a revision has none of its own */
    struct observer observer;
};

/* The version table's rows; none when it isn't there. Makes nothing. */
bool engine_version_rows(struct engine *engine, struct names *rows, struct errors *errors);

/* Chooses the steps when the lock is held and the rows are read: they may have changed while waiting. */
typedef bool plan_function(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors);

struct run_result {
    size_t steps_done;
    bool waited;       /* for another runner, which has changed the rows */
    struct names rows; /* afterwards; as the database has them, also after a failure */
};

/* Takes the lock, reads the rows, asks for the plan and runs it, a transaction a revision where the database
 * can. On failure that revision has left nothing behind where DDL is transactional, and the error names the
 * revision, the operation, the statement and the server's words. */
bool engine_run(struct engine *engine, plan_function *plan, void *context, struct run_result *result,
    struct errors *errors);

/* The same steps as SQL text, from `start` rows, without a connection. The schema that operations meet is
 * replayed from base. */
bool engine_run_offline(struct engine *engine, const struct names *start, const struct steps *steps,
    struct buffer *text, struct errors *errors);

/* What the scripts say the schema is, without a database. */
struct replay {
    struct schema *schema;
    struct name_index unknown; /* word in lower case → the struct revision whose opaque SQL mentions it; a
                                  table of that name may be other than `schema` has it */
    const struct revision *opaque; /* the first with opaque SQL that may have changed the schema, or null */
};

/* Replays the scripts of `applied`, in their order. */
bool engine_replay(
    struct engine *engine, const struct revisions *applied, struct replay *replay, struct errors *errors);

/* Ancestors that applied revisions name, but that this database has not had: it applied a revision before
 * that was rebased onto them. In the graph's order; none for nearly every database, which is known without a
 * query. Online. */
bool engine_missing(struct engine *engine, const struct names *version_rows, struct revisions *missing,
    struct errors *errors);
/* The version rows, and with them what the database has had that they imply no longer: one that stood on it
 * was rebased to another place. Online. */
bool engine_had_rows(
    struct engine *engine, const struct names *version_rows, struct names *had, struct errors *errors);
/* Steps that were planned from `had` are to be run on a table that has `version_rows`: the first one brings
 * the rest. */
void engine_bring_rows(
    struct engine *engine, const struct names *version_rows, const struct names *had, struct steps *steps);
/* Puts upgrades of what is missing in front of `steps`; the rows stay, for they imply it. */
bool engine_catch_up(
    struct engine *engine, const struct names *version_rows, struct steps *steps, struct errors *errors);

/* Do the applied revisions' files still say what was run? An error for each that has changed. */
bool engine_check_applied(struct engine *engine, const struct revisions *applied, struct errors *errors);

#endif
