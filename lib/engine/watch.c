#include "engine/watch.h"

#include <stdlib.h>

static bool take_extent(void *context, const char *const *values, size_t count) {
    struct watching *watching = context;
    if (count > 1 && values[0] && values[1]) {
        watching->from = strtoll(values[0], NULL, 10);
        watching->to = strtoll(values[1], NULL, 10);
    }
    return true;
}

static double share_of(const struct watching *watching, int64_t counted) {
    if (counted < watching->from || counted > watching->to || watching->from >= watching->to)
        return -1;
    return ((double)counted - (double)watching->from) / ((double)watching->to - (double)watching->from);
}

static void pass_on(void *context, int64_t counted, double seconds) {
    struct watching *watching = context;
    const struct observer *observer = &watching->engine->observer;
    observer->works(observer->context, watching->what, share_of(watching, counted), seconds);
}

void watch_begin(struct watching *watching, struct engine *engine, const char *what, const char *extent) {
    struct connection *connection = engine->connection;
    struct errors ignored = {.arena = engine->arena};
    *watching = (struct watching){.engine = engine, .what = what};
    if (!engine->observer.works || !connection)
        return;
    if (extent)
        connection->type->query(connection, extent, take_extent, watching, &ignored);
    watching->watch = (struct watch){watching, pass_on};
    connection->watch = &watching->watch;
}

void watch_end(struct watching *watching) {
    if (watching->engine->connection)
        watching->engine->connection->watch = NULL;
}
