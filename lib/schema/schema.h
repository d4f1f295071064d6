/* A database's schema as a value: plain structs in ordered lists, all in one arena.
 *
 * The same structs hold what a model declares, what a script creates and what was inspected. A declared
 * property is null or UNSET where the text was silent; `resolve` (dialect.h) fills the fields whose names
 * end in _sql with the database's own spelling. Comparing reads those, writing scripts reads the declared
 * ones. Strings are shared between schemas and never changed. */
#ifndef CMIGRATE_SCHEMA_SCHEMA_H
#define CMIGRATE_SCHEMA_SCHEMA_H

#include <stdint.h>

#include "base/error.h"
#include "base/index.h"

/* A byte each: a large schema has a hundred thousand columns. */
#define SMALL __attribute__((packed))

enum SMALL toggle { UNSET, OFF, ON };

/* A word that only some databases know, as `mysql: {engine: InnoDB}`. */
struct option {
    const char *dialect; /* "sqlite", "postgresql", "mysql" */
    const char *name;
    const char *value; /* as written; "true", "false" for switches */
    bool is_text;      /* a string, which writing must quote if it looks like something else */
    bool is_usual;     /* set by resolve: what holds when nothing is said, and so doesn't count */
    struct place place;
};
LIST_TYPE(options, struct option);

/* A text that may differ between databases: "default" and dialects' names. A single text is under "default".
 */
struct dialect_text {
    const char *dialect, *text;
    struct place place; /* of the text itself */
};
LIST_TYPE(dialect_texts, struct dialect_text);

enum SMALL type_kind {
    TYPE_NONE, /* a SQLite column without a type */
    TYPE_SMALLINTEGER,
    TYPE_INTEGER,
    TYPE_BIGINTEGER,
    TYPE_NUMERIC,
    TYPE_FLOAT,
    TYPE_DOUBLE,
    TYPE_BOOLEAN,
    TYPE_STRING,
    TYPE_TEXT,
    TYPE_DATE,
    TYPE_TIME,
    TYPE_DATETIME,
    TYPE_TIMESTAMP,
    TYPE_INTERVAL,
    TYPE_BINARY,
    TYPE_BLOB,
    TYPE_JSON,
    TYPE_UUID,
    TYPE_ENUM,     /* `text`: a declared enum's name, or null with `values` */
    TYPE_NATIVE,   /* `text`: one that the dialect knows: "jsonb", "int unsigned" */
    TYPE_VERBATIM, /* `text`: {sql: …} */
};

struct type {
    enum type_kind kind;
    bool has_scale;
    uint16_t scale;
    unsigned length; /* string(n), binary(n); numeric's precision; 0: none given */
    const char *text;
    const struct names *values; /* of an inline enum */
};

enum SMALL value_kind { VALUE_NONE, VALUE_NULL, VALUE_BOOLEAN, VALUE_NUMBER, VALUE_STRING, VALUE_SQL };

struct value {
    enum value_kind kind;
    const char *text; /* "true", "12.5", the string, the SQL */
};

struct column {
    const char *name;
    const char *was; /* the name it had: a rename */
    const char *comment;
    struct type type;
    struct type
        *native; /* this dialect's own type from `postgresql: {type: money}`, set by resolve; or null */
    const char *type_sql;
    struct value default_value;
    const char *default_sql; /* an expression, or null for none */
    const char *generated;   /* the expression, or null */
    enum toggle stored;      /* of a generated column */
    enum toggle
        nullable; /* UNSET in a model: nullable unless in the primary key; set by resolve where it matters */
    enum toggle autoincrement;
    struct options options;
    struct place place;
};
LIST_TYPE(columns, struct column *);

enum SMALL sort_order { SORT_UNSET, SORT_ASCENDING, SORT_DESCENDING };

/* A column or expression in a key or index. */
struct key_part {
    const char *column;     /* or null for an expression */
    const char *expression; /* without the brackets around it, or null */
    enum sort_order order;
    unsigned prefix;   /* MySQL: only the first so many characters; 0: all */
    const char *nulls; /* "first", "last", or null */
    const char *collation, *operator_class;
};
LIST_TYPE(key_parts, struct key_part);

