/* Revisions as people and pipelines read them: in a line, in a paragraph, as JSON. */
#ifndef CMIGRATE_CMD_DESCRIBE_H
#define CMIGRATE_CMD_DESCRIBE_H

#include "cmd/app.h"

/* What is marked: null lists mark nothing. */
struct marks {
    const struct revisions *rows; /* (current) */
    bool no_tree;                 /* in a line: no (branchpoint), no (mergepoint) */
    bool no_labels;               /* in a line: no branch labels */
};

/* The message on one line, "" when there is none. */
char *describe_message(struct app *app, const struct revision *revision);
/* "ae1027a6acf2 (shop) (head)": id, labels, flags. */
char *describe_short(struct app *app, const struct revision *revision, const struct marks *marks);
/* "1975ea83b712 -> ae1027a6acf2 (head), add book" */
char *describe_step(struct app *app, const struct revision *revision, const struct marks *marks);
/* Id, parents, labels, path and message, a line each. */
char *describe_long(struct app *app, const struct revision *revision, const struct marks *marks);
/* Nothing without --json. */
void describe_json(
    struct app *app, struct json *json, const struct revision *revision, const struct marks *marks);

#endif
