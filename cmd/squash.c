#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/new_revision.h"
#include "cmd/sql_script.h"
#include "cmd/squash_line.h"

static const struct option_spec options[] = {
    {'m', "message", "TEXT", "what they do together, in a few words"},
    {0, "rev-id", "ID", "its id, instead of a random one"},
    {0, "no-database", NULL, "don't ask the database whether it is in the middle of them"},
    {0},
};

/* Both ends of FIRST:LAST. */
static bool find_ends(struct app *app, struct revision **first, struct revision **last) {
    const char *range = app->arguments.names.count ? app->arguments.names.items[0] : "";
    const char *colon = strchr(range, ':');
    if (!colon || colon == range || !colon[1]) {
        error_hint(&app->errors,
            error_add(&app->errors, ERROR_USAGE, NOWHERE, "squash needs the first and the last revision"),
            "as in: cmigrate squash ae10:2790 -m \"first version\"");
        return false;
    }
    const char *start = arena_text(&app->arena, range, (size_t)(colon - range));
    return graph_resolve_one(&app->arena, &app->graph, NULL, start, first, &app->errors) &&
           graph_resolve_one(&app->arena, &app->graph, NULL, colon + 1, last, &app->errors);
}

/* A file that an operation names is beside its script. */
static bool names_file(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++)
        if (operations->items[i].kind == OPERATION_EXECUTE_FILE || operations->items[i].file)
            return true;
    return false;
}

static bool fits(struct app *app, const struct script *script, const struct script *newest) {
    const struct revision *revision = &script->revision;
    if (!script->has_downgrade)
        return squash_refuse(app, revision, "it has no downgrade section");
    if (script->transaction != newest->transaction)
        return squash_refuse(app, revision, "it and the last one don't agree about `transaction`");
    if (script->limits.lock.said || script->limits.statement.said)
        return squash_refuse(app, revision, "it has a lock_timeout or statement_timeout of its own");
    bool elsewhere = strcmp(path_folder(&app->arena, script->path), path_folder(&app->arena, newest->path));
    if (elsewhere && (names_file(&script->upgrade) || names_file(&script->downgrade)))
        return squash_refuse(app, revision, "it names files, and is in another folder than the last one");
    return true;
}

static bool load_all(struct app *app, const struct revisions *line) {
    bool good = true;
    for (size_t i = 0; i < line->count; i++)
        good = script_load(&app->arena, line->items[i]->script, &app->reading, app->dialect->syntax) && good;
    for (size_t i = 0; good && i < line->count; i++)
        good = fits(app, line->items[i]->script, line->items[line->count - 1]->script);
    return good;
}

static void add_operations(struct app *app, struct operations *all, const struct operations *more) {
    for (size_t i = 0; i < more->count; i++)
        list_push(&app->arena, all, more->items[i]);
}

static void add_names(struct app *app, struct names *all, const struct names *more) {
    for (size_t i = 0; i < more->count; i++)
        if (!names_have(all, more->items[i]))
            list_push(&app->arena, all, more->items[i]);
}

/* A database that is in the middle of the line could go neither on nor back. */
static bool is_not_between(struct app *app, const struct revisions *line) {
    struct revisions applied;
    if (!app_applied(app, &applied))
        return false;
    const struct revision *last = line->items[line->count - 1], *newest = NULL;
    for (size_t i = 0; i < line->count; i++)
        if (revisions_have(&applied, line->items[i]))
            newest = line->items[i];
    if (!newest || newest == last)
        return true;
    error_hint(&app->errors,
        error_add(&app->errors, ERROR_STATE, NOWHERE,
            "the database is at revision \"%s\", in the middle of what would be squashed", newest->id),
        "bring it to the end first with: cmigrate upgrade %s; --no-database leaves it out", last->id);
    return false;
}

/* What they need of each other they need no longer. */
static void add_needs(struct app *app, const struct revisions *line, const struct revision *revision,
    struct names *depends_on) {
    for (size_t i = 0; i < revision->needs.count; i++) {
        const struct revision *needed = revision->needs.items[i];
        if (!revisions_have(line, needed) && !names_have(depends_on, needed->id))
            list_push(&app->arena, depends_on, needed->id);
    }
}

