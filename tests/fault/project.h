/* One run of the program, from opening the folder of revisions to the plan's end, over a connection that can
 * be made to fail. */
#ifndef CMIGRATE_TESTS_PROJECT_H
#define CMIGRATE_TESTS_PROJECT_H

#include "failing.h"

#include "base/file.h"
#include "engine/engine.h"

struct project {
    struct arena arena;
    struct errors errors;
    struct schema_reading reading;
    struct naming naming;
    struct type_words types;
    struct scripts scripts;
    struct graph graph;
    struct engine engine;
    struct failing failing;
    const char *target;
    bool down;
};

static inline bool project_plan(
    void *context, const struct names *version_rows, struct steps *steps, struct errors *errors) {
    struct project *project = context;
    struct names targets = {0};
    if (project->down)
        return graph_downgrade(
            &project->arena, &project->graph, version_rows, project->target, steps, errors);
    list_push(&project->arena, &targets, project->target);
    return graph_upgrade(&project->arena, &project->graph, version_rows, &targets, steps, errors);
}

static inline const char *project_now(struct arena *arena) {
    (void)arena;
    return "2026-11-21T08:30:00Z";
}

static inline void project_read_scripts(struct project *project, const char *folder) {
    struct arena *arena = &project->arena;
    struct names folders = {0};
    struct revisions revisions = {0};
    list_push(arena, &folders, path_join(arena, folder, "versions"));
    assert_true(scripts_read(arena, &folders, true, &project->scripts, &project->errors));
    for (size_t i = 0; i < project->scripts.count; i++)
        list_push(arena, &revisions, &project->scripts.items[i]->revision);
    assert_true(graph_build(arena, &revisions, &project->graph, &project->errors));
}

/* The arena and the errors are there already, since the connection needs them. */
static inline void project_open(struct project *project, const char *folder, struct connection *real) {
    struct arena *arena = &project->arena;
    project->types.known = real->dialect->knows_type;
    project->reading = (struct schema_reading){arena, &project->errors, &project->types, &project->naming};
    project_read_scripts(project, folder);
    project->failing = failing_in_front_of(real);
    project->engine = (struct engine){.arena = arena,
        .dialect = real->dialect,
        .connection = &project->failing.connection,
        .server = real->server,
        .graph = &project->graph,
        .reading = &project->reading,
        .version_table = "cmigrate_version",
        .log_table = "cmigrate_log",
        .tool_version = "test",
        .user = "tester",
        .host = "here",
        .now = project_now,
        .runner_timeout = 1000};
}

static inline void project_close(struct project *project) {
    project->failing.real->type->close(project->failing.real);
    arena_free(&project->arena);
}

static inline bool project_run(struct project *project, const char *target, bool down) {
    struct run_result result;
    project->target = target;
    project->down = down;
    return engine_run(&project->engine, project_plan, project, &result, &project->errors);
}

#endif
