#include "engine/ensure.h"

#include "engine/versions.h"

bool engine_ensure_version(struct engine *engine, struct buffer *text, struct errors *errors) {
    struct sink sink = engine->connection ? sink_to_connection(engine->connection, engine->runner_timeout)
                                          : sink_to_text(engine->dialect, text);
    sink_introduce(&sink, &engine->server, engine->tool_version);
    if (sink_begin(&sink, errors) && versions_make_tables(engine, &sink, errors) &&
        sink_commit(&sink, errors))
        return true;
    sink_rollback(&sink);
    return false;
}
