/* What the reading files of this room share: small steps that many nouns take. */
#ifndef CMIGRATE_SCHEMA_READ_PARTS_H
#define CMIGRATE_SCHEMA_READ_PARTS_H

#include "schema/read.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Every dialect's key, and "default" for texts. */
extern const char *const dialect_keys[];
enum { DIALECT_KEYS = 3 };
#define DIALECT_WORDS "sqlite", "postgresql", "mysql"

/* Each takes the value under a key, if there is one, and leaves the field alone otherwise; false after an
 * error. */
bool read_text(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    const char **text);
bool read_flag(
    const struct schema_reading *reading, const struct yaml_node *mapping, const char *key, bool *flag);
bool read_toggle(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    enum toggle *toggle);
/* The same, of a few words, in any case; an error names the nearest. */
bool read_word(const struct schema_reading *reading, const struct yaml_node *mapping, const char *key,
    const char *const *words, size_t count, const char **word);
bool read_deferrable(
    const struct schema_reading *reading, const struct yaml_node *mapping, enum deferrable *deferrable);

/* Adds an error about the model; always false. */
bool model_error(const struct schema_reading *reading, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the text of one dialect, or of "default". */
bool dialect_text_read(const struct schema_reading *reading, const struct yaml_node *node,
    const char *dialect, struct dialect_texts *texts);
/* `was`: the name that something in that schema had, with its schema or without; it can't have been in
 * another. */
bool was_read(const struct schema_reading *reading, const struct yaml_node *mapping, const char *in_schema,
    const char **was);
/* "name" or "schema.name" in two parts. */
bool full_name_read(const struct schema_reading *reading, const char *text, struct place place,
    const char **schema, const char **name);

/* A list of columns and expressions. */
bool key_parts_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct key_parts *parts);
/* `references: author.id`, or the long form, with what stands beside it: on_delete, on_update, match. */
bool reference_read(
    const struct schema_reading *reading, const struct yaml_node *mapping, struct reference *reference);

/* A table, and its triggers as objects of `schema`; none are allowed when that is null. */
struct table *table_with_triggers_read(const struct schema_reading *reading, const char *key,
    struct place place, const struct yaml_node *node, struct schema *schema);
bool objects_read(const struct schema_reading *reading, const char *kind, const struct yaml_node *section,
    struct schema *schema);
bool triggers_read(const struct schema_reading *reading, const struct table *table,
    const struct yaml_node *section, struct schema *schema);
/* A view's text is usually what follows AS; other kinds' is the whole statement. */
bool kind_has_body(const char *kind);
/* A number as JSON has it, which every database reads the same way. */
bool is_plain_number(const char *text);
/* Notes that the models name this schema. */
void note_schema(struct arena *arena, struct schema *schema, const char *name);
/* Notes that the models manage this kind. */
void note_managed(struct arena *arena, struct schema *schema, const char *kind);

#endif
