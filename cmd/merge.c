#include <string.h>

#include "cmd/new_revision.h"
#include "cmd/shadow.h"
#include "engine/commute.h"

static const struct option_spec options[] = {
    {'m', "message", "TEXT", "what it is for, in a few words"},
    {0, "branch-label", "LABEL", "give what follows a name"},
    {0, "rev-id", "ID", "its id, instead of a random one"},
    {0, "splice", NULL, "merge revisions that are no heads, too"},
    {0, "prove", NULL, "run them in a shadow database first, in both orders: refuse where the order counts"},
    {0, "version-path", "FOLDER", "where to write it, if there are several version locations"},
    {0},
};

/* A branch label stands for the newest of its branch. */
static const char *tip_of(struct app *app, const char *name) {
    const struct revision *labelled = index_find(&app->graph.by_label, name);
    return labelled && !graph_is_head(labelled) ? arena_format(&app->arena, "%s@head", name) : name;
}

static struct names heads_wanted(struct app *app) {
    struct names heads = {0};
    const struct names *names = &app->arguments.names;
    for (size_t i = 0; i < names->count; i++)
        list_push(&app->arena, &heads, tip_of(app, names->items[i]));
    if (!heads.count)
        list_push(&app->arena, &heads, "heads");
    return heads;
}

static bool refuse_one(struct app *app, const struct revisions *found) {
    struct error *error = found->count
                              ? error_add(&app->errors, ERROR_REVISION, NOWHERE,
                                    "there is nothing to merge: only \"%s\" is named", found->items[0]->id)
                              : error_add(&app->errors, ERROR_REVISION, NOWHERE, "there is nothing to merge");
    error_hint(&app->errors, error, "name two revisions or more; cmigrate heads lists the heads");
    return false;
}

static bool are_apart(struct app *app, const struct revisions *found) {
    struct revisions maximal = graph_maximal(&app->arena, &app->graph, found);
    if (maximal.count == found->count)
        return true;
    for (size_t i = 0; i < found->count; i++)
        if (!revisions_have(&maximal, found->items[i]))
            error_hint(&app->errors,
                error_add(&app->errors, ERROR_REVISION, NOWHERE,
                    "revision \"%s\" is an ancestor of another one that is named", found->items[i]->id),
                "leave \"%s\" out", found->items[i]->id);
    return false;
}

static bool choose(struct app *app, const struct names *heads, struct revisions *found) {
    return graph_new_parents(
               &app->arena, &app->graph, NULL, heads, app_flag(app, "splice"), found, &app->errors) &&
           (found->count > 1 || refuse_one(app, found)) && are_apart(app, found);
}

static const char *message_for(struct app *app, const struct revisions *found) {
    struct names ids = {0};
    for (size_t i = 0; i < found->count; i++)
        list_push(&app->arena, &ids, found->items[i]->id);
    return arena_format(&app->arena, "merge %s", names_join(&app->arena, &ids, " and "));
}

static bool prove(struct app *app, const struct revisions *heads) {
    struct shadow_place place = shadow_place_of(app);
    const char *lack;
    if (!app_flag(app, "prove"))
        return true;
    if (!engine_prove_merge(&app->engine, &place, heads, &lack, &app->errors))
        return false;
    return !lack || shadow_refuse_lack(app, "there is no shadow database to prove the merge in", lack);
}

static int run(struct app *app) {
    struct revisions found;
    struct new_revision new_revision = {.heads = heads_wanted(app)};
    if (!choose(app, &new_revision.heads, &found) || !prove(app, &found))
        return app_failed(app);
    new_revision.message = message_for(app, &found);
    if (!new_revision_write(app, &new_revision))
        return app_failed(app);
    new_revision_show(app, &new_revision);
    return EXIT_DONE;
}

const struct command command_merge = {
    .name = "merge",
    .arguments = "[REVISION...]",
    .summary = "join heads with a revision that has them all as parents",
    .description = "The new revision does nothing by itself. A branch label stands for the head of its "
                   "branch. Without REVISION: all heads.",
    .examples = "  cmigrate merge                         all heads\n"
                "  cmigrate merge ae10 2790 -m \"shop and blog meet\"\n"
                "  cmigrate merge shop blog               by label\n"
                "  cmigrate merge --prove                 first see that their order doesn't count",
    .options = options,
    .needs = NEEDS_GRAPH,
    .names_max = 16,
    .run = run,
};
