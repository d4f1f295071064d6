/* A shadow database: a throw-away one, in which SQL models are loaded and revisions are proven. */
#ifndef CMIGRATE_ENGINE_SHADOW_H
#define CMIGRATE_ENGINE_SHADOW_H

#include "engine/autogenerate.h"
#include "engine/driver.h"

/* May one be made on the target's server? */
enum shadow_policy {
    SHADOW_LOCAL, /* when that is on this machine */
    SHADOW_AUTO,
    SHADOW_NEVER,
};

/* Where a shadow may be. */
struct shadow_place {
    const struct drivers *drivers;
    const char *url;    /* of an empty scratch database; or null */
    const char *target; /* the URL of the database that the work is for */
    enum shadow_policy policy;
};

struct shadow {
    struct engine engine;     /* over the shadow's own connection */
    bool in_transaction;      /* what is made is rolled back at the end */
    struct connection *maker; /* to the target, beside which it was made; null when it was there before */
    struct scratch scratch;   /* of the one that was made */
};

/* Opens one in memory where that costs nothing, else the one that place->url names, which must hold no
 * tables, else makes one beside the target. When there is none to be had *lack says why, which is no error;
 * else it is null. */
bool shadow_open(const struct engine *engine, const struct shadow_place *place, struct shadow *shadow,
    const char **lack, struct errors *errors);
/* Takes everything out again, or drops the one that was made, and closes. */
bool shadow_close(struct shadow *shadow, struct errors *errors);

/* Runs a file of the database's own SQL: its models, or a dump. */
bool shadow_load(struct shadow *shadow, const struct source *source, struct errors *errors);
bool shadow_inspect(struct shadow *shadow, struct schema *schema, struct errors *errors);
/* Compiles and runs operations on what the shadow holds. */
bool shadow_apply(struct shadow *shadow, const struct operations *operations, struct errors *errors);

/* Proves a generated revision: in the shadow, the actual schema upgraded equals the desired one; downgraded
 * it equals the actual one; upgraded again the desired one. A difference is ERROR_PROOF. When a shadow that
 * was made can't be brought to the actual schema, *lack says why it is not proven, which is no error; else it
 * is null. */
bool shadow_prove(struct shadow *shadow, const struct compare_options *options,
    const struct comparison *comparison, const char **lack, struct errors *errors);

#endif
