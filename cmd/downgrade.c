#include <string.h>

#include "cmd/plan.h"

static const struct option_spec options[] = {
    {0, "any", NULL, "at several revisions at once, let -N count from the one that an upgrade runs last"},
    {0, "sql", NULL, "print the SQL instead of running it; takes FROM:TO"},
    {0, "plan", NULL, "only say what would run on this database and what it may lose; change nothing"},
    {0, "server", "VERSION", "with --sql: the server to write for, as \"mariadb 10.11\""},
    {0},
};

/* "-1" of the row that comes last in the graph's order, as "d2@-1". */
static const char *count_from_last(
    struct plan_request *request, const struct names *version_rows, const char *target) {
    struct errors ignored = {.arena = request->arena};
    struct revisions rows;
    const struct revision *last = NULL;
    bool is_bare = *target == '-' && target[strspn(target + 1, "0123456789") + 1] == 0;
    if (!is_bare || !graph_rows(request->arena, request->graph, version_rows, &rows, &ignored))
        return target;
    for (size_t i = 0; i < rows.count; i++)
        if (!last || rows.items[i]->order > last->order)
            last = rows.items[i];
    return last ? arena_format(request->arena, "%s@%s", last->id, target) : target;
}

static bool plan_downgrade(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct plan_request *request = context;
    if (request->engine->connection && plan_refuses_missing(request->engine, version_rows, errors))
        return false;
    const char *target = request->targets.items[0];
    if (request->any)
        target = count_from_last(request, version_rows, target);
    return graph_downgrade(request->arena, request->graph, version_rows, target, steps, errors);
}

static int run_offline(struct app *app) {
    struct plan_request request = {.arena = &app->arena,
        .graph = &app->graph,
        .engine = &app->engine,
        .plan = plan_downgrade,
        .any = app_flag(app, "any")};
    struct names start = {0};
    return plan_range(app, "head:-1", NULL, &start, &request.targets) && plan_print_sql(app, &request, &start)
               ? EXIT_DONE
               : app_failed(app);
}

static int run(struct app *app) {
    if (app_flag(app, "sql"))
        return run_offline(app);
    if (!plan_is_online(app) || !app_connect(app, !app_flag(app, "plan")))
        return app_failed(app);
    struct plan_request request = {.arena = &app->arena,
        .graph = &app->graph,
        .engine = &app->engine,
        .targets = app->arguments.names,
        .plan = plan_downgrade,
        .any = app_flag(app, "any")};
    if (!request.targets.count)
        list_push(&app->arena, &request.targets, "-1");
    return app_flag(app, "plan") ? plan_rehearse(app, &request) : plan_run(app, &request);
}

const struct command command_downgrade = {
    .name = "downgrade",
    .arguments = "[REVISION]",
    .summary = "take the last revision back, or all above REVISION",
    .description =
        "Runs the downgrade of every applied revision above REVISION, newest first. Without REVISION: -1, "
        "the last "
        "one. What a downgrade can't bring back, such as a dropped column's values, its script says.",
    .examples = "  cmigrate downgrade               the last revision\n"
                "  cmigrate downgrade -2            the last two\n"
                "  cmigrate downgrade ae10          all that came after ae10…\n"
                "  cmigrate downgrade base          everything\n"
                "  cmigrate downgrade shop@-1       the last one of the branch `shop`\n"
                "  cmigrate downgrade base --plan   what it would run, and what it may lose\n"
                "  cmigrate downgrade head:base --sql   the SQL for it",
    .options = options,
    .needs = NEEDS_GRAPH,
    .changes_database = true,
    .names_max = 1,
    .run = run,
};
