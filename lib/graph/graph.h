/* Revisions as a graph: identifiers, heads, branches, and the plan from here to there. Pure: no file, no
 * database.
 *
 * A revision's parents are its versioned ancestors; depends_on adds edges that only order. Both make the
 * closure ("ancestors"). Rows are the version table's content: always the maximal applied revisions, so what
 * is applied is their closure. */
#ifndef CMIGRATE_GRAPH_GRAPH_H
#define CMIGRATE_GRAPH_GRAPH_H

#include "base/error.h"
#include "base/index.h"

struct revision;
LIST_TYPE(revisions, struct revision *);

bool revisions_have(const struct revisions *list, const struct revision *revision);

struct revision {
    const char *id;
    struct names parents;     /* as written */
    struct names depends_on;  /* ids or labels, as written */
    struct names labels;      /* branch labels it declares */
    struct names replaces;    /* a squash: it stands for these, in their order, the newest last */
    struct names was_parents; /* a rebase: the parents it had */
    const char *message;
    const char *created;
    const char *file; /* for messages; with the file's text its lines are shown too */
    const struct source *source;
    struct revision_lines {
        unsigned id, parents, depends_on, labels, replaces;
    } lines;      /* where the file says it; 0: it doesn't */
    void *script; /* the caller's own */

    /* Filled by graph_build(). */
    size_t order;              /* position in the graph's topological order, bases first */
    struct revisions up;       /* resolved parents, each once, by id */
    struct revisions needs;    /* resolved depends_on, each once, by id */
    struct revisions children; /* inverse of up, in order */
    struct revisions needed_by;
    const struct names *labels_below, *labels_above; /* for graph_labels_of() */
};

struct graph {
    struct arena *arena;
    /* In topological order: depth first down from each real head, by id; what a revision depends on before
     * its parents. So a branch is finished before the next begins, whatever order the revisions came in. */
    struct revisions revisions;
    struct name_index by_id;
    struct name_index by_label;    /* label → the revision that declares it */
    struct name_index by_replaced; /* id → the squash that stands for it */
    struct names labels;           /* all, sorted */
    struct revisions sorted;       /* by id, for prefixes */
    bool labels_are_spread;        /* each revision knows its labels */
};

/* Takes revisions in any order. Every culprit of every kind is named, with its file, in one go: duplicate or
 * illegal ids and labels, missing parents and dependencies, self loops, cycles. False then. */
bool graph_build(
    struct arena *arena, const struct revisions *revisions, struct graph *graph, struct errors *errors);

bool graph_is_head(const struct revision *revision);      /* no children */
bool graph_is_real_head(const struct revision *revision); /* nor dependents */
bool graph_is_base(const struct revision *revision);
bool graph_is_branch_point(const struct revision *revision);
bool graph_is_merge_point(const struct revision *revision);
/* Is `id` the newest that the squash replaces? Who has had that one, and no other of them, has had it all. */
bool graph_ends_with(const struct revision *squash, const char *id);
struct revisions graph_heads(struct arena *arena, const struct graph *graph);
struct revisions graph_bases(struct arena *arena, const struct graph *graph);
/* Labels that apply to the revision: its own and, along its branch, those of ancestors and descendants;
 * sorted. */
struct names graph_labels_of(struct arena *arena, const struct graph *graph, const struct revision *revision);

/* Identifiers. `rows` (the applied heads) give `current` and relative forms their meaning; null where there
 * is no database. An error has Alembic's reason and the remedy. */

/* `heads`, `head`, `base`, `current`, an id, a prefix, a label, label@…, rev+N…: the revisions it names; none
 * for base. */
bool graph_resolve(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *identifier, struct revisions *found, struct errors *errors);
/* The same, but exactly one. */
bool graph_resolve_one(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *identifier, struct revision **found, struct errors *errors);
/* `a:b`, `a:`, `:b` of history, newest first, both ends included. A relative end counts from the other one
 * and stops at base or at the heads. */
bool graph_range(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *range, struct revisions *found, struct errors *errors);

/* Version rows → revisions, each once. Each row that no script has, nor replaces, is an error that names it;
 * so is one from the middle of a squash, which is applied only where the newest that it replaces is. */
bool graph_rows(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    struct revisions *rows, struct errors *errors);
/* Everything applied when `rows` are the heads: their closure, in topological order. */
struct revisions graph_closure(struct arena *arena, const struct graph *graph, const struct revisions *rows);
/* The members that are no other member's ancestor, by id. */
struct revisions graph_maximal(struct arena *arena, const struct graph *graph, const struct revisions *set);

/* Applied revisions with no applied child: the rows, and effective heads that a row's depends_on implies. */
struct revisions graph_current(struct arena *arena, const struct graph *graph, const struct revisions *rows);
/* Is every head applied, be it implied? */
bool graph_is_at_heads(struct arena *arena, const struct graph *graph, const struct revisions *rows);

/* What a new revision asks for. */

/* Parents for a new revision on `identifiers`; several make a merge. They must be heads unless `splice`; base
 * alone makes a new root. */
bool graph_new_parents(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const struct names *identifiers, bool splice, struct revisions *parents, struct errors *errors);
/* Dependencies as they will be written: full ids; a label stays one. */
bool graph_new_dependencies(struct arena *arena, const struct graph *graph, const struct names *identifiers,
    struct names *dependencies, struct errors *errors);
/* May a new revision have this id, and this branch label? */
bool graph_check_new_id(const struct graph *graph, const char *id, struct errors *errors);
bool graph_check_new_label(const struct graph *graph, const char *label, struct errors *errors);

enum step_kind { STEP_UPGRADE, STEP_DOWNGRADE, STEP_STAMP };

/* One revision run, and what it does to the version rows. */
struct step {
    enum step_kind kind;
    struct revision *revision; /* null for a stamp that only removes */
    /* What the row set loses and gains; an executor may pair them into UPDATEs. A name that is deleted twice
     * is there twice, in a table without a key. */
    struct names delete_rows, insert_rows;
};
LIST_TYPE(steps, struct step);

/* Plans. `targets` are identifiers as the user wrote them. After every step the rows are the maximal applied
 * revisions; a step deletes rows by the name that the version table has for them (a squash may be there as
 * the newest revision that it replaces), and the first one takes out rows that other rows imply. */
bool graph_upgrade(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const struct names *targets, struct steps *steps, struct errors *errors);
bool graph_downgrade(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const char *target, struct steps *steps, struct errors *errors);
/* Only rows change; the targets' closures replace what shares lineage with them. `purge`: all other rows go,
 * known or not. */
bool graph_stamp(struct arena *arena, const struct graph *graph, const struct names *version_rows,
    const struct names *targets, bool purge, struct steps *steps, struct errors *errors);

#endif
