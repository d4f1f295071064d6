#include "cmd/compare.h"

#include "cmd/models.h"

struct compare_options compare_options_of(struct app *app) {
    return (struct compare_options){.types = app->config.compare.type,
        .defaults = app->config.compare.default_value,
        .comments = app->config.compare.comment,
        .naming = &app->config.naming,
        .include = &app->config.include,
        .exclude = &app->config.exclude};
}

/* A .sql model is the whole, and one in YAML that has the section speaks of all schemas, but only who asks
 * for it loses those that it doesn't name. */
static bool means_all_schemas(const struct app *app, const struct schema *models) {
    return schema_manages(models, "schema") && app->config.drop_unknown;
}

bool compare_refuses_pending(struct app *app, const struct names *version_rows) {
    struct names heads = {0};
    struct steps steps = {0};
    list_push(&app->arena, &heads, "heads");
    if (!graph_upgrade(&app->arena, &app->graph, version_rows, &heads, &steps, &app->errors) ||
        !engine_catch_up(&app->engine, version_rows, &steps, &app->errors))
        return true;
    if (!steps.count)
        return false;
    struct error *error =
        error_add(&app->errors, ERROR_STATE, NOWHERE, "%u revision%s pending: the database is not up to date",
            steps.count, steps.count == 1 ? " is" : "s are");
    error_hint(&app->errors, error, "run cmigrate upgrade%s",
        graph_heads(&app->arena, &app->graph).count > 1 ? " heads" : "");
    return true;
}

bool compare_with_database(struct app *app, struct comparison *comparison) {
    struct schema *models = arena_new(&app->arena, struct schema),
                  *actual = arena_new(&app->arena, struct schema);
    struct compare_options options = compare_options_of(app);
    if (!models_read(app, models))
        return false;
    options.all_schemas = means_all_schemas(app, models);
    if (options.all_schemas)
        models->unmanaged = (struct names){0};
    return engine_inspect(&app->engine, &options, actual, &app->errors) &&
           engine_compare(&app->engine, &options, actual, models, comparison, &app->errors);
}

bool compare_refuses_undecided(struct app *app, const struct comparison *comparison) {
    const struct names *undecided = &comparison->undecided;
    if (!undecided->count)
        return false;
    struct error *error = error_add(&app->errors, ERROR_STATE, NOWHERE,
        "only the database can tell whether it means the same as the models, and nothing may be written "
        "there: %s",
        names_join(&app->arena, undecided, ", "));
    error_hint(&app->errors, error,
        "compare with the primary, or as a role that may make temporary tables; nothing of them lasts");
    return true;
}

static bool refuse_opaque(struct app *app, const struct revision *opaque) {
    struct error *error = error_add(&app->errors, ERROR_STATE, NOWHERE,
        "the schema can't be replayed: revision %s changes it by opaque SQL", opaque->id);
    error_hint(&app->errors, error, "say what that SQL does under its `effect:`, or compare with a database");
    return false;
}

bool compare_with_revisions(struct app *app, struct comparison *comparison) {
    struct schema *models = arena_new(&app->arena, struct schema);
    struct compare_options options = compare_options_of(app);
    struct replay replay;
    if (!models_read(app, models) ||
        !engine_replay(&app->engine, &app->graph.revisions, &replay, &app->errors))
        return false;
    if (replay.opaque)
        return refuse_opaque(app, replay.opaque);
    return engine_compare(&app->engine, &options, replay.schema, models, comparison, &app->errors);
}

void compare_show(struct app *app, const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++)
        output_line(&app->output, "  %s", operation_describe(&app->arena, &operations->items[i]));
    compare_json(app, operations);
}

void compare_json(struct app *app, const struct operations *operations) {
    struct json *json = &app->output.result;
    json_begin_array(json, "differences");
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        json_begin_object(json, NULL);
        json_text(json, "operation", operation_name(operation->kind));
        json_text(json, "table", operation->table);
        json_text(json, "name", operation->name);
        json_text(json, "text", operation_describe(&app->arena, operation));
        json_end_object(json);
    }
    json_end_array(json);
}
