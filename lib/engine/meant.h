/* What a model says may not be what its author meant. */
#ifndef CMIGRATE_ENGINE_MEANT_H
#define CMIGRATE_ENGINE_MEANT_H

#include "schema/schema.h"

/* Is the column's default a text that looks as if the database should evaluate it? "now()" as a literal is
 * five letters, or the moment the table was made. */
bool meant_as_expression(const struct column *column);

#endif
