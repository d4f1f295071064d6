#include "engine/danger.h"

#include <string.h>

#include "base/text.h"
#include "engine/asking.h"
#include "engine/meant.h"

static void put(struct name_index *index, const char *key, const char *now) {
    index_put(index, key, (void *)(size_t)now);
}

static void tell(
    struct asking *asking, const struct operation *operation, const char *format, const char *what) {
    struct arena *arena = asking->engine->arena;
    const char *subject = what ? arena_format(arena, "%s.%s", asking_table_key(asking, operation), what)
                               : asking_table_key(asking, operation);
    list_push(arena, asking->dangers, arena_format(arena, "%s %s", subject, format));
}

static void doubt_default(
    struct asking *asking, const struct operation *operation, const struct column *column) {
    const char *text = column->default_value.text;
    if (meant_as_expression(column))
        tell(asking, operation,
            arena_format(asking->engine->arena,
                "has the text \"%s\" as its default: write {sql: %s} if the database shall evaluate it", text,
                text_same_word(text, "now") ? "CURRENT_TIMESTAMP" : text),
            column->name);
}

static bool needs_a_value(const struct dialect *dialect, const struct column *column) {
    bool has_default = column->default_value.kind != VALUE_NONE && column->default_value.kind != VALUE_NULL;
    bool counts = column->autoincrement == ON || (dialect->fills_itself && dialect->fills_itself(column));
    return column->nullable == OFF && !has_default && !column->generated && !counts;
}

static void ask_created(struct asking *asking, const struct operation *operation) {
    const struct columns *columns = &operation->definition->columns;
    for (size_t i = 0; i < columns->count; i++)
        doubt_default(asking, operation, columns->items[i]);
    put(&asking->tables, asking_table_key(asking, operation), "");
}

static void ask_added(struct asking *asking, const struct operation *operation) {
    doubt_default(asking, operation, operation->column);
    if (needs_a_value(asking->engine->dialect, operation->column) && asking_has_rows(asking, operation))
        tell(asking, operation,
            "is NOT NULL without a default, and the table has rows: give it a default, or fill it in between",
            operation->column->name);
    put(&asking->columns, asking_column_key(asking, operation, operation->column->name), "");
}

static void look_at_tables(struct asking *asking) {
    struct engine *engine = asking->engine;
    struct errors ignored = {.arena = engine->arena};
    struct names tables = {0};
    struct inspect_scope scope = {
        .tables = &tables, .version_table = engine->version_table, .log_table = engine->log_table};
    for (size_t i = 0; i < asking->operations->count; i++) {
        const struct operation *operation = &asking->operations->items[i];
        const struct reference *referred =
            operation->kind == OPERATION_CREATE_FOREIGN_KEY ? &operation->constraint->reference : NULL;
        bool wanted = (operation->kind == OPERATION_DROP_TABLE && engine->dialect->moves_rows) ||
                      operation->kind == OPERATION_RENAME_TABLE || operation->kind == OPERATION_ALTER_TABLE ||
                      (operation->kind == OPERATION_ALTER_COLUMN &&
                          operation->changes & (CHANGE_TYPE | CHANGE_OPTIONS));
        if (wanted)
            list_push(engine->arena, &tables, asking_table_key(asking, operation));
        else if (referred && !referred->columns.count)
            list_push(
                engine->arena, &tables, table_full_name(engine->arena, referred->schema, referred->table));
    }
    asking->seen = arena_new(engine->arena, struct schema);
    engine->dialect->inspect(engine->connection, &scope, engine->arena, asking->seen, &ignored);
}

static struct table *table_seen(struct asking *asking, const struct operation *operation) {
    const char *now = asking_table_now(asking, operation);
    if (!asking->seen)
        look_at_tables(asking);
    return now ? schema_find_table(asking->seen, operation->schema, now) : NULL;
}

/* Those that have a name: others say that there are none any more. */
static struct options named_options(struct arena *arena, const struct options *options) {
    struct options named = {0};
    for (size_t i = 0; i < options->count; i++)
        if (options->items[i].name)
            list_push(arena, &named, options->items[i]);
    return named;
}

static void change_type(struct asking *asking, struct column *column, const struct operation *operation) {
    struct options options = named_options(asking->engine->arena, &operation->column->options);
    column->type = operation->column->type;
    column->native = NULL;
    for (size_t i = 0; operation->changes & CHANGE_OPTIONS && i < options.count; i++)
        list_push(asking->engine->arena, &column->options, options.items[i]);
}

