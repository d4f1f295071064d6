/* What the files of this dialect ask of each other. */
#ifndef CMIGRATE_POSTGRESQL_POSTGRESQL_H
#define CMIGRATE_POSTGRESQL_POSTGRESQL_H

#include "dialect.h"

extern const struct dialect postgresql_dialect;

/* quote.c */
void postgresql_name_quoted(struct buffer *out, const char *name);
void postgresql_text_quoted(struct buffer *out, const char *text);
char *postgresql_name(struct arena *arena, const char *name);
/* "shop"."author", or "author" without a schema. */
char *postgresql_full_name(struct arena *arena, const char *in_schema, const char *name);
char *postgresql_text(struct arena *arena, const char *text);
/* A name as the server prints it in types and expressions: in quotes only where it needs them. */
char *postgresql_printed_name(struct arena *arena, const char *in_schema, const char *name);

/* A collation as models write it, de_DE or "shop"."nocase": one that has quotes stays as it is. */
char *postgresql_collation(struct arena *arena, const char *name);
/* Is it that name, quoted or not? */
bool postgresql_token_names(struct token token, const char *name);

/* array_cast.c */
/* The statement with each array that is cast as a whole in the words that make it one again. */
char *postgresql_with_array_types(struct arena *arena, const char *sql);

/* types.c */
bool postgresql_knows_type(const char *word);
/* A type's name as format_type() prints it: "varchar(30)" is "character varying(30)". A type that isn't the
 * server's own keeps its words. */
char *postgresql_canonical_type(struct arena *arena, const char *text);
/* How a column of this type is spelt; null, after an error, for one the database can't have. */
const char *postgresql_type_sql(struct arena *arena, const struct schema *schema, const struct table *table,
    const struct column *column, const struct type *type, struct errors *errors);
/* Is it serial, smallserial or bigserial? The integer type beneath, or null. */
const char *postgresql_serial_base(const char *type_sql);
bool postgresql_fills_itself(const struct column *column);

/* resolve.c */
bool postgresql_resolve(
    const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors);
bool postgresql_resolve_table(const struct server *server, struct arena *arena, const struct schema *schema,
    struct table *table, struct errors *errors);
bool postgresql_resolve_column(const struct server *server, struct arena *arena, const struct schema *schema,
    const struct table *table, struct column *column, struct errors *errors);
/* The enum that an inline one becomes: TABLE_COLUMN. */
struct enum_type *postgresql_implied_enum(
    struct arena *arena, const struct table *table, const struct column *column);
/* This dialect's option of that name, or null. */
const char *postgresql_option(const struct options *options, const char *name);
bool postgresql_switch(const struct options *options, const char *name);

/* Fills the table's parents from its options. */
void postgresql_note_parents(struct arena *arena, struct table *table);

/* ddl_column.c */
bool postgresql_same_base(const struct column *before, const struct column *after);

/* ddl_composite.c */
const char *postgresql_forgets(struct arena *arena, const struct object *before, const struct object *after);

/* loses.c */
const char *postgresql_loses(struct arena *arena, const struct column *from, const struct column *to);

/* ddl_moved_rows.c */
bool postgresql_moves_rows(
    struct arena *arena, const struct operations *operations, const struct table *dropped);

/* rename_keys.c */
bool postgresql_renames_keys(const struct schema *schema, const struct table *table);

/* describe.c */
void postgresql_describe(const struct server *server, struct arena *arena, struct table *table);

/* ddl.c */
bool postgresql_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors);

/* ddl_object.c */
bool postgresql_replaces(const struct object *before, const struct object *after);

/* default_rights.c */
bool postgresql_reaches_ahead(const struct object *object);
void postgresql_comes_with(struct arena *arena, const struct object *giver, const struct table *table,
    const struct object *object, struct objects *found);

/* normalise.c */
bool postgresql_normalise(struct connection *connection, struct arena *arena, const struct schema *actual,
    struct schema *desired, struct names *undecided, struct errors *errors);

/* limits.c */
void postgresql_limit_time(struct arena *arena, const struct server *server, const struct time_limits *limits,
    struct names *statements);

/* online.c */
bool postgresql_takes_with(
    const struct schema *before, const struct operation *operation, const struct option *option);

/* outside.c */
/* What compile() puts at the end of a statement that shall have a transaction of its own. */
extern const char postgresql_apart[];
bool postgresql_runs_outside(const char *sql);
/* Clears away what a concurrent build left unfinished. */
int postgresql_took_effect(struct connection *connection, struct arena *arena, const char *sql);

/* shadow.c */
const char *postgresql_shadow_statement(struct arena *arena, const char *sql);

/* scratch.c */
bool postgresql_scratch(struct connection *connection, struct arena *arena, const char *name,
    struct scratch *scratch, struct errors *errors);

/* inspect.c */
bool postgresql_inspect(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors);

/* dialect.c */
const char *postgresql_has_table_query(struct arena *arena, const char *in_schema, const char *table);

#endif
