#include "engine/rehearse.h"

#include "engine/step.h"

/* The engine without its connection, so that all goes into a text that nobody reads. */
struct rehearsing {
    struct engine engine;
    struct run run;
    struct buffer text;
    struct rehearsed_step *now;
    const struct revision *opaque; /* from here on the schema is not known for certain */
};

static void take_statement(void *context, const struct statement *statement, size_t number) {
    struct rehearsing *rehearsing = context;
    (void)number;
    list_push(rehearsing->engine.arena, &rehearsing->now->statements,
        arena_string(rehearsing->engine.arena, statement->sql));
}

static const struct operations *operations_of(struct engine *engine, const struct step *step) {
    struct script *script = step->revision->script;
    if (!script_load(engine->arena, script, engine->reading, engine->dialect->syntax))
        return NULL;
    return step->kind == STEP_DOWNGRADE ? &script->downgrade : &script->upgrade;
}

/* An operation loses what its inverse would not bring back. */
static void foresee_loss(
    struct rehearsing *rehearsing, const struct operation *operation, const struct schema *schema) {
    struct arena *arena = rehearsing->engine.arena;
    struct operations inverse = {0};
    if (operation_is_opaque(operation)) {
        list_push(arena, &rehearsing->now->may_lose,
            arena_format(arena, "what %s does is not looked into", operation_name(operation->kind)));
        return;
    }
    operation_inverse(arena, operation, schema, &inverse);
    for (size_t i = 0; i < inverse.count; i++)
        if (inverse.items[i].lossy)
            list_push(arena, &rehearsing->now->may_lose, inverse.items[i].lossy);
}

/* Errors of applying come again, and are told, when the step is run. */
static void foresee(struct rehearsing *rehearsing, const struct operations *operations) {
    struct arena *arena = rehearsing->engine.arena;
    struct errors ignored = {.arena = arena};
    struct schema *schema = schema_copy(arena, rehearsing->run.known.replay.schema);
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        list_push(arena, &rehearsing->now->operations, operation_describe(arena, operation));
        foresee_loss(rehearsing, operation, schema);
        operation_apply(arena, operation, schema, &ignored);
    }
}

static void note_unforeseen(struct rehearsing *rehearsing) {
    rehearsing->now->statements = (struct names){0};
    rehearsing->now->unforeseen = arena_format(
        rehearsing->engine.arena, "they depend on what the SQL of revision %s does", rehearsing->opaque->id);
}

/* After SQL that nobody has described, a step that doesn't seem to fit may do so all the same. */
static bool run_step(struct rehearsing *rehearsing, const struct step *step, struct errors *errors) {
    struct errors own = {.arena = errors->arena};
    const struct replay *replay = &rehearsing->run.known.replay;
    if (!rehearsing->opaque && step_run(&rehearsing->run, step, &own))
        return true;
    if (!rehearsing->opaque)
        rehearsing->opaque = replay->opaque;
    if (rehearsing->opaque) {
        note_unforeseen(rehearsing);
        return true;
    }
    for (size_t i = 0; i < own.list.count; i++)
        list_push(errors->arena, &errors->list, own.list.items[i]);
    return false;
}

static bool rehearse_step(struct rehearsing *rehearsing, const struct step *step, struct errors *errors) {
    const struct operations *operations = operations_of(&rehearsing->engine, step);
    if (!operations)
        return false;
    foresee(rehearsing, operations);
    return run_step(rehearsing, step, errors);
}

/* Statements are told as they would be sent. */
static void begin(struct rehearsing *rehearsing, const struct engine *engine, struct schema *schema) {
    rehearsing->engine = *engine;
    rehearsing->engine.connection = NULL;
    rehearsing->engine.observer =
        (struct observer){.context = rehearsing, .statement_begins = take_statement};
    rehearsing->text.arena = engine->arena;
    rehearsing->run = (struct run){.engine = &rehearsing->engine,
        .sink = sink_to_text(engine->dialect, &rehearsing->text),
        .known = {.engine = &rehearsing->engine,
            .replay = {.schema = schema, .unknown = {.arena = engine->arena}}}};
}

bool engine_rehearse(struct engine *engine, plan_function *plan, void *context, struct rehearsal *rehearsal,
    struct errors *errors) {
    struct rehearsing rehearsing = {0};
    struct steps *steps = arena_new(engine->arena, struct steps);
    struct schema *schema = arena_new(engine->arena, struct schema);
    struct inspect_scope scope = {.version_table = engine->version_table, .log_table = engine->log_table};
    struct names rows;
    *rehearsal = (struct rehearsal){0};
    if (!engine_version_rows(engine, &rows, errors) ||
        !engine_had_rows(engine, &rows, &rehearsal->rows, errors) ||
        !plan(context, &rehearsal->rows, steps, errors))
        return false;
    if (!steps->count)
        return true;
    if (!engine->dialect->inspect(engine->connection, &scope, engine->arena, schema, errors))
        return false;
    begin(&rehearsing, engine, schema);
    for (size_t i = 0; i < steps->count; i++) {
        rehearsing.now = list_add(engine->arena, &rehearsal->steps);
        rehearsing.now->step = &steps->items[i];
        if (!rehearse_step(&rehearsing, &steps->items[i], errors))
            return false;
        buffer_clear(&rehearsing.text);
    }
    return true;
}
