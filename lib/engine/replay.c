#include "engine/known.h"
#include "engine/opaque.h"

static bool replay_one(struct engine *engine, const struct revision *revision,
    const struct operation *operation, struct replay *replay, struct errors *errors) {
    if (!operation_is_opaque(operation))
        return operation_apply(engine->arena, operation, replay->schema, errors);
    if (operation->effect)
        return replay_operations(engine, revision, operation->effect, replay, errors);
    const struct dialect_text *text = texts_find(&operation->texts, engine->dialect->name);
    if (text && !opaque_changes_rows_only(engine->dialect->syntax, text->text))
        opaque_mark(engine, revision, text->text, replay);
    return true;
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
