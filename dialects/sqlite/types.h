/* Type names. To SQLite they are any words; what counts is the affinity that it reads out of them, and the
 * one spelling INTEGER, which makes a lone primary key the rowid. */
#ifndef CMIGRATE_SQLITE_TYPES_H
#define CMIGRATE_SQLITE_TYPES_H

#include "base/index.h"
#include "schema/schema.h"

enum affinity { AFFINITY_BLOB, AFFINITY_TEXT, AFFINITY_NUMERIC, AFFINITY_INTEGER, AFFINITY_REAL };

enum affinity sqlite_affinity(const char *type_sql);
bool sqlite_knows_type(const char *word);

/* One spelling for names that mean the same: "VARCHAR(30)", "NUMERIC(8, 2)", "" for none. */
char *sqlite_type_canonical(struct arena *arena, const char *text);
/* The built-in ones in upper case, others as they are. */
const char *sqlite_collation_canonical(struct arena *arena, const char *name);
/* The spelling of a portable type; of an enum "ENUM('sad', 'ok')", see below. */
char *sqlite_type_sql(struct arena *arena, const struct type *type, bool strict);
/* The portable type that a spelling comes from, where there is one; else native or verbatim. */
struct type sqlite_type_of(struct arena *arena, const char *type_sql, bool strict);

/* What a schema's types were found to be: thousands of columns have a dozen of them. Begins with its arena.
 */
struct type_memory {
    struct name_index spellings; /* as written → in one spelling */
    struct name_index types[2];  /* spelling → the type; in STRICT tables */
    struct name_index names;     /* of columns, which are often the same in many tables */
};
struct type_memory sqlite_type_memory(struct arena *arena);
/* sqlite_type_canonical() of a piece of text. */
const char *sqlite_type_recall(struct type_memory *memory, const char *text, size_t length);
/* The same name, with the text that it has in other tables if it was there before. */
const char *sqlite_name_recall(struct type_memory *memory, const char *name);
/* sqlite_type_of() */
struct type sqlite_type_recall_of(struct type_memory *memory, const char *type_sql, bool strict);

/* The spelling as SQLite's own word, or verbatim. */
struct type sqlite_own_word(struct arena *arena, const char *type_sql);

/* SQLite has no enums: a column of one is VARCHAR(longest) with an unnamed check, CHECK (name IN ('sad',
 * 'ok')). The two together are its type here, spelt "ENUM('sad', 'ok')", which SQLite itself could not have.
 */
bool sqlite_enum_values(struct arena *arena, const char *type_sql, struct names *values);
char *sqlite_enum_sql(struct arena *arena, const struct names *values);
/* The type's name as it stands in CREATE TABLE. */
const char *sqlite_type_written(struct arena *arena, const char *type_sql, bool strict);

#endif
