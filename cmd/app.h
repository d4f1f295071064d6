/* One run of the program: what the command line said, and what was opened for the subcommand. */
#ifndef CMIGRATE_CMD_APP_H
#define CMIGRATE_CMD_APP_H

#include "cmd/arguments.h"
#include "cmd/config.h"
#include "cmd/output.h"
#include "engine/autogenerate.h"
#include "engine/driver.h"
#include "engine/engine.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_MISUSED = 2, EXIT_FOUND = 3 };

struct app {
    struct arena arena;
    struct errors errors;
    struct output output;
    struct arguments arguments;
    struct drivers drivers;

    struct config config; /* NEEDS_CONFIG and all below */
    const struct dialect *dialect;
    struct type_words types;
    struct schema_reading reading;
    struct scripts scripts; /* NEEDS_GRAPH and all below */
    struct graph graph;
    struct connection *connection; /* NEEDS_DATABASE */
    struct engine engine;
};

/* What is opened before a subcommand is called; each needs those before it. */
enum needs { NEEDS_NOTHING, NEEDS_CONFIG, NEEDS_GRAPH, NEEDS_DATABASE };

/* A subcommand's descriptor; command.c has them all in one table. */
struct command {
    const char *name;
    const char *arguments; /* for the help: "[REVISION]" */
    const char *summary;   /* a line */
    const char *description;
    const char *examples;
    const struct option_spec *options;      /* ended by a spec without a name; may be null */
    const struct option_spec *more_options; /* likewise */
    enum needs needs;
    bool changes_database;       /* else it is opened to read only */
    size_t names_max;            /* how many names it takes */
    int (*run)(struct app *app); /* an exit status; on EXIT_FAILED the errors say why */
};

extern const struct command *const commands[]; /* null-ended, in the order of the help */

/* Opens what `command` needs. False after an error. */
bool app_open(struct app *app, const struct command *command);
/* Connects now: for commands whose options decide whether they need a database. */
bool app_connect(struct app *app, bool to_change);
/* Closes what is open. */
void app_close(struct app *app);
/* EXIT_MISUSED when the first error is one of usage, else EXIT_FAILED. */
int app_failed(const struct app *app);
bool app_flag(const struct app *app, const char *option);
const char *app_option(const struct app *app, const char *option);
/* The version rows as revisions, of the connected database. */
bool app_rows(struct app *app, struct names *version_rows, struct revisions *rows);
/* Does the identifier, or an end of the range, count from where the database is? */
bool app_asks_database(const char *identifier);
/* The revisions that an identifier names; the database is asked if need be. */
bool app_resolve(struct app *app, const char *identifier, struct revisions *found);
/* What the database at hand has applied, for commands that change files only where that allows it; nothing
 * with --no-database. */
bool app_applied(struct app *app, struct revisions *applied);

#endif
