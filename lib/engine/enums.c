#include "engine/enums.h"

#include <string.h>

static bool names_enum(const struct column *column) {
    return column->type.kind == TYPE_ENUM && column->type.text;
}

static bool speaks_of_enums(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_ENUM:
    case OPERATION_ALTER_ENUM:
    case OPERATION_RENAME_ENUM:
    case OPERATION_DROP_ENUM:
        return true;
    case OPERATION_ADD_COLUMN:
        return names_enum(operation->column);
    case OPERATION_ALTER_COLUMN:
        return operation->changes & CHANGE_TYPE && names_enum(operation->column);
    case OPERATION_CREATE_TABLE:
        for (size_t i = 0; i < operation->definition->columns.count; i++)
            if (names_enum(operation->definition->columns.items[i]))
                return true;
        return false;
    default:
        return false;
    }
}

static bool any_speaks(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++)
        if (speaks_of_enums(&operations->items[i]))
            return true;
    return false;
}

/* --- What is declared --- */

/* What can't be followed, as a table that SQL made, declares no enum. */
static void follow(struct engine *engine, struct schema *schema, const struct operation *operation) {
    struct errors ignored = {.arena = engine->arena};
    const struct operations *effect = operation->effect;
    if (!operation_is_opaque(operation))
        operation_apply(engine->arena, operation, schema, &ignored);
    for (size_t i = 0; effect && i < effect->count; i++)
        operation_apply(engine->arena, &effect->items[i], schema, &ignored);
}

static bool learn(
    struct engine *engine, struct declared *declared, const struct names *rows, struct errors *errors) {
    struct revisions heads;
    declared->schema = arena_new(engine->arena, struct schema);
    if (!graph_rows(engine->arena, engine->graph, rows, &heads, errors))
        return false;
    struct revisions applied = graph_closure(engine->arena, engine->graph, &heads);
    for (size_t i = 0; i < applied.count; i++) {
        struct script *script = applied.items[i]->script;
        if (!script_load(engine->arena, script, engine->reading, engine->dialect->syntax))
            return false;
        for (size_t k = 0; k < script->upgrade.count; k++)
            follow(engine, declared->schema, &script->upgrade.items[k]);
    }
    return true;
}

/* --- Operations --- */

static void spell_column(struct arena *arena, const struct schema *schema, struct column **column) {
    const struct enum_type *type =
        names_enum(*column) ? enums_find(&schema->enums, (*column)->type.text) : NULL;
    if (!type)
        return;
    struct names *values = arena_new(arena, struct names);
    *values = (struct names){0};
    for (size_t i = 0; i < type->values.count; i++)
        list_push(arena, values, type->values.items[i]);
    *column = column_copy(arena, *column);
    (*column)->type.text = NULL;
    (*column)->type.values = values;
}

static void spell(struct arena *arena, const struct schema *schema, struct operation *operation) {
    if (operation->column)
        spell_column(arena, schema, &operation->column);
    if (operation->kind != OPERATION_CREATE_TABLE)
        return;
    operation->definition = table_copy(arena, operation->definition);
    for (size_t i = 0; i < operation->definition->columns.count; i++)
        spell_column(arena, schema, &operation->definition->columns.items[i]);
}

/* What becomes of each column that the scripts gave an enum. */
struct spelling {
    struct engine *engine;
    const struct operation *change;
    const struct names *values; /* that it shall have */
    struct operations *spelt;
};

typedef void spell_function(
    const struct spelling *spelling, const struct table *table, const struct column *column);

static void spell_each(
    const struct spelling *spelling, const struct schema *schema, spell_function *function) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++) {
            const struct column *column = table->columns.items[k];
            if (names_enum(column) && !strcmp(column->type.text, spelling->change->name))
                function(spelling, table, column);
        }
    }
}

static struct operation *alter_column(
    const struct spelling *spelling, const struct table *table, const struct column *column) {
    const struct operation *change = spelling->change;
    struct arena *arena = spelling->engine->arena;
    struct operation *operation = list_add(arena, spelling->spelt);
    *operation = (struct operation){.kind = OPERATION_ALTER_COLUMN,
        .schema = table->schema,
        .table = table->name,
        .name = column->name,
        .place = change->place,
        .column = arena_new(arena, struct column),
        .changes = CHANGE_TYPE,
        .with = change->with};
    *operation->column = (struct column){.name = column->name,
        .type = {.kind = TYPE_ENUM, .values = spelling->values},
        .place = change->place};
    return operation;
}

static void spell_values(
    const struct spelling *spelling, const struct table *table, const struct column *column) {
    alter_column(spelling, table, column);
}

