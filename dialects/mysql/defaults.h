/* Defaults in one spelling for both families: numbers bare for numeric columns and as long as the column's
 * scale, text in quotes, "current_timestamp" for all its names. */
#ifndef CMIGRATE_MYSQL_DEFAULTS_H
#define CMIGRATE_MYSQL_DEFAULTS_H

#include "mysql/family.h"

/* The canonical expression for a column of a canonical type; null for no default, which DEFAULT NULL is. */
const char *default_canonical(struct arena *arena, const char *type_sql, const struct value *value);
/* The same for SQL text, as a server shows it. */
const char *default_canonical_sql(struct arena *arena, const char *type_sql, const char *sql);
/* The portable value for a canonical expression. */
struct value default_portable(struct arena *arena, const char *type_sql, const char *default_sql);

enum default_form { DEFAULT_LITERAL, DEFAULT_NOW, DEFAULT_EXPRESSION };
enum default_form default_form(const char *default_sql);
/* "current_timestamp" or "current_timestamp(n)" when the text is one of that function's names; else null. */
const char *default_now(struct arena *arena, const char *sql);

#endif
