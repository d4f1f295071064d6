/* The version table: a row for each head, with Alembic's meaning. */
#ifndef CMIGRATE_ENGINE_VERSIONS_H
#define CMIGRATE_ENGINE_VERSIONS_H

#include "engine/engine.h"
#include "engine/sink.h"

/* Applies what a step does to the rows, one statement a row; each must match exactly one. */
bool versions_write(struct engine *engine, struct sink *sink, const struct step *step, struct errors *errors);
/* The rows after the step. */
void versions_advance(struct arena *arena, struct names *rows, const struct step *step);
bool versions_same(struct arena *arena, const struct names *left, const struct names *right);
/* Makes the version table and the log where they are missing. */
bool versions_make_tables(struct engine *engine, struct sink *sink, struct errors *errors);
/* The version table's name, quoted. */
const char *versions_table(struct engine *engine);

#endif