/* The values, and the default with them. */
static void spell_new_names(
    const struct spelling *spelling, const struct table *table, const struct column *column) {
    struct operation *operation = alter_column(spelling, table, column);
    if (column->default_value.kind != VALUE_STRING)
        return;
    operation->changes |= CHANGE_DEFAULT;
    operation->column->default_value = (struct value){
        VALUE_STRING, renamed_value(&spelling->change->renamed_values, column->default_value.text)};
}

/* UPDATE "author" SET "feels" = 'fine' WHERE "feels" = 'ok' */
static const char *update_sql(const struct spelling *spelling, const struct table *table,
    const struct column *column, const char *from, const char *to) {
    const struct dialect *dialect = spelling->engine->dialect;
    struct buffer sql = {.arena = spelling->engine->arena};
    buffer_add(&sql, "UPDATE ");
    if (table->schema) {
        dialect->name_quoted(&sql, table->schema);
        buffer_add_char(&sql, '.');
    }
    dialect->name_quoted(&sql, table->name);
    buffer_add(&sql, " SET ");
    dialect->name_quoted(&sql, column->name);
    buffer_add(&sql, " = ");
    dialect->text_quoted(&sql, to);
    buffer_add(&sql, " WHERE ");
    dialect->name_quoted(&sql, column->name);
    buffer_add(&sql, " = ");
    dialect->text_quoted(&sql, from);
    return buffer_text(&sql);
}

static void spell_rows(
    const struct spelling *spelling, const struct table *table, const struct column *column) {
    const struct renamed *renamed = &spelling->change->renamed_values;
    struct arena *arena = spelling->engine->arena;
    for (size_t i = 0; i < renamed->to.count; i++) {
        struct operation *operation = list_add(arena, spelling->spelt);
        *operation = (struct operation){.kind = OPERATION_EXECUTE,
            .place = spelling->change->place,
            .effect = arena_new(arena, struct operations)};
        *list_add(arena, &operation->texts) = (struct dialect_text){
            "default", update_sql(spelling, table, column, renamed->from.items[i], renamed->to.items[i])};
    }
}

/* While rows still have the old names and come to have the new ones, there are both. */
static void spell_rename(struct spelling *spelling, const struct schema *schema) {
    const struct renamed *renamed = &spelling->change->renamed_values;
    const struct enum_type *type = enums_find(&schema->enums, spelling->change->name);
    struct arena *arena = spelling->engine->arena;
    struct names *both = arena_new(arena, struct names), *after = arena_new(arena, struct names);
    if (!type || !renamed->to.count)
        return;
    for (size_t i = 0; i < type->values.count; i++) {
        list_push(arena, both, type->values.items[i]);
        list_push(arena, after, renamed_value(renamed, type->values.items[i]));
    }
    for (size_t i = 0; i < renamed->to.count; i++)
        list_push(arena, both, renamed->to.items[i]);
    spelling->values = both;
    spell_each(spelling, schema, spell_values);
    spell_each(spelling, schema, spell_rows);
    spelling->values = after;
    spell_each(spelling, schema, spell_new_names);
}

static bool spell_one(struct engine *engine, struct schema *schema, const struct operation *operation,
    struct operations *spelt, struct errors *errors) {
    struct operation copy = *operation;
    struct spelling spelling = {engine, operation, NULL, spelt};
    switch (operation->kind) {
    case OPERATION_CREATE_ENUM:
        return operation_apply(engine->arena, operation, schema, errors);
    case OPERATION_ALTER_ENUM:
        spelling.values = &operation->enum_type->values;
        spell_each(&spelling, schema, spell_values);
        return operation_apply(engine->arena, operation, schema, errors);
    case OPERATION_RENAME_ENUM:
        spell_rename(&spelling, schema);
        return operation_apply(engine->arena, operation, schema, errors);
    case OPERATION_DROP_ENUM:
        break;
    default:
        spell(engine->arena, schema, &copy);
        list_push(engine->arena, spelt, copy);
    }
    follow(engine, schema, operation);
    return true;
}

const struct operations *enums_spelt_out(struct engine *engine, struct declared *declared,
    const struct names *rows, const struct operations *operations, struct errors *errors) {
    if (engine->dialect->traits->named_enums || (!declared->schema && !any_speaks(operations)))
        return operations;
    if (!declared->schema && !learn(engine, declared, rows, errors))
        return NULL;
    struct operations *spelt = arena_new(engine->arena, struct operations);
    *spelt = (struct operations){0};
    for (size_t i = 0; i < operations->count; i++)
        if (!spell_one(engine, declared->schema, &operations->items[i], spelt, errors))
            return NULL;
    return spelt;
}
