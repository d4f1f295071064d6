#include "cmd/new_revision.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/file.h"
#include "base/text.h"
#include "cmd/clock.h"
#include "cmd/process.h"
#include "cmd/sql_script.h"
#include "cmd/template.h"

const struct option_spec new_revision_options[] = {
    {'m', "message", "TEXT", "what it does, in a few words"},
    {0, "head", "REVISION", "its parent, if it isn't the only head; `base` starts a new root"},
    {0, "splice", NULL, "allow a parent that is no head: a new branch begins there"},
    {0, "branch-label", "LABEL", "give the branch that begins here a name"},
    {0, "depends-on", "REVISION", "one that must be applied first, of another branch; may be repeated"},
    {0, "version-path", "FOLDER", "where to write it, if there are several version locations"},
    {0, "rev-id", "ID", "its id, instead of a random one"},
    {0},
};

static const char *random_id(struct app *app) {
    unsigned char bytes[6];
    if (getrandom(bytes, sizeof bytes, 0) == sizeof bytes)
        return arena_format(&app->arena, "%02x%02x%02x%02x%02x%02x", bytes[0], bytes[1], bytes[2], bytes[3],
            bytes[4], bytes[5]);
    struct error *error =
        error_add(&app->errors, ERROR_FILE, NOWHERE, "the system gives no random bytes for an id");
    error_hint(&app->errors, error, "choose one with --rev-id");
    return NULL;
}

static bool choose_id(struct app *app, struct revision *revision) {
    const char *wanted = app_option(app, "rev-id");
    do {
        revision->id = wanted ? wanted : random_id(app);
    } while (revision->id && !wanted && index_find(&app->graph.by_id, revision->id));
    return revision->id && graph_check_new_id(&app->graph, revision->id, &app->errors);
}

static bool choose_parents(struct app *app, struct new_revision *new_revision, struct revisions *parents) {
    struct names heads = new_revision->heads;
    if (!heads.count)
        heads = arguments_values(&app->arena, &app->arguments, "head");
    if (!heads.count)
        list_push(&app->arena, &heads, "head");
    if (!graph_new_parents(
            &app->arena, &app->graph, NULL, &heads, app_flag(app, "splice"), parents, &app->errors))
        return false;
    for (size_t i = 0; i < parents->count; i++)
        list_push(&app->arena, &new_revision->revision.parents, parents->items[i]->id);
    return true;
}

static bool choose_labels(struct app *app, struct revision *revision) {
    revision->labels = arguments_values(&app->arena, &app->arguments, "branch-label");
    for (size_t i = 0; i < revision->labels.count; i++)
        if (!graph_check_new_label(&app->graph, revision->labels.items[i], &app->errors))
            return false;
    struct names needs = arguments_values(&app->arena, &app->arguments, "depends-on");
    return graph_new_dependencies(&app->arena, &app->graph, &needs, &revision->depends_on, &app->errors);
}

const char *versions_folder(struct app *app, const char *location) {
    return path_join(&app->arena, location, "versions");
}

bool is_below(const char *file, const char *folder) {
    size_t length = strlen(folder);
    return !strncmp(file, folder, length) && file[length] == '/';
}

/* Beside its parent, else in the one version location there is, else where --version-path says. */
static bool choose_folder(struct app *app, const struct revisions *parents, const char **folder) {
    const struct names *locations = &app->config.migrations;
    const char *wanted = app_option(app, "version-path");
    for (size_t i = 0; wanted && i < locations->count; i++)
        if (!strcmp(wanted, locations->items[i]) ||
            !strcmp(wanted, versions_folder(app, locations->items[i]))) {
            *folder = versions_folder(app, locations->items[i]);
            return true;
        }
    if (wanted) {
        struct error *error =
            error_add(&app->errors, ERROR_USAGE, NOWHERE, "\"%s\" is none of the version locations", wanted);
        error_hint(&app->errors, error, "they are, by `migrations:` in the configuration: %s",
            names_join(&app->arena, locations, ", "));
        return false;
    }
    if (locations->count > 1 && parents->count) {
        for (size_t i = 0; i < locations->count; i++)
            if (is_below(parents->items[0]->file, versions_folder(app, locations->items[i]))) {
                *folder = versions_folder(app, locations->items[i]);
                return true;
            }
    }
    if (locations->count > 1) {
        struct error *error =
            error_add(&app->errors, ERROR_USAGE, NOWHERE, "there are several version locations");
        error_hint(&app->errors, error, "say which with --version-path: %s",
            names_join(&app->arena, locations, ", "));
        return false;
    }
    *folder = versions_folder(app, locations->items[0]);
    return true;
}

