/* An operation is one step of a migration, as a value: what diff finds, what a script says, what a dialect
 * compiles, what apply does to a schema in memory.
 *
 * There is one table of operations, in table.c: a row names the operation and has its read, write, apply and
 * inverse. A new operation is a value here, a row there, and a case in each dialect's ddl.c. */
#ifndef CMIGRATE_OPS_OPERATION_H
#define CMIGRATE_OPS_OPERATION_H

#include "schema/read.h"
#include "schema/schema.h"

enum operation_kind {
    OPERATION_CREATE_TABLE,
    OPERATION_DROP_TABLE,
    OPERATION_RENAME_TABLE,
    OPERATION_ALTER_TABLE, /* its comment and options */
    OPERATION_ADD_COLUMN,
    OPERATION_DROP_COLUMN,
    OPERATION_ALTER_COLUMN,
    OPERATION_CREATE_INDEX,
    OPERATION_DROP_INDEX,
    OPERATION_RENAME_INDEX,
    OPERATION_CREATE_PRIMARY_KEY,
    OPERATION_CREATE_UNIQUE,
    OPERATION_CREATE_CHECK,
    OPERATION_CREATE_FOREIGN_KEY,
    OPERATION_CREATE_EXCLUDE,
    OPERATION_DROP_CONSTRAINT,
    OPERATION_RENAME_CONSTRAINT,
    OPERATION_CREATE_ENUM,
    OPERATION_ALTER_ENUM,
    OPERATION_RENAME_ENUM, /* or values of it */
    OPERATION_DROP_ENUM,
    OPERATION_CREATE_OBJECT, /* a view, a trigger, a function… */
    OPERATION_DROP_OBJECT,
    OPERATION_RENAME_OBJECT, /* a domain, a type, a sequence */
    OPERATION_EXECUTE,       /* opaque SQL from here */
    OPERATION_EXECUTE_FILE,
    OPERATION_BULK_INSERT, /* data; changes no schema */
    OPERATION_KINDS,
};

/* What alter_column and alter_table change; the rest stays as the schema they meet has it. */
enum change {
    CHANGE_NAME = 1 << 0,
    CHANGE_TYPE = 1 << 1,
    CHANGE_NULLABLE = 1 << 2,
    CHANGE_DEFAULT = 1 << 3,
    CHANGE_COMMENT = 1 << 4,
    CHANGE_GENERATED = 1 << 5,
    CHANGE_AUTOINCREMENT = 1 << 6,
    CHANGE_OPTIONS = 1 << 7, /* of the dialects that are named, the whole set; an option whose name is null
                                says that its dialect shall have none */
    CHANGE_POSITION = 1 << 8,
};

struct bulk_row {
    struct value *values; /* one for each column */
};
LIST_TYPE(bulk_rows, struct bulk_row);

struct operation {
    enum operation_kind kind;
    const char *schema, *table; /* the table it is about; null when there is none */
    const char *name;     /* of the column, index, constraint, enum or object; of a rename the old name */
    const char *new_name; /* of rename_…; null of rename_enum: it keeps its own */
    struct place place;

    struct table *definition; /* create_table; of alter_table the new comment and options */
    struct column *column;    /* add_column; of alter_column what `changes` says */
    struct constraints keys;  /* of add_column: what its short words say of the table */
    struct indexes key_indexes;
    const char *after;     /* add_column, CHANGE_POSITION: behind this column; "" in front; null: at the end.
                              A database without the trait column_order adds at the end */
    unsigned changes;      /* of enum change */
    const char *using_sql; /* of CHANGE_TYPE: how old values convert, or null */
    struct constraint *constraint;   /* create_…; of drop_constraint by structure: what to look for */
    struct index *index;             /* create_index */
    struct enum_type *enum_type;     /* create_enum; of alter_enum the values as they shall be */
    struct renamed renamed_values;   /* rename_enum */
    struct object *object;           /* create_object; of drop_ and rename_object kind and name */
    struct dialect_texts texts;      /* execute: the SQL; execute_file: paths beside the script */
    const struct operations *effect; /* execute: what it says it does; or null */
    const char *file;                /* bulk_insert from CSV */
    struct names columns;            /* bulk_insert */
    struct bulk_rows rows;
    struct options with; /* how the server shall do it; no part of the schema */
    const char *lossy;   /* what can't come back, for a comment in the script; or null */
};
LIST_TYPE(operations, struct operation);

/* Its word in scripts: "create_table". */
const char *operation_name(enum operation_kind kind);
/* Does it say all it does, or is it opaque SQL? */
bool operation_is_opaque(const struct operation *operation);
/* Does it change the schema (rather than rows)? */
bool operation_is_structural(const struct operation *operation);

/* Is it about that table? */
bool operation_is_about(const struct operation *operation, const char *in_schema, const char *table);

/* What stands under `with:`. */
bool with_read(const struct schema_reading *reading, const struct yaml_node *node, struct options *with);
typedef bool with_taker(
    const struct schema *before, const struct operation *operation, const struct option *option);
/* Adds the option to the operations that `takes` lets have it; not where the table is made together with
 * them, as nobody waits for that. `before` is what they meet. */
void operations_ask(struct arena *arena, const struct schema *before, with_taker *takes,
    const struct option *option, struct operations *operations);
/* Puts the keys, indexes and NOT NULLs that have the option last: what they wait for is done by then, and
 * what steps aside for other operations is back. Those stay that a later operation names, whose names one
 * takes, and that a foreign key without the option may need. */
void operations_wait_last(struct arena *arena, const struct option *option, struct operations *operations);

/* YAML. A sequence of one-key mappings, as under `upgrade:`. */
bool operations_read(
    const struct schema_reading *reading, const struct yaml_node *sequence, struct operations *operations);
struct yaml_node *operations_write(struct arena *arena, const struct operations *operations);

/* Changes `schema` as the operation would change the database. Fails, with nothing changed, when it doesn't
 * fit: a table that isn't there, a column that is. Opaque SQL changes nothing here. */
bool operation_apply(
    struct arena *arena, const struct operation *operation, struct schema *schema, struct errors *errors);

/* Appends the operations that take `operation` back, in order, given the schema that it meets. False when
 * there are none: opaque SQL, data, what isn't there. Keys that came with a column are dropped before it. */
bool operation_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse);
struct naming;
/* Names unnamed constraints that a script would name alike, and says more of those to drop where their
 * columns are no mark. `before` is what the operations meet; `named`: after a script gave names to what has
 * none in it. */
void operations_tell_apart(struct arena *arena, const struct naming *naming, const struct schema *before,
    bool named, struct operations *operations);
/* The inverses in reverse order. Adds to `lossy` a sentence for each that can't bring values back. `before`
 * is left as it was. */
bool operations_inverse(struct arena *arena, const struct operations *operations, const struct schema *before,
    struct operations *inverse, struct names *lossy, struct errors *errors);

/* The create_object behind the drop_object at that place which makes the same object again; or null. */
const struct operation *operation_made_again(const struct operations *operations, size_t drop);

/* A line for people: "add column book.price numeric(8,2)". */
char *operation_describe(struct arena *arena, const struct operation *operation);

#endif
