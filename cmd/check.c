#include <string.h>

#include "cmd/compare.h"

static const struct option_spec options[] = {
    {0, "against", "WHAT",
        "`database` (the default), or `revisions`: the replayed scripts, without a database"},
    {0, "single-head", NULL, "fail when there is more than one head"},
    {0},
};

static bool has_single_head(struct app *app) {
    struct revisions heads = graph_heads(&app->arena, &app->graph);
    if (heads.count <= 1)
        return true;
    struct names names = {0};
    for (size_t i = 0; i < heads.count; i++)
        list_push(&app->arena, &names, heads.items[i]->id);
    struct error *error = error_add(&app->errors, ERROR_GRAPH, NOWHERE, "there are %u heads: %s", heads.count,
        names_join(&app->arena, &names, ", "));
    error_hint(&app->errors, error, "join them with: cmigrate merge heads");
    return false;
}

static bool compare_database(struct app *app, struct comparison *comparison) {
    struct names version_rows;
    struct revisions rows;
    return app_connect(app, false) && app_rows(app, &version_rows, &rows) &&
           !compare_refuses_pending(app, &version_rows) && compare_with_database(app, comparison);
}

static void show_undecided(struct app *app, const struct names *undecided) {
    struct json *json = &app->output.result;
    for (size_t i = 0; i < undecided->count; i++)
        output_line(&app->output, "  undecided: %s", undecided->items[i]);
    json_begin_array(json, "undecided");
    for (size_t i = 0; i < undecided->count; i++)
        json_text(json, NULL, undecided->items[i]);
    json_end_array(json);
}

static int run(struct app *app) {
    const char *against = app_option(app, "against");
    struct comparison comparison;
    if (against && strcmp(against, "database") != 0 && strcmp(against, "revisions") != 0) {
        error_add(&app->errors, ERROR_USAGE, NOWHERE, "--against takes `database` or `revisions`, not \"%s\"",
            against);
        return app_failed(app);
    }
    if (app_flag(app, "single-head") && !has_single_head(app))
        return app_failed(app);
    bool with_revisions = against && !strcmp(against, "revisions");
    if (!(with_revisions ? compare_with_revisions : compare_database)(app, &comparison))
        return app_failed(app);
    size_t count = comparison.upgrade.count;
    json_begin_object(&app->output.result, NULL);
    if (count)
        output_line(&app->output, "%zu difference%s: %s would have to", count, count == 1 ? "" : "s",
            with_revisions ? "a new revision" : "the database");
    else if (!comparison.undecided.count)
        output_line(&app->output, "no differences: the %s what the models declare",
            with_revisions ? "revisions make" : "database is");
    compare_show(app, &comparison.upgrade);
    show_undecided(app, &comparison.undecided);
    json_end_object(&app->output.result);
    if (count)
        output_note(&app->output, "write a revision for it with: cmigrate migrate -m \"…\"");
    if (!count && compare_refuses_undecided(app, &comparison))
        return app_failed(app);
    return count ? EXIT_FOUND : EXIT_DONE;
}

const struct command command_check = {
    .name = "check",
    .summary = "compare the models with the database; exit with 3 if they differ",
    .description = "For pipelines: 0 means that no revision is missing, 3 that one is, 1 that it could not "
                   "be found out. Changes nothing.",
    .examples = "  cmigrate check\n"
                "  cmigrate check --json\n"
                "  cmigrate check --against revisions    without any database",
    .options = options,
    .needs = NEEDS_GRAPH,
    .run = run,
};
