/* Schema values into YAML, in the words that schema/read.h reads: what is written reads back the same. */
#ifndef CMIGRATE_SCHEMA_WRITE_H
#define CMIGRATE_SCHEMA_WRITE_H

#include "schema/schema.h"
#include "yaml/yaml.h"

/* A whole models document, every section written, be it empty. */
struct yaml_node *schema_write(struct arena *arena, const struct schema *schema);
/* A table without its name: {columns: …, indexes: …}. Short words (primary_key, references, unique, index)
 * where they say the same. */
struct yaml_node *table_write(struct arena *arena, const struct table *table);
/* A column of `table`; only itself when `table` is null. */
struct yaml_node *column_write(struct arena *arena, const struct table *table, const struct column *column);
struct yaml_node *type_write(struct arena *arena, const struct type *type);
/* Null of VALUE_NONE. */
struct yaml_node *value_write(struct arena *arena, const struct value *value);
/* Mappings without the name, for the caller to put in front or use as the key. */
struct yaml_node *constraint_write(struct arena *arena, const struct constraint *constraint);
struct yaml_node *index_write(struct arena *arena, const struct index *index);
struct yaml_node *object_write(struct arena *arena, const struct object *object);
struct yaml_node *texts_write(struct arena *arena, const struct dialect_texts *texts);
void options_write(struct arena *arena, struct yaml_node *mapping, const struct options *options);

#endif
