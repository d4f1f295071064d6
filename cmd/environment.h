/* The variables that a configuration may use: the real environment, and `.env` beside the file below it. */
#ifndef CMIGRATE_CMD_ENVIRONMENT_H
#define CMIGRATE_CMD_ENVIRONMENT_H

#include "base/error.h"
#include "base/index.h"

struct environment {
    const char *(*get)(void *context, const char *variable); /* null: not set */
    void *context;
    struct name_index dotenv;
};

/* Null when the variable is set nowhere. */
const char *environment_get(const struct environment *environment, const char *variable);

/* Reads NAME=value lines: a # begins a comment, '…' is taken as it is, "…" knows \n, \", \\ and \$. */
bool dotenv_read(
    struct arena *arena, const struct source *source, struct name_index *variables, struct errors *errors);

/* Replaces ${NAME}, ${NAME:-default} and $$; null after an error, which says where. */
const char *substitute(struct arena *arena, const struct environment *environment, const char *text,
    struct place place, struct errors *errors);

#endif
