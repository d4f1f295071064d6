#include <time.h>

#include "engine/danger.h"
#include "engine/step.h"
#include "engine/unfinished.h"
#include "engine/versions.h"

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool run_steps(struct run *run, const struct steps *steps, size_t *done, struct errors *errors) {
    const struct observer *observer = &run->engine->observer;
    for (size_t i = 0; i < steps->count; i++) {
        const struct step *step = &steps->items[i];
        double began = seconds_now();
        if (observer->step_begins)
            observer->step_begins(observer->context, step, run->number + 1, run->of);
        if (!step_run(run, step, errors))
            return false;
        versions_advance(run->engine->arena, &run->rows, step);
        if (observer->step_ends)
            observer->step_ends(observer->context, step, seconds_now() - began);
        run->number++;
        ++*done;
    }
    return true;
}

/* All steps or none. */
static bool run_as_one(struct run *run, const struct steps *steps, size_t *done, struct errors *errors) {
    struct frame frame;
    struct trouble before;
    size_t ended = 0;
    run->one_transaction = true;
    bool ran = step_frame(run, steps, &frame, errors) && frame_run(&run->sink, &frame.before, errors) &&
               step_begin(run, &steps->items[0], errors);
    if (ran)
        frame_look(run->engine, &frame, &before);
    ran = ran && run_steps(run, steps, &ended, errors) &&
          frame_look_again(run->engine, &frame, &before, errors) && sink_commit(&run->sink, errors);
    run->one_transaction = false;
    if (ran)
        *done += ended;
    else
        sink_rollback(&run->sink);
    struct errors ignored = {.arena = errors->arena};
    return frame_run(&run->sink, &frame.after, ran ? errors : &ignored) && ran;
}

static bool stands_alone(const struct step *step) {
    const struct script *script = step->kind == STEP_STAMP ? NULL : step->revision->script;
    return script && script->transaction == TRANSACTION_NONE;
}

/* Under policy `all`: a revision that can't be in a transaction parts the steps. */
static bool run_in_groups(struct run *run, const struct steps *steps, size_t *done, struct errors *errors) {
    for (unsigned at = 0; at < steps->count;) {
        unsigned from = at++;
        bool alone = stands_alone(&steps->items[from]);
        while (!alone && at < steps->count && !stands_alone(&steps->items[at]))
            at++;
        struct steps group = {steps->items + from, at - from, at - from};
        if (!(alone ? run_steps(run, &group, done, errors) : run_as_one(run, &group, done, errors)))
            return false;
    }
    return true;
}

static bool run_all(struct run *run, const struct steps *steps, size_t *done, struct errors *errors) {
    run->number = 0;
    run->of = steps->count;
    bool one = run->engine->policy == POLICY_ALL && run->engine->dialect->traits->transactional_ddl;
    return one ? run_in_groups(run, steps, done, errors) : run_steps(run, steps, done, errors);
}

/* An upgrade counts on its ancestors being what their files say. */
static bool check_ancestors(struct engine *engine, const struct steps *steps, struct errors *errors) {
    struct name_index running = {.arena = engine->arena};
    struct revisions targets = {0}, applied = {0};
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].kind == STEP_UPGRADE) {
            index_put(&running, steps->items[i].revision->id, steps->items[i].revision);
            list_push(engine->arena, &targets, steps->items[i].revision);
        }
    struct revisions all = graph_closure(engine->arena, engine->graph, &targets);
    for (size_t i = 0; i < all.count; i++)
        if (!index_find(&running, all.items[i]->id))
            list_push(engine->arena, &applied, all.items[i]);
    return !applied.count || engine_check_applied(engine, &applied, errors);
}

static bool plan_now(
    struct run *run, plan_function *plan, void *context, struct steps *steps, struct errors *errors) {
    struct engine *engine = run->engine;
    struct names had;
    *steps = (struct steps){0};
    if (!engine_version_rows(engine, &run->rows, errors) ||
        !engine_had_rows(engine, &run->rows, &had, errors) || !plan(context, &had, steps, errors))
        return false;
    engine_bring_rows(engine, &run->rows, &had, steps);
    return true;
}

