#include "cmd/describe.h"

static int run(struct app *app) {
    const struct names *names = &app->arguments.names;
    struct revisions found = {0};
    if (!app_resolve(app, names->count ? names->items[0] : "heads", &found))
        return app_failed(app);
    struct marks marks = {0};
    json_begin_array(&app->output.result, NULL);
    for (size_t i = 0; i < found.count; i++) {
        output_line(&app->output, "%s", describe_long(app, found.items[i], &marks));
        describe_json(app, &app->output.result, found.items[i], &marks);
    }
    json_end_array(&app->output.result);
    return EXIT_DONE;
}

const struct command command_show = {
    .name = "show",
    .arguments = "[REVISION]",
    .summary = "show all about a revision",
    .description = "Its parents, labels, file and message. Without REVISION: the heads.",
    .examples = "  cmigrate show ae10\n"
                "  cmigrate show current",
    .needs = NEEDS_GRAPH,
    .names_max = 1,
    .run = run,
};
