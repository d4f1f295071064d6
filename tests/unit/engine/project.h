/* A project in a folder of its own, on a real SQLite database in a file: what the engine is tested on. */
#ifndef CMIGRATE_TESTS_ENGINE_PROJECT_H
#define CMIGRATE_TESTS_ENGINE_PROJECT_H

#include "check.h"
#include "engine/engine.h"
#include "sqlite/sqlite.h"

struct project {
    struct arena arena;
    struct errors errors;
    struct schema_reading reading;
    struct naming naming;
    struct type_words types;
    struct scripts scripts;
    struct graph graph;
    struct engine engine;
    struct run_result result; /* of the last run */
    const char *target;       /* of the run */
    bool down;
    void (*meanwhile)(struct project *project); /* called once, after so many plans were made; or null */
    unsigned plans;
};

/* cmocka's set-up and tear-down: makes and removes the folder; *state is its path. */
int project_folder_make(void **state);
int project_folder_remove(void **state);

/* Writes a file below the folder; scripts are in versions/. */
void project_write(void **state, const char *path, const char *text);
/* Reads the scripts and opens the database, as a run of the program does. */
void project_open(void **state, struct project *project);
void project_close(struct project *project);

/* To `target`; result and errors are in the project. */
bool project_upgrade(struct project *project, const char *target);
bool project_downgrade(struct project *project, const char *target);
/* The SQL of the way from base to `target`, or null after an error. */
const char *project_upgrade_offline(struct project *project, const char *target);

void project_execute(struct project *project, const char *sql);
/* The rows as text: values with | between them, a line each. */
char *project_rows(struct project *project, const char *sql);
/* The schema's DDL, without the bookkeeping. */
char *project_schema(struct project *project);

#endif
