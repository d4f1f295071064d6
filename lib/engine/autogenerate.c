#include "engine/autogenerate.h"

#include "base/text.h"

static bool wanted(const struct names *patterns, const char *name, bool without_patterns) {
    if (!patterns || !patterns->count)
        return without_patterns;
    for (size_t i = 0; i < patterns->count; i++)
        if (text_matches(name, patterns->items[i]))
            return true;
    return false;
}

/* What the configuration leaves out is left out on both sides. */
static void leave_out(struct arena *arena, const struct compare_options *options, struct schema *schema) {
    for (size_t i = schema->tables.count; i-- > 0;) {
        const struct table *table = schema->tables.items[i];
        const char *name = table_full_name(arena, table->schema, table->name);
        if (!wanted(options->include, name, true) || wanted(options->exclude, name, false))
            schema_remove_table(schema, table->schema, table->name);
    }
}

bool engine_inspect(struct engine *engine, const struct compare_options *options, struct schema *schema,
    struct errors *errors) {
    struct inspect_scope scope = {
        .exclude = options->exclude, .version_table = engine->version_table, .log_table = engine->log_table};
    if (!engine->dialect->inspect(engine->connection, &scope, engine->arena, schema, errors))
        return false;
    leave_out(engine->arena, options, schema);
    return true;
}

static int ask_server(void *context, const char *left, const char *right) {
    struct engine *engine = context;
    return engine->dialect->same_expression(engine->connection, left, right);
}

bool engine_compare(struct engine *engine, const struct compare_options *options, const struct schema *actual,
    struct schema *models, struct comparison *comparison, struct errors *errors) {
    const struct dialect *dialect = engine->dialect;
    struct diff_rules rules = {.dialect = dialect->name,
        .syntax = dialect->syntax,
        .column_order = dialect->traits->column_order,
        .names_ignore_case = dialect->traits->names_ignore_case,
        .comments = dialect->traits->comments && options->comments,
        .types = options->types,
        .defaults = options->defaults,
        .foreign_keys_alterable = dialect->traits->foreign_keys_alterable,
        .replaces = dialect->replaces,
        .same_expression = engine->connection && dialect->same_expression ? ask_server : NULL,
        .context = engine};
    *comparison = (struct comparison){.actual = actual, .desired = models};
    leave_out(engine->arena, options, models);
    return dialect->resolve(&engine->server, engine->arena, models, errors) &&
           diff_schemas(engine->arena, &rules, actual, models, &comparison->upgrade, errors) &&
           operations_inverse(engine->arena, &comparison->upgrade, actual, &comparison->downgrade,
               &comparison->lossy, errors);
}

const struct operation *operations_drop(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        enum operation_kind kind = operations->items[i].kind;
        if (kind == OPERATION_DROP_TABLE || kind == OPERATION_DROP_COLUMN || kind == OPERATION_DROP_OBJECT ||
            kind == OPERATION_DROP_ENUM)
            return &operations->items[i];
    }
    return NULL;
}
