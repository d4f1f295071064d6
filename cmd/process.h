/* Commands of the user's, run on a file: an editor, a hook. */
#ifndef CMIGRATE_CMD_PROCESS_H
#define CMIGRATE_CMD_PROCESS_H

#include "cmd/app.h"

/* Runs `command`, which may have options of its own, with the file's name behind it. `keep_result_clean`:
 * what it prints is no result of ours, and goes to standard error. False if it could not be run or failed. */
bool process_run(struct app *app, const char *command, const char *path, bool keep_result_clean);

#endif
