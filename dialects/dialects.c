#include "dialects.h"
#include "sqlite/sqlite.h"
const struct dialect *const dialects_all[] = {&sqlite_dialect, NULL};
const struct driver *const drivers_builtin[] = {NULL};
