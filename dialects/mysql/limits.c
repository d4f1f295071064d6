#include <string.h>

#include "mysql/mysql.h"

/* lock_wait_timeout counts whole seconds and bounds the wait for a metadata lock. */
static void add_lock(struct arena *arena, unsigned milliseconds, struct names *settings) {
    const char *seconds = milliseconds ? arena_format(arena, "%u", (milliseconds + 999) / 1000) : "DEFAULT";
    list_push(arena, settings, arena_format(arena, "SESSION lock_wait_timeout = %s", seconds));
    list_push(arena, settings, arena_format(arena, "SESSION innodb_lock_wait_timeout = %s", seconds));
}

static void add_statement(
    struct arena *arena, const struct server *server, unsigned milliseconds, struct names *settings) {
    bool mariadb = !strcmp(server->product, "mariadb");
    if (mariadb && server->version >= 100101)
        list_push(arena, settings,
            arena_format(
                arena, "SESSION max_statement_time = %u.%03u", milliseconds / 1000, milliseconds % 1000));
    if (!mariadb && server->version >= 50708)
        list_push(arena, settings, arena_format(arena, "SESSION max_execution_time = %u", milliseconds));
}

void mysql_limit_time(struct arena *arena, const struct server *server, const struct time_limits *limits,
    struct names *statements) {
    struct names settings = {0};
    if (limits->lock.said)
        add_lock(arena, limits->lock.milliseconds, &settings);
    if (limits->statement.said)
        add_statement(arena, server, limits->statement.milliseconds, &settings);
    if (settings.count)
        list_push(arena, statements, arena_format(arena, "SET %s", names_join(arena, &settings, ", ")));
}
