#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "cmd/app.h"
#include "cmd/clock.h"
#include "cmd/drivers.h"
#include "cmd/server.h"
#include "cmd/version.h"

static const char *environment(void *context, const char *variable) {
    (void)context;
    return getenv(variable);
}

static bool open_config(struct app *app) {
    const char *path = app_option(app, "config");
    if (!path)
        path = getenv("CMIGRATE_CONFIG");
    struct config_source source = {.path = path ? path : "cmigrate.yaml",
        .name = app_option(app, "name"),
        .url = app_option(app, "url"),
        .environment = environment};
    if (file_exists(source.path))
        return config_read(&app->arena, &source, &app->config, &app->errors);
    struct error *error =
        error_add(&app->errors, ERROR_CONFIG, NOWHERE, "there is no file \"%s\"", source.path);
    error_hint(&app->errors, error,
        path ? "name the project's configuration with --config"
             : "go to the project's folder, or start a project here with: cmigrate init");
    return false;
}

static const struct dialect *dialect_of_url(struct app *app) {
    const char *scheme = url_scheme(&app->arena, app->config.url);
    return scheme ? drivers_dialect(&app->drivers, scheme) : NULL;
}

static bool open_dialect(struct app *app) {
    app->dialect = server_dialect(app);
    if (!app->dialect)
        app->dialect = dialect_of_url(app);
    if (!app->dialect) {
        /* Connecting explains what is wrong with the URL, or finds a module that brings a dialect. */
        struct connection_options options = {.url = app->config.url, .read_only = true};
        app->connection = drivers_connect(&app->arena, &app->drivers, &options, &app->errors);
        app->dialect = app->connection ? app->connection->dialect : NULL;
    }
    return app->dialect != NULL;
}

static const char *user_name(struct arena *arena) {
    const struct passwd *entry = getpwuid(getuid());
    return entry ? arena_string(arena, entry->pw_name) : arena_format(arena, "%ld", (long)getuid());
}

static const char *host_name(struct arena *arena) {
    char name[256] = "";
    return gethostname(name, sizeof name - 1) ? "" : arena_string(arena, name);
}

static bool open_engine(struct app *app) {
    const struct config *config = &app->config;
    app->types = (struct type_words){.known = app->dialect->knows_type};
    app->reading = (struct schema_reading){
        .arena = &app->arena, .errors = &app->errors, .types = &app->types, .naming = &config->naming};
    app->engine = (struct engine){.arena = &app->arena,
        .dialect = app->dialect,
        .graph = &app->graph,
        .reading = &app->reading,
        .version_table = config->version_table,
        .version_table_schema = config->version_table_schema,
        .log_table = config->log_table,
        .tool_version = CMIGRATE_VERSION,
        .user = user_name(&app->arena),
        .host = host_name(&app->arena),
        .now = clock_now,
        .policy = config->transaction,
        .runner_timeout = config->runner_timeout,
        .limits = {{true, config->lock_timeout}, {true, config->statement_timeout}}};
    return server_choose(app, &app->engine.server);
}

/* A location's revisions are in its folder `versions`. */
static bool open_graph(struct app *app) {
    struct names folders = {0};
    struct revisions revisions = {0};
    for (size_t i = 0; i < app->config.migrations.count; i++) {
        const char *folder = path_join(&app->arena, app->config.migrations.items[i], "versions");
        if (folder_exists(folder)) {
            list_push(&app->arena, &folders, folder);
            continue;
        }
        struct error *error =
            error_add(&app->errors, ERROR_FILE, NOWHERE, "there is no folder \"%s\" for revisions", folder);
        error_hint(&app->errors, error,
            "make it with: mkdir -p %s; or correct `migrations:` in the configuration", folder);
    }
    if (folders.count < app->config.migrations.count ||
        !scripts_read(&app->arena, &folders, true, &app->scripts, &app->errors))
        return false;
    for (size_t i = 0; i < app->scripts.count; i++)
        list_push(&app->arena, &revisions, &app->scripts.items[i]->revision);
    return graph_build(&app->arena, &revisions, &app->graph, &app->errors);
}

