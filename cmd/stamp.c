#include "cmd/plan.h"
#include "engine/accept.h"

static const struct option_spec options[] = {
    {0, "purge", NULL, "first forget every row that is there, known or not"},
    {0, "accept", NULL, "leave the rows alone: the REVISIONs' changed files are meant, take their checksums"},
    {0, "sql", NULL, "print the SQL instead of running it; takes FROM:TO"},
    {0, "server", "VERSION", "with --sql: the server to write for, as \"mariadb 10.11\""},
    {0},
};

static bool plan_stamp(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct plan_request *request = context;
    return graph_stamp(
        request->arena, request->graph, version_rows, &request->targets, request->purge, steps, errors);
}

static int accept_files(struct app *app) {
    struct names *names = &app->arguments.names;
    struct revisions accepted = {0};
    for (size_t i = 0; i < names->count; i++)
        if (!graph_resolve(&app->arena, &app->graph, NULL, names->items[i], &accepted, &app->errors))
            return app_failed(app);
    if (!engine_accept(&app->engine, &accepted, &app->errors))
        return app_failed(app);
    json_begin_array(&app->output.result, NULL);
    for (size_t i = 0; i < accepted.count; i++) {
        output_line(&app->output, "accepted %s as it is", accepted.items[i]->id);
        json_text(&app->output.result, NULL, accepted.items[i]->id);
    }
    json_end_array(&app->output.result);
    return EXIT_DONE;
}

static int run_offline(struct app *app, struct plan_request *request) {
    struct names start = {0};
    if (request->purge) {
        error_add(&app->errors, ERROR_USAGE, NOWHERE,
            "--purge can't be used with --sql: the rows that are there are not known");
        return app_failed(app);
    }
    return plan_range(app, "head", "base", &start, &request->targets) && plan_print_sql(app, request, &start)
               ? EXIT_DONE
               : app_failed(app);
}

static int run(struct app *app) {
    struct plan_request request = {.arena = &app->arena,
        .graph = &app->graph,
        .engine = &app->engine,
        .plan = plan_stamp,
        .purge = app_flag(app, "purge")};
    if (app_flag(app, "sql"))
        return run_offline(app, &request);
    if (!plan_is_online(app) || !app_connect(app, true))
        return app_failed(app);
    if (app_flag(app, "accept"))
        return accept_files(app);
    app->engine.only_tells = true;
    request.targets = app->arguments.names;
    if (!request.targets.count)
        list_push(&app->arena, &request.targets, "head");
    return plan_run(app, &request);
}

const struct command command_stamp = {
    .name = "stamp",
    .arguments = "[REVISION...]",
    .summary = "say that the database is at REVISION, without running anything",
    .description = "Writes the version rows only: for a database that got its schema in another way. Without "
                   "REVISION: head. "
                   "A stamped revision counts as unverified, since nobody has seen its file run.",
    .examples = "  cmigrate stamp                    the newest revision\n"
                "  cmigrate stamp ae10               the revision whose id starts with ae10\n"
                "  cmigrate stamp base               none\n"
                "  cmigrate stamp --purge ae10       also forget rows that no script has\n"
                "  cmigrate stamp --accept ae10      its file was changed on purpose",
    .options = options,
    .needs = NEEDS_GRAPH,
    .changes_database = true,
    .names_max = 16,
    .run = run,
};
