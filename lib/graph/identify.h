/* What the user wrote for a revision, taken apart, and who is meant. */
#ifndef CMIGRATE_GRAPH_IDENTIFY_H
#define CMIGRATE_GRAPH_IDENTIFY_H

#include "graph/set.h"

struct identifier {
    const char *text;   /* as written */
    const char *label;  /* before the @, or null */
    const char *symbol; /* "head", an id…; null in "+2" */
    const char *steps;  /* "+2"; null when it isn't relative */
    bool is_down;
    size_t count; /* of steps */
};

/* Everything that the parts of an answer share. */
struct question {
    struct arena *arena;
    const struct graph *graph;
    const struct revisions *rows; /* null where there is no database */
    struct errors *errors;
    struct identifier identifier;
    struct revision *branch; /* what the label names, or null */
    struct revision_set lineage;
};

/* Takes `text` apart and finds the branch that its label names. */
bool question_ask(struct question *question, struct arena *arena, const struct graph *graph,
    const struct revisions *rows, const char *text, struct errors *errors);
/* Narrows the question to a branch. */
void question_narrow(struct question *question, struct revision *branch);
bool question_covers(const struct question *question, const struct revision *revision);
/* Whom the symbol names, steps aside: none for base. */
bool question_find(const struct question *question, struct revisions *found);
/* The same, at most one; null for base. */
bool question_find_one(const struct question *question, struct revision **found);
/* The revisions' ids, quoted, the first few of many. */
const char *revisions_text(struct arena *arena, const struct revisions *revisions);

/* relative.c: from `at` (null: base) as many steps as the identifier says. With `clamp`, stops where the
 * graph does. */
bool question_walk(const struct question *question, struct revision **at, bool clamp);
/* Where "+2" and "label@-1" begin: the row, or the tip of the branch among what is applied; null for base. */
bool question_start(const struct question *question, struct revision **at);
/* Says that there are not so many steps. */
void question_fail_steps(const struct question *question, const char *hint);

#endif
