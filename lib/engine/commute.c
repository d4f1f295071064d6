#include "engine/commute.h"

#include <string.h>

#include "base/file.h"
#include "engine/bulk.h"
#include "engine/enums.h"

/* One order in which the heads run. */
struct order {
    struct names heads; /* in that order */
    struct revisions revisions;
    struct schema schema; /* what they make */
};

struct running {
    struct shadow *shadow;
    const struct script *script;
};

static bool run_text(const struct running *running, const struct operation *operation, const char *text,
    struct errors *errors) {
    struct source *source = arena_new(running->shadow->engine.arena, struct source);
    *source = (struct source){running->script->path, text, strlen(text)};
    if (shadow_load(running->shadow, source, errors))
        return true;
    errors->list.items[errors->list.count - 1].place = operation->place;
    return false;
}

static bool run_insert(void *context, const char *sql, struct errors *errors) {
    const struct running *running = context;
    struct connection *connection = running->shadow->engine.connection;
    return connection->type->execute(connection, sql, NULL, errors);
}

static bool run_opaque(struct running *running, const struct operation *operation, struct errors *errors) {
    struct engine *engine = &running->shadow->engine;
    const char *folder = path_folder(engine->arena, running->script->path);
    if (operation->kind == OPERATION_BULK_INSERT)
        return bulk_insert(engine->dialect, operation, folder, run_insert, running, errors);
    const struct dialect_text *text = texts_find(&operation->texts, engine->dialect->name);
    if (!text)
        return true;
    if (operation->kind == OPERATION_EXECUTE)
        return run_text(running, operation, text->text, errors);
    struct source *source = file_read(engine->arena, path_join(engine->arena, folder, text->text), errors);
    return source && shadow_load(running->shadow, source, errors);
}

static bool run_revision(struct shadow *shadow, struct declared *declared, const struct revision *revision,
    struct errors *errors) {
    static const struct names no_rows = {0};
    struct engine *engine = &shadow->engine;
    struct script *script = revision->script;
    struct running running = {shadow, script};
    if (!script_load(engine->arena, script, engine->reading, engine->dialect->syntax))
        return false;
    const struct operations *all = enums_spelt_out(engine, declared, &no_rows, &script->upgrade, errors);
    if (!all)
        return false;
    for (unsigned at = 0; at < all->count;) {
        unsigned from = at;
        while (at < all->count && operation_is_structural(&all->items[at]))
            at++;
        struct operations together = {all->items + from, at - from, at - from};
        if (together.count && !shadow_apply(shadow, &together, errors))
            return false;
        if (!together.count && !run_opaque(&running, &all->items[at++], errors))
            return false;
    }
    return true;
}

static void add_new(struct engine *engine, struct revisions *all, bool *seen, struct revision *head) {
    struct revisions rows = {&head, 1, 1};
    struct revisions closure = graph_closure(engine->arena, engine->graph, &rows);
    for (size_t i = 0; i < closure.count; i++) {
        if (!seen[closure.items[i]->order])
            list_push(engine->arena, all, closure.items[i]);
        seen[closure.items[i]->order] = true;
    }
}

static struct order order_of(struct engine *engine, const struct revisions *heads, bool backwards) {
    struct order order = {0};
    bool *seen = arena_alloc(engine->arena, engine->graph->revisions.count + 1);
    for (size_t i = 0; i < heads->count; i++) {
        struct revision *head = heads->items[backwards ? heads->count - 1 - i : i];
        list_push(engine->arena, &order.heads, head->id);
        add_new(engine, &order.revisions, seen, head);
    }
    return order;
}

/* What a server says about one statement, told of the order it was run in. */
static bool blame_order(
    const struct order *order, const struct revision *revision, size_t before, struct errors *errors) {
    for (size_t i = before; i < errors->list.count; i++) {
        struct error *error = &errors->list.items[i];
        error->code = ERROR_PROOF;
        error->message = arena_format(errors->arena, "in the order %s, revision %s fails: %s",
            names_join(errors->arena, &order->heads, ", "), revision->id, error->message);
    }
    return false;
}

static bool run_order(struct shadow *shadow, struct order *order, struct errors *errors) {
    size_t before = errors->list.count;
    struct declared declared = {.schema = arena_new(shadow->engine.arena, struct schema)};
    for (size_t i = 0; i < order->revisions.count; i++)
        if (!run_revision(shadow, &declared, order->revisions.items[i], errors))
            return blame_order(order, order->revisions.items[i], before, errors);
    return shadow_inspect(shadow, &order->schema, errors);
}

static bool play(struct engine *engine, const struct shadow_place *place, struct order *order,
    const char **lack, struct errors *errors) {
    struct shadow shadow;
    if (!shadow_open(engine, place, &shadow, lack, errors))
        return false;
    if (*lack)
        return true;
    bool ran = run_order(&shadow, order, errors);
    struct errors ignored = {.arena = engine->arena};
    return shadow_close(&shadow, ran ? errors : &ignored) && ran;
}

static bool agree(
    struct engine *engine, const struct order *first, struct order *second, struct errors *errors) {
    static const struct compare_options everything = {
        .types = true, .defaults = true, .comments = true, .all_schemas = true};
    struct engine offline = *engine;
    struct comparison comparison;
    offline.connection = NULL;
    if (!engine_compare(&offline, &everything, &first->schema, &second->schema, &comparison, errors))
        return false;
    for (size_t i = 0; i < comparison.upgrade.count; i++)
        error_hint(errors,
            error_add(errors, ERROR_PROOF, NOWHERE,
                "the order counts: %s in this order make something else than %s do: %s",
                names_join(errors->arena, &second->heads, ", "),
                names_join(errors->arena, &first->heads, ", "),
                operation_describe(errors->arena, &comparison.upgrade.items[i])),
            "put one behind the other with cmigrate rebase; or merge without --prove and settle it in the "
            "merge");
    return !comparison.upgrade.count;
}

bool engine_prove_merge(struct engine *engine, const struct shadow_place *place,
    const struct revisions *heads, const char **lack, struct errors *errors) {
    struct order forwards = order_of(engine, heads, false), backwards = order_of(engine, heads, true);
    if (!play(engine, place, &forwards, lack, errors) || *lack)
        return !errors->list.count;
    return play(engine, place, &backwards, lack, errors) && !*lack &&
           agree(engine, &forwards, &backwards, errors);
}
