/* How libpq's connection is opened, and what stands between it and the server. */
#ifndef CMIGRATE_POSTGRESQL_DRIVER_OPEN_H
#define CMIGRATE_POSTGRESQL_DRIVER_OPEN_H

#include <libpq-fe.h>

#include "dialect.h"

/* Null after an error. */
PGconn *driver_open(const struct connection_options *options, const char *shown_url, struct errors *errors);
/* Is there a pooler between that gives every transaction another session? It does so if a second client meets
 * the session of the first, which is not in a transaction. */
bool driver_is_pooled(PGconn *handle, const struct connection_options *options);
/* libpq's message without the end of its line. */
const char *driver_trimmed(struct arena *arena, const char *message);

#endif
