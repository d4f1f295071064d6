/* What script_load() reads below the header. */
#ifndef CMIGRATE_SCRIPT_BODY_H
#define CMIGRATE_SCRIPT_BODY_H

#include "script/script.h"

/* The sections of a SQL script, each statement an execute operation. */
bool body_load_sql(
    struct arena *arena, struct script *script, const struct sql_syntax *syntax, struct errors *errors);
/* Adds the error for a script without an upgrade; false. */
bool body_refuse_truncated(const struct script *script, struct errors *errors, const char *hint);

#endif
