/* Compares declared models with a schema that is there, and makes operations for both directions. */
#ifndef CMIGRATE_ENGINE_AUTOGENERATE_H
#define CMIGRATE_ENGINE_AUTOGENERATE_H

#include "diff/diff.h"
#include "engine/engine.h"

struct comparison {
    const struct schema *actual;  /* inspected or replayed, resolved */
    const struct schema *desired; /* the models, resolved */
    struct operations upgrade, downgrade;
    struct names lossy;     /* what the downgrade can't bring back */
    struct names undecided; /* what only a database that may be written to could tell, taken to be equal */
};

struct compare_options {
    bool types, defaults, comments;        /* configuration: compare */
    const struct names *include, *exclude; /* patterns of full table names; may be null */
    const struct naming *naming;           /* configuration: naming; null: the usual */
    bool all_schemas; /* models in SQL are the whole database, not only the schemas that they name */
};

/* The live schema, without what is excluded. */
bool engine_inspect(struct engine *engine, const struct compare_options *options, struct schema *schema,
    struct errors *errors);
/* Fills `upgrade`, `downgrade` and `lossy`. `models` is resolved in place. */
bool engine_compare(struct engine *engine, const struct compare_options *options, const struct schema *actual,
    struct schema *models, struct comparison *comparison, struct errors *errors);
/* Would the operations drop something that is there, and not make it again? The first such, or null. */
const struct operation *operations_drop(const struct operations *operations);

#endif