/* In a transaction of its own, so that a first revision that fails leaves a log that says so. */
static bool make_tables(struct run *run, struct errors *errors) {
    if (sink_begin(&run->sink, errors) && versions_make_tables(run->engine, &run->sink, errors) &&
        sink_commit(&run->sink, errors))
        return true;
    sink_rollback(&run->sink);
    return false;
}

static void warn(struct engine *engine, const struct operations *operations) {
    struct names dangers = {0};
    if (!engine->observer.warns)
        return;
    engine_dangers(engine, operations, &dangers);
    for (size_t i = 0; i < dangers.count; i++)
        engine->observer.warns(engine->observer.context, dangers.items[i]);
}

static bool run_locked(
    struct run *run, plan_function *plan, void *context, struct run_result *result, struct errors *errors) {
    struct steps steps;
    struct operations operations;
    do {
        struct names known = run->rows;
        run->overtaken = false;
        if (!plan_now(run, plan, context, &steps, errors))
            return false;
        result->waited |= !versions_same(run->engine->arena, &known, &run->rows);
        if (!unfinished_check(run, &steps, errors))
            return false;
        if (!steps.count)
            return true;
        if (!steps_load(run, &steps, &operations, errors) || !make_tables(run, errors) ||
            !check_ancestors(run->engine, &steps, errors))
            return false;
        warn(run->engine, &operations);
        if (run_all(run, &steps, &result->steps_done, errors))
            return true;
    } while (run->overtaken);
    return false;
}

bool engine_run(struct engine *engine, plan_function *plan, void *context, struct run_result *result,
    struct errors *errors) {
    struct connection *connection = engine->connection;
    struct run run = {.engine = engine,
        .sink = sink_to_connection(connection, engine->runner_timeout),
        .known = {.engine = engine}};
    struct steps steps;
    *result = (struct run_result){0};
    bool done = plan_now(&run, plan, context, &steps, errors) &&
                (steps.count || engine->only_tells || unfinished_check(&run, &steps, errors));
    if (done && (steps.count || engine->only_tells)) {
        const char *key = versions_table(engine);
        bool separate = connection->type->lock && !engine->dialect->traits->lock_is_transaction;
        done = !separate || connection->type->lock(connection, key, engine->runner_timeout, errors);
        if (done) {
            done = run_locked(&run, plan, context, result, errors);
            if (separate)
                connection->type->unlock(connection, key);
        }
    }
    struct errors ignored = {.arena = errors->arena};
    if (!done && !engine_version_rows(engine, &run.rows, &ignored))
        run.rows = (struct names){0};
    result->rows = run.rows;
    return done;
}

/* What the rows imply, but for what the steps bring all the same: a database that catches up hasn't had it.
 */
static bool find_applied(struct engine *engine, const struct names *start, const struct steps *steps,
    struct revisions *applied, struct errors *errors) {
    struct name_index coming = {.arena = engine->arena};
    struct revisions rows, implied;
    if (!graph_rows(engine->arena, engine->graph, start, &rows, errors))
        return false;
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].kind == STEP_UPGRADE)
            index_put(&coming, steps->items[i].revision->id, steps->items[i].revision);
    implied = graph_closure(engine->arena, engine->graph, &rows);
    for (size_t i = 0; i < implied.count; i++)
        if (!index_find(&coming, implied.items[i]->id))
            list_push(engine->arena, applied, implied.items[i]);
    return true;
}

bool engine_run_offline(struct engine *engine, const struct names *start, const struct steps *steps,
    struct buffer *text, struct errors *errors) {
    struct run run = {.engine = engine,
        .sink = sink_to_text(engine->dialect, text),
        .known = {.engine = engine},
        .rows = *start};
    struct revisions applied = {0};
    if (!find_applied(engine, start, steps, &applied, errors))
        return false;
    struct operations operations;
    size_t done = 0;
    sink_introduce(&run.sink, &engine->server, engine->tool_version);
    return engine_replay(engine, &applied, &run.known.replay, errors) &&
           steps_load(&run, steps, &operations, errors) &&
           (start->count || versions_make_tables(engine, &run.sink, errors)) &&
           run_all(&run, steps, &done, errors);
}
