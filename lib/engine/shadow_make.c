#include "engine/shadow_make.h"

#include <string.h>
#include <sys/random.h>

static const char *random_name(struct arena *arena) {
    unsigned char bytes[8];
    struct buffer name = {.arena = arena};
    buffer_add(&name, "cmigrate_shadow_");
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return NULL;
    for (size_t i = 0; i < sizeof bytes; i++)
        buffer_addf(&name, "%02x", bytes[i]);
    return buffer_text(&name);
}

static struct connection *connect_to(const struct engine *engine, const struct shadow_place *place,
    const char *database, struct errors *errors) {
    struct connection_options options = {.url = place->target,
        .database = database,
        .dialect = engine->dialect,
        .connect_timeout = SHADOW_CONNECT_TIMEOUT};
    return drivers_connect(engine->arena, place->drivers, &options, errors);
}

static bool execute_all(
    struct connection *connection, const struct names *statements, struct errors *errors) {
    for (size_t i = 0; i < statements->count; i++)
        if (!connection->type->execute(connection, statements->items[i], NULL, errors))
            return false;
    return true;
}

/* Names without a schema live where the target's do. */
static bool prepare(struct shadow *shadow, struct errors *errors) {
    struct connection *connection = shadow->engine.connection;
    if (!execute_all(connection, &shadow->scratch.prepare, errors))
        return false;
    if (shadow->engine.dialect->traits->schemas)
        connection->server.default_schema = shadow->maker->server.default_schema;
    shadow->engine.server = connection->server;
    return true;
}

static bool make_database(
    struct shadow *shadow, const struct shadow_place *place, const char *name, struct errors *errors) {
    struct engine *engine = &shadow->engine;
    if (!execute_all(shadow->maker, &shadow->scratch.create, errors))
        return false;
    engine->connection = connect_to(engine, place, name, errors);
    if (!engine->connection)
        return false;
    if (prepare(shadow, errors))
        return true;
    engine->connection->type->close(engine->connection);
    return false;
}

static bool make(struct shadow *shadow, const struct shadow_place *place, struct errors *errors) {
    const struct engine *engine = &shadow->engine;
    struct connection *maker = shadow->maker;
    const char *name = random_name(engine->arena);
    if (!name) {
        error_add(errors, ERROR_FILE, NOWHERE, "there is no randomness to name it with");
        return false;
    }
    if (!engine->dialect->scratch(maker, engine->arena, name, &shadow->scratch, errors))
        return false;
    if (make_database(shadow, place, name, errors))
        return true;
    struct errors ignored = {.arena = engine->arena};
    maker->type->execute(maker, shadow->scratch.drop, NULL, &ignored);
    return false;
}

/* Why not even to try, or null. */
static const char *obstacle(
    const struct shadow_place *place, const struct dialect *dialect, const struct connection *target) {
    if (place->policy == SHADOW_NEVER)
        return "`shadow: never` is set";
    if (!dialect->scratch || !place->target)
        return "none can be made on this kind of database";
    if (place->policy == SHADOW_LOCAL && target && !target->is_local)
        return "none is made unasked on a server that is not on this machine";
    return NULL;
}

bool shadow_make(
    struct shadow *shadow, const struct shadow_place *place, const char **lack, struct errors *errors) {
    const struct dialect *dialect = shadow->engine.dialect;
    *lack = obstacle(place, dialect, shadow->engine.connection);
    if (*lack)
        return true;
    shadow->maker = connect_to(&shadow->engine, place, NULL, errors);
    if (!shadow->maker)
        return false;
    *lack = obstacle(place, dialect, shadow->maker);
    struct errors refusals = {.arena = shadow->engine.arena};
    if (!*lack && make(shadow, place, &refusals))
        return true;
    if (!*lack)
        *lack = arena_format(shadow->engine.arena, "none could be made: %s",
            refusals.list.count ? refusals.list.items[0].message : "the database doesn't say why");
    shadow->maker->type->close(shadow->maker);
    shadow->maker = NULL;
    return true;
}

bool shadow_unmake(struct shadow *shadow, struct errors *errors) {
    struct connection *maker = shadow->maker;
    bool dropped = maker->type->execute(maker, shadow->scratch.drop, NULL, errors);
    if (!dropped)
        error_hint(errors, &errors->list.items[errors->list.count - 1],
            "the shadow database is left behind: drop it with: %s", shadow->scratch.drop);
    maker->type->close(maker);
    return dropped;
}
