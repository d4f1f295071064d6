/* A shadow database: a throw-away one, in which SQL models are loaded and revisions are proven. */
#ifndef CMIGRATE_ENGINE_SHADOW_H
#define CMIGRATE_ENGINE_SHADOW_H

#include "engine/autogenerate.h"
#include "engine/driver.h"

struct shadow {
    struct engine engine; /* over the shadow's own connection */
    bool in_transaction;  /* what is made is rolled back at the end */
};

/* Opens the shadow that `url` names, or, when it is null, one in memory where that costs nothing. The
 * database must hold no tables. *available is false, and that is no error, when there is none to be had. */
bool shadow_open(const struct engine *engine, const struct drivers *drivers, const char *url,
    struct shadow *shadow, bool *available, struct errors *errors);
/* Takes everything out again and closes. */
bool shadow_close(struct shadow *shadow, struct errors *errors);

/* Runs a file of the database's own SQL: its models, or a dump. */
bool shadow_load(struct shadow *shadow, const struct source *source, struct errors *errors);
bool shadow_inspect(struct shadow *shadow, struct schema *schema, struct errors *errors);
/* Compiles and runs operations on what the shadow holds. */
bool shadow_apply(struct shadow *shadow, const struct operations *operations, struct errors *errors);

/* Proves a generated revision: in the shadow, the actual schema upgraded equals the desired one; downgraded
 * it equals the actual one; upgraded again the desired one. A difference is ERROR_PROOF. */
bool shadow_prove(struct shadow *shadow, const struct compare_options *options,
    const struct comparison *comparison, struct errors *errors);

#endif
