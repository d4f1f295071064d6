/* What a person or a pipeline sees: results on standard output, everything else on standard error. */
#ifndef CMIGRATE_CMD_OUTPUT_H
#define CMIGRATE_CMD_OUTPUT_H

#include "base/error.h"
#include "cmd/json.h"

struct output {
    bool json;          /* --json */
    bool quiet;         /* --quiet: no notes, results stay */
    bool colour;        /* of standard output */
    bool error_colour;  /* of standard error */
    bool passing;       /* lines that say what is going on, and pass, are wanted */
    bool is_passing;    /* one stands there */
    bool person;        /* somebody at a terminal could answer a question */
    struct json result; /* what --json prints at the end */
};

enum colour { COLOUR_PLAIN, COLOUR_BOLD, COLOUR_RED, COLOUR_GREEN, COLOUR_YELLOW, COLOUR_BLUE, COLOUR_FAINT };

/* The escape sequence, or "" where colours are off. */
const char *colour_code(bool on, enum colour colour);

/* A line of the result. Nothing with --json. */
void output_line(struct output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* SQL as the result, as it is; with --json as the one field "sql". */
void output_sql(struct output *output, const char *sql);
/* A line about what is going on, on standard error. Nothing with --quiet. */
void output_note(struct output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* All errors, with their place, line, caret and hint. With --json also as the result. */
void output_errors(struct output *output, const struct errors *errors);

#endif
