/* A database's URL, in libpq's words. Pure. */
#ifndef CMIGRATE_POSTGRESQL_LOCATION_H
#define CMIGRATE_POSTGRESQL_LOCATION_H

#include "base/url.h"

/* libpq's parameters, each of them once, out of SQLAlchemy's form of a URL, with a "+driver" and its
 * "?host=a:5432&host=b:5433", or libpq's own, with "//a:5432,b:5433/". */
bool postgresql_location(
    struct arena *arena, const char *url, struct url_parameters *parameters, struct errors *errors);
/* The value of a parameter, or null. */
const char *location_value(const struct url_parameters *parameters, const char *key);
/* Adds the parameter, or takes the place of what it says. */
void location_set(struct arena *arena, struct url_parameters *parameters, const char *key, const char *value);

#endif
