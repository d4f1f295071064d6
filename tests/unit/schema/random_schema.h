/* Random schemas, for laws that must hold for all of them. The same seed gives the same schema. */
#ifndef CMIGRATE_TESTS_RANDOM_SCHEMA_H
#define CMIGRATE_TESTS_RANDOM_SCHEMA_H

#include "schema/schema.h"

enum random_rules {
    RANDOM_PLAIN_NAMES = 1 << 0,  /* words a to z, no two alike but for case; else hostile ones too */
    RANDOM_ONE_SCHEMA = 1 << 1,   /* no table in a schema of its own */
    RANDOM_ONLY_TABLES = 1 << 2,  /* no enums, views, triggers, functions */
    RANDOM_PLAIN_TYPES = 1 << 3,  /* no enums, native or verbatim types */
    RANDOM_NO_GENERATED = 1 << 4, /* no generated columns */
};

/* One to five tables with all kinds of columns and keys, foreign keys to themselves and in circles. It passes
 * schema_check(), and every key and index has a name. */
struct schema *random_schema(struct arena *arena, unsigned seed, unsigned rules);
/* Changes a few things in place, keeping the schema valid: adds and drops tables, columns, keys, indexes, and
 * alters columns. */
void random_edit(struct arena *arena, struct schema *schema, unsigned seed, unsigned rules);

/* The first thing in which the schemas differ, in words, or null. The order of named constraints and indexes
 * does not count; what was resolved does not either. */
const char *schema_difference(struct arena *arena, const struct schema *left, const struct schema *right);

#endif
