#include "cmd/app.h"
#include "engine/ensure.h"

static const struct option_spec options[] = {
    {0, "sql", NULL, "print the SQL instead of running it; needs no connection"},
    {0, "server", "VERSION", "with --sql: the server to write for, as \"mariadb 10.11\""},
    {0},
};

static int print_sql(struct app *app) {
    struct buffer text = {.arena = &app->arena};
    if (!engine_ensure_version(&app->engine, &text, &app->errors))
        return app_failed(app);
    output_sql(&app->output, buffer_text(&text));
    return EXIT_DONE;
}

static int run(struct app *app) {
    if (app_flag(app, "sql"))
        return print_sql(app);
    if (!app_connect(app, true) || !engine_ensure_version(&app->engine, NULL, &app->errors))
        return app_failed(app);
    output_line(
        &app->output, "the tables %s and %s are there", app->config.version_table, app->config.log_table);
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "version_table", app->config.version_table);
    json_text(json, "log_table", app->config.log_table);
    json_end_object(json);
    return EXIT_DONE;
}

const struct command command_ensure_version = {
    .name = "ensure-version",
    .summary = "make the version table and the log, if they are missing",
    .description = "An upgrade does so by itself; this is for setups where whoever may make tables is not "
                   "who runs upgrades. What is there is left as it is.",
    .examples = "  cmigrate ensure-version\n"
                "  cmigrate ensure-version --sql",
    .options = options,
    .needs = NEEDS_CONFIG,
    .changes_database = true,
    .run = run,
};
