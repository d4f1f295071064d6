/* How operations become statements: what the files of that work share. */
#ifndef CMIGRATE_POSTGRESQL_DDL_H
#define CMIGRATE_POSTGRESQL_DDL_H

#include "postgresql/postgresql.h"

struct ddl_users;

struct postponed_key {
    const struct table *table;
    const struct constraint *constraint;
};
LIST_TYPE(postponed_keys, struct postponed_key);

/* Rows of partitions on their way from one to another. */
struct moved_rows {
    const char *parent; /* its full name */
    const char *name;   /* of the table where they wait, quoted */
    const char *columns;
};
LIST_TYPE(moved_rows_list, struct moved_rows);

/* A partitioned table that no foreign key refers to while its partitions come and go. */
struct freed_table {
    const char *full_name;
    struct ddl_users *references;
};
LIST_TYPE(freed_tables, struct freed_table);

/* What stood on views that go and come back: gone until the last of them is there. */
struct waiting_reader {
    const struct object *object;
    const struct operation *until;
};
LIST_TYPE(waiting_readers, struct waiting_reader);

LIST_TYPE(kept_operations, const struct operation *);

/* Statements in the making. Changes of one table wait, to be one ALTER TABLE. */
struct ddl {
    const struct server *server;
    struct arena *arena;
    struct schema *schema; /* what the operation meets; advanced after it */
    const struct operations *operations;
    size_t at;   /* the operation at hand */
    bool online; /* it asks for a form that lets others write */
    struct statements *statements;
    struct errors *errors;

    struct names rebuilt;          /* full names of tables that were made anew */
    struct names renamed_counters; /* "table.column": ahead of the operation that says so */
    struct names dropped;          /* likewise */
    struct names left, moved;      /* partitions: likewise */
    struct names leaving, joining; /* "part of table", and parts: they wait for that */
    struct names tied;             /* indexes whose partitions' keys go with them */
    struct names parted;           /* from the type that they are of */
    struct names last;             /* statements that come after all others */
    struct postponed_keys postponed;
    struct moved_rows_list moved_rows;
    struct freed_tables freed;
    struct kept_operations kept; /* those that make what is there already */
    struct waiting_readers waiting;
    const char *altered; /* the table of the waiting actions, quoted; or null */
    struct names actions;
    size_t altered_by; /* the operation of the first */
};

