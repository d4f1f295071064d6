#include "cmd/describe.h"

static const struct option_spec options[] = {
    {'v', "verbose", NULL, "parents, path and message too"},
    {'c', "check-heads", NULL, "exit with 3 unless every head is applied"},
    {0},
};

static bool tell_missing(struct app *app, const struct names *version_rows, struct revisions *missing) {
    if (!engine_missing(&app->engine, version_rows, missing, &app->errors))
        return false;
    for (size_t i = 0; i < missing->count; i++)
        output_note(&app->output,
            "%s is not applied, though one that was rebased onto it is: cmigrate upgrade catches up",
            missing->items[i]->id);
    return true;
}

static int run(struct app *app) {
    struct names version_rows;
    struct revisions rows;
    if (!app_rows(app, &version_rows, &rows))
        return app_failed(app);
    struct revisions current = graph_current(&app->arena, &app->graph, &rows);
    struct marks marks = {.no_labels = true};
    if (app_flag(app, "verbose"))
        output_line(&app->output, "Current revision(s) for %s:", app->connection->shown_url);
    json_begin_array(&app->output.result, NULL);
    for (size_t i = 0; i < current.count; i++) {
        output_line(&app->output, "%s",
            app_flag(app, "verbose") ? describe_long(app, current.items[i], &marks)
                                     : describe_short(app, current.items[i], &marks));
        describe_json(app, &app->output.result, current.items[i], &marks);
    }
    json_end_array(&app->output.result);
    if (!current.count)
        output_note(&app->output, "no revision is applied");
    struct revisions missing;
    if (!tell_missing(app, &version_rows, &missing))
        return app_failed(app);
    if (!app_flag(app, "check-heads") ||
        (!missing.count && graph_is_at_heads(&app->arena, &app->graph, &rows)))
        return EXIT_DONE;
    output_note(&app->output, "the database is not at every head: run cmigrate upgrade heads");
    return EXIT_FOUND;
}

const struct command command_current = {
    .name = "current",
    .summary = "show the revisions that the database is at",
    .description = "Changes nothing, and makes no table in passing.",
    .examples = "  cmigrate current\n"
                "  cmigrate current --check-heads || cmigrate upgrade",
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