static bool resolve(struct asking *asking, struct table *table) {
    struct engine *engine = asking->engine;
    struct errors ignored = {.arena = engine->arena};
    return engine->dialect->resolve_table(&engine->server, engine->arena, NULL, table, &ignored);
}

/* What becomes of the column's type, in the database's words. */
static const struct column *column_then(
    struct asking *asking, const struct operation *operation, const struct table *table, const char *name) {
    struct table *after = table_copy(asking->engine->arena, table);
    struct column *column = table_find_column(after, name);
    change_type(asking, column, operation);
    return resolve(asking, after) ? column : NULL;
}

/* The table with its other options and types. */
static const struct table *table_then(
    struct asking *asking, const struct operation *operation, const struct table *table) {
    struct table *after = table_copy(asking->engine->arena, table);
    after->options = named_options(asking->engine->arena, &operation->definition->options);
    for (size_t i = 0; i < asking->operations->count; i++) {
        const struct operation *other = &asking->operations->items[i];
        const char *now = other->kind == OPERATION_ALTER_COLUMN && other->changes & CHANGE_TYPE &&
                                  asking_is_of_table(other, operation)
                              ? asking_column_now(asking, other, other->name)
                              : NULL;
        struct column *column = now ? table_find_column(after, now) : NULL;
        if (column)
            change_type(asking, column, other);
    }
    return resolve(asking, after) ? after : NULL;
}

static void ask_dropped(struct asking *asking, const struct operation *operation) {
    const struct engine *engine = asking->engine;
    if (!asking_has_rows(asking, operation))
        return;
    const struct table *table = engine->dialect->moves_rows ? table_seen(asking, operation) : NULL;
    bool moves = table && engine->dialect->moves_rows(engine->arena, asking->operations, table);
    tell(asking, operation,
        moves ? "has rows: those that have no place in another partition are dropped with it"
              : "has rows, which are dropped with it",
        NULL);
}

static void ask_dropped_object(struct asking *asking, const struct operation *operation) {
    const struct engine *engine = asking->engine;
    const struct operation *made = operation_made_again(asking->operations, asking->at);
    const char *lost = made && engine->dialect->forgets
                           ? engine->dialect->forgets(engine->arena, operation->object, made->object)
                           : NULL;
    if (lost)
        list_push(engine->arena, asking->dangers,
            arena_format(engine->arena, "%s %s loses %s: values that columns have there go with it",
                operation->object->kind, table_full_name(engine->arena, operation->schema, operation->name),
                lost));
}

static void ask_altered_table(struct asking *asking, const struct operation *operation) {
    const struct dialect *dialect = asking->engine->dialect;
    bool asks = dialect->excludes && operation->changes & CHANGE_OPTIONS;
    const struct table *from = asks ? table_seen(asking, operation) : NULL;
    const struct table *to = from ? table_then(asking, operation, from) : NULL;
    const char *condition = to ? dialect->excludes(asking->engine->arena, from, to) : NULL;
    if (condition && !asking_is_too_early(asking, operation) &&
        asking_has_rows_with(asking, operation, condition))
        tell(asking, operation, "has rows that don't fit the table as it becomes: mend them first", NULL);
}

static void ask_converted(struct asking *asking, const struct operation *operation) {
    const struct dialect *dialect = asking->engine->dialect;
    const char *now = asking_column_now(asking, operation, operation->name);
    const struct table *table = dialect->loses && now ? table_seen(asking, operation) : NULL;
    const struct column *from = table ? table_find_column(table, now) : NULL;
    const struct column *to = from ? column_then(asking, operation, table, now) : NULL;
    const char *condition = to ? dialect->loses(asking->engine->arena, from, to) : NULL;
    if (condition && asking_has_such(asking, operation, operation->name, condition))
        tell(asking, operation,
            arena_format(asking->engine->arena,
                "has values that don't stay what they are as %s: mend them first, or say with `using` what "
                "becomes of "
                "them",
                to->type_sql),
            operation->name);
}

static void ask_for_nulls(
    struct asking *asking, const struct operation *operation, const char *column, const char *becomes) {
    const char *key = asking_column_key(asking, operation, column);
    if (index_find(&asking->required, key) || asking_is_too_early(asking, operation) ||
        !asking_has_value(asking, operation, column, " IS NULL"))
        return;
    index_put(&asking->required, key, asking);
    tell(asking, operation,
        arena_format(asking->engine->arena, "%s, and has rows without a value: fill them in first", becomes),
        column);
}

static const char *parts_text(struct arena *arena, const struct key_parts *parts) {
    struct names terms = {0};
    for (size_t i = 0; i < parts->count; i++)
        list_push(
            arena, &terms, parts->items[i].column ? parts->items[i].column : parts->items[i].expression);
    return names_join(arena, &terms, ", ");
}

