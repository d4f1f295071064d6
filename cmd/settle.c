#include "engine/settle.h"
#include "cmd/app.h"

static const struct option_spec options[] = {
    {0, "done", NULL, "it took effect: the next upgrade goes on behind it"},
    {0, "undone", NULL, "it did not: the next upgrade runs it"},
    {0},
};

static int run(struct app *app) {
    struct revision *revision;
    struct progress progress;
    if (app_flag(app, "done") == app_flag(app, "undone") || app->arguments.names.count != 1) {
        struct error *error = error_add(
            &app->errors, ERROR_USAGE, NOWHERE, "settle needs a revision, and either --done or --undone");
        error_hint(&app->errors, error, "as in: cmigrate settle ae10 --done");
        return app_failed(app);
    }
    bool done = app_flag(app, "done");
    if (!graph_resolve_one(
            &app->arena, &app->graph, NULL, app->arguments.names.items[0], &revision, &app->errors) ||
        !engine_settle(&app->engine, revision, done, &progress, &app->errors))
        return app_failed(app);
    output_line(&app->output, "statement %zu of %s counts as %s", progress.doubtful, revision->id,
        done ? "done" : "not done");
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", revision->id);
    json_number(json, "statement", (double)progress.doubtful);
    json_bool(json, "done", done);
    json_end_object(json);
    return EXIT_DONE;
}

const struct command command_settle = {
    .name = "settle",
    .arguments = "REVISION",
    .summary = "say what became of a statement that a killed run had begun",
    .description = "Where each statement of DDL commits by itself, a run that was killed may leave one of "
                   "which nobody knows whether it took effect. What cmigrate wrote itself it finds out; for "
                   "SQL of your own it asks: look at the database, then say so here.",
    .examples = "  cmigrate settle ae10 --done       it is there: go on behind it\n"
                "  cmigrate settle ae10 --undone     it is not: run it again\n",
    .options = options,
    .needs = NEEDS_DATABASE,
    .changes_database = true,
    .names_max = 1,
    .run = run,
};
