#include <string.h>

#include "base/file.h"
#include "cmd/app.h"
#include "script/parents.h"

static const struct option_spec options[] = {
    {0, "onto", "HEAD", "its new parent"},
    {0, "splice", NULL, "allow a new parent that is no head"},
    {0, "no-database", NULL, "don't ask the database whether it has applied it"},
    {0},
};

static bool read_names(struct app *app, const char **name, struct names *onto) {
    const char *head = app_option(app, "onto");
    if (app->arguments.names.count && head) {
        *name = app->arguments.names.items[0];
        list_push(&app->arena, onto, head);
        return true;
    }
    struct error *error = error_add(&app->errors, ERROR_USAGE, NOWHERE,
        "rebase needs a revision and its new parent: cmigrate rebase REVISION --onto HEAD");
    error_hint(&app->errors, error, "cmigrate heads lists the heads");
    return false;
}

static bool can_move(struct app *app, const struct revision *revision) {
    if (!graph_is_merge_point(revision))
        return true;
    struct error *error = error_add(&app->errors, ERROR_REVISION, NOWHERE, "\"%s\" is a merge", revision->id);
    error_hint(&app->errors, error, "delete its file and merge again: cmigrate merge heads");
    return false;
}

static bool is_free_of(struct app *app, struct revision *onto, const struct revision *revision) {
    struct revisions rows = {&onto, 1, 1};
    struct revisions below = graph_closure(&app->arena, &app->graph, &rows);
    if (!revisions_have(&below, revision))
        return true;
    error_add(&app->errors, ERROR_REVISION, NOWHERE,
        "\"%s\" can't follow \"%s\": that one itself needs \"%s\"", revision->id, onto->id, revision->id);
    return false;
}

/* What ran in one order somewhere would have to run in another. */
static bool is_not_applied(struct app *app, const struct revision *revision) {
    struct revisions applied;
    if (!app_applied(app, &applied))
        return false;
    if (!revisions_have(&applied, revision))
        return true;
    struct error *error = error_add(&app->errors, ERROR_STATE, NOWHERE,
        "the database has applied \"%s\": it can't be moved any more", revision->id);
    error_hint(&app->errors, error,
        "join the branches with cmigrate merge heads; or take it back first with: cmigrate downgrade %s",
        revision->up.count ? revision->up.items[0]->id : "base");
    return false;
}

static struct names past_parents(
    struct app *app, const struct revision *revision, const struct revision *onto) {
    struct names past = {0}, had = revision->was_parents;
    list_push(&app->arena, &had, revision->parents.count ? revision->parents.items[0] : WAS_BASE);
    for (size_t i = 0; i < had.count; i++)
        if (strcmp(had.items[i], onto->id) != 0 && !names_have(&past, had.items[i]))
            list_push(&app->arena, &past, had.items[i]);
    return past;
}

static int move(struct app *app, struct revision *revision, const struct revision *onto) {
    struct names parents = {0}, past = past_parents(app, revision, onto);
    list_push(&app->arena, &parents, onto->id);
    const char *text = script_read_whole(&app->arena, revision->script, &app->errors)
                           ? script_with_parents(&app->arena, revision->script, &parents, &past, &app->errors)
                           : NULL;
    if (!text || !file_write(revision->file, text, strlen(text), true, &app->errors))
        return app_failed(app);
    output_line(&app->output, "rebased %s onto %s: wrote %s", revision->id, onto->id, revision->file);
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", revision->id);
    json_names(json, "parents", &parents);
    json_names(json, "was_parents", &past);
    json_text(json, "path", revision->file);
    json_end_object(json);
    return EXIT_DONE;
}

static int report_nothing(struct app *app, const struct revision *revision, const struct revision *onto) {
    output_line(&app->output, "nothing to do: %s follows %s already", revision->id, onto->id);
    json_begin_object(&app->output.result, NULL);
    json_text(&app->output.result, "revision", revision->id);
    json_names(&app->output.result, "parents", &revision->parents);
    json_names(&app->output.result, "was_parents", &revision->was_parents);
    json_text(&app->output.result, "path", NULL);
    json_end_object(&app->output.result);
    return EXIT_DONE;
}

static bool find_parent(struct app *app, const struct names *onto, struct revision **parent) {
    struct revision *found;
    if (!graph_resolve_one(&app->arena, &app->graph, NULL, onto->items[0], &found, &app->errors))
        return false;
    *parent = found;
    if (graph_is_head(found) || app_flag(app, "splice"))
        return true;
    struct revisions ignored;
    return graph_new_parents(&app->arena, &app->graph, NULL, onto, false, &ignored, &app->errors);
}

static int run(struct app *app) {
    const char *name;
    struct names onto = {0};
    struct revision *revision, *parent;
    if (!read_names(app, &name, &onto) ||
        !graph_resolve_one(&app->arena, &app->graph, NULL, name, &revision, &app->errors) ||
        !can_move(app, revision) ||
        !graph_resolve_one(&app->arena, &app->graph, NULL, onto.items[0], &parent, &app->errors))
        return app_failed(app);
    if (revision->up.count && revision->up.items[0] == parent)
        return report_nothing(app, revision, parent);
    if (!is_free_of(app, parent, revision) || !find_parent(app, &onto, &parent) ||
        !is_not_applied(app, revision))
        return app_failed(app);
    return move(app, revision, parent);
}

const struct command command_rebase = {
    .name = "rebase",
    .arguments = "REVISION --onto HEAD",
    .summary = "give a revision that isn't applied yet another parent",
    .description = "For two revisions that were written at the same time: one is put behind the other, "
                   "instead of merging them. What follows REVISION moves with it. The file keeps its old "
                   "parents as `was_parents`, so that a database that has applied it all the same knows it "
                   "and catches up at its next upgrade.",
    .examples = "  cmigrate rebase ae10 --onto 2790\n"
                "  cmigrate rebase ae10 --onto head --no-database",
    .options = options,
    .needs = NEEDS_GRAPH,
    .names_max = 1,
    .run = run,
};
