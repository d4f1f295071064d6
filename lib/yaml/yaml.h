/* YAML as cmigrate reads it: mappings, sequences and scalars, each with its place.
 *
 * A name is a string as written, so scalars stay text; whether one was quoted is remembered, because
 * under `default:` it matters. Duplicate keys, tags, merge keys, aliases and anchors are errors, and so is
 * a plain scalar in a flow mapping that a comma has cut. Depth and size are bounded. */
#ifndef CMIGRATE_YAML_YAML_H
#define CMIGRATE_YAML_YAML_H

#include "base/error.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node;

struct yaml_pair {
    const char *key;
    struct place place; /* of the key */
    struct yaml_node *value;
};

LIST_TYPE(yaml_pairs, struct yaml_pair);
LIST_TYPE(yaml_items, struct yaml_node *);

struct yaml_node {
    enum yaml_kind kind;
    bool quoted; /* of a scalar: in quotes or a block */
    union {
        const char *text;        /* of a scalar; an empty value is "" and not quoted */
        struct yaml_items items; /* of a sequence */
        struct yaml_pairs pairs; /* of a mapping, in the file's order */
    };
    struct place place;
};

/* Reads one document. Null after an error; an empty document is an empty mapping. */
struct yaml_node *yaml_read(struct arena *arena, const struct source *source, struct errors *errors);
/* The same with the keys and texts in an arena of their own, to outlive the nodes. */
struct yaml_node *yaml_read_apart(
    struct arena *nodes, struct arena *texts, const struct source *source, struct errors *errors);

/* The value under a key of a mapping, or null; null also when it is no mapping. */
struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key);
/* Is it an unquoted `null`, `~` or nothing? */
bool yaml_is_null(const struct yaml_node *node);

/* Each asks for one form of value; else an error that says what `what` should be. */
bool yaml_expect(const struct yaml_node *node, enum yaml_kind kind, const char *what, struct errors *errors);
bool yaml_to_text(const struct yaml_node *node, const char *what, const char **text, struct errors *errors);
/* Only `true` and `false`, unquoted. */
bool yaml_to_bool(const struct yaml_node *node, const char *what, bool *value, struct errors *errors);
bool yaml_to_unsigned(const struct yaml_node *node, const char *what, unsigned *value, struct errors *errors);
/* A sequence of scalars, or one scalar for a list of one. */
bool yaml_to_names(struct arena *arena, const struct yaml_node *node, const char *what, struct names *names,
    struct errors *errors);
/* Every key of a mapping must be one of `keys`; an error for each that isn't names the nearest. */
bool yaml_check_keys(const struct yaml_node *mapping, const char *what, const char *const *keys, size_t count,
    struct errors *errors);

/* Building and writing. Mappings and sequences that hold only scalars and fit on a line are written in flow
 * form, others in block form; text of several lines as a literal block. What is written reads back as the
 * same nodes by YAML 1.1 and 1.2. */
struct yaml_node *yaml_scalar(
    struct arena *arena, const char *text); /* written plain where that reads back as this string */
struct yaml_node *yaml_plain(
    struct arena *arena, const char *text); /* a number, true, false, null: written as it is */
struct yaml_node *yaml_mapping(struct arena *arena);
struct yaml_node *yaml_sequence(struct arena *arena);
struct yaml_node *yaml_name_list(struct arena *arena, const struct names *names); /* a sequence of scalars */
void yaml_put(struct arena *arena, struct yaml_node *mapping, const char *key, struct yaml_node *value);
void yaml_put_text(struct arena *arena, struct yaml_node *mapping, const char *key,
    const char *text); /* nothing when text is null */
void yaml_put_bool(struct arena *arena, struct yaml_node *mapping, const char *key, bool value);
void yaml_append(struct arena *arena, struct yaml_node *sequence, struct yaml_node *item);
char *yaml_write(struct arena *arena, const struct yaml_node *node);
/* Is it a string that must be quoted to stay one? */
bool yaml_needs_quotes(const char *text);

#endif
