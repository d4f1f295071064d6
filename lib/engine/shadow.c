#include "engine/shadow.h"

#include "engine/known.h"
#include "engine/shadow_make.h"
#include "sql/split.h"

static bool begin_if_it_can_roll_back(struct shadow *shadow, struct errors *errors) {
    struct engine *engine = &shadow->engine;
    const struct dialect_traits *traits = engine->dialect->traits;
    if (!traits->transactional_ddl || traits->file_database)
        return true;
    shadow->in_transaction =
        engine->connection->type->begin(engine->connection, engine->runner_timeout, errors);
    return shadow->in_transaction;
}

static bool is_empty(struct shadow *shadow, struct errors *errors) {
    struct schema schema = {0};
    if (!shadow_inspect(shadow, &schema, errors))
        return false;
    if (!schema.tables.count)
        return true;
    struct error *error = error_add(errors, ERROR_STATE, NOWHERE,
        "the shadow database %s is not empty: it has the table \"%s\"", shadow->engine.connection->shown_url,
        schema.tables.items[0]->name);
    error_hint(errors, error,
        "name an empty scratch database as `shadow_url`; what is in it is made and dropped at will");
    return false;
}

/* The one that the place names, or one in memory. */
static bool connect_named(struct shadow *shadow, const struct shadow_place *place, struct errors *errors) {
    struct engine *engine = &shadow->engine;
    struct connection_options options = {
        .url = place->url && !engine->dialect->traits->file_database
                   ? place->url
                   : arena_format(engine->arena, "%s://", engine->dialect->name),
        .dialect = engine->dialect,
        .connect_timeout = SHADOW_CONNECT_TIMEOUT};
    engine->connection = drivers_connect(engine->arena, place->drivers, &options, errors);
    if (!engine->connection)
        return false;
    engine->server = engine->connection->server;
    if (is_empty(shadow, errors))
        return true;
    engine->connection->type->close(engine->connection);
    return false;
}

bool shadow_open(const struct engine *engine, const struct shadow_place *place, struct shadow *shadow,
    const char **lack, struct errors *errors) {
    *shadow = (struct shadow){.engine = *engine};
    *lack = NULL;
    bool is_named = place->url || engine->dialect->traits->file_database;
    if (!(is_named ? connect_named(shadow, place, errors) : shadow_make(shadow, place, lack, errors)))
        return false;
    if (*lack || begin_if_it_can_roll_back(shadow, errors))
        return true;
    struct errors ignored = {.arena = engine->arena};
    shadow_close(shadow, &ignored);
    return false;
}

bool shadow_inspect(struct shadow *shadow, struct schema *schema, struct errors *errors) {
    static const struct compare_options everything = {
        .types = true, .defaults = true, .comments = true, .all_schemas = true};
    return engine_inspect(&shadow->engine, &everything, schema, errors);
}

static bool execute(struct shadow *shadow, const char *sql, struct errors *errors) {
    const struct engine *engine = &shadow->engine;
    if (engine->dialect->shadow_statement)
        sql = engine->dialect->shadow_statement(engine->arena, sql);
    return !sql || engine->connection->type->execute(engine->connection, sql, NULL, errors);
}

static bool execute_all(struct shadow *shadow, const struct statements *statements, struct errors *errors) {
    for (size_t i = 0; i < statements->count; i++)
        if (statements->items[i].kind != STATEMENT_TUNING &&
            !execute(shadow, statements->items[i].sql, errors)) {
            struct error *error = &errors->list.items[errors->list.count - 1];
            error->statement = arena_string(errors->arena, statements->items[i].sql);
            return false;
        }
    return true;
}

bool shadow_apply(struct shadow *shadow, const struct operations *operations, struct errors *errors) {
    struct engine *engine = &shadow->engine;
    struct schema *schema = arena_new(engine->arena, struct schema);
    struct statements statements = {0};
    struct frame frame = {0};
    return shadow_inspect(shadow, schema, errors) &&
           (!engine->dialect->frame || engine->dialect->frame(engine->arena, operations, &frame, errors)) &&
           engine->dialect->compile(
               &engine->server, engine->arena, schema, operations, &statements, errors) &&
           execute_all(shadow, &frame.before, errors) && execute_all(shadow, &statements, errors) &&
           execute_all(shadow, &frame.after, errors);
}

/* Beside the target, what names it would reach it. */
static bool stays_inside(const struct shadow *shadow, const char *sql, struct errors *errors) {
    const struct dialect *dialect = shadow->engine.dialect;
    const char *target = shadow->maker ? shadow->maker->server.default_schema : NULL;
    if (!target || !dialect->names_database || !dialect->names_database(sql, target))
        return true;
    struct error *error = error_add(errors, ERROR_STATE, NOWHERE,
        "the statement names the database \"%s\" itself, which it would reach out of the shadow database",
        target);
    error_hint(errors, error,
        "leave the database's name out; or name an empty scratch database on another server as `shadow_url`");
    return false;
}

bool shadow_load(struct shadow *shadow, const struct source *source, struct errors *errors) {
    struct engine *engine = &shadow->engine;
    struct sql_statements statements = {0};
    if (!sql_split(engine->arena, engine->dialect->syntax, source, source->text, source->length, &statements,
            errors))
        return false;
    for (size_t i = 0; i < statements.count; i++) {
        const struct sql_statement *statement = &statements.items[i];
        const char *sql = arena_text(engine->arena, statement->text, statement->length);
        if (engine->dialect->is_automatic && engine->dialect->is_automatic(engine->arena, sql))
            continue;
        if (!stays_inside(shadow, sql, errors) || !execute(shadow, sql, errors)) {
            errors->list.items[errors->list.count - 1].place = statement->place;
            return false;
        }
    }
    return true;
}

static bool take_out_everything(struct shadow *shadow, struct errors *errors) {
    struct engine *engine = &shadow->engine;
    static const struct compare_options everything = {
        .types = true, .defaults = true, .comments = true, .all_schemas = true};
    struct schema actual = {0}, nothing = {.whole = true};
    struct comparison comparison;
    if (!shadow_inspect(shadow, &actual, errors))
        return false;
    return engine_compare(engine, &everything, &actual, &nothing, &comparison, errors) &&
           shadow_apply(shadow, &comparison.upgrade, errors);
}

bool shadow_close(struct shadow *shadow, struct errors *errors) {
    struct connection *connection = shadow->engine.connection;
    const struct dialect_traits *traits = shadow->engine.dialect->traits;
    bool clean = true;
    if (shadow->in_transaction)
        connection->type->rollback(connection);
    else if (!traits->file_database && !shadow->maker)
        clean = take_out_everything(shadow, errors);
    connection->type->close(connection);
    return (!shadow->maker || shadow_unmake(shadow, errors)) && clean;
}
