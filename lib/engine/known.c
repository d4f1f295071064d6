#include "engine/known.h"

#include "base/text.h"
#include "engine/opaque.h"

static uint64_t stamp_of(struct engine *engine) {
    struct connection *connection = engine->connection;
    return connection->type->schema_stamp ? connection->type->schema_stamp(connection) : 0;
}

static struct schema *look(struct known *known, struct errors *errors) {
    struct engine *engine = known->engine;
    uint64_t stamp = stamp_of(engine);
    if (known->live && stamp == known->stamp)
        return known->live;
    struct inspect_scope scope = {.version_table = engine->version_table, .log_table = engine->log_table};
    struct schema *schema = arena_new(engine->arena, struct schema);
    if (!engine->dialect->inspect(engine->connection, &scope, engine->arena, schema, errors))
        return NULL;
    known->live = schema;
    known->stamp = stamp;
    return schema;
}

static const struct revision *unknown_table(
    const struct replay *replay, struct engine *engine, const struct operation *operation) {
    if (!operation->table || operation->kind == OPERATION_CREATE_TABLE)
        return NULL;
    return index_find(&replay->unknown, text_lower(engine->arena, operation->table));
}

static bool all_known(struct known *known, const struct operations *operations, struct errors *errors) {
    bool all = true;
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        const struct revision *from = unknown_table(&known->replay, known->engine, operation);
        if (!from)
            continue;
        struct error *error = error_add(errors, ERROR_OPERATION, operation->place,
            "table \"%s\" is not known offline: revision %s changes it by opaque SQL", operation->table,
            from->id);
        error_hint(errors, error, "say what that SQL does under its `effect:`, or upgrade with a connection");
        all = false;
    }
    return all;
}

struct schema *known_schema(struct known *known, const struct operations *operations, struct errors *errors) {
    if (known->engine->connection)
        return look(known, errors);
    replay_forget(known->engine, operations, &known->replay);
    return all_known(known, operations, errors) ? known->replay.schema : NULL;
}

void known_keep(struct known *known) {
    if (known->engine->connection)
        known->stamp = stamp_of(known->engine);
}

void known_after_opaque(struct known *known, const struct revision *revision, const char *sql) {
    if (opaque_changes_rows_only(known->engine->dialect->syntax, sql))
        return;
    known->live = NULL;
    if (!known->engine->connection)
        opaque_mark(known->engine, revision, sql, &known->replay);
}