static bool write_file(struct app *app, struct new_revision *new_revision, const char *folder) {
    bool is_sql = new_revision->is_composed ? new_revision->upgrade_sql != NULL
                                            : app->config.template && !strcmp(app->config.template, "sql");
    struct script_text text = {.revision = &new_revision->revision,
        .upgrade = &new_revision->upgrade,
        .downgrade = &new_revision->downgrade,
        .lossy = &new_revision->lossy,
        .note = new_revision->note,
        .transaction = new_revision->transaction,
        .upgrade_sql = new_revision->upgrade_sql,
        .downgrade_sql = new_revision->downgrade_sql,
        .is_sql = is_sql};
    if (is_sql && !new_revision->is_composed && !sql_script_compile(app, new_revision, &text))
        return false;
    const char *name = script_file_name(
        &app->arena, app->config.file_template, &new_revision->revision, is_sql, &app->errors);
    const char *template = template_script(app, is_sql);
    if (!name || !template)
        return false;
    new_revision->path = path_join(&app->arena, folder, name);
    const char *content = script_write(&app->arena, template, &text);
    return file_write(new_revision->path, content, strlen(content), false, &app->errors);
}

static bool message_is_text(struct app *app, const char *message) {
    size_t bad;
    if (!message || text_is_utf8(message, strlen(message), &bad))
        return true;
    error_add(&app->errors, ERROR_USAGE, NOWHERE, "the message is not text in UTF-8");
    return false;
}

static bool begin(struct app *app, struct new_revision *new_revision) {
    struct revision *revision = &new_revision->revision;
    revision->message = app_option(app, "message") ? app_option(app, "message") : new_revision->message;
    revision->created = clock_in_zone(&app->arena, app->config.timezone);
    return message_is_text(app, revision->message) && choose_id(app, revision);
}

bool new_revision_write_to(struct app *app, struct new_revision *new_revision, const char *folder) {
    return begin(app, new_revision) && write_file(app, new_revision, folder);
}

/* Formatters and the like; the file stays if one fails. */
static bool run_hooks(struct app *app, const char *path) {
    const struct names *hooks = &app->config.post_write_hooks;
    for (size_t i = 0; i < hooks->count; i++) {
        if (process_run(app, hooks->items[i], path, true))
            continue;
        struct error *error =
            error_add(&app->errors, ERROR_FILE, NOWHERE, "post_write_hooks: failed: %s", hooks->items[i]);
        error_hint(&app->errors, error, "%s is written; mend the hook, or the file", path);
        return false;
    }
    return true;
}

bool new_revision_write(struct app *app, struct new_revision *new_revision) {
    struct revisions parents = {0};
    const char *folder;
    return begin(app, new_revision) && choose_parents(app, new_revision, &parents) &&
           choose_labels(app, &new_revision->revision) && choose_folder(app, &parents, &folder) &&
           write_file(app, new_revision, folder) && run_hooks(app, new_revision->path);
}

void new_revision_show(struct app *app, const struct new_revision *new_revision) {
    output_line(&app->output, "wrote %s", new_revision->path);
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", new_revision->revision.id);
    json_names(json, "parents", &new_revision->revision.parents);
    json_text(json, "path", new_revision->path);
    json_end_object(json);
}