enum SMALL constraint_kind {
    CONSTRAINT_PRIMARY_KEY,
    CONSTRAINT_UNIQUE,
    CONSTRAINT_CHECK,
    CONSTRAINT_FOREIGN_KEY,
    CONSTRAINT_EXCLUDE
};
enum SMALL deferrable { DEFERRABLE_UNSET, DEFERRABLE_NOT, DEFERRABLE_IMMEDIATE, DEFERRABLE_DEFERRED };

struct reference {
    const char *schema; /* or null */
    const char *table;
    struct names columns; /* empty: its primary key */
    const char *on_delete,
        *on_update; /* "cascade", "set null", "set default", "restrict", "no action"; or null */
    const char *match;
};

struct constraint {
    enum constraint_kind kind;
    const char *name;           /* null: none in the database */
    bool conventional;          /* the name is naming.h's, not the user's: it doesn't count in comparing */
    struct key_parts columns;   /* of a key; the local side of a foreign key */
    const char *expression;     /* of a check; the body of an exclusion */
    struct reference reference; /* of a foreign key */
    enum deferrable deferrable;
    struct options
        options; /* sqlite: on_conflict; postgresql: nulls_not_distinct, not_valid, no_inherit, include… */
    struct place place;
};
LIST_TYPE(constraints, struct constraint *);

struct index {
    const char *name;
    const char *was;
    bool conventional;
    bool unique;
    struct key_parts parts;
    const char *where;
    struct options options; /* postgresql: using, include, with, tablespace, nulls_not_distinct; mysql: using,
                               kind, invisible… */
    const char *comment;
    struct place place;
};
LIST_TYPE(indexes, struct index *);

struct table {
    const char *schema; /* or null: the connection's own */
    const char *name;
    const char *was;
    const char *comment;
    struct names parents; /* full names of tables that it is a part or an heir of; set by resolve */
    struct columns columns;
    bool columnless;                /* said to have none: `columns: {}` */
    struct constraint *primary_key; /* or null */
    struct constraints constraints; /* unique, check, foreign key, exclude */
    struct indexes indexes;
    struct options options;
    struct place place;
};
LIST_TYPE(tables, struct table *);

/* Names and, at the same places, what they were. */
struct renamed {
    struct names to, from;
};

struct enum_type {
    const char *schema, *name, *was;
    struct names values;
    struct renamed was_values; /* of those that had another name */
    struct place place;
};
LIST_TYPE(enum_types, struct enum_type *);

/* Whatever is carried as text: views, triggers, and kinds that YAML has no word for (function, sequence…). */
struct object {
    const char *kind; /* "view", "materialized_view", "trigger", "function"… */
    const char *schema, *name;
    const char *was;             /* the name it had, of a kind that has names: a rename */
    const char *table;           /* of a trigger */
    struct dialect_texts create; /* the whole CREATE statement; of a view that `is_body`: what follows AS */
    bool is_body;
    struct dialect_texts drop; /* empty: DROP kind name */
    struct names after;        /* tables and objects that must be there first */
    const char *comment;
    struct options options;
    struct place place;
};
LIST_TYPE(objects, struct object *);

struct schema {
    struct tables tables;
    struct enum_types enums;
    struct objects objects;
    struct names unmanaged; /* kinds that nothing was said about: left alone even by a whole schema */
    bool whole;             /* nothing is left to others: every kind of object is managed */
    struct names left_out;  /* what is there and has no word here, to be told to people: "cast from a to b" */
    struct names managed;   /* kinds of objects whose section the models have, be it empty */
    struct names schemas;   /* schemas that are named; empty: the connection's own */
    struct name_index table_index; /* "name" or "schema.name" → struct table; kept by the functions below */
};

/* Tables. A name is looked up exactly; `schema` may be null. */
struct table *schema_find_table(const struct schema *schema, const char *in_schema, const char *name);
/* Adds at the end; false, and nothing done, when the name is taken. */
bool schema_add_table(struct arena *arena, struct schema *schema, struct table *table);
/* Puts at position `at`; at most tables.count. */
bool schema_insert_table(struct arena *arena, struct schema *schema, size_t at, struct table *table);
bool schema_remove_table(struct schema *schema, const char *in_schema, const char *name);
/* False when another table has the name. */
bool schema_rename_table(struct arena *arena, struct schema *schema, struct table *table, const char *name);
/* "name", or "schema.name" with parts that hold a dot quoted. */
const char *table_full_name(struct arena *arena, const char *in_schema, const char *name);