static void compose(struct app *app, const struct revisions *line, struct new_revision *squash) {
    struct revision *revision = &squash->revision;
    bool all_sql = true;
    revision->parents = line->items[0]->parents;
    for (size_t i = 0; i < line->count; i++) {
        const struct revision *part = line->items[i];
        const struct script *up = part->script, *down = line->items[line->count - 1 - i]->script;
        add_operations(app, &squash->upgrade, &up->upgrade);
        add_operations(app, &squash->downgrade, &down->downgrade);
        add_names(app, &revision->labels, &part->labels);
        add_needs(app, line, part, &revision->depends_on);
        add_names(app, &revision->replaces, &part->replaces);
        list_push(&app->arena, &revision->replaces, part->id);
        all_sql &= up->is_sql;
    }
    if (all_sql) {
        squash->upgrade_sql = sql_script_join(app, &squash->upgrade);
        squash->downgrade_sql = sql_script_join(app, &squash->downgrade);
    }
    squash->is_composed = true;
    squash->transaction = ((struct script *)line->items[0]->script)->transaction;
    squash->message =
        arena_format(&app->arena, "squash of %s to %s", line->items[0]->id, line->items[line->count - 1]->id);
}

/* Where a replaced file goes: out of the folder of revisions, into one beside it. */
static const char *place_of_replaced(struct app *app, const char *file) {
    for (size_t i = 0; i < app->config.migrations.count; i++) {
        const char *location = app->config.migrations.items[i], *versions = versions_folder(app, location);
        if (is_below(file, versions))
            return path_join(
                &app->arena, path_join(&app->arena, location, "replaced"), file + strlen(versions) + 1);
    }
    return arena_format(&app->arena, "%s.replaced", file);
}

static bool places_are_free(struct app *app, const struct revisions *line) {
    for (size_t i = 0; i < line->count; i++) {
        const char *place = place_of_replaced(app, line->items[i]->file);
        if (!file_exists(place))
            continue;
        error_hint(&app->errors,
            error_add(&app->errors, ERROR_FILE, NOWHERE, "\"%s\" is there already", place),
            "move it away: the file of \"%s\" is to go there", line->items[i]->id);
        return false;
    }
    return true;
}

static bool move_away(struct app *app, const struct revision *revision) {
    const char *place = place_of_replaced(app, revision->file);
    if (!file_make_folders(path_folder(&app->arena, place), &app->errors))
        return false;
    if (!rename(revision->file, place)) {
        output_line(&app->output, "moved %s to %s", revision->file, place);
        return true;
    }
    error_hint(&app->errors,
        error_add(&app->errors, ERROR_FILE, NOWHERE, "\"%s\" could not be moved to \"%s\": %s",
            revision->file, place, strerror(errno)),
        "move it out of the folder of revisions by hand");
    return false;
}

/* What was written must be a graph with the rest, before anything else is moved. */
static bool read_back(struct app *app, const struct revisions *line, const struct new_revision *squash) {
    struct revisions revisions = {0};
    struct graph graph;
    struct script *script = script_read_header(&app->arena, squash->path, &app->errors);
    for (size_t i = 0; i < app->scripts.count; i++)
        if (!revisions_have(line, &app->scripts.items[i]->revision))
            list_push(&app->arena, &revisions, &app->scripts.items[i]->revision);
    if (script)
        list_push(&app->arena, &revisions, &script->revision);
    if (script && graph_build(&app->arena, &revisions, &graph, &app->errors) &&
        script_load(&app->arena, script, &app->reading, app->dialect->syntax))
        return true;
    unlink(squash->path);
    return false;
}

static void show(struct app *app, const struct new_revision *squash) {
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", squash->revision.id);
    json_names(json, "parents", &squash->revision.parents);
    json_names(json, "replaces", &squash->revision.replaces);
    json_text(json, "path", squash->path);
    json_end_object(json);
}

static int run(struct app *app) {
    struct revision *first, *last;
    struct revisions line = {0};
    struct new_revision squash = {0};
    if (!find_ends(app, &first, &last) || !squash_find_line(app, first, last, &line) ||
        !is_not_between(app, &line) || !load_all(app, &line) || !places_are_free(app, &line))
        return app_failed(app);
    compose(app, &line, &squash);
    if (!new_revision_write_to(app, &squash, path_folder(&app->arena, last->file)) ||
        !read_back(app, &line, &squash))
        return app_failed(app);
    output_line(&app->output, "wrote %s", squash.path);
    for (size_t i = 0; i < line.count; i++)
        if (!move_away(app, line.items[i]))
            return app_failed(app);
    show(app, &squash);
    return EXIT_DONE;
}

const struct command command_squash = {
    .name = "squash",
    .arguments = "FIRST:LAST",
    .summary = "put revisions that follow one another into one",
    .description = "The new revision has all their operations and says that it replaces them: a database at "
                   "LAST counts as having it. One in the middle has to be upgraded to LAST beforehand; the "
                   "database at hand is asked. The old files are moved to the folder `replaced` beside the "
                   "revisions, once the new one is "
                   "written.",
    .examples = "  cmigrate squash ae10:2790 -m \"first version\"\n"
                "  cmigrate squash ae10:head",
    .options = options,
    .needs = NEEDS_GRAPH,
    .names_max = 1,
    .run = run,
};
