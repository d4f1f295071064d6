/* Periods and system versioning of one table's change, which only MariaDB has. */
#ifndef CMIGRATE_MYSQL_VERSIONING_H
#define CMIGRATE_MYSQL_VERSIONING_H

#include "mysql/definition.h"

/* What stands before the columns' clauses, and what behind them. */
void versioning_drop_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses);
void versioning_add_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses);
bool versioning_has_period(const struct table *table, const char *name);
/* Do its rows have a history, which most changes touch? */
bool is_versioned(const struct table *table);
/* Must its partitions go before the history can? */
bool versioning_holds_partitions(const struct table *before, const struct table *after);

#endif
