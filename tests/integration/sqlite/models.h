/* Random models for SQLite, with all that it can hold, and random edits of them.
 *
 * Each table has the columns `id`, which stays, and `kept`, which is only ever renamed, so that rows can be
 * told apart and triggers have something to mention. */
#ifndef CMIGRATE_TESTS_MODELS_H
#define CMIGRATE_TESTS_MODELS_H

#include <stdint.h>

#include "schema/schema.h"

struct dice {
    struct arena *arena;
    uint64_t state;
    unsigned names; /* given so far, so that a new one is new */
};

unsigned dice_below(struct dice *dice, unsigned limit);
struct schema *models_random(struct dice *dice);
/* A copy with some edits; `was` says what was renamed. */
struct schema *models_edited(struct dice *dice, const struct schema *models);

#endif
