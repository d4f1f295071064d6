#include "mysql/mysql.h"

struct reading {
    struct arena *arena;
    const char *name;
    struct scratch *scratch;
};

static bool take(void *context, const char *const *values, size_t count) {
    struct reading *reading = context;
    if (count != 2 || !values[0] || !values[1])
        return false;
    list_push(reading->arena, &reading->scratch->create,
        arena_format(reading->arena, "CREATE DATABASE %s CHARACTER SET %s COLLATE %s", reading->name,
            values[0], values[1]));
    reading->scratch->drop = arena_format(reading->arena, "DROP DATABASE IF EXISTS %s", reading->name);
    return true;
}

bool mysql_scratch(struct connection *connection, struct arena *arena, const char *name,
    struct scratch *scratch, struct errors *errors) {
    static const char query[] = "SELECT default_character_set_name, default_collation_name "
                                "FROM information_schema.schemata WHERE schema_name = DATABASE()";
    struct reading reading = {arena, mysql_name(arena, name), scratch};
    return connection->type->query(connection, query, take, &reading, errors);
}
