#include "engine/autogenerate.h"

#include <string.h>

#include "engine/left_out.h"

/* --- Schemas that the models don't name are never touched --- */

static struct name_index named_schemas(struct arena *arena, const struct schema *models) {
    struct name_index named = {.arena = arena};
    for (size_t i = 0; i < models->schemas.count; i++)
        index_put(&named, models->schemas.items[i], &named);
    for (size_t i = 0; i < models->tables.count; i++)
        if (models->tables.items[i]->schema)
            index_put(&named, models->tables.items[i]->schema, &named);
    for (size_t i = 0; i < models->enums.count; i++)
        if (models->enums.items[i]->schema)
            index_put(&named, models->enums.items[i]->schema, &named);
    for (size_t i = 0; i < models->objects.count; i++) {
        const struct object *object = models->objects.items[i];
        const char *name = strcmp(object->kind, "schema") ? object->schema : object->name;
        if (name)
            index_put(&named, name, &named);
    }
    return named;
}

static bool is_named(const struct name_index *named, const char *in_schema) {
    return !in_schema || index_find(named, in_schema);
}

/* The part of `actual` in schemas that the models name; what is in it is shared. */
static const struct schema *named_part(
    struct arena *arena, const struct schema *actual, const struct schema *models) {
    struct name_index named = named_schemas(arena, models);
    struct schema *part = arena_new(arena, struct schema);
    part->managed = actual->managed;
    part->whole = actual->whole;
    for (size_t i = 0; i < actual->tables.count; i++)
        if (is_named(&named, actual->tables.items[i]->schema))
            schema_add_table(arena, part, actual->tables.items[i]);
    for (size_t i = 0; i < actual->enums.count; i++)
        if (is_named(&named, actual->enums.items[i]->schema))
            list_push(arena, &part->enums, actual->enums.items[i]);
    for (size_t i = 0; i < actual->objects.count; i++) {
        struct object *object = actual->objects.items[i];
        if (is_named(&named, strcmp(object->kind, "schema") ? object->schema : object->name))
            list_push(arena, &part->objects, object);
    }
    return part;
}

bool engine_inspect(struct engine *engine, const struct compare_options *options, struct schema *schema,
    struct errors *errors) {
    struct inspect_scope scope = {
        .exclude = options->exclude, .version_table = engine->version_table, .log_table = engine->log_table};
    if (!engine->dialect->inspect(engine->connection, &scope, engine->arena, schema, errors))
        return false;
    connection_give_back(engine->connection);
    left_out_remove(engine->arena, options, schema);
    return true;
}

static bool normalise(struct engine *engine, const struct schema *actual, struct schema *models,
    struct names *undecided, struct errors *errors) {
    const struct dialect *dialect = engine->dialect;
    return !engine->connection || !dialect->normalise ||
           dialect->normalise(engine->connection, engine->arena, actual, models, undecided, errors);
}

bool engine_compare(struct engine *engine, const struct compare_options *options, const struct schema *actual,
    struct schema *models, struct comparison *comparison, struct errors *errors) {
    const struct dialect *dialect = engine->dialect;
    struct diff_rules rules = {.dialect = dialect->name,
        .syntax = dialect->syntax,
        .column_order = dialect->traits->column_order,
        .columns_apart = dialect->traits->columns_apart,
        .same_base = dialect->same_base,
        .tables_ignore_case = dialect->traits->tables_ignore_case,
        .columns_ignore_case = dialect->traits->columns_ignore_case,
        .comments = dialect->traits->comments && options->comments,
        .types = options->types,
        .defaults = options->defaults,
        .foreign_keys_alterable = dialect->traits->foreign_keys_alterable,
        .replaces = dialect->replaces,
        .renames = dialect->renames,
        .renames_keys = dialect->renames_keys,
        .reaches_ahead = dialect->reaches_ahead,
        .comes_with = dialect->comes_with};
    if (dialect->traits->schemas && !options->all_schemas)
        actual = named_part(engine->arena, actual, models);
    *comparison = (struct comparison){0};
    bool refers_out = left_out_remove_from_models(engine->arena, options, models);
    if (!dialect->resolve(&engine->server, engine->arena, models, errors) ||
        !normalise(engine, actual, models, &comparison->undecided, errors))
        return false;
    if (refers_out)
        actual = left_out_share(engine->arena, options, actual, models);
    comparison->actual = actual;
    comparison->desired = models;
    if (!diff_schemas(engine->arena, &rules, actual, models, &comparison->upgrade, errors))
        return false;
    operations_tell_apart(engine->arena, options->naming, actual, false, &comparison->upgrade);
    if (!operations_inverse(
            engine->arena, &comparison->upgrade, actual, &comparison->downgrade, &comparison->lossy, errors))
        return false;
    operations_tell_apart(engine->arena, options->naming, models, true, &comparison->downgrade);
    return true;
}

const struct operation *operations_drop(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        enum operation_kind kind = operations->items[i].kind;
        if (kind == OPERATION_DROP_TABLE || kind == OPERATION_DROP_COLUMN || kind == OPERATION_DROP_ENUM ||
            (kind == OPERATION_DROP_OBJECT && !operation_made_again(operations, i)))
            return &operations->items[i];
    }
    return NULL;
}
