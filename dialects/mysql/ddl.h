/* What the files that compile operations share: the schema on its way, the table at hand, the statements so
 * far. */
#ifndef CMIGRATE_MYSQL_DDL_H
#define CMIGRATE_MYSQL_DDL_H

#include "mysql/alter.h"

/* A foreign key that is away while the type of a column of it changes. */
struct suspended {
    const char *schema, *table, *name;
    bool is_new; /* of a foreign key: its index isn't there either */
};
LIST_TYPE(suspensions, struct suspended);

struct ddl {
    struct definition definition;
    struct schema *schema;
    struct statements *statements;
    struct errors *errors;
    const char *group_schema, *group_table; /* of the table that is being changed; null: none */
    struct change_of_table change;
    struct options with; /* of the operations in the change */
    struct names how;    /* what it says, as clauses */
    struct suspensions suspended;
    struct suspensions uncounted; /* columns that can't have AUTO_INCREMENT for the moment */
    const struct operations *operations;
    size_t operation; /* the last that was applied */
    bool replaces;    /* the object that is made next takes the place of the one that went */
    struct place place;
};

/* Adds a statement of the operation at hand. */
void mysql_ddl_add(struct ddl *ddl, const char *sql);
void mysql_ddl_add_setting(struct ddl *ddl, const char *sql);
/* ALTER TABLE with these clauses, each on a line when there are several; none for no clause. */
void mysql_ddl_add_alter(
    struct ddl *ddl, const char *in_schema, const char *table, const struct names *clauses);
const char *mysql_ddl_full_name(struct ddl *ddl, const char *in_schema, const char *table);
bool mysql_ddl_apply(struct ddl *ddl, const struct operation *operation);
/* Takes the operation, which is one clause of it, into the table's ALTER; and ends that. */
bool mysql_ddl_alter(struct ddl *ddl, struct table *table, const struct operation *operation);
bool mysql_ddl_flush(struct ddl *ddl);
bool mysql_ddl_resolve(struct ddl *ddl, struct table *table);

/* sequence.c: the statement that makes the sequence what `after` says, where mysql_replaces(). */
const char *sequence_change(struct ddl *ddl, const struct object *after);

/* ddl_counting.c: a column counts only while a key begins with it: between two keys it does not. */
void counting_stop(struct ddl *ddl);
/* The table as it is, in which such a column does not count yet. */
const struct table *counting_now(const struct ddl *ddl, const struct table *table);
/* A row whose value is 0 keeps it when the column begins to count. `first`: of the statements that do that.
 */
void counting_keep_zero(struct ddl *ddl, size_t first);

/* algorithm.c: is it a clause of a table's ALTER? */
bool becomes_alter(const struct operation *operation);
/* The clauses of the operation's `with`. */
bool algorithm_clauses(struct ddl *ddl, const struct operation *operation, struct names *clauses);
/* Is there any? */
bool algorithm_asked(const struct operation *operation);
/* An error about a `with` where no ALTER TABLE is; always false. */
bool algorithm_refuse(struct ddl *ddl, const struct operation *operation);

/* ddl_foreign.c: foreign keys around a table's change. They are dropped in statements of their own before the
 * change and made after it, and those that it would break stand aside until the end. */
void foreign_keys_before(struct ddl *ddl, const struct table *before);
void foreign_keys_after(struct ddl *ddl, const struct table *before);
void foreign_keys_resume(struct ddl *ddl);
/* The table without the foreign keys that have to wait for a key, or for a table. */
const struct table *foreign_keys_postponed(struct ddl *ddl, const struct table *table);

/* ddl_object.c: what is made, dropped and renamed as a whole. */
bool mysql_ddl_create_table(struct ddl *ddl, const struct operation *operation);
bool mysql_ddl_drop_table(struct ddl *ddl, const struct operation *operation);
bool mysql_ddl_rename_table(struct ddl *ddl, const struct operation *operation);
bool mysql_ddl_create_object(struct ddl *ddl, const struct operation *operation);
bool mysql_ddl_drop_object(struct ddl *ddl, const struct operation *operation);
/* ddl_sequence.c: a sequence gets another name; what else can be renamed is nothing here. */
bool mysql_ddl_rename_object(struct ddl *ddl, const struct operation *operation);

#endif