static void ask_unique(struct asking *asking, const struct operation *operation,
    const struct key_parts *parts, const char *where) {
    struct arena *arena = asking->engine->arena;
    if (!asking_is_too_early(asking, operation) && asking_has_duplicates(asking, operation, parts, where))
        tell(asking, operation,
            arena_format(arena, "has rows with the same %s, which become unique: mend them first",
                parts_text(arena, parts)),
            NULL);
}

/* --- Under another collation --- */

static bool follows_column(const struct key_parts *parts, const char *column) {
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].column && !strcmp(parts->items[i].column, column) && !parts->items[i].collation)
            return true;
    return false;
}

static bool is_dropped(struct asking *asking, const struct operation *by, const char *name) {
    for (size_t i = 0; i < asking->operations->count; i++) {
        const struct operation *operation = &asking->operations->items[i];
        bool drops = operation->kind == OPERATION_DROP_CONSTRAINT || operation->kind == OPERATION_DROP_INDEX;
        if (drops && (!operation->name || !name || !strcmp(operation->name, name)) &&
            asking_is_of_table(operation, by))
            return true;
    }
    return false;
}

static void ask_collated_key(
    struct asking *asking, const struct operation *operation, const struct index *key) {
    const char *now = asking_column_now(asking, operation, operation->name);
    if (follows_column(&key->parts, now) && !is_dropped(asking, operation, key->name))
        ask_unique(asking, operation, &key->parts, key->where);
}

/* What is unique already may have values that only the new collation takes for the same. */
static void ask_collated(struct asking *asking, const struct operation *operation) {
    struct options options = named_options(asking->engine->arena, &operation->column->options);
    const struct option *collation = options_find(&options, asking->engine->dialect->name, "collation");
    const char *now = asking_column_now(asking, operation, operation->name);
    const struct table *table = collation && collation->value && now ? table_seen(asking, operation) : NULL;
    if (!table)
        return;
    put(&asking->collations, asking_column_key(asking, operation, operation->name), collation->value);
    if (operation->changes & CHANGE_NAME)
        put(&asking->collations, asking_column_key(asking, operation, operation->column->name),
            collation->value);
    for (size_t i = 0; i < table->constraints.count + 1; i++) {
        const struct constraint *key =
            i < table->constraints.count ? table->constraints.items[i] : table->primary_key;
        if (key && (key->kind == CONSTRAINT_PRIMARY_KEY || key->kind == CONSTRAINT_UNIQUE))
            ask_collated_key(asking, operation, &(struct index){.name = key->name, .parts = key->columns});
    }
    for (size_t i = 0; i < table->indexes.count; i++)
        if (table->indexes.items[i]->unique)
            ask_collated_key(asking, operation, table->indexes.items[i]);
}

static void ask_altered(struct asking *asking, const struct operation *operation) {
    bool forbids_null = operation->changes & CHANGE_NULLABLE && operation->column->nullable == OFF;
    if (operation->changes & CHANGE_DEFAULT)
        doubt_default(asking, operation, operation->column);
    if (forbids_null)
        ask_for_nulls(asking, operation, operation->name, "becomes NOT NULL");
    if (operation->changes & CHANGE_TYPE && !operation->using_sql)
        ask_converted(asking, operation);
    if (operation->changes & CHANGE_OPTIONS)
        ask_collated(asking, operation);
    if (operation->changes & CHANGE_NAME) {
        const char *now = asking_column_now(asking, operation, operation->name);
        put(&asking->columns, asking_column_key(asking, operation, operation->column->name), now ? now : "");
    }
}

/* Where SQLite would number such rows anew, others refuse them. */
static void ask_primary_key(struct asking *asking, const struct operation *operation) {
    const struct key_parts *parts = &operation->constraint->columns;
    ask_unique(asking, operation, parts, NULL);
    if (parts->count == 1)
        ask_for_nulls(asking, operation, parts->items[0].column, "becomes the primary key");
}

static bool leaves_rows_alone(struct asking *asking, const struct operation *operation) {
    return options_find(&operation->constraint->options, asking->engine->dialect->name, "not_valid");
}

static void ask_check(struct asking *asking, const struct operation *operation) {
    const char *check = operation->constraint->expression;
    if (!leaves_rows_alone(asking, operation) && !asking_is_too_early(asking, operation) &&
        asking_breaks(asking, operation, check))
        tell(asking, operation,
            arena_format(
                asking->engine->arena, "has rows that break the new check %s: mend them first", check),
            NULL);
}

