#include "postgresql/postgresql.h"

static void add(
    struct arena *arena, const char *setting, const struct time_limit *limit, struct names *statements) {
    if (limit->said)
        list_push(arena, statements, arena_format(arena, "SET %s = %u", setting, limit->milliseconds));
}

void postgresql_limit_time(struct arena *arena, const struct server *server, const struct time_limits *limits,
    struct names *statements) {
    (void)server;
    add(arena, "lock_timeout", &limits->lock, statements);
    add(arena, "statement_timeout", &limits->statement, statements);
}
