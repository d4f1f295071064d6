#include <string.h>

#include "base/file.h"
#include "cmd/app.h"
#include "cmd/template.h"

static const struct option_spec options[] = {
    {'t', "template", "NAME", "how revisions are written: `yaml` (the default) or `sql`"},
    {0},
};

static bool put(struct app *app, const char *path, const char *text) {
    if (!file_write(path, text, strlen(text), false, &app->errors))
        return false;
    output_line(&app->output, "wrote %s", path);
    json_text(&app->output.result, NULL, path);
    return true;
}

static bool known_template(struct app *app, const char *name) {
    for (const struct template_kind *kind = template_kinds; kind->name; kind++)
        if (!strcmp(name, kind->name))
            return true;
    struct error *error = error_add(&app->errors, ERROR_USAGE, NOWHERE, "there is no template \"%s\"", name);
    error_hint(&app->errors, error, "cmigrate list-templates shows those there are");
    return false;
}

static bool refuse_existing(struct app *app, const char *path) {
    if (!file_exists(path))
        return false;
    struct error *error = error_add(&app->errors, ERROR_FILE, NOWHERE, "\"%s\" is there already", path);
    error_hint(&app->errors, error, "this folder is a project already; remove the file to start anew");
    return true;
}

/* The URL of the command line goes into the file as it was given, dollar signs kept from meaning a variable.
 */
static const char *configuration(struct app *app, const char *template, const char *folder) {
    struct buffer text = {.arena = &app->arena};
    buffer_add(&text, template_configuration(app, app_option(app, "url"), folder));
    if (!strcmp(template, "sql"))
        buffer_add(&text, "\n# Revisions are written in SQL.\ntemplate: sql\n");
    return buffer_text(&text);
}

/* git keeps no empty folder, and a clone without it would be refused. */
static bool make_versions(struct app *app, const char *folder) {
    const char *keep = path_join(&app->arena, path_join(&app->arena, folder, "versions"), ".gitkeep");
    return file_exists(keep) || file_write(keep, "", 0, false, &app->errors);
}

static int run(struct app *app) {
    const char *template = app_option(app, "template") ? app_option(app, "template") : "yaml";
    const char *folder = app->arguments.names.count ? app->arguments.names.items[0] : "migrations";
    const char *file = app_option(app, "config") ? app_option(app, "config") : "cmigrate.yaml";
    const char *home = path_folder(&app->arena, file);
    const char *models = path_join(&app->arena, home, "models.yaml");
    if (!known_template(app, template) || refuse_existing(app, file))
        return app_failed(app);
    json_begin_array(&app->output.result, NULL);
    if (!make_versions(app, path_join(&app->arena, home, folder)) ||
        !put(app, file, configuration(app, template, folder)) ||
        (!file_exists(models) && !put(app, models, template_models())))
        return app_failed(app);
    json_end_array(&app->output.result);
    output_note(
        &app->output, "declare your tables in %s, then run: cmigrate migrate -m \"first tables\"", models);
    return EXIT_DONE;
}

const struct command command_init = {
    .name = "init",
    .arguments = "[FOLDER]",
    .summary = "start a project here: cmigrate.yaml, models.yaml, migrations/",
    .description = "Writes the files that a project needs, and none over another. FOLDER is for the "
                   "revisions: migrations.",
    .examples = "  cmigrate init\n"
                "  cmigrate init --url postgresql://localhost/shop\n"
                "  cmigrate init --template sql      revisions in SQL",
    .options = options,
    .needs = NEEDS_NOTHING,
    .names_max = 1,
    .run = run,
};