/* SQL may be written for another database than the URL's, but not to where that is. */
static bool is_of_url(struct app *app) {
    const struct dialect *named = server_dialect(app);
    if (!named || named == dialect_of_url(app))
        return true;
    error_add(&app->errors, ERROR_USAGE, NOWHERE, "--server names another kind of server than the URL does");
    return false;
}

bool app_connect(struct app *app, bool to_change) {
    if (!is_of_url(app))
        return false;
    if (app->connection) {
        app->engine.connection = app->connection;
        return true;
    }
    const struct config *config = &app->config;
    struct connection_options options = {.url = config->url,
        .dialect = app->dialect,
        .connect_timeout = config->connect_timeout,
        .lock_timeout = config->lock_timeout,
        .runner_timeout = config->runner_timeout,
        .statement_timeout = config->statement_timeout,
        .read_only = !to_change};
    app->connection = drivers_connect(&app->arena, &app->drivers, &options, &app->errors);
    if (!app->connection)
        return false;
    app->engine.connection = app->connection;
    app->engine.server = app->connection->server;
    app->reading.lowers_tables = app->engine.server.lowers_tables;
    return true;
}

bool app_rows(struct app *app, struct names *version_rows, struct revisions *rows) {
    struct names written;
    *rows = (struct revisions){0};
    return app_connect(app, false) && engine_version_rows(&app->engine, &written, &app->errors) &&
           engine_had_rows(&app->engine, &written, version_rows, &app->errors) &&
           graph_rows(&app->arena, &app->graph, version_rows, rows, &app->errors);
}

/* "current", or a sign that nothing stands before. */
static bool counts_from_rows(const char *symbol) {
    static const char current[] = "current";
    bool is_current = text_starts_with(symbol, current) && strchr("+-:", symbol[sizeof current - 1]);
    return is_current || *symbol == '+' || *symbol == '-';
}

bool app_asks_database(const char *identifier) {
    const char *colon = strchr(identifier, ':'), *at = strchr(identifier, '@');
    return counts_from_rows(identifier) || (at && counts_from_rows(at + 1)) ||
           (colon && app_asks_database(colon + 1));
}

bool app_resolve(struct app *app, const char *identifier, struct revisions *found) {
    struct names version_rows;
    struct revisions rows;
    bool asks = app_asks_database(identifier);
    return (!asks || app_rows(app, &version_rows, &rows)) &&
           graph_resolve(&app->arena, &app->graph, asks ? &rows : NULL, identifier, found, &app->errors);
}

/* Who can't be asked needn't be. */
static void offer_no_database(struct app *app) {
    struct error *error = &app->errors.list.items[app->errors.list.count - 1];
    size_t length = error->hint ? strlen(error->hint) : 0;
    const char *joint = !length ? "" : error->hint[length - 1] == '?' ? " Or " : "; or ";
    if (error->code == ERROR_CONNECTION)
        error_hint(&app->errors, error, "%s%sleave the question out with --no-database",
            error->hint ? error->hint : "", joint);
}

bool app_applied(struct app *app, struct revisions *applied) {
    struct names version_rows;
    struct revisions rows;
    *applied = (struct revisions){0};
    if (app_flag(app, "no-database"))
        return true;
    if (!app_rows(app, &version_rows, &rows)) {
        offer_no_database(app);
        return false;
    }
    *applied = graph_closure(&app->arena, &app->graph, &rows);
    return true;
}

bool app_open(struct app *app, const struct command *command) {
    drivers_find(app);
    if (command->needs >= NEEDS_CONFIG && (!open_config(app) || !open_dialect(app) || !open_engine(app)))
        return false;
    if (command->needs >= NEEDS_GRAPH && !open_graph(app))
        return false;
    return command->needs < NEEDS_DATABASE || app_connect(app, command->changes_database);
}

void app_close(struct app *app) {
    if (app->connection)
        app->connection->type->close(app->connection);
    arena_free(&app->arena);
}
