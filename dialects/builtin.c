/* The drivers that -Ddrivers=builtin links into the program: a BUILTIN_ macro each, from its meson.build. */
#include "dialects.h"

#ifdef BUILTIN_SQLITE
extern const struct driver cmigrate_driver_sqlite;
#endif
#ifdef BUILTIN_POSTGRESQL
extern const struct driver cmigrate_driver_postgresql;
#endif
#ifdef BUILTIN_MYSQL
extern const struct driver cmigrate_driver_mysql;
#endif

const struct driver *const drivers_builtin[] = {
#ifdef BUILTIN_SQLITE
    &cmigrate_driver_sqlite,
#endif
#ifdef BUILTIN_POSTGRESQL
    &cmigrate_driver_postgresql,
#endif
#ifdef BUILTIN_MYSQL
    &cmigrate_driver_mysql,
#endif
    NULL,
};
