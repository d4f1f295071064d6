/* Finds a database's driver by its URL's scheme: linked in, or a module "cmigrate_NAME.so". */
#ifndef CMIGRATE_ENGINE_DRIVER_H
#define CMIGRATE_ENGINE_DRIVER_H

#include "dialect.h"

/* Where drivers and dialects come from; told by the program. */
struct drivers {
    const struct dialect *const *dialects; /* always in the program; null-ended */
    const struct driver *const *builtin;   /* linked in; null-ended */
    struct names folders; /* where modules are looked for, in this order; never the working directory */
};

/* "postgresql+psycopg2://…" → "postgresql"; null when there is no scheme. */
const char *url_scheme(struct arena *arena, const char *url);
/* The dialect that has the scheme, or whose name it is; null when none. */
const struct dialect *drivers_dialect(const struct drivers *drivers, const char *scheme);
/* Opens the database that `options->url` names; options->dialect may be null and is found by the scheme. */
struct connection *drivers_connect(struct arena *arena, const struct drivers *drivers,
    struct connection_options *options, struct errors *errors);

#endif
