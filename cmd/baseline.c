#include "cmd/compare.h"
#include "cmd/new_revision.h"
#include "cmd/plan.h"

static bool is_untouched(struct app *app) {
    struct names version_rows;
    struct revisions rows;
    if (!app_rows(app, &version_rows, &rows))
        return false;
    if (!app->graph.revisions.count && !version_rows.count)
        return true;
    struct error *error = error_add(&app->errors, ERROR_STATE, NOWHERE,
        app->graph.revisions.count ? "there are revisions already: a baseline is the first one"
                                   : "the database has an applied revision already");
    error_hint(&app->errors, error,
        "use cmigrate migrate for what has changed since, or cmigrate stamp to say where the database is");
    return false;
}

static bool write_baseline(struct app *app, struct new_revision *new_revision) {
    struct schema *actual = arena_new(&app->arena, struct schema), empty = {0};
    struct compare_options options = compare_options_of(app);
    struct comparison comparison;
    if (!engine_inspect(&app->engine, &options, actual, &app->errors) ||
        !engine_compare(&app->engine, &options, &empty, actual, &comparison, &app->errors))
        return false;
    if (actual->left_out.count)
        output_note(&app->output, "note: left out, and never touched: %s",
            names_join(&app->arena, &actual->left_out, ", "));
    new_revision->upgrade = comparison.upgrade;
    new_revision->downgrade = comparison.downgrade;
    new_revision->lossy = comparison.lossy;
    new_revision->before = &empty;
    list_push(&app->arena, &new_revision->heads, "base");
    return new_revision_write(app, new_revision);
}

static bool stamp_new(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct plan_request *request = context;
    (void)errors;
    if (names_have(version_rows, request->revision->id))
        return true;
    struct step *step = list_add(request->arena, steps);
    step->kind = STEP_STAMP;
    step->revision = request->revision;
    list_push(request->arena, &step->insert_rows, request->revision->id);
    return true;
}

static int run(struct app *app) {
    struct new_revision new_revision = {0};
    if (!is_untouched(app) || !write_baseline(app, &new_revision))
        return app_failed(app);
    output_note(&app->output, "wrote %s", new_revision.path);
    struct plan_request request = {
        .arena = &app->arena, .graph = &app->graph, .plan = stamp_new, .revision = &new_revision.revision};
    return plan_run(app, &request);
}

const struct command command_baseline = {
    .name = "baseline",
    .summary = "adopt a database: write its schema as the first revision, and stamp it",
    .description = "For a database that was there before cmigrate. Its schema is left as it is. On an empty "
                   "database the "
                   "revision makes the same schema.",
    .examples = "  cmigrate inspect > models.yaml    its schema as models, to go on from\n"
                "  cmigrate baseline -m \"as it was\"",
    .options = new_revision_options,
    .needs = NEEDS_DATABASE,
    .changes_database = true,
    .run = run,
};
