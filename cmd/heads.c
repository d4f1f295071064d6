#include "cmd/describe.h"

static const struct option_spec options[] = {
    {'v', "verbose", NULL, "parents, path and message too"},
    {0, "resolve-dependencies", NULL, "leave out heads that another revision depends on"},
    {0},
};

static int run(struct app *app) {
    struct revisions heads = graph_heads(&app->arena, &app->graph);
    struct marks marks = {.no_tree = true};
    json_begin_array(&app->output.result, NULL);
    for (size_t i = 0; i < heads.count; i++) {
        if (app_flag(app, "resolve-dependencies") && !graph_is_real_head(heads.items[i]))
            continue;
        output_line(&app->output, "%s",
            app_flag(app, "verbose") ? describe_long(app, heads.items[i], &marks)
                                     : describe_short(app, heads.items[i], &marks));
        describe_json(app, &app->output.result, heads.items[i], &marks);
    }
    json_end_array(&app->output.result);
    return EXIT_DONE;
}

const struct command command_heads = {
    .name = "heads",
    .summary = "show the newest revision of each branch",
    .description = "Heads are the revisions that no other one has as parent. More than one means that "
                   "branches wait to be merged.",
    .examples = "  cmigrate heads\n"
                "  cmigrate heads --json | jq length     how many there are",
    .options = options,
    .needs = NEEDS_GRAPH,
    .run = run,
};