/* The columns as they are now; empty: they aren't there. */
static struct names referred_columns(
    struct asking *asking, const struct operation *parent, const struct reference *reference) {
    struct names columns = {0};
    const struct table *table = reference->columns.count ? NULL : table_seen(asking, parent);
    const struct key_parts *key = table && table->primary_key ? &table->primary_key->columns : NULL;
    for (size_t i = 0; i < reference->columns.count; i++) {
        const char *now = asking_column_now(asking, parent, reference->columns.items[i]);
        if (!now)
            return (struct names){0};
        list_push(asking->engine->arena, &columns, now);
    }
    for (size_t i = 0; key && i < key->count; i++)
        list_push(asking->engine->arena, &columns, key->items[i].column);
    return columns;
}

/* Where the operations themselves fill tables, what refers to a new one may find its row. */
static bool fills_tables(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++)
        if (!operation_is_structural(&operations->items[i]))
            return true;
    return false;
}

static bool has_orphans(struct asking *asking, const struct operation *operation) {
    const struct reference *reference = &operation->constraint->reference;
    const struct operation parent = {.schema = reference->schema, .table = reference->table};
    struct reference now = {.schema = reference->schema, .table = asking_table_now(asking, &parent)};
    if (now.table) {
        struct names columns = referred_columns(asking, &parent, reference);
        return asking_has_orphans(asking, operation, &now, &columns);
    }
    for (size_t i = 0; i < operation->constraint->columns.count; i++)
        if (!asking_has_value(
                asking, operation, operation->constraint->columns.items[i].column, " IS NOT NULL"))
            return false;
    return !fills_tables(asking->operations);
}

static void ask_foreign_key(struct asking *asking, const struct operation *operation) {
    struct arena *arena = asking->engine->arena;
    const struct constraint *constraint = operation->constraint;
    if (leaves_rows_alone(asking, operation) || asking_is_too_early(asking, operation) ||
        !has_orphans(asking, operation))
        return;
    tell(asking, operation,
        arena_format(arena, "has rows whose %s refers to no row of %s: mend them first",
            parts_text(arena, &constraint->columns),
            table_full_name(arena, constraint->reference.schema, constraint->reference.table)),
        NULL);
}

static void note_renamed_table(struct asking *asking, const struct operation *operation) {
    const char *now = asking_table_now(asking, operation);
    const char *key = table_full_name(asking->engine->arena, operation->schema, operation->new_name);
    put(&asking->tables, key, now ? now : "");
}

static void ask(struct asking *asking, const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_TABLE:
        ask_created(asking, operation);
        break;
    case OPERATION_RENAME_TABLE:
        note_renamed_table(asking, operation);
        break;
    case OPERATION_DROP_TABLE:
        ask_dropped(asking, operation);
        break;
    case OPERATION_DROP_OBJECT:
        ask_dropped_object(asking, operation);
        break;
    case OPERATION_DROP_COLUMN:
        if (asking_has_value(asking, operation, operation->name, " IS NOT NULL"))
            tell(asking, operation, "has values, which are dropped with it", operation->name);
        break;
    case OPERATION_ADD_COLUMN:
        ask_added(asking, operation);
        break;
    case OPERATION_ALTER_COLUMN:
        ask_altered(asking, operation);
        break;
    case OPERATION_ALTER_TABLE:
        ask_altered_table(asking, operation);
        break;
    case OPERATION_CREATE_PRIMARY_KEY:
        ask_primary_key(asking, operation);
        break;
    case OPERATION_CREATE_UNIQUE:
        ask_unique(asking, operation, &operation->constraint->columns, NULL);
        break;
    case OPERATION_CREATE_INDEX:
        if (operation->index->unique)
            ask_unique(asking, operation, &operation->index->parts, operation->index->where);
        break;
    case OPERATION_CREATE_CHECK:
        ask_check(asking, operation);
        break;
    case OPERATION_CREATE_FOREIGN_KEY:
        ask_foreign_key(asking, operation);
        break;
    default:
        break;
    }
}

void engine_dangers(struct engine *engine, const struct operations *operations, struct names *dangers) {
    struct asking asking = {.engine = engine,
        .tables = {.arena = engine->arena},
        .columns = {.arena = engine->arena},
        .required = {.arena = engine->arena},
        .collations = {.arena = engine->arena},
        .operations = operations,
        .dangers = dangers};
    for (asking.at = 0; asking.at < operations->count; asking.at++)
        ask(&asking, &operations->items[asking.at]);
}
