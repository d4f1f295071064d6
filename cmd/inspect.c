#include <stdio.h>

#include "cmd/compare.h"
#include "schema/write.h"

static int run(struct app *app) {
    struct schema schema = {0};
    struct compare_options options = compare_options_of(app);
    if (!engine_inspect(&app->engine, &options, &schema, &app->errors))
        return app_failed(app);
    fputs(yaml_write(&app->arena, schema_write(&app->arena, &schema)), stdout);
    return EXIT_DONE;
}

const struct command command_inspect = {
    .name = "inspect",
    .summary = "print the live database as a models file",
    .description =
        "What is printed reads back to no difference. It has every section, since it is the whole schema.",
    .examples = "  cmigrate inspect > models.yaml\n"
                "  cmigrate inspect --url sqlite:///other.db",
    .needs = NEEDS_DATABASE,
    .run = run,
};
