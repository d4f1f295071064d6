#include <string.h>

#include "cmd/compare.h"
#include "cmd/new_revision.h"
#include "cmd/shadow.h"
#include "engine/danger.h"
#include "engine/left_behind.h"

static const struct option_spec options[] = {
    {0, "drop-unknown", NULL,
        "on a database without revisions: let the revision drop what the models don't have"},
    {0, "online", NULL, "in forms that let others write meanwhile, where the database has them"},
    {0, "no-proof", NULL, "write the revision without proving it in a shadow database"},
    {0, "plan", NULL, "only say what it would contain"},
    {0},
};

/* A database that was there before us: dropping what the models don't know would be the first thing we do to
 * it. */
static bool may_drop(struct app *app, const struct names *version_rows, const struct comparison *comparison) {
    const struct operation *drop = operations_drop(&comparison->upgrade);
    if (!drop || version_rows->count || app->config.drop_unknown || app_flag(app, "drop-unknown"))
        return true;
    struct error *error = error_add(&app->errors, ERROR_STATE, NOWHERE,
        "the database has no applied revision, and the models would have this dropped: %s",
        operation_describe(&app->arena, drop));
    error_hint(&app->errors, error,
        "adopt what is there with: cmigrate baseline -m \"as it was\"; or allow it with --drop-unknown");
    return false;
}

/* A revision that alters what none creates can't be run on an empty database. */
static void tell_unadopted(
    struct app *app, const struct names *version_rows, const struct comparison *comparison) {
    if (version_rows->count || !comparison->actual->tables.count)
        return;
    output_note(&app->output,
        "note: no revision makes the tables that are there: only a database that has them can be upgraded; "
        "cmigrate baseline adopts them first");
}

static void tell_unproven(struct app *app, const char *lack) {
    output_note(&app->output, "  %snote:%s not proven in a shadow database: %s",
        colour_code(app->output.error_colour, COLOUR_YELLOW),
        colour_code(app->output.error_colour, COLOUR_PLAIN), lack);
}

static bool prove(struct app *app, const struct comparison *comparison) {
    struct shadow shadow;
    struct compare_options options_of_app = compare_options_of(app);
    struct shadow_place place = shadow_place_of(app);
    const char *lack;
    if (app_flag(app, "plan"))
        place.policy = SHADOW_NEVER; /* what only reports makes none */
    if (app_flag(app, "no-proof"))
        return true;
    if (!shadow_open(&app->engine, &place, &shadow, &lack, &app->errors))
        return false;
    if (lack) {
        if (place.policy != SHADOW_NEVER)
            tell_unproven(app, lack);
        return true;
    }
    bool proven = shadow_prove(&shadow, &options_of_app, comparison, &lack, &app->errors);
    if (lack)
        tell_unproven(app, lack);
    struct errors ignored = {.arena = &app->arena};
    return shadow_close(&shadow, proven ? &app->errors : &ignored) && proven;
}

/* `new_revision` is null when none was written. */
static void show_json(
    struct app *app, const struct comparison *comparison, const struct new_revision *new_revision) {
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", new_revision ? new_revision->revision.id : NULL);
    json_text(json, "path", new_revision ? new_revision->path : NULL);
    compare_json(app, &comparison->upgrade);
    json_names(json, "lossy", &comparison->lossy);
    json_end_object(json);
}

static void warn(struct app *app, const struct comparison *comparison) {
    struct names dangers = {0};
    engine_dangers(&app->engine, &comparison->upgrade, &dangers);
    engine_left_behind(&app->engine, comparison, &dangers);
    connection_give_back(app->connection);
    for (size_t i = 0; i < dangers.count; i++)
        output_note(&app->output, "  %swarning:%s %s", colour_code(app->output.error_colour, COLOUR_YELLOW),
            colour_code(app->output.error_colour, COLOUR_PLAIN), dangers.items[i]);
}

static void tell(struct app *app, const struct comparison *comparison) {
    for (size_t i = 0; i < comparison->upgrade.count; i++)
        output_note(&app->output, "  %s", operation_describe(&app->arena, &comparison->upgrade.items[i]));
    for (size_t i = 0; i < comparison->lossy.count; i++)
        output_note(&app->output, "  %snote:%s %s", colour_code(app->output.error_colour, COLOUR_YELLOW),
            colour_code(app->output.error_colour, COLOUR_PLAIN), comparison->lossy.items[i]);
}

static bool find_changes(
    struct app *app, struct names *version_rows, struct revisions *rows, struct comparison *comparison) {
    return app_rows(app, version_rows, rows) && !compare_refuses_pending(app, version_rows) &&
           compare_with_database(app, comparison) && !compare_refuses_undecided(app, comparison);
}

/* By the configuration's `with` and `online`. */
static void ask_with(struct app *app, struct comparison *comparison) {
    static const struct option online = {.dialect = "postgresql", .name = "online", .value = "true"};
    const struct dialect *dialect = app->engine.dialect;
    struct options asked = app->config.with;
    if ((app->config.online || app_flag(app, "online")) && !options_find(&asked, online.dialect, online.name))
        *list_add(&app->arena, &asked) = online;
    for (size_t i = 0; dialect->takes_with && i < asked.count; i++) {
        const struct option *option = &asked.items[i];
        if (strcmp(option->dialect, dialect->name) != 0)
            continue;
        operations_ask(&app->arena, comparison->actual, dialect->takes_with, option, &comparison->upgrade);
        operations_ask(&app->arena, comparison->desired, dialect->takes_with, option, &comparison->downgrade);
    }
    operations_wait_last(&app->arena, &online, &comparison->upgrade);
    operations_wait_last(&app->arena, &online, &comparison->downgrade);
}

static int write_revision(struct app *app, const struct comparison *comparison) {
    struct new_revision new_revision = {.upgrade = comparison->upgrade,
        .downgrade = comparison->downgrade,
        .lossy = comparison->lossy,
        .before = comparison->actual};
    if (!new_revision_write(app, &new_revision))
        return app_failed(app);
    output_line(&app->output, "wrote %s", new_revision.path);
    output_note(&app->output, "look it over, then run: cmigrate upgrade");
    show_json(app, comparison, &new_revision);
    return EXIT_DONE;
}

static int run(struct app *app) {
    struct names version_rows;
    struct revisions rows;
    struct comparison comparison;
    if (!find_changes(app, &version_rows, &rows, &comparison))
        return app_failed(app);
    size_t count = comparison.upgrade.count;
    ask_with(app, &comparison);
    if (count)
        output_note(&app->output, "%zu difference%s found:", count, count == 1 ? "" : "s");
    else
        output_line(&app->output, "no changes: the database is what the models declare");
    tell(app, &comparison);
    warn(app, &comparison);
    if (count && (!may_drop(app, &version_rows, &comparison) || !prove(app, &comparison)))
        return app_failed(app);
    if (count)
        tell_unadopted(app, &version_rows, &comparison);
    if (count && !app_flag(app, "plan"))
        return write_revision(app, &comparison);
    show_json(app, &comparison, NULL);
    return EXIT_DONE;
}

const struct command command_migrate = {
    .name = "migrate",
    .summary = "compare the models with the database, and write a revision that closes the gap",
    .description = "The revision has both directions. It is proven in a shadow database before it is "
                   "written, where one is to be "
                   "had. When there is nothing to do, no file is written. A renamed table or column is "
                   "declared with `was:`.",
    .examples = "  cmigrate migrate -m \"add book\"\n"
                "  cmigrate migrate --plan           only say what has changed",
    .options = options,
    .more_options = new_revision_options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
