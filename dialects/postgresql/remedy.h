/* What a user can do about the server's commonest refusals. */
#ifndef CMIGRATE_POSTGRESQL_REMEDY_H
#define CMIGRATE_POSTGRESQL_REMEDY_H

#include "base/error.h"

/* Adds code and hint to the error of a statement; `sqlstate` may be null. */
void remedy_for_state(struct errors *errors, struct error *error, const char *sqlstate);
/* Adds a hint to the error of a connection that could not be made, for which libpq says `message`. */
void remedy_for_connecting(struct errors *errors, struct error *error, const char *message);

#endif
