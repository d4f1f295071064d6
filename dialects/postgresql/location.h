/* A database's URL, in libpq's words. Pure. */
#ifndef CMIGRATE_POSTGRESQL_LOCATION_H
#define CMIGRATE_POSTGRESQL_LOCATION_H

#include "base/arena.h"

/* SQLAlchemy's form as libpq reads it: "postgresql+psycopg2://…?ssl=require" becomes
 * "postgresql://…?sslmode=require". */
char *postgresql_location(struct arena *arena, const char *url);
/* The URL with *** for each password, to be shown. */
char *postgresql_shown_url(struct arena *arena, const char *url);

#endif
