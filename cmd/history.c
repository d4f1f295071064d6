#include <stdlib.h>
#include <string.h>

#include "cmd/describe.h"
#include "graph/draw.h"

static const struct option_spec options[] = {
    {'r', "rev-range", "FROM:TO", "only these, both ends included; either may be left out"},
    {'v', "verbose", NULL, "parents, path and message too"},
    {'i', "indicate-current", NULL, "mark where the database is"},
    {0, "graph", NULL, "draw the branches beside the lines"},
    {0, "reverse", NULL, "oldest first"},
    {0, "limit", "N", "at most N"},
    {0},
};

static bool limit_of(struct app *app, size_t *limit) {
    const char *text = app_option(app, "limit");
    char *end = NULL;
    *limit = (size_t)-1;
    if (!text)
        return true;
    unsigned long number = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end) {
        error_add(&app->errors, ERROR_USAGE, NOWHERE, "--limit needs a number, not \"%s\"", text);
        return false;
    }
    *limit = number;
    return true;
}

static void show(struct app *app, const struct revision *revision, const struct marks *marks) {
    output_line(&app->output, "%s",
        app_flag(app, "verbose") ? describe_long(app, revision, marks) : describe_step(app, revision, marks));
    describe_json(app, &app->output.result, revision, marks);
}

static bool options_fit(struct app *app) {
    const char *other = app_flag(app, "reverse") ? "reverse" : app_flag(app, "verbose") ? "verbose" : NULL;
    if (!app_flag(app, "graph") || !other)
        return true;
    error_add(&app->errors, ERROR_USAGE, NOWHERE, "--graph and --%s can't be used together", other);
    return false;
}

static void show_graph(struct app *app, const struct revisions *shown, const struct marks *marks) {
    struct drawn_lines lines;
    graph_draw(&app->arena, &app->graph, shown, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct drawn_line *line = &lines.items[i];
        const char *message = line->revision ? describe_message(app, line->revision) : "";
        output_line(&app->output, "%s%s%s%s", line->columns,
            line->revision ? describe_short(app, line->revision, marks) : "", *message ? ", " : "", message);
    }
    for (size_t i = 0; i < shown->count; i++)
        describe_json(app, &app->output.result, shown->items[i], marks);
}

static int run(struct app *app) {
    struct names version_rows;
    struct revisions rows = {0}, found = {0};
    const char *range = app_option(app, "rev-range");
    bool connect = (range && app_asks_database(range)) || app_flag(app, "indicate-current");
    size_t limit;
    if (!limit_of(app, &limit) || !options_fit(app) || (connect && !app_rows(app, &version_rows, &rows)) ||
        !graph_range(
            &app->arena, &app->graph, connect ? &rows : NULL, range ? range : ":", &found, &app->errors))
        return app_failed(app);
    struct marks marks = {.rows = app_flag(app, "indicate-current") ? &rows : NULL};
    bool reverse = app_flag(app, "reverse");
    json_begin_array(&app->output.result, NULL);
    struct revisions shown = {
        found.items, limit < found.count ? (unsigned)limit : found.count, found.capacity};
    if (app_flag(app, "graph"))
        show_graph(app, &shown, &marks);
    else
        for (size_t i = 0; i < shown.count; i++)
            show(app, found.items[reverse ? found.count - 1 - i : i], &marks);
    json_end_array(&app->output.result);
    return EXIT_DONE;
}

const struct command command_history = {
    .name = "history",
    .summary = "list the revisions, newest first",
    .description = "Each line shows a revision's parents, the revision, its labels and place in the graph, "
                   "and its message.",
    .examples = "  cmigrate history\n"
                "  cmigrate history -r ae10:head     from one revision on\n"
                "  cmigrate history -r -2:current    the last two that are applied\n"
                "  cmigrate history --graph          with branches and merges drawn\n"
                "  cmigrate history --reverse --limit 5",
    .options = options,
    .needs = NEEDS_GRAPH,
    .run = run,
};
