/* What the files of this room share: the row of an operation, and small steps that many operations take. */
#ifndef CMIGRATE_OPS_KINDS_H
#define CMIGRATE_OPS_KINDS_H

#include "base/buffer.h"
#include "ops/operation.h"

/* An operation on its way into a schema. */
struct applying {
    struct arena *arena;
    const struct operation *operation;
    struct schema *schema;
    struct errors *errors;
};

/* A row of the table of operations. */
struct operation_type {
    const char *word; /* in scripts */
    bool structural, opaque;
    /* Fills the operation from what stands behind its word. */
    bool (*read)(
        const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation);
    struct yaml_node *(*write)(struct arena *arena, const struct operation *operation);
    /* All checks first, then all changes. Null: changes no schema. */
    bool (*apply)(const struct applying *applying);
    /* Appends what takes it back, in order. Null: nothing can. */
    bool (*inverse)(struct arena *arena, const struct operation *operation, const struct schema *before,
        struct operations *inverse);
    void (*describe)(struct buffer *out, const struct operation *operation);
};

extern const struct operation_type operation_types[OPERATION_KINDS];

/* A shorter word for an object of a common kind: create_view is create_object with `kind: view`. */
struct object_word {
    const char *word;
    enum operation_kind kind;
    const char *object_kind;
};
enum { OBJECT_WORDS = 4 };
extern const struct object_word object_words[OBJECT_WORDS];

/* What the rows point at, by noun. */
#define OPERATION_DECLARE(name)                                                                              \
    bool name##_read(                                                                                        \
        const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation);    \
    struct yaml_node *name##_write(struct arena *arena, const struct operation *operation);                  \
    bool name##_apply(const struct applying *applying);                                                      \
    bool name##_inverse(struct arena *arena, const struct operation *operation, const struct schema *before, \
        struct operations *inverse);                                                                         \
    void name##_describe(struct buffer *out, const struct operation *operation)

OPERATION_DECLARE(create_table);
OPERATION_DECLARE(drop_table);
OPERATION_DECLARE(rename_table);
OPERATION_DECLARE(alter_table);
OPERATION_DECLARE(add_column);
OPERATION_DECLARE(drop_column);
OPERATION_DECLARE(alter_column);
OPERATION_DECLARE(create_index);
OPERATION_DECLARE(drop_index);
OPERATION_DECLARE(rename_index);
OPERATION_DECLARE(create_constraint);
OPERATION_DECLARE(drop_constraint);
OPERATION_DECLARE(rename_constraint);
OPERATION_DECLARE(create_enum);
OPERATION_DECLARE(alter_enum);
OPERATION_DECLARE(rename_enum);
OPERATION_DECLARE(drop_enum);
OPERATION_DECLARE(create_object);
OPERATION_DECLARE(drop_object);
OPERATION_DECLARE(rename_object);
OPERATION_DECLARE(execute);
OPERATION_DECLARE(execute_file);
OPERATION_DECLARE(bulk_insert);

/* --- Reading (read.c) --- */

