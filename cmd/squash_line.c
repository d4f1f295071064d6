#include "cmd/squash_line.h"

bool squash_refuse(struct app *app, const struct revision *revision, const char *why) {
    struct error *error =
        error_add(&app->errors, ERROR_REVISION, NOWHERE, "\"%s\" can't be squashed: %s", revision->id, why);
    error_hint(&app->errors, error,
        "squash revisions that follow one another in a line; cmigrate history --graph shows them");
    return false;
}

/* Who has had a revision that depends on one in the middle has not had what comes after it. */
static bool ends_where_needed(struct app *app, const struct revisions *line) {
    for (size_t i = 0; i + 1 < line->count; i++) {
        const struct revisions *dependents = &line->items[i]->needed_by;
        for (size_t j = 0; j < dependents->count; j++)
            if (!revisions_have(line, dependents->items[j]))
                return squash_refuse(app, line->items[i],
                    arena_format(&app->arena, "\"%s\" depends on it, and not on those after it",
                        dependents->items[j]->id));
    }
    return true;
}

/* Where the last is a squash, a database may have the row of the newest that it replaces, which would be in
 * the middle then. */
static bool ends_plainly(struct app *app, const struct revision *last) {
    if (!last->replaces.count)
        return true;
    error_hint(&app->errors,
        error_add(&app->errors, ERROR_REVISION, NOWHERE,
            "\"%s\" can't be the last that is squashed: it is a squash, and a database may be at \"%s\"",
            last->id, last->replaces.items[last->replaces.count - 1]),
        "squash it together with a revision that comes after it");
    return false;
}

/* A database that applied the older form of one may not have had those before it. */
static bool none_was_rebased(struct app *app, const struct revisions *line) {
    for (size_t i = 0; i < line->count; i++)
        if (line->items[i]->was_parents.count) {
            error_hint(&app->errors,
                error_add(&app->errors, ERROR_REVISION, NOWHERE,
                    "\"%s\" can't be squashed: it was rebased, and a database may still have to catch up",
                    line->items[i]->id),
                "once all have, take was_parents out of %s, and squash again", line->items[i]->file);
            return false;
        }
    return true;
}

bool squash_find_line(
    struct app *app, struct revision *first, struct revision *last, struct revisions *line) {
    struct revisions newest_first = {0};
    for (struct revision *at = last;; at = at->up.items[0]) {
        list_push(&app->arena, &newest_first, at);
        if (at == first)
            break;
        if (!at->up.count)
            return squash_refuse(app, first, "it is no ancestor of the last one");
        if (at->up.count > 1)
            return squash_refuse(app, at, "it is a merge");
        if (at->up.items[0]->children.count > 1)
            return squash_refuse(app, at->up.items[0], "it is a branch point");
    }
    for (size_t i = newest_first.count; i-- > 0;)
        list_push(&app->arena, line, newest_first.items[i]);
    return (line->count > 1 || squash_refuse(app, first, "it is the only one")) && ends_plainly(app, last) &&
           ends_where_needed(app, line) && none_was_rebased(app, line);
}
