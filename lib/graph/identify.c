#include "graph/identify.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { SHOWN = 5, STEPS_MAX = 1000000000 };

const char *revisions_text(struct arena *arena, const struct revisions *revisions) {
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < revisions->count && i < SHOWN; i++)
        buffer_addf(&text, "%s\"%s\"", i ? ", " : "", revisions->items[i]->id);
    if (revisions->count > SHOWN)
        buffer_addf(&text, " and %u more", revisions->count - SHOWN);
    return buffer_text(&text);
}

/* Where "+2" or "-1" begins at the end of the text, or null. */
static const char *find_steps(const char *text) {
    const char *end = text + strlen(text), *at = end;
    while (at > text && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return at < end && at > text && (at[-1] == '+' || at[-1] == '-') ? at - 1 : NULL;
}

static size_t read_count(const char *digits) {
    size_t count = 0;
    for (; *digits && count < STEPS_MAX; digits++)
        count = 10 * count + (size_t)(*digits - '0');
    return count;
}

static bool is_exact(const struct graph *graph, const char *name) {
    return index_find(&graph->by_id, name) || index_find(&graph->by_label, name);
}

static struct identifier take_apart(struct arena *arena, const struct graph *graph, const char *text) {
    struct identifier identifier = {.text = text, .symbol = text};
    const char *at = strchr(text, '@');
    if (at) {
        identifier.label = arena_text(arena, text, (size_t)(at - text));
        identifier.symbol = at + 1;
    }
    const char *steps = is_exact(graph, identifier.symbol) ? NULL : find_steps(identifier.symbol);
    if (!steps)
        return identifier;
    const char *symbol = identifier.symbol;
    identifier.steps = steps;
    identifier.is_down = *steps == '-';
    identifier.count = read_count(steps + 1);
    identifier.symbol = steps > symbol ? arena_text(arena, symbol, (size_t)(steps - symbol)) : NULL;
    return identifier;
}

bool question_covers(const struct question *question, const struct revision *revision) {
    return !question->branch || set_has(question->lineage, revision);
}

static void add_once(const struct question *question, struct revisions *found, struct revision *revision) {
    if (!revisions_have(found, revision))
        list_push(question->arena, found, revision);
}

static size_t first_with_prefix(const struct revisions *sorted, const char *prefix) {
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(sorted->items[middle]->id, prefix) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum { PREFIX_MATCHES_NAMES_LONGER_THAN = 3 }; /* as Alembic's: short names are written whole */

static bool prefixes(const char *prefix, const char *name) {
    return strlen(name) > PREFIX_MATCHES_NAMES_LONGER_THAN && text_starts_with(name, prefix);
}

static void find_by_prefix(const struct question *question, const char *prefix, struct revisions *found) {
    const struct revisions *sorted = &question->graph->sorted;
    for (size_t i = first_with_prefix(sorted, prefix);
         i < sorted->count && text_starts_with(sorted->items[i]->id, prefix); i++)
        if (prefixes(prefix, sorted->items[i]->id) && question_covers(question, sorted->items[i]))
            list_push(question->arena, found, sorted->items[i]);
    const struct names *labels = &question->graph->labels;
    for (size_t i = 0; i < labels->count && found->count <= SHOWN; i++) {
        struct revision *revision = index_find(&question->graph->by_label, labels->items[i]);
        if (prefixes(prefix, labels->items[i]) && question_covers(question, revision))
            add_once(question, found, revision);
    }
}

static void fail_empty(const struct question *question) {
    error_hint(question->errors,
        error_add(
            question->errors, ERROR_REVISION, NOWHERE, "\"%s\" names no revision", question->identifier.text),
        "write a revision's id, a branch label, or head");
}

static void fail_unknown(const struct question *question, const char *name) {
    if (!*name) {
        fail_empty(question);
        return;
    }
    struct error *error =
        error_add(question->errors, ERROR_REVISION, NOWHERE, "no such revision or branch \"%s\"", name);
    struct names known = {0};
    for (size_t i = 0; i < question->graph->sorted.count; i++)
        list_push(question->arena, &known, question->graph->sorted.items[i]->id);
    for (size_t i = 0; i < question->graph->labels.count; i++)
        list_push(question->arena, &known, question->graph->labels.items[i]);
    for (const char *const *word = (const char *const[]){"head", "heads", "base", "current", NULL}; *word;
         word++)
        list_push(question->arena, &known, *word);
    const char *nearest = text_nearest(name, known.items, known.count);
    if (nearest)
        error_hint(question->errors, error, "did you mean \"%s\"?", nearest);
    else if (strlen(name) < 4)
        error_hint(question->errors, error, "write at least four characters of a revision's id");
    else
        error_hint(question->errors, error, "cmigrate history shows all revisions");
}

static bool fail_not_member(const struct question *question, const struct revision *revision) {
    error_hint(question->errors,
        error_add(question->errors, ERROR_REVISION, NOWHERE,
            "revision \"%s\" is not a member of branch \"%s\"", revision->id, question->identifier.label),
        "write \"%s\" alone, or another branch", revision->id);
    return false;
}

/* Nothing in the branch begins so: does one revision elsewhere? */
static bool fail_none(const struct question *question, const char *name) {
    struct question anywhere = *question;
    struct revisions matches = {0};
    anywhere.branch = NULL;
    if (question->branch && *name)
        find_by_prefix(&anywhere, name, &matches);
    if (matches.count == 1)
        return fail_not_member(question, matches.items[0]);
    fail_unknown(question, name);
    return false;
}

static bool fail_many(const struct question *question, const char *name, const struct revisions *matches) {
    error_hint(question->errors,
        error_add(question->errors, ERROR_REVISION, NOWHERE, "multiple revisions start with \"%s\": %s", name,
            revisions_text(question->arena, matches)),
        "write more of the id");
    return false;
}

static bool find_partial(const struct question *question, const char *name, struct revision **found) {
    struct revisions matches = {0};
    if (*name)
        find_by_prefix(question, name, &matches);
    if (matches.count == 1) {
        *found = matches.items[0];
        return true;
    }
    return matches.count ? fail_many(question, name, &matches) : fail_none(question, name);
}

static bool find_named(const struct question *question, const char *name, struct revision **found) {
    const struct graph *graph = question->graph;
    *found = index_find(&graph->by_id, name);
    if (!*found)
        *found = index_find(&graph->by_label, name);
    if (!*found)
        *found = index_find(&graph->by_replaced, name);
    if (!*found)
        return find_partial(question, name, found);
    return question_covers(question, *found) || fail_not_member(question, *found);
}

void question_narrow(struct question *question, struct revision *branch) {
    question->branch = branch;
    question->lineage = set_lineage(question->arena, question->graph, branch, SET_PARENTS);
}

static bool fail_no_branch(const struct question *question, const char *label) {
    struct revisions matches = {0};
    if (*label)
        find_by_prefix(question, label, &matches);
    if (matches.count > 1)
        return fail_many(question, label, &matches);
    struct error *error =
        error_add(question->errors, ERROR_REVISION, NOWHERE, "no such branch \"%s\"", label);
    const char *nearest = text_nearest(label, question->graph->labels.items, question->graph->labels.count);
    if (nearest)
        error_hint(question->errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(question->errors, error,
            "before the @ stands a branch label or a revision's id; cmigrate branches shows them");
    return false;
}

static bool find_branch(struct question *question) {
    struct revision *branch = NULL;
    struct errors ignored = {.arena = question->arena};
    struct question bare = *question;
    bare.errors = &ignored;
    if (!find_named(&bare, question->identifier.label, &branch))
        return fail_no_branch(question, question->identifier.label);
    question_narrow(question, branch);
    return true;
}

bool question_ask(struct question *question, struct arena *arena, const struct graph *graph,
    const struct revisions *rows, const char *text, struct errors *errors) {
    *question = (struct question){.arena = arena, .graph = graph, .rows = rows, .errors = errors};
    question->identifier = take_apart(arena, graph, text);
    return !question->identifier.label || find_branch(question);
}

static struct revisions find_heads(const struct question *question, bool real) {
    struct revisions heads = {0};
    const struct revisions *sorted = &question->graph->sorted;
    for (size_t i = 0; i < sorted->count; i++)
        if ((real ? graph_is_real_head : graph_is_head)(sorted->items[i]) &&
            question_covers(question, sorted->items[i]))
            list_push(question->arena, &heads, sorted->items[i]);
    return heads;
}

/* Several heads are one where all the others are implied by it. */
static bool find_head(const struct question *question, struct revisions *found) {
    *found = find_heads(question, false);
    if (found->count <= 1)
        return true;
    struct revisions heads = *found;
    *found = graph_maximal(question->arena, question->graph, &heads);
    if (found->count == 1)
        return true;
    error_hint(question->errors,
        error_add(question->errors, ERROR_REVISION, NOWHERE,
            "multiple head revisions are present for \"%s\": %s", question->identifier.text,
            revisions_text(question->arena, &heads)),
        "name one of them, \"BRANCH@head\" for one branch's, or \"heads\" for all; cmigrate merge heads "
        "makes them one");
    return false;
}

static bool find_current(const struct question *question, struct revisions *found) {
    if (!question->rows) {
        error_hint(question->errors,
            error_add(question->errors, ERROR_REVISION, NOWHERE, "\"%s\" needs a database to be current in",
                question->identifier.text),
            "name a revision");
        return false;
    }
    for (size_t i = 0; i < question->rows->count; i++)
        if (question_covers(question, question->rows->items[i]))
            list_push(question->arena, found, question->rows->items[i]);
    return true;
}

bool question_find(const struct question *question, struct revisions *found) {
    const char *symbol = question->identifier.symbol;
    *found = (struct revisions){0};
    if (!strcmp(symbol, "base"))
        return true;
    if (!strcmp(symbol, "current"))
        return find_current(question, found);
    if (!strcmp(symbol, "head"))
        return find_head(question, found);
    if (!strcmp(symbol, "heads")) {
        *found = find_heads(question, !question->branch);
        return true;
    }
    struct revision *one;
    if (!find_named(question, symbol, &one))
        return false;
    list_push(question->arena, found, one);
    return true;
}

static void fail_several(const struct question *question, const struct revisions *found) {
    error_hint(question->errors,
        error_add(question->errors, ERROR_REVISION, NOWHERE, "\"%s\" names several revisions: %s",
            question->identifier.text, revisions_text(question->arena, found)),
        "name one of them");
}

bool question_find_one(const struct question *question, struct revision **found) {
    struct revisions all;
    if (!question_find(question, &all))
        return false;
    if (all.count > 1) {
        fail_several(question, &all);
        return false;
    }
    *found = all.count ? all.items[0] : NULL;
    return true;
}

bool graph_resolve(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *identifier, struct revisions *found, struct errors *errors) {
    struct question question;
    *found = (struct revisions){0};
    if (!question_ask(&question, arena, graph, rows, identifier, errors))
        return false;
    if (!question.identifier.steps)
        return question_find(&question, found);
    struct revision *at;
    bool started =
        question.identifier.symbol ? question_find_one(&question, &at) : question_start(&question, &at);
    if (!started || !question_walk(&question, &at, false))
        return false;
    if (at)
        list_push(arena, found, at);
    return true;
}

bool graph_resolve_one(struct arena *arena, const struct graph *graph, const struct revisions *rows,
    const char *identifier, struct revision **found, struct errors *errors) {
    struct revisions all;
    if (!graph_resolve(arena, graph, rows, identifier, &all, errors))
        return false;
    *found = all.count == 1 ? all.items[0] : NULL;
    if (*found)
        return true;
    struct question question = {.arena = arena, .errors = errors, .identifier = {.text = identifier}};
    if (all.count)
        fail_several(&question, &all);
    else
        error_hint(errors, error_add(errors, ERROR_REVISION, NOWHERE, "\"%s\" names no revision", identifier),
            "cmigrate history shows all revisions");
    return false;
}
