/* The part of two schemas that a change is about: proving one column among thousands of tables needs few of
 * them. */
#ifndef CMIGRATE_ENGINE_SLICE_H
#define CMIGRATE_ENGINE_SLICE_H

#include "engine/autogenerate.h"

enum { SLICED_FROM = 200 }; /* tables */

/* The comparison with the tables that its operations touch, those that these refer to or that refer to them,
 * and what views, triggers and other objects bring in. The others lie outside: keys that lead there are left
 * out. Small schemas stay whole. */
struct comparison slice_of(
    struct arena *arena, const struct sql_syntax *syntax, const struct comparison *comparison);

#endif
