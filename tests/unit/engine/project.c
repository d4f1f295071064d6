#include "engine/project.h"

#include <unistd.h>

#include "base/file.h"

extern const struct driver cmigrate_driver_sqlite;

int project_folder_make(void **state) {
    static const char form[] = "/tmp/cmigrate-engine-XXXXXX";
    char *folder = malloc(sizeof form);
    memcpy(folder, form, sizeof form);
    *state = folder;
    if (!mkdtemp(folder))
        return -1;
    project_write(state, "versions/.keep", "");
    return 0;
}

int project_folder_remove(void **state) {
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", (char *)*state);
    free(*state);
    return system(command);
}

void project_write(void **state, const char *path, const char *text) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    assert_true(file_write(path_join(&arena, *state, path), text, strlen(text), true, &errors));
    arena_free(&arena);
}

static const char *now(struct arena *arena) {
    (void)arena;
    return "2026-11-21T08:30:00Z";
}

static void read_graph(void **state, struct project *project) {
    struct arena *arena = &project->arena;
    struct names folders = {0};
    struct revisions revisions = {0};
    list_push(arena, &folders, path_join(arena, *state, "versions"));
    assert_true(scripts_read(arena, &folders, true, &project->scripts, &project->errors));
    for (size_t i = 0; i < project->scripts.count; i++)
        list_push(arena, &revisions, &project->scripts.items[i]->revision);
    assert_true(graph_build(arena, &revisions, &project->graph, &project->errors));
}

void project_open(void **state, struct project *project) {
    *project = (struct project){0};
    struct arena *arena = &project->arena;
    project->errors.arena = arena;
    project->types.known = sqlite_dialect.knows_type;
    project->reading = (struct schema_reading){arena, &project->errors, &project->types, &project->naming};
    read_graph(state, project);
    struct connection_options options = {
        .url = arena_format(arena, "sqlite:///%s/app.db", (char *)*state), .dialect = &sqlite_dialect};
    struct connection *connection = cmigrate_driver_sqlite.connect(arena, &options, &project->errors);
    assert_non_null(connection);
    project->engine = (struct engine){.arena = arena,
        .dialect = &sqlite_dialect,
        .connection = connection,
        .server = connection->server,
        .graph = &project->graph,
        .reading = &project->reading,
        .version_table = "cmigrate_version",
        .log_table = "cmigrate_log",
        .tool_version = "test",
        .user = "tester",
        .host = "here",
        .now = now,
        .runner_timeout = 1000};
}

void project_close(struct project *project) {
    project->engine.connection->type->close(project->engine.connection);
    arena_free(&project->arena);
}

static bool plan(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct project *project = context;
    struct names targets = {0};
    list_push(&project->arena, &targets, project->target);
    bool planned =
        project->down
            ? graph_downgrade(&project->arena, &project->graph, version_rows, project->target, steps, errors)
            : graph_upgrade(&project->arena, &project->graph, version_rows, &targets, steps, errors);
    if (project->meanwhile && !--project->plans)
        project->meanwhile(project);
    return planned;
}

static bool run(struct project *project, const char *target, bool down) {
    project->target = target;
    project->down = down;
    return engine_run(&project->engine, plan, project, &project->result, &project->errors);
}

bool project_upgrade(struct project *project, const char *target) {
    return run(project, target, false);
}

bool project_downgrade(struct project *project, const char *target) {
    return run(project, target, true);
}

const char *project_upgrade_offline(struct project *project, const char *target) {
    struct connection *connection = project->engine.connection;
    struct buffer text = {.arena = &project->arena};
    struct names base = {0};
    struct steps steps = {0};
    project->target = target;
    project->down = false;
    project->engine.connection = NULL;
    bool done = plan(project, &base, &steps, &project->errors) &&
                engine_run_offline(&project->engine, &base, &steps, &text, &project->errors);
    project->engine.connection = connection;
    return done ? buffer_text(&text) : NULL;
}

void project_execute(struct project *project, const char *sql) {
    struct connection *connection = project->engine.connection;
    assert_true(connection->type->execute(connection, sql, NULL, &project->errors));
}

static bool add_row(void *context, const char *const *values, size_t count) {
    struct buffer *out = context;
    for (size_t i = 0; i < count; i++)
        buffer_addf(out, "%s%s", i ? "|" : "", values[i] ? values[i] : "NULL");
    buffer_add_char(out, '\n');
    return true;
}

char *project_rows(struct project *project, const char *sql) {
    struct connection *connection = project->engine.connection;
    struct buffer out = {.arena = &project->arena};
    assert_true(connection->type->query(connection, sql, add_row, &out, &project->errors));
    return buffer_text(&out);
}

char *project_schema(struct project *project) {
    return project_rows(project, "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name NOT LIKE "
                                 "'cmigrate%' AND name NOT LIKE 'sqlite%' ORDER BY name");
}
