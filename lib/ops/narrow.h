/* Which changes of a type lose values. */
#ifndef CMIGRATE_OPS_NARROW_H
#define CMIGRATE_OPS_NARROW_H

#include "schema/schema.h"

/* Can values of `from` be cut or rounded when they become `to`? False where it isn't known. */
bool type_narrows(const struct type *from, const struct type *to);

#endif
