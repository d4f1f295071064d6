/* What went wrong, where, and what to do about it.
 *
 * A fallible function takes a `struct errors` and returns false after adding to it; mistakes in input
 * are collected, so that a user sees them all at once. Messages start small, end without a stop and
 * quote names; the hint says what the user can do. The library never prints them: cmd does. */
#ifndef CMIGRATE_BASE_ERROR_H
#define CMIGRATE_BASE_ERROR_H

#include "base/list.h"

/* A text with lines, to point into; it lives as long as the places that name it. */
struct source {
    const char *file; /* as the user would open it */
    const char *text; /* null: it was forgotten */
    size_t length;
    bool has_secrets; /* lines that may hold a password are not shown */
};

/* Lines and columns count from 1, columns in characters; line 0: the file as a whole. */
struct place {
    const struct source *source; /* null: nowhere in particular */
    unsigned line, column;
};

enum error_code {
    ERROR_USAGE,       /* the command line; the only one that exits with 2 */
    ERROR_CONFIG,      /* cmigrate.yaml, the environment */
    ERROR_FILE,        /* a file can't be read or written */
    ERROR_SYNTAX,      /* not the language it should be: YAML, SQL, CSV, UTF-8 */
    ERROR_MODEL,       /* a schema that contradicts itself */
    ERROR_SCRIPT,      /* a revision file that breaks the format's rules */
    ERROR_GRAPH,       /* revisions that don't form a graph */
    ERROR_REVISION,    /* an identifier that names no revision, or too many */
    ERROR_OPERATION,   /* an operation that doesn't fit the schema it meets */
    ERROR_UNSUPPORTED, /* this database can't do that */
    ERROR_CONNECTION,  /* the database can't be reached */
    ERROR_DATABASE,    /* the database refused a statement */
    ERROR_LOCKED,      /* another runner is at work */
    ERROR_STATE,       /* the database is not where the command needs it: pending, unknown revision… */
    ERROR_CHANGED,     /* an applied revision's file has changed */
    ERROR_PROOF,       /* a generated revision doesn't do what it should: our bug */
};

struct error {
    enum error_code code;
    const char *message;
    const char *hint; /* or null */
    struct place place;
    const char *sqlstate;  /* the server's code, or null */
    const char *statement; /* the SQL that failed, or null */
};

LIST_TYPE(error_list, struct error);

enum { ERRORS_SHOWN = 100 }; /* more mistakes than this in one run are only counted */

struct errors {
    struct arena *arena;
    struct error_list list;
    size_t left_out;
    struct error overflow; /* where the ones that are left out are written */
};

/* Adds an error and returns it, so that the caller can fill in more; never null. */
struct error *error_add(struct errors *errors, enum error_code code, struct place place, const char *format,
    ...) __attribute__((format(printf, 4, 5)));
void error_hint(struct errors *errors, struct error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The stable word for a code, as --json shows it: "usage", "config"… */
const char *error_code_name(enum error_code code);

/* The line that `place` is in, without its end; its length in *length. Null when there is none, or it may
 * hold a secret. */
const char *place_line(struct place place, size_t *length);
/* A place for byte `offset` of a source. */
struct place place_at(const struct source *source, size_t offset);

#define NOWHERE ((struct place){0})

#endif
