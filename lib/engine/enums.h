/* Enums that scripts call by their names, for a database that has none: each column gets the values. */
#ifndef CMIGRATE_ENGINE_ENUMS_H
#define CMIGRATE_ENGINE_ENUMS_H

#include "engine/engine.h"

/* What the scripts declare, up to the revision at hand. */
struct declared {
    struct schema *schema; /* null until one speaks of an enum */
};

/* A revision's operations without create_enum and drop_enum, with the values in each column that names an
 * enum, and alter_column for each that an alter_enum is about; the same list where the database has enums
 * with names, or nobody speaks of them. `rows` are the version rows before it. Null after an error. */
const struct operations *enums_spelt_out(struct engine *engine, struct declared *declared,
    const struct names *rows, const struct operations *operations, struct errors *errors);

#endif
