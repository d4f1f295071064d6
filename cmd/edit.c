#include <stdlib.h>
#include <string.h>

#include "cmd/process.h"

static const char *editor_of_user(struct app *app) {
    static const char *const variables[] = {"VISUAL", "EDITOR"};
    for (size_t i = 0; i < 2; i++) {
        const char *editor = getenv(variables[i]);
        if (editor && *editor)
            return editor;
    }
    struct error *error = error_add(&app->errors, ERROR_USAGE, NOWHERE, "no editor is known");
    error_hint(&app->errors, error, "set VISUAL or EDITOR, as in: EDITOR=nano cmigrate edit");
    return NULL;
}

/* What was written must still be a revision of this graph. */
static bool read_again(struct app *app, const struct revision *edited) {
    struct revisions revisions = {0};
    struct graph graph;
    struct script *now = script_read_header(&app->arena, edited->file, &app->errors);
    if (!now)
        return false;
    for (size_t i = 0; i < app->scripts.count; i++) {
        struct revision *revision = &app->scripts.items[i]->revision;
        list_push(&app->arena, &revisions, revision == edited ? &now->revision : revision);
    }
    return graph_build(&app->arena, &revisions, &graph, &app->errors) &&
           script_load(&app->arena, now, &app->reading, app->dialect->syntax);
}

static bool edit(struct app *app, const char *editor, const struct revision *revision) {
    const char *path = revision->file;
    if (!process_run(app, editor, path, false)) {
        error_add(&app->errors, ERROR_FILE, NOWHERE, "the editor failed: %s", editor);
        return false;
    }
    if (!read_again(app, revision)) {
        struct error *first = &app->errors.list.items[0];
        if (!first->hint)
            error_hint(&app->errors, first, "%s was saved as it is; mend it", path);
        return false;
    }
    output_line(&app->output, "edited %s", path);
    json_text(&app->output.result, NULL, path);
    return true;
}

static bool find(struct app *app, const char *identifier, struct revisions *found) {
    if (!app_resolve(app, identifier, found))
        return false;
    if (found->count)
        return true;
    error_add(&app->errors, ERROR_REVISION, NOWHERE, "no revision file is meant by \"%s\"", identifier);
    return false;
}

static int run(struct app *app) {
    const struct names *names = &app->arguments.names;
    const char *editor = editor_of_user(app);
    struct revisions found = {0};
    if (!editor || !find(app, names->count ? names->items[0] : "head", &found))
        return app_failed(app);
    json_begin_array(&app->output.result, NULL);
    for (size_t i = 0; i < found.count; i++)
        if (!edit(app, editor, found.items[i]))
            return app_failed(app);
    json_end_array(&app->output.result);
    return EXIT_DONE;
}

const struct command command_edit = {
    .name = "edit",
    .arguments = "[REVISION]",
    .summary = "open a revision's file in your editor",
    .description = "The editor is $VISUAL or $EDITOR. Afterwards the file is read again, and what is wrong "
                   "with it is said. Without REVISION: head.",
    .examples = "  cmigrate edit\n"
                "  cmigrate edit ae10",
    .needs = NEEDS_GRAPH,
    .names_max = 1,
    .run = run,
};
