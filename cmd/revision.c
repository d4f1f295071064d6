#include "cmd/new_revision.h"

extern const struct command command_migrate;

static const struct option_spec options[] = {
    {0, "autogenerate", NULL, "compare the models with the database, as cmigrate migrate does"},
    {0},
};

static int run(struct app *app) {
    struct new_revision new_revision = {0};
    if (app_flag(app, "autogenerate"))
        return command_migrate.run(app);
    if (!new_revision_write(app, &new_revision))
        return app_failed(app);
    new_revision_show(app, &new_revision);
    return EXIT_DONE;
}

const struct command command_revision = {
    .name = "revision",
    .summary = "write an empty revision, to be filled by hand",
    .description = "For data migrations, and for whatever the models don't say. It needs no database.",
    .examples = "  cmigrate revision -m \"fill in the prices\"\n"
                "  cmigrate revision -m \"start of shop\" --head base --branch-label shop\n"
                "  cmigrate revision -m hotfix --head ae10 --splice",
    .options = options,
    .more_options = new_revision_options,
    .needs = NEEDS_GRAPH,
    .run = run,
};
