/* The schema that the next operation meets: the live one, inspected once and kept up to date, or the replayed
 * one. */
#ifndef CMIGRATE_ENGINE_KNOWN_H
#define CMIGRATE_ENGINE_KNOWN_H

#include "engine/engine.h"

struct known {
    struct engine *engine;
    struct replay replay; /* offline: what the scripts made so far */
    struct schema *live;  /* online; null when it must be inspected */
    uint64_t stamp;       /* of `live` */
};

/* The schema that `operation` meets; null after an error. */
struct schema *known_schema(struct known *known, const struct operations *operations, struct errors *errors);
/* What was executed is what `known_schema` has become. */
void known_keep(struct known *known);
/* Opaque SQL was run: does the schema have to be looked at again? */
void known_after_opaque(struct known *known, const struct revision *revision, const char *sql);

/* Applies operations to a replayed schema, noting what opaque SQL may have touched. */
bool replay_operations(struct engine *engine, const struct revision *revision,
    const struct operations *operations, struct replay *replay, struct errors *errors);
/* What the operations make anew is known again, whatever opaque SQL did under its name. */
void replay_forget(struct engine *engine, const struct operations *operations, struct replay *replay);

#endif
