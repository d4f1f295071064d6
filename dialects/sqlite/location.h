/* Where a database is, from its URL. */
#ifndef CMIGRATE_SQLITE_LOCATION_H
#define CMIGRATE_SQLITE_LOCATION_H

#include "base/error.h"

struct location {
    const char *name;  /* as SQLite opens it: a path, a file: URI or ":memory:" */
    const char *path;  /* of the file; null: there is none, or only SQLite knows */
    bool must_exist;   /* mode=ro or mode=rw: a file that isn't there is not made */
    bool is_elsewhere; /* in memory, or where a VFS of its own keeps it */
    unsigned timeout;  /* from ?timeout=SECONDS, in milliseconds; 0: not said */
};

/* sqlite:///relative, sqlite:////absolute, sqlite:// in memory, sqlite:///file:URI, each with ?name=value. A
 * path is taken as it is, as SQLAlchemy takes it: % means nothing in it. */
bool location_read(struct arena *arena, const char *url, struct location *location, struct errors *errors);

#endif
