
#include "cmd/plan.h"

static const struct option_spec options[] = {
    {0, "sql", NULL,
        "print the SQL instead of running it; takes FROM:TO, and no connection unless FROM is `current`"},
    {0, "plan", NULL, "only say what would run on this database and what it may lose; change nothing"},
    {0, "server", "VERSION", "with --sql: the server to write for, as \"mariadb 10.11\""},
    {0},
};

static bool plan_upgrade(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct plan_request *request = context;
    return graph_upgrade(request->arena, request->graph, version_rows, &request->targets, steps, errors) &&
           (!request->engine->connection || engine_catch_up(request->engine, version_rows, steps, errors));
}

static struct plan_request request_of(struct app *app) {
    struct plan_request request = {.arena = &app->arena,
        .graph = &app->graph,
        .engine = &app->engine,
        .targets = app->arguments.names,
        .plan = plan_upgrade};
    if (!request.targets.count)
        list_push(&app->arena, &request.targets, "head");
    return request;
}

static int run_offline(struct app *app) {
    struct plan_request request = {
        .arena = &app->arena, .graph = &app->graph, .engine = &app->engine, .plan = plan_upgrade};
    struct names start = {0};
    return plan_range(app, "head", "base", &start, &request.targets) && plan_print_sql(app, &request, &start)
               ? EXIT_DONE
               : app_failed(app);
}

static int run(struct app *app) {
    if (app_flag(app, "sql"))
        return run_offline(app);
    if (!plan_is_online(app) || !app_connect(app, !app_flag(app, "plan")))
        return app_failed(app);
    struct plan_request request = request_of(app);
    return app_flag(app, "plan") ? plan_rehearse(app, &request) : plan_run(app, &request);
}

const struct command command_upgrade = {
    .name = "upgrade",
    .arguments = "[REVISION...]",
    .summary = "bring the database to the newest revision, or to REVISION",
    .description =
        "Runs every revision that REVISION needs and the database hasn't had, each in a transaction of its "
        "own "
        "where the database can. Without REVISION: head. A revision that is applied already is left alone.",
    .examples = "  cmigrate upgrade                  everything that is pending\n"
                "  cmigrate upgrade +1               one step\n"
                "  cmigrate upgrade ae10             to the revision whose id starts with ae10\n"
                "  cmigrate upgrade heads            all branches\n"
                "  cmigrate upgrade --plan           what would run, and what it may lose\n"
                "  cmigrate upgrade --sql            the whole history as SQL\n"
                "  cmigrate upgrade ae10:head --sql  the SQL from one revision to another",
    .options = options,
    .needs = NEEDS_GRAPH,
    .changes_database = true,
    .names_max = 16,
    .run = run,
};
