/* Models and the parts of them that scripts hold too: YAML into schema values. */
#ifndef CMIGRATE_SCHEMA_READ_H
#define CMIGRATE_SCHEMA_READ_H

#include "schema/naming.h"
#include "schema/schema.h"
#include "schema/type.h"
#include "yaml/yaml.h"

struct schema_reading {
    struct arena *arena;
    struct errors *errors;
    const struct type_words *types;
    const struct naming *naming; /* null: the default names */
    bool lowers_tables; /* names of tables and schemas are taken in lower case, as the server has them */
};

/* Reads a models file's document into `schema`, which may already hold other files' tables. Every mistake is
 * added; false when there was one. Mentions across tables are for schema_check(). */
bool schema_read(
    const struct schema_reading *reading, const struct yaml_node *document, struct schema *schema);
/* The same of several files' documents, whose tables may use each other's enums. */
bool schema_read_all(
    const struct schema_reading *reading, const struct yaml_items *documents, struct schema *schema);

/* The parts, as operations hold them. Null, or false, after an error. `name` is given where the key is
 * elsewhere. */
struct table *table_read(
    const struct schema_reading *reading, const char *key, struct place place, const struct yaml_node *node);
/* A column, and what its short words (primary_key, unique, index, references) say of its table, added to
 * `table`. */
struct column *column_read(const struct schema_reading *reading, struct table *table, const char *name,
    const struct yaml_node *node);
bool type_read(const struct schema_reading *reading, const struct yaml_node *node, struct type *type);
bool value_read(const struct schema_reading *reading, const struct yaml_node *node, struct value *value);
struct constraint *constraint_read(const struct schema_reading *reading, enum constraint_kind kind,
    const char *name, const struct yaml_node *node);
struct index *index_read(
    const struct schema_reading *reading, const char *name, const struct yaml_node *node);
struct object *object_read(
    const struct schema_reading *reading, const char *kind, const char *name, const struct yaml_node *node);
/* `author.id`, `shop.author.id`, `"odd.name".id`: the parts, at most three. */
bool dotted_read(
    const struct schema_reading *reading, const char *text, struct place place, struct names *parts);
/* The name of a table or schema, as the server has it; null stays null. */
const char *table_name_read(const struct schema_reading *reading, const char *name);
/* That of an object: views and sequences are called as tables are. */
const char *object_name_read(const struct schema_reading *reading, const char *kind, const char *name);
/* A string, or a mapping from dialects to strings. */
bool texts_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct dialect_texts *texts);
/* The `sqlite:`, `postgresql:` and `mysql:` keys of a mapping. */
bool options_read(
    const struct schema_reading *reading, const struct yaml_node *mapping, struct options *options);

#endif
