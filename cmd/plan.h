/* Running a plan: what upgrade, downgrade and stamp have in common. */
#ifndef CMIGRATE_CMD_PLAN_H
#define CMIGRATE_CMD_PLAN_H

#include "cmd/app.h"

/* What was asked for; `plan` is called with it when the lock is held. */
struct plan_request {
    struct arena *arena;
    const struct graph *graph;
    struct engine *engine;
    struct names targets;
    plan_function *plan;
    bool purge;                /* stamp --purge */
    bool any;                  /* downgrade --any */
    struct revision *revision; /* baseline: the one just written */
};

/* Runs it on the connected database, showing each step; the exit status. */
int plan_run(struct app *app, struct plan_request *request);

/* Shows what it would run and may lose on the connected database, and changes nothing; the exit status. */
int plan_rehearse(struct app *app, struct plan_request *request);

/* Takes what the command line names for --sql, `whole` when it names nothing: "FROM:TO" is parted, a single
 * identifier is TO, with FROM `missing`, which may be null: then both are needed. Further names are targets
 * too. `current` connects. */
bool plan_range(
    struct app *app, const char *whole, const char *missing, struct names *start, struct names *targets);
/* Refuses ranges, which mean something for --sql only. */
bool plan_is_online(struct app *app);
/* Prints the steps from `start` as SQL, without a connection. */
bool plan_print_sql(struct app *app, struct plan_request *request, const struct names *start);

/* Refuses when the database has not had all that its rows imply: it applied a revision that was rebased
 * since.
 */
bool plan_refuses_missing(struct engine *engine, const struct names *version_rows, struct errors *errors);

#endif
