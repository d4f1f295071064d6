/* What ANALYZE found of a table goes when the table is dropped: it is kept under its successor's name. */
#ifndef CMIGRATE_SQLITE_STATISTICS_H
#define CMIGRATE_SQLITE_STATISTICS_H

#include "sqlite/sqlite.h"

/* A table of statistics, which only ANALYZE makes, and only by itself. */
struct statistics {
    const char *exists; /* a query that has a row where it is there */
    const char *put_aside, *forget, *put_back;
};
LIST_TYPE(statistics_list, struct statistics);

/* `before` and `after` have the same name; in between the rows are `successor`'s. Those of indexes that don't
 * stay as they are are forgotten. */
struct statistics_list sqlite_statistics(
    struct arena *arena, const struct table *before, const struct table *after, const char *successor);

#endif
