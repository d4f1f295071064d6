/* A line on the terminal that says what is going on, until something else is written. */
#ifndef CMIGRATE_CMD_PASSING_H
#define CMIGRATE_CMD_PASSING_H

#include "cmd/output.h"

/* Writes it over the last one. Nothing where standard error is no terminal, with --quiet or --json. */
void passing_show(struct output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Takes it away: for whoever writes something that stays. */
void passing_clear(struct output *output);

#endif