struct object *schema_find_object(
    const struct schema *schema, const char *kind, const char *in_schema, const char *name);
struct enum_type *schema_find_enum(const struct schema *schema, const char *in_schema, const char *name);
/* How columns name it in their type: with its schema, when it isn't in the default one. */
const char *enum_name_in_columns(struct arena *arena, const char *in_schema, const char *name);
/* What the value is called now, itself if it isn't among them. */
const char *renamed_value(const struct renamed *renamed, const char *value);
/* Gives the enum and its values their new names (null: it keeps its own), and with it the columns that have
 * it. */
/* A type of that name, be it an enum, is called otherwise wherever the schema says it; it itself is not
 * looked for. */
void schema_rename_type(
    struct arena *arena, struct schema *schema, const char *in_schema, const char *from, const char *to);
/* The expression with another name for the sequence; itself where it doesn't say the old one. */
const char *sequence_renamed_in(
    struct arena *arena, const char *expression, const char *in_schema, const char *from, const char *to);
/* Do columns or rows hang on an object of this kind, so that it is renamed and not made anew? */
bool object_kind_has_names(const char *kind);
/* Gives the object, one of the schema's, its new name, there and wherever the schema says it. */
void schema_rename_object(
    struct arena *arena, struct schema *schema, struct object *object, const char *new_name);
void schema_rename_enum(struct arena *arena, struct schema *schema, struct enum_type *type,
    const char *new_name, const struct renamed *values);
/* The same in what the database prints of columns: their type, and defaults like 'ok'::mood. */
void schema_reprint_enum(struct arena *arena, struct schema *schema, const struct renamed *values,
    const char *from_sql, const char *to_sql);
bool schema_manages(const struct schema *schema, const char *kind);

/* Parts of a table; null when there is none. */
struct column *table_find_column(const struct table *table, const char *name);
size_t table_column_position(
    const struct table *table, const char *name); /* columns.count when there is none */
struct constraint *table_find_constraint(
    const struct table *table, const char *name); /* the primary key is one of them */
struct index *table_find_index(const struct table *table, const char *name);
bool table_in_primary_key(const struct table *table, const char *column);
/* May the column hold NULL, as declared: by its own word, else unless it is in the primary key. */
bool column_is_nullable(const struct table *table, const struct column *column);
/* The one column of a single integer primary key that counts by itself: by its own word, else if it has no
 * default, no generation and no foreign key. Null when there is none. */
struct column *table_autoincrement_column(const struct table *table);
/* Would it be that one without a word of its own? */
bool column_counts_by_itself(const struct table *table, const struct column *column);
/* Does it say that what it refers to needn't be there (`sqlite: {dangling: true}`)? */
bool constraint_may_dangle(const struct constraint *constraint);
bool key_has_column(const struct key_parts *parts, const char *column);

const struct option *options_find(const struct options *options, const char *dialect, const char *name);
/* Is it this value that holds when nothing is said? Then the option is marked as usual. */
void options_mark_usual(
    struct options *options, const char *dialect, const char *name, const char *usual_value);
/* The text for a dialect, else the one under "default", else null. */
const struct dialect_text *texts_find(const struct dialect_texts *texts, const char *dialect);

bool type_equal(const struct type *left, const struct type *right);
bool type_is_integer(const struct type *type);

/* Deep copies; strings are shared. */
struct schema *schema_copy(struct arena *arena, const struct schema *schema);
struct table *table_copy(struct arena *arena, const struct table *table);
struct column *column_copy(struct arena *arena, const struct column *column);
struct constraint *constraint_copy(struct arena *arena, const struct constraint *constraint);
struct index *index_copy(struct arena *arena, const struct index *index);
struct object *object_copy(struct arena *arena, const struct object *object);

#endif
