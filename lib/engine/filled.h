/* Which tables have rows now: of one without rows nothing need be asked. */
#ifndef CMIGRATE_ENGINE_FILLED_H
#define CMIGRATE_ENGINE_FILLED_H

#include "base/index.h"
#include "engine/engine.h"

struct filled {
    struct name_index tables; /* quoted full name → whether it has rows, "yes" or "no" */
    bool looked;
};

/* May the table, by the name it has now, have rows? True when it can't be told. The first time, all that the
 * operations speak of are looked at, a hundred a query. */
bool filled_may_have_rows(struct filled *filled, struct engine *engine, const struct operations *operations,
    const char *in_schema, const char *table);

#endif