/* An error about a script at `place`; always false. */
bool script_error(const struct schema_reading *reading, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Is it a mapping, and are all its keys among `keys`? */
bool read_keys(const struct schema_reading *reading, const struct yaml_node *node,
    const struct operation *operation, const char *const *keys, size_t count);
/* The text under a key, which has to be there. */
bool read_needed(const struct schema_reading *reading, const struct yaml_node *mapping,
    const struct operation *operation, const char *key, const char **text);
/* The text under a key, or null. */
bool read_optional(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    const char **text);
/* The enum that the operation is about, from under "name". */
bool read_enum_name(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation);
/* It, in the schema; null after an error. */
struct enum_type *meet_enum(const struct applying *applying);
/* "book" or "shop.book": the table that the operation is about. */
bool read_table_name(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation);
/* The same, under a key. */
bool read_table(const struct schema_reading *reading, const struct yaml_node *mapping,
    struct operation *operation, const char *key);
/* Cuts a full name into a schema, or null, and a name. */
bool read_full_name(const struct schema_reading *reading, const char *text, struct place place,
    const char **schema, const char **name);
/* `drop_default: true`: adds `change` to the operation's; false is the same as nothing. */
bool read_switch(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    struct operation *operation, unsigned change);
/* Takes `with:` out of what stands behind the operation's word. */
bool read_with(
    const struct schema_reading *reading, const struct yaml_node **node, struct operation *operation);
/* The dialects' options beside other keys; one that is empty shall empty what is there. */
bool read_changed_options(const struct schema_reading *reading, const struct yaml_node *mapping,
    struct options *options, struct operation *operation);
/* A copy of the mapping without some keys. */
struct yaml_node *node_without(
    struct arena *arena, const struct yaml_node *mapping, const char *const *keys, size_t count);

/* --- Writing (write.c) --- */

/* A mapping that starts with the operation's table under `key`. */
struct yaml_node *write_table(struct arena *arena, const struct operation *operation, const char *key);
/* Adds the pairs of `from` whose keys are not there yet. */
void write_pairs(struct arena *arena, struct yaml_node *mapping, const struct yaml_node *from);
void write_with(struct arena *arena, struct yaml_node *mapping, const struct operation *operation);
void write_changed_options(struct arena *arena, struct yaml_node *mapping, const struct options *options);
/* "book" or "shop.book" of the operation. */
void describe_table(struct buffer *out, const struct operation *operation);
void describe_parts(struct buffer *out, const struct key_parts *parts);

/* --- Applying (apply.c) --- */

/* Adds an error at the operation; returns it for a hint. */
struct error *refuse(const struct applying *applying, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The table that the operation is about; null after an error. */
struct table *meet_table(const struct applying *applying);
struct column *meet_column(const struct applying *applying, const struct table *table, const char *name);
/* Are all columns of the key in the table? `what` owns the key. */
bool meet_key(const struct applying *applying, const struct table *table, const struct key_parts *parts,
    const char *what);
/* Does the new constraint or index fit the table? */
bool constraint_fits(
    const struct applying *applying, const struct table *table, const struct constraint *constraint);
bool index_fits(const struct applying *applying, const struct table *table, const struct index *index);
void put_constraint(struct arena *arena, struct table *table, const struct constraint *constraint);
/* An option without a name says that its dialect has none. */
void options_apply(struct arena *arena, struct options *options, const struct options *changes);

/* The constraint that drop_constraint means, or null. */
struct constraint *constraint_meant(const struct table *table, const struct operation *operation);
/* The same; null after an error. */
struct constraint *meet_constraint(const struct applying *applying, const struct table *table);
void remove_constraint(struct table *table, const struct constraint *constraint);
const char *constraint_kind_name(enum constraint_kind kind);
/* "foreign key \"fk_book_author_id\"" */
const char *constraint_title(struct arena *arena, const struct constraint *constraint);

/* --- Inverse (inverse.c) --- */

/* A new operation about the same table, at the same place. */
struct operation *add_inverse(struct arena *arena, struct operations *inverse, enum operation_kind kind,
    const struct operation *operation);
/* What gives the options their old values back. */
struct options options_before(
    struct arena *arena, const struct options *before, const struct options *changes);
void inverse_of_constraint(struct arena *arena, struct operations *inverse, const struct operation *operation,
    const struct constraint *constraint);
/* The operation that makes a constraint. */
enum operation_kind constraint_operation(enum constraint_kind kind);

/* --- Who uses what (uses.c) --- */

/* What uses the column, as "index \"ix_book_title\"", or null. */
const char *column_use(
    struct arena *arena, const struct schema *schema, const struct table *table, const struct column *column);
/* A foreign key of another table that refers to the table, or null; its table in *referring. */
const struct constraint *table_use(
    const struct schema *schema, const struct table *table, const struct table **referring);
bool refers_to(const struct constraint *constraint, const char *in_schema, const char *table);
/* Renames every mention of the column in keys and expressions. */
void column_uses_rename(
    struct arena *arena, struct schema *schema, struct table *table, const char *from, const char *to);
void table_uses_rename(
    struct arena *arena, struct schema *schema, const struct table *table, const char *from, const char *to);

#endif
