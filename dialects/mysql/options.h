/* This dialect's options of a table, column or index, and their canonical set: what is the default is left
 * out. */
#ifndef CMIGRATE_MYSQL_OPTIONS_H
#define CMIGRATE_MYSQL_OPTIONS_H

#include "schema/schema.h"

/* The value, or null. */
const char *mysql_option(const struct options *options, const char *name);
bool mysql_option_is_on(const struct options *options, const char *name);
/* Sets the value, at the end when it is new; null takes the option out. */
void mysql_set_option(struct arena *arena, struct options *options, const char *name, const char *value);

enum option_owner { OPTIONS_OF_TABLE, OPTIONS_OF_COLUMN, OPTIONS_OF_INDEX };

/* An error for each that MySQL doesn't know, with the nearest that it does. */
bool mysql_check_options(const struct options *options, enum option_owner owner, struct errors *errors);
/* The names of a table's options that are written as NAME=value, null-ended, in the order of writing. */
extern const char *const mysql_plain_table_options[];

#endif
