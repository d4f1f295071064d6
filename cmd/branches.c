#include "cmd/describe.h"

#include <string.h>

static const struct option_spec options[] = {
    {'v', "verbose", NULL, "parents, path and messages too"},
    {0},
};

static void show_children(struct app *app, const struct revision *revision, bool verbose) {
    struct marks marks = {0};
    for (size_t i = 0; i < revision->children.count; i++) {
        const struct revision *child = revision->children.items[i];
        const char *message = verbose ? describe_message(app, child) : "";
        output_line(&app->output, "%*s -> %s%s%s", (int)strlen(revision->id), "",
            describe_short(app, child, &marks), *message ? ", " : "", message);
    }
}

static void show_json(struct app *app, const struct revision *revision) {
    struct json *json = &app->output.result;
    struct marks marks = {0};
    json_begin_object(json, NULL);
    json_text(json, "revision", revision->id);
    json_begin_array(json, "children");
    for (size_t i = 0; i < revision->children.count; i++)
        describe_json(app, json, revision->children.items[i], &marks);
    json_end_array(json);
    json_end_object(json);
}

static int run(struct app *app) {
    bool verbose = app_flag(app, "verbose"), first = true;
    struct marks marks = {0};
    json_begin_array(&app->output.result, NULL);
    for (size_t i = app->graph.revisions.count; i-- > 0;) {
        const struct revision *revision = app->graph.revisions.items[i];
        if (!graph_is_branch_point(revision))
            continue;
        if (!first)
            output_line(&app->output, "%s", "");
        first = false;
        output_line(&app->output, "%s",
            verbose ? describe_long(app, revision, &marks) : describe_short(app, revision, &marks));
        show_children(app, revision, verbose);
        if (app->output.json)
            show_json(app, revision);
    }
    json_end_array(&app->output.result);
    return EXIT_DONE;
}

const struct command command_branches = {
    .name = "branches",
    .summary = "show where branches begin: revisions with more than one child",
    .description = "Each branch point is followed by its children, newest branch point first.",
    .examples = "  cmigrate branches\n"
                "  cmigrate branches -v              with paths and messages",
    .options = options,
    .needs = NEEDS_GRAPH,
    .run = run,
};
