#include "base/text.h"
#include "engine/known.h"
#include "engine/opaque.h"

static bool replay_opaque(struct engine *engine, const struct revision *revision,
    const struct operation *operation, struct replay *replay, struct errors *errors) {
    struct sql_statements pieces;
    if (!opaque_statements(engine, revision->script, operation, &pieces, errors))
        return false;
    if (operation->effect)
        return !pieces.count || replay_operations(engine, revision, operation->effect, replay, errors);
    for (size_t i = 0; i < pieces.count; i++) {
        const char *sql = arena_text(engine->arena, pieces.items[i].text, pieces.items[i].length);
        if (!opaque_changes_rows_only(engine->dialect->syntax, sql))
            opaque_mark(engine, revision, sql, replay);
    }
    return true;
}

static void forget(struct engine *engine, const struct operation *operation, struct replay *replay) {
    if (operation->kind != OPERATION_CREATE_TABLE)
        return;
    const char *word = text_lower(engine->arena, operation->table);
    if (!index_find(&replay->unknown, word))
        return;
    index_remove(&replay->unknown, word);
    schema_remove_table(replay->schema, operation->schema, operation->table);
}

void replay_forget(struct engine *engine, const struct operations *operations, struct replay *replay) {
    for (size_t i = 0; i < operations->count; i++)
        forget(engine, &operations->items[i], replay);
}

/* Where columns are made, as the database would have them: later operations may change what they rest on. */
static bool settle(
    struct engine *engine, const struct operation *operation, struct replay *replay, struct errors *errors) {
    bool makes = operation->kind == OPERATION_CREATE_TABLE || operation->kind == OPERATION_ADD_COLUMN;
    struct table *table = makes && engine->dialect->traits->keys_take_null
                              ? schema_find_table(replay->schema, operation->schema, operation->table)
                              : NULL;
    return !table ||
           engine->dialect->resolve_table(&engine->server, engine->arena, replay->schema, table, errors);
}

static bool replay_one(struct engine *engine, const struct revision *revision,
    const struct operation *operation, struct replay *replay, struct errors *errors) {
    forget(engine, operation, replay);
    return operation_is_opaque(operation)
               ? replay_opaque(engine, revision, operation, replay, errors)
               : operation_apply(engine->arena, operation, replay->schema, errors) &&
                     settle(engine, operation, replay, errors);
}

bool replay_operations(struct engine *engine, const struct revision *revision,
    const struct operations *operations, struct replay *replay, struct errors *errors) {
    for (size_t i = 0; i < operations->count; i++)
        if (!replay_one(engine, revision, &operations->items[i], replay, errors))
            return false;
    return true;
}

bool engine_replay(
    struct engine *engine, const struct revisions *applied, struct replay *replay, struct errors *errors) {
    *replay = (struct replay){
        .schema = arena_new(engine->arena, struct schema), .unknown = {.arena = engine->arena}};
    for (size_t i = 0; i < applied->count; i++) {
        const struct revision *revision = applied->items[i];
        struct script *script = revision->script;
        if (!script_load(engine->arena, script, engine->reading, engine->dialect->syntax) ||
            !replay_operations(engine, revision, &script->upgrade, replay, errors))
            return false;
    }
    return engine->dialect->resolve(&engine->server, engine->arena, replay->schema, errors);
}
