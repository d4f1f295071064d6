/* The dialects in the program, and where modules are looked for. */
#ifndef CMIGRATE_CMD_DRIVERS_H
#define CMIGRATE_CMD_DRIVERS_H

#include "cmd/app.h"

/* Fills app->drivers: CMIGRATE_MODULE_PATH, the build's folder when the program runs from it, the installed
 * folder. */
void drivers_find(struct app *app);

#endif
