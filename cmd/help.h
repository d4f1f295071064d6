/* Help that teaches: what the program does, what a subcommand does, with examples. */
#ifndef CMIGRATE_CMD_HELP_H
#define CMIGRATE_CMD_HELP_H

#include "cmd/app.h"

extern const struct option_spec global_options[];

void help_program(void);
void help_command(const struct command *command);

#endif
