/* The dialects that are always in the program, and the drivers that were linked into it. */
#ifndef CMIGRATE_DIALECTS_DIALECTS_H
#define CMIGRATE_DIALECTS_DIALECTS_H

#include "dialect.h"

extern const struct dialect *const dialects_all[];   /* null-ended */
extern const struct driver *const drivers_builtin[]; /* null-ended */

#endif
