/* The parts of CREATE and ALTER TABLE as SQL text. */
#ifndef CMIGRATE_MYSQL_DEFINITION_H
#define CMIGRATE_MYSQL_DEFINITION_H

#include "mysql/family.h"

struct definition {
    const struct server *server;
    struct features features;
    struct arena *arena;
};

/* "`title` varchar(50) NOT NULL": all of it, so that MODIFY loses nothing. `collation` is the one to say when
 * the column has none of its own; null: the table's. */
char *define_column(const struct definition *definition, const struct column *column,
    const struct table *table, const char *collation);
/* "CONSTRAINT `ck` CHECK (price > 0)", "PRIMARY KEY (`id`)", "UNIQUE KEY `uq` (`email`)". */
char *define_constraint(const struct definition *definition, const struct constraint *constraint);
/* "KEY `ix` (`title`(10))". */
char *define_index(const struct definition *definition, const struct index *index);
/* The index that the server made for a foreign key without a name, which must be said where the key has one:
 * else it would be called by it. Null for other keys. */
char *define_own_index(
    const struct definition *definition, const struct table *table, const struct constraint *key);
/* " ENGINE=MyISAM DEFAULT CHARACTER SET …": what differs from `before`, or all that is said when it is null.
 */
char *define_options(
    const struct definition *definition, const struct table *table, const struct table *before);
char *define_table(const struct definition *definition, const struct table *table);
/* "CHARACTER SET latin1 COLLATE latin1_bin" */
char *define_collation(const struct definition *definition, const char *collation);

#endif