/* ddl.c */
/* Adds a statement, after those that wait. */
void ddl_say(struct ddl *ddl, const char *sql);
void ddl_sayf(struct ddl *ddl, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds an action to the table's ALTER TABLE. */
void ddl_alter(struct ddl *ddl, const char *table, const char *action);
/* Ends what waits: what follows needs it done. */
void ddl_flush(struct ddl *ddl);
/* Does one of the operations create it? */
bool ddl_is_made_here(const struct ddl *ddl, const struct table *table);
/* Does a foreign key refer to it? */
bool ddl_is_referred_to(const struct ddl *ddl, const struct table *table);
/* The table, its indexes, settings and comments. */
void ddl_create_table_whole(struct ddl *ddl, const struct table *table);
/* On a table that is there. */
void ddl_create_indexes(struct ddl *ddl, const struct table *table, const struct indexes *indexes);
void ddl_add_constraint(struct ddl *ddl, const struct table *table, const struct constraint *constraint);
const char *ddl_table_name(struct ddl *ddl, const struct table *table);

/* ddl_foreign.c */
/* The table without the foreign keys that have to wait for another one. */
const struct table *ddl_postpone_keys(struct ddl *ddl, const struct table *table);
/* Adds those that have waited for this one. */
void ddl_add_postponed_keys(struct ddl *ddl, const struct table *made);

/* ddl_family.c */
/* Parts the heirs that leave a parent before all else: what was the parent's goes and changes as their own.
 */
void ddl_leave_parents(struct ddl *ddl);
/* A new parent comes last, when the heir has all that it asks for. */
void ddl_change_parents(struct ddl *ddl, const struct table *before, struct table *after);

/* ddl_row_type.c */
/* Around a change of the type of one of its columns: the columns elsewhere that have its rows. */
void ddl_set_rows_aside(struct ddl *ddl, const struct table *rows);
void ddl_take_rows_back(struct ddl *ddl, const struct table *rows);

/* ddl_typed.c */
/* Before all else: parts the tables whose columns or type change from the type that they are of. */
void ddl_leave_types(struct ddl *ddl);
/* At the end: has them, and the new ones, be of their type. */
void ddl_join_types(struct ddl *ddl);
void ddl_rename_parted(struct ddl *ddl, const struct table *before, const struct table *after);

/* ddl_generated.c */
/* Was the column dropped ahead of the operation that says so? */
bool ddl_is_dropped(struct ddl *ddl, const struct table *table, const struct column *column);
void ddl_note_dropped(struct ddl *ddl, const struct table *table, const struct column *column);
void ddl_drop_generated(struct ddl *ddl, const struct table *table, const struct column *column);
void ddl_add_generated(struct ddl *ddl, const struct table *table, const struct column *column);
/* Those that have their values from the column. */
struct columns ddl_drop_generated_from(
    struct ddl *ddl, const struct table *table, const struct column *source);
/* With the keys and indexes on them; without those that a later operation makes again. */
void ddl_add_generated_again(struct ddl *ddl, const struct table *table, const struct columns *columns);

/* ddl_inherit.c */
/* The first table that this one is a part or an heir of; or null. */
const struct table *ddl_parent(const struct ddl *ddl, const struct table *table);
/* Is the column there because a parent has it, or gone because it went there? */
bool ddl_inherits_column(const struct ddl *ddl, const struct table *table, const char *column);
/* Does an heir keep a column that this table loses? */
bool ddl_heir_keeps_column(const struct ddl *ddl, const struct table *table, const char *column);
/* Where a part differs from what it inherits. */
void ddl_alter_inherited(
    struct ddl *ddl, const struct table *table, const struct column *inherited, const struct column *own);

/* It becomes another. */
void ddl_change_inherited(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after);
/* Where it differs in a column that comes to both: whose operation is first is of no account. */
void ddl_add_inherited(struct ddl *ddl, const struct table *table, const struct column *own);
void ddl_added_above(struct ddl *ddl, const struct table *table, const struct column *column);
/* What is done to the table's column is done to its heirs': gives them back what they have for themselves. */
void ddl_restore_heirs(struct ddl *ddl, const struct table *table, const struct column *column);

/* ddl_bound.c */
/* What a partition's rows meet, by its bound; null where that can't be said. */
const char *ddl_bound_condition(struct arena *arena, const struct table *parent, const char *bound);

/* ddl_moved_rows.c */
/* Of a partition that is none for the moment: what doesn't suit the bound that it gets. */
void ddl_move_misplaced_rows(
    struct ddl *ddl, const struct table *part, const struct table *parent, const char *bound);
/* Of one that is about to go: what suits a partition that the operations make, or give another bound. */
void ddl_move_rows_of_dropped(struct ddl *ddl, const struct table *part, const struct table *parent);
/* Before a partition leaves it: the server lets none go whose rows a foreign key needs. */
void ddl_free_parent(struct ddl *ddl, const struct table *parent);
/* After an operation: puts back the rows that have all their places now, and the foreign keys. */
void ddl_settle_partitions(struct ddl *ddl);

/* ddl_kept.c */
/* Of a partition that becomes a table of its own: notes the later operation that makes the key or index,
 * which is there, and gives the name that it has then; null when there is none. */
const char *ddl_keep_index(struct ddl *ddl, const struct table *part, const struct index *index);
const char *ddl_keep_constraint(
    struct ddl *ddl, const struct table *part, const struct constraint *constraint);
/* Does the operation at hand make what was kept? */
bool ddl_is_kept(const struct ddl *ddl);
/* Of a table that becomes a partition: does the server take it for what the parent has? */
bool ddl_adopts_index(struct ddl *ddl, const struct table *table, const struct index *index);
bool ddl_adopts_constraint(struct ddl *ddl, const struct table *table, const struct constraint *constraint);

/* ddl_partition.c */
/* How the server calls what a partition has of its parent. */
const char *ddl_implied_index_name(struct ddl *ddl, const struct table *part, const struct index *index);
const char *ddl_implied_constraint_name(
    struct ddl *ddl, const struct table *part, const struct constraint *constraint);
/* TABLE_COLUMNS_LABEL, cut to what a name may have; `columns` may be null. */
char *ddl_automatic_name(struct arena *arena, const char *table, const char *columns, const char *label);
/* "pkey", "key", "excl". */
const char *ddl_key_label(enum constraint_kind kind);
/* Is it the name that the server would choose? `columns` are joined by underscores. */
bool ddl_is_automatic(
    struct arena *arena, const char *name, const char *table, const char *columns, const char *label);
/* What a partition had from its parent stays on it as its own when it is one no more: drops that. */
void ddl_drop_implied(struct ddl *ddl, const struct table *part, const struct table *parent);
/* Is it what stands for a key or index of the parent? CREATE TABLE can't say that. */
bool ddl_is_partition_key(const struct constraint *constraint);
/* Makes an index of a partitioned table as the server doesn't by itself while others write: on the table
 * alone, then on each partition; false, with nothing done, where that isn't asked for. */
bool ddl_create_index_apart(struct ddl *ddl, const struct table *table, const struct index *index);
/* These make and drop such a one; false, with nothing done, where that is done as usual. */
bool ddl_create_partition_index(struct ddl *ddl, const struct table *table, const struct index *index);
bool ddl_drop_partition_index(struct ddl *ddl, const struct table *table, const struct index *index);
bool ddl_create_partition_key(
    struct ddl *ddl, const struct table *table, const struct constraint *constraint);
/* Are keys of the table's partitions tied to its index, and all dropped by this script? Then they go with it.
 */
bool ddl_takes_keys_along(struct ddl *ddl, const struct table *table, const char *index);
bool ddl_drop_partition_key(struct ddl *ddl, const struct table *table, const struct constraint *constraint);

/* ddl_table.c */
char *ddl_column_definition(struct arena *arena, const struct table *table, const struct column *column);
/* Is it for ALTER TABLE? In CREATE TABLE the server takes what is not valid as valid, and two keys on the
 * same columns as one. */
bool ddl_comes_later(const struct table *table, const struct constraint *constraint);
char *ddl_create_table(struct ddl *ddl, const struct table *table);
/* COMMENT ON of all that has one. */
void ddl_comments(struct ddl *ddl, const struct table *table);
void ddl_comment(struct ddl *ddl, const char *on, const char *name, const char *comment);
void ddl_column_comment(struct ddl *ddl, const struct table *table, const char *column, const char *comment);
/* What CREATE TABLE and ADD COLUMN have no clause for. */
void ddl_table_settings(struct ddl *ddl, const struct table *table);
/* One of them changes to what the column says of it; `before` is what it was. */
void ddl_column_setting(struct ddl *ddl, const struct table *table, const struct column *column,
    const char *option, const char *before);
void ddl_column_settings(struct ddl *ddl, const struct table *table, const struct column *column);
/* Its comment and options. */
bool ddl_alter_table(struct ddl *ddl, const struct table *before, struct table *after);

/* ddl_key.c */
/* The columns of a key or index, in brackets. */
void ddl_add_parts(struct buffer *out, const struct key_parts *parts);
void ddl_add_names(struct buffer *out, const struct names *names);
/* CONSTRAINT name and what it says. */
char *ddl_constraint(struct arena *arena, const struct constraint *constraint);
void ddl_rename_constraint(struct ddl *ddl, const struct table *table, const char *from, const char *to);
char *ddl_create_index(struct arena *arena, const struct table *table, const struct index *index);

/* Its DEFERRABLE clause, or "". */
const char *ddl_deferrable(const struct constraint *constraint);

/* ddl_online.c */
/* Looks how the operation at hand shall be done. */
bool ddl_read_how(struct ddl *ddl, const struct operation *operation);
/* The index as it is made by the operation at hand. */
const struct index *ddl_index_to_make(const struct ddl *ddl, const struct index *index);
/* False, with nothing done, when the operation at hand asks for no other form than the usual one. */
bool ddl_add_constraint_online(
    struct ddl *ddl, const struct table *table, const struct constraint *constraint);
/* SET NOT NULL. */
void ddl_require_online(struct ddl *ddl, const struct table *table, const struct column *column);

/* ddl_column.c */
/* Beneath it, too: serial and integer are the same. */
bool ddl_changes_type(const struct column *before, const struct column *after);
/* Its type and its default; `using_sql` may be null. */
void ddl_change_type(struct ddl *ddl, const struct table *table, const struct column *before,
    const struct column *after, const char *using_sql);
/* How a value becomes one of another type; null: by itself. */
const char *ddl_conversion(struct arena *arena, const char *name, const char *from, const char *to);
/* From the column as it was to what it has become; a rename was done before. */
void ddl_alter_column(struct ddl *ddl, const struct table *table, const struct column *before,
    struct column *after, const struct operation *operation);

/* ddl_counter_name.c */
/* The column whose own counter has that name, of all but one of a table, and its table; or null. */
struct column *ddl_counts_with(const struct ddl *ddl, const char *in_schema, const char *name,
    const struct table *but_of, const struct column *but, const struct table **table);
/* Who has the name that the column's counter shall have, and is about to lose or change it, does so at once.
 */
void ddl_free_counter_name(struct ddl *ddl, const struct table *table, const struct column *column);
bool ddl_counter_is_renamed(struct ddl *ddl, const struct table *table, const struct column *column);

/* ddl_sequence.c */
/* Its type, of a serial column the integer beneath. */
const char *ddl_column_type(const struct column *column);
/* The sequence behind a serial or identity column, as it is named by itself. */
char *ddl_sequence_name(struct arena *arena, const char *table, const char *column);
bool ddl_has_sequence(const struct column *column);
/* The sequence's name, quoted. */
const char *ddl_bare_counter_name(
    struct arena *arena, const struct table *table, const struct column *column);
char *ddl_counter_name(struct arena *arena, const struct table *table, const struct column *column);
/* The sequence's name, quoted, where it isn't that; else null. */
char *ddl_named_counter(struct arena *arena, const struct table *table, const struct column *column);
/* Before and after the table or column that such a sequence is for is made. */
void ddl_create_named_counters(struct ddl *ddl, const struct table *table, const struct columns *columns);
void ddl_own_named_counters(struct ddl *ddl, const struct table *table, const struct columns *columns);
/* Puts its count between the bounds that it is about to get: the server refuses them otherwise. */
void ddl_clamp_sequence(struct ddl *ddl, const char *sequence, const char *clauses);
void ddl_add_identity(struct buffer *out, const struct table *table, const struct column *column);
/* Before and after the column's type changes. */
void ddl_drop_old_counter(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after);
void ddl_add_new_counter(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after);
/* Is the object a sequence that a column has for itself? */
bool ddl_is_counter(const struct ddl *ddl, const struct object *object);
/* Makes such a sequence a thing of its own, with its count; false when it isn't one. */
bool ddl_take_over_counter(struct ddl *ddl, const struct object *object);

/* ddl_enum.c */
/* create_enum, alter_enum, drop_enum. */
bool ddl_compile_enum(struct ddl *ddl, const struct operation *operation);
bool ddl_compile_rename_enum(struct ddl *ddl, const struct operation *operation);
/* Makes or changes the type of an inline enum, where a script made for another database doesn't. */
void ddl_ensure_enum(struct ddl *ddl, const struct table *table, const struct column *column);

/* Does a later operation make one of the changes to the column, or take it away? */
bool ddl_changes_later(
    const struct ddl *ddl, const struct table *table, const struct column *column, unsigned changes);
/* Is the default a value of the enum that goes, and does a later operation take it away? */
bool ddl_loses_default(struct ddl *ddl, const struct table *table, const struct column *column,
    const struct enum_type *before, const struct enum_type *after);
const char *ddl_create_enum_sql(struct arena *arena, const struct enum_type *type);

/* ddl_type.c */
/* A type that is made anew. */
struct remade_type {
    const char *schema, *name;
    const struct enum_type *before, *after; /* of an enum; or null */
    struct object *was, *object;            /* a domain or composite type, as it is and shall be; or null */
    bool converts;                          /* by pg_temp.cmigrate_convert(), and not as text */
};
LIST_TYPE(remade_types, struct remade_type);
/* Has the column the type, or an array of it? */
bool ddl_uses_type(struct ddl *ddl, const struct column *column, const struct remade_type *type, bool *array);
/* Is the table partitioned by a column of one of the types? */
bool ddl_types_part(struct ddl *ddl, const struct remade_types *types, const struct table *table);
/* Makes the type anew, and all that are made of it; columns take their values over as text. */
void ddl_remake_type(struct ddl *ddl, const struct remade_type *type);
/* Has a column it, or another type? */
bool ddl_type_is_used(struct ddl *ddl, const struct remade_type *type);
/* In an array, or in another type? */
bool ddl_type_is_contained(struct ddl *ddl, const struct remade_type *type);

/* ddl_composite.c */
/* Can the one become the other by steps that keep the values? */
bool ddl_alters_composite(const char *before, const char *after);
void ddl_alter_composite(struct ddl *ddl, const struct object *before, const struct object *after);
/* Does a later operation make the column's composite type anew? Then a default of it comes with that. */
bool ddl_type_is_remade_later(struct ddl *ddl, const struct column *column);
/* The function that makes values of the new type, which is there, of those of the old one, called `from`;
 * where text won't do. Those of types that it is made of are there. */
void ddl_create_converter(
    struct ddl *ddl, const struct remade_types *types, struct remade_type *type, const char *from);
void ddl_drop_converter(struct ddl *ddl, const struct remade_type *type, const char *from);

/* ddl_users.c */
/* A constraint or index of a table. */
struct table_key {
    const struct table *table;
    const struct constraint *constraint;
    struct index *index;
};
LIST_TYPE(table_keys, struct table_key);

struct table_column {
    const struct table *table;
    const struct column *column;
};
LIST_TYPE(table_columns, struct table_column);

/* What has to step aside while types, a table or a function are made anew: in the order in which it comes
 * back. */
struct ddl_users {
    struct objects called;        /* routines, by what follows */
    struct objects domains;       /* without the clauses that call the function */
    struct table_columns columns; /* without a default, or generated */
    struct table_keys keys;
    struct objects objects;
};
struct ddl_users ddl_users_of_types(struct ddl *ddl, const struct remade_types *types);
/* Of the columns that have the type, which itself stays. */
struct ddl_users ddl_users_of_columns(struct ddl *ddl, const struct remade_type *type);
struct ddl_users ddl_users_of_table(struct ddl *ddl, const struct table *table);
/* Foreign keys that refer to the table, its own too. */
struct ddl_users ddl_references_to(struct ddl *ddl, const struct table *table);
struct ddl_users ddl_users_of_routine(struct ddl *ddl, const struct object *routine);
/* What reads the column, or the view, and no operation knows of: what they know of is gone by then. */
struct ddl_users ddl_readers_of_column(struct ddl *ddl, const struct table *table, const char *column);
struct ddl_users ddl_readers_of_view(struct ddl *ddl, const struct object *view);
void ddl_drop_users(struct ddl *ddl, const struct ddl_users *users);
void ddl_create_users(struct ddl *ddl, const struct ddl_users *users);
void ddl_create_keys(struct ddl *ddl, const struct table_keys *keys);

/* ddl_attach.c */
/* Parts those partitions from the table that later operations take from where they are, and puts them where
 * they will be: who changes the bounds of one, or makes one, does so in between. */
void ddl_make_room(struct ddl *ddl, const char *parent);
void ddl_take_room(struct ddl *ddl, const char *parent);
void ddl_change_partition(struct ddl *ddl, const struct table *before, const struct table *after);
/* Partitions that were to join the table before it was there. */
void ddl_attach_waiting(struct ddl *ddl, const struct table *made);

/* ddl_call.c */
/* Adds the constraints and indexes that go with the column. */
void ddl_keys_on(
    struct ddl *ddl, const struct table *table, const struct column *column, struct table_keys *keys);
bool ddl_has_key(const struct table_keys *keys, const struct table_key *key);
/* Adds what calls the function in tables, and in domains other than `types`, which may be null; true when
 * something does. */
bool ddl_find_calls(
    struct ddl *ddl, const char *function, const struct remade_types *types, struct ddl_users *users);
/* Does the default call a routine that a later operation makes anew? Then it comes with that. */
bool ddl_calls_remade(const struct ddl *ddl, const char *default_sql);
/* Does the column get its default back with them? */
bool ddl_users_have(const struct ddl_users *users, const struct column *column);
void ddl_drop_calls(struct ddl *ddl, const struct ddl_users *users);
void ddl_create_calls(struct ddl *ddl, const struct ddl_users *users);

/* ddl_rebuild.c */
/* The table as alter_table leaves it, of which it knows the options; or null when it says nothing of them. */
struct table *ddl_altered(struct arena *arena, const struct operation *operation);
/* Is the table made anew by one of the operations, because it becomes partitioned, in another way, or no
 * more? Its partitions come and go with that. */
bool ddl_is_rebuilt(const struct ddl *ddl, const char *full_name);
/* Is the column in what the table is partitioned by? */
bool ddl_parts_by(const struct table *table, const struct column *column);
/* Makes it anew, with its rows. */
bool ddl_rebuild_table(struct ddl *ddl, const struct table *before, const struct table *after);
/* The same where what stands on it has stepped aside. */
bool ddl_replace_table(struct ddl *ddl, const struct table *before, const struct table *after);

/* ddl_object.c */
void ddl_create_object(struct ddl *ddl, const struct object *object);
/* What drop_object is about, as the schema has it; or null. */
const struct object *ddl_met_object(const struct ddl *ddl, const struct operation *operation);
void ddl_drop_object(struct ddl *ddl, const struct object *object);
/* Is the one a routine that has to be made anew to become the other? */
bool ddl_remakes_routine(const struct object *before, const struct object *after);
bool ddl_compile_create_object(struct ddl *ddl, const struct operation *operation);
/* With the creation behind it, where that takes its place. */
bool ddl_compile_drop_object(struct ddl *ddl, const struct operation *operation);
bool ddl_compile_rename_object(struct ddl *ddl, const struct operation *operation);

/* ddl_routine.c */
bool ddl_replaces_routine(const char *before, const char *after);

/* ddl_alter_object.c */
/* Every clause of a sequence, each behind `before_each`, so that what `text` leaves out goes back to the
 * usual. */
void ddl_add_sequence_clauses(struct buffer *out, const char *text, const char *before_each);
bool ddl_alters_object(const struct object *before, const struct object *after);
void ddl_alter_object(struct ddl *ddl, const struct object *before, const struct object *after);
/* The domain without its default and checks, and with them again. */
void ddl_strip_domain(struct ddl *ddl, const struct object *domain);
void ddl_restore_domain(struct ddl *ddl, const struct object *domain);

#endif
