/* A revision as it was before it was rebased. */
#ifndef CMIGRATE_ENGINE_OLDER_FORM_H
#define CMIGRATE_ENGINE_OLDER_FORM_H

#include "engine/engine.h"

/* Is `recorded` the checksum of the script with parents that it has had? Fills them in. */
bool older_form_find(
    struct engine *engine, const struct script *script, const char *recorded, struct names *parents);

#endif
