/* Writing a new revision's file: what revision, migrate, baseline and merge have in common. */
#ifndef CMIGRATE_CMD_NEW_REVISION_H
#define CMIGRATE_CMD_NEW_REVISION_H

#include "cmd/app.h"

struct new_revision {
    struct names heads; /* identifiers of its parents; empty: `head` */
    struct operations upgrade, downgrade;
    struct names lossy;
    const char *message;                     /* unless the command line has one; or null */
    bool is_composed;                        /* `revision` has its parents and the rest already */
    const char *upgrade_sql, *downgrade_sql; /* of a composed one that shall be SQL; else it is YAML */
    enum transaction_mode transaction;
    const char *note;            /* a comment for the reader, or null */
    const struct schema *before; /* what `upgrade` meets; null: nothing is known */
    /* Filled in by new_revision_write(). */
    struct revision revision;
    const char *path;
};

/* The options that all of them share: message, head, splice, branch-label, depends-on, version-path, rev-id.
 */
extern const struct option_spec new_revision_options[];

/* Chooses id, parents and file name by the options, and writes the file. */
bool new_revision_write(struct app *app, struct new_revision *new_revision);
/* The same for one that is composed, into a folder of revisions. */
bool new_revision_write_to(struct app *app, struct new_revision *new_revision, const char *folder);
/* The folder of revisions in a version location. */
const char *versions_folder(struct app *app, const char *location);
/* Is the file somewhere below the folder? */
bool is_below(const char *file, const char *folder);
/* Says on standard output what was written. */
void new_revision_show(struct app *app, const struct new_revision *new_revision);

#endif
