/* The command line of one subcommand, by its table of options. */
#ifndef CMIGRATE_CMD_ARGUMENTS_H
#define CMIGRATE_CMD_ARGUMENTS_H

#include "base/error.h"

/* One option. A value is given as `--name value`, `--name=value`, `-n value`, `-nvalue` or
 * `-n=value`. */
struct option_spec {
    char letter;       /* 0: none */
    const char *name;  /* "message" */
    const char *value; /* what it takes, for the help: "TEXT"; null: a switch */
    const char *help;
};

struct given_option {
    const struct option_spec *spec;
    const char *value; /* null for a switch */
};
LIST_TYPE(given_options, struct given_option);

struct arguments {
    struct given_options options;
    struct names names; /* what is no option, in order */
};

/* `tables`: null-ended list of option tables, each ended by a spec without a name. A word such as -1 or
 * -2:head is a name, not an option. */
bool arguments_parse(struct arena *arena, int argc, char **argv, const struct option_spec *const *tables,
    struct arguments *arguments, struct errors *errors);
bool arguments_has(const struct arguments *arguments, const char *name);
/* The last value given, or null. */
const char *arguments_value(const struct arguments *arguments, const char *name);
struct names arguments_values(struct arena *arena, const struct arguments *arguments, const char *name);

#endif
