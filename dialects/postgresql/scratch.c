#include "postgresql/postgresql.h"
#include "postgresql_queries.h"

struct reading {
    struct connection *connection;
    struct arena *arena;
    const char *name;
    struct scratch *scratch;
};

/* A search_path that was set for the target must be set for it, too: it is what RESET goes back to. Since
 * version 13 a session that is still ending can't keep a database from being dropped. */
static bool take(void *context, const char *const *values, size_t count) {
    struct reading *reading = context;
    struct arena *arena = reading->arena;
    struct scratch *scratch = reading->scratch;
    const char *name = reading->name;
    if (count != 2 || !values[0])
        return false;
    list_push(arena, &scratch->create,
        arena_format(arena, "CREATE DATABASE %s TEMPLATE template0 %s", name, values[0]));
    list_push(
        arena, &scratch->create, arena_format(arena, "ALTER DATABASE %s SET search_path FROM CURRENT", name));
    scratch->drop = arena_format(arena, "DROP DATABASE IF EXISTS %s%s", name,
        reading->connection->server.version >= 130000 ? " WITH (FORCE)" : "");
    if (values[1])
        list_push(arena, &scratch->prepare, arena_string(arena, values[1]));
    return true;
}

bool postgresql_scratch(struct connection *connection, struct arena *arena, const char *name,
    struct scratch *scratch, struct errors *errors) {
    struct reading reading = {connection, arena, postgresql_name(arena, name), scratch};
    return connection->type->query(connection, postgresql_scratch_query, take, &reading, errors);
}
