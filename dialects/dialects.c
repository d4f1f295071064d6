#include "dialects.h"

#include "mysql/mysql.h"
#include "postgresql/postgresql.h"
#include "sqlite/sqlite.h"

const struct dialect *const dialects_all[] = {&sqlite_dialect, &postgresql_dialect, &mysql_dialect, NULL};
