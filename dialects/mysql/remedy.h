/* What a user can do about the server's commonest refusals, by error number. */
#ifndef CMIGRATE_MYSQL_REMEDY_H
#define CMIGRATE_MYSQL_REMEDY_H

#include <stdbool.h>

/* Or null. */
const char *mysql_remedy(unsigned number);
bool mysql_is_connection_error(unsigned number);
/* Was a lock waited for in vain? */
bool mysql_is_lock_wait(unsigned number);

#endif
