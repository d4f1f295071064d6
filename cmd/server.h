/* Which server offline SQL is written for. */
#ifndef CMIGRATE_CMD_SERVER_H
#define CMIGRATE_CMD_SERVER_H

#include "cmd/app.h"

/* The dialect of the server that --server names, or null: then the URL's. */
const struct dialect *server_dialect(struct app *app);

/* --server, else the configuration's `server:`, else the dialect's oldest supported version. "mariadb 10.11",
 * "15.4", "postgresql" */
bool server_choose(struct app *app, struct server *server);

#endif
