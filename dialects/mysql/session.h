/* What a connection's session must be for our SQL to mean what it says, as text to send. */
#ifndef CMIGRATE_MYSQL_SESSION_H
#define CMIGRATE_MYSQL_SESSION_H

#include "dialect.h"

/* The one row that tells about the server: version, its comment, database, its collation, sql_mode. */
extern const char session_query[];

/* Fills `server` from that row. */
void session_server(struct arena *arena, const char *const *row, struct server *server);
/* SET SESSION …: the server's own sql_mode without what would change the meaning of quotes and backslashes,
 * and the time limits. */
char *session_settings(struct arena *arena, const struct server *server, const char *sql_mode,
    unsigned lock_timeout, unsigned statement_timeout);
/* Of a sql_mode, what changes how SQL is read: the same text means another thing under it. */
char *session_reading_modes(struct arena *arena, const char *sql_mode);
/* The name of the runners' lock: of the database and the version table, at most 64 characters. */
char *session_lock_name(struct arena *arena, const struct server *server, const char *key);

#endif
