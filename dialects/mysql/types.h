/* Type names in the server's own canonical words, those of SHOW CREATE TABLE: "int", "int(5) unsigned
 * zerofill", "varchar(30)", "enum('a','b')". A default display width isn't said: int(11) is int. */
#ifndef CMIGRATE_MYSQL_TYPES_H
#define CMIGRATE_MYSQL_TYPES_H

#include "mysql/family.h"

struct mysql_type {
    const char *sql;
    const char *charset, *collation; /* said with the type: "varchar(20) CHARACTER SET ascii"; or null */
};

/* A type of the database's own, as SQL text. What isn't known is left as it is. */
struct mysql_type mysql_native_type(const struct features *features, struct arena *arena, const char *text);
/* A declared type of column `name`. `schema` has the declared enums and may be null. */
bool mysql_declared_type(const struct features *features, struct arena *arena, const struct schema *schema,
    const struct type *type, const char *column, struct place place, struct mysql_type *result,
    struct errors *errors);
/* The portable words for a canonical type, where they come back to the same; else its native ones.
 * `attributes`, "unsigned" and the like, are what a portable type must say as an option; or null. */
struct type mysql_portable_type(const struct features *features, struct arena *arena, const char *sql);

/* Is it a type of text, which has a character set? */
bool mysql_type_has_charset(const char *sql);
/* The type's first word: "varchar" of "varchar(30)". */
char *mysql_type_base(struct arena *arena, const char *sql);
/* The number in brackets behind it; 0 when there is none. */
unsigned mysql_type_length(const char *sql);

#endif
