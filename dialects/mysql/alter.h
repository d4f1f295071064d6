/* One table's change, as ALTER statements: what it was and what it is, rather than what was said, so that
 * several operations become one statement and MODIFY always has the whole definition. */
#ifndef CMIGRATE_MYSQL_ALTER_H
#define CMIGRATE_MYSQL_ALTER_H

#include "mysql/definition.h"

/* A column's name before and now. */
struct rename {
    const char *before, *now;
};
LIST_TYPE(renames, struct rename);

struct change_of_table {
    const struct table *before; /* resolved, as it was */
    const struct table *after;  /* resolved, as it is */
    struct renames renames;
    struct names dropped; /* columns of `before`, by their old names */
    struct names moved;   /* columns of `after` that were put elsewhere */
    bool null_is_type;    /* to a foreign key, a column that becomes NOT NULL has another type: MySQL 1832 */
};

/* The name that a column of `after` had; null for a new one. */
const char *change_origin(const struct change_of_table *change, const char *name);
/* `before` with the new names of columns in its keys, for comparing them. */
struct table *change_renamed(struct arena *arena, const struct change_of_table *change);
/* Has the type of this column of `after` changed, so that foreign keys must stand aside? */
bool change_retypes(const struct change_of_table *change, const char *name);
/* The clauses of the one ALTER TABLE that does it, foreign keys excepted; none when nothing has to be done.
 */
void change_clauses(
    const struct definition *definition, const struct change_of_table *change, struct names *clauses);
/* Are two foreign keys the same in name and all else? */
bool same_foreign_key(
    const struct definition *definition, const struct constraint *left, const struct constraint *right);

#endif
