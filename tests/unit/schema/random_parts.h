/* The dice, and what random_schema() and random_edit() both make. */
#ifndef CMIGRATE_TESTS_RANDOM_PARTS_H
#define CMIGRATE_TESTS_RANDOM_PARTS_H

#include <stdint.h>

#include "random_schema.h"

struct random {
    struct arena *arena;
    struct schema *schema;
    unsigned rules;
    uint64_t state;
};

struct random random_start(struct arena *arena, struct schema *schema, unsigned seed, unsigned rules);
/* 0 to below - 1. */
unsigned random_below(struct random *random, unsigned below);
bool random_chance(struct random *random, unsigned percent);
/* A name that nothing has. */
const char *random_name(struct random *random);

struct table *random_add_table(struct random *random);
void random_add_column(struct random *random, struct table *table);
void random_add_unique(struct random *random, struct table *table);
void random_add_check(struct random *random, struct table *table);
void random_add_index(struct random *random, struct table *table);
void random_add_foreign_key(struct random *random, struct table *table);
void random_set_type(struct random *random, struct column *column);
void random_set_default(struct random *random, struct column *column);

#endif
