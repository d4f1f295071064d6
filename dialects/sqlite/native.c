/* What SQLite can change in place, where it is right for every table it may meet. */
#include <string.h>

#include "sqlite/compile.h"
#include "sqlite/ddl.h"
#include "sqlite/resolve.h"

static void say(struct compilation *compilation, struct batch *batch, const char *sql, bool rewrites) {
    sqlite_add_statement(compilation, &batch->native, compilation->at, STATEMENT_DDL, sql)->rewrites =
        rewrites;
}

static bool keys_fit_in_column(const struct operation *operation) {
    for (size_t i = 0; i < operation->keys.count; i++) {
        const struct constraint *key = operation->keys.items[i];
        bool foreign = key->kind == CONSTRAINT_FOREIGN_KEY && key->columns.count == 1 &&
                       operation->column->default_value.kind == VALUE_NONE;
        if (!foreign && key->kind != CONSTRAINT_CHECK)
            return false;
    }
    return true;
}

/* ALTER TABLE ADD COLUMN refuses, on tables with rows: defaults that aren't constant, NOT NULL without a
 * default, stored columns, keys. */
bool sqlite_can_add_column(const struct operation *operation) {
    const struct column *column = operation->column;
    const struct value *value = &column->default_value;
    bool has_default = value->kind != VALUE_NONE && value->kind != VALUE_NULL;
    bool constant = value->kind != VALUE_SQL || sqlite_is_literal(value->text);
    bool nullable = column->nullable != OFF;
    if (column->generated)
        return column->stored != ON && nullable && !operation->after && keys_fit_in_column(operation);
    return !operation->after && constant && (nullable || (has_default && constant)) &&
           keys_fit_in_column(operation);
}

static bool add_column(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    if (!sqlite_can_add_column(operation))
        return false;
    const struct column *column = table_find_column(batch->table, operation->column->name);
    say(compilation, batch, sqlite_add_column_sql(compilation->arena, batch->table, column, &operation->keys),
        false);
    for (size_t i = 0; i < operation->key_indexes.count; i++)
        say(compilation, batch,
            sqlite_create_index_sql(compilation->arena, batch->table, operation->key_indexes.items[i]),
            false);
    return true;
}

static void rename_column(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    struct arena *arena = compilation->arena;
    say(compilation, batch,
        arena_format(arena, "ALTER TABLE %s RENAME COLUMN %s TO %s", sqlite_name(arena, batch->table->name),
            sqlite_name(arena, operation->name), sqlite_name(arena, operation->column->name)),
        true);
}

static bool alter_column(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    if (operation->changes & ~(unsigned)(CHANGE_NAME | CHANGE_COMMENT))
        return false;
    if (operation->changes & CHANGE_NAME && strcmp(operation->name, operation->column->name) != 0)
        rename_column(compilation, batch, operation);
    return true;
}

/* DROP COLUMN looks through the whole schema, and fails over any view or trigger that it can't read. */
static bool drop_column(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    struct arena *arena = compilation->arena;
    if (compilation->server->version < SQLITE_DROP_COLUMN || compilation->schema->objects.count)
        return false;
    say(compilation, batch,
        arena_format(arena, "ALTER TABLE %s DROP COLUMN %s", sqlite_name(arena, batch->table->name),
            sqlite_name(arena, operation->name)),
        false);
    return true;
}

static void drop_index(struct compilation *compilation, struct batch *batch, const char *name) {
    say(compilation, batch,
        arena_format(compilation->arena, "DROP INDEX %s", sqlite_name(compilation->arena, name)), false);
}

static void create_index(struct compilation *compilation, struct batch *batch, const char *name) {
    const struct index *index = table_find_index(batch->table, name);
    say(compilation, batch, sqlite_create_index_sql(compilation->arena, batch->table, index), false);
}

static void rename_table(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    struct names statements =
        sqlite_rename_table_sql(compilation->arena, operation->table, operation->new_name);
    for (size_t i = 0; i < statements.count; i++)
        say(compilation, batch, statements.items[i], true);
}

bool sqlite_native_add(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_ADD_COLUMN:
        return add_column(compilation, batch, operation);
    case OPERATION_DROP_COLUMN:
        return drop_column(compilation, batch, operation);
    case OPERATION_ALTER_COLUMN:
        return alter_column(compilation, batch, operation);
    case OPERATION_ALTER_TABLE:
        return !(operation->changes & CHANGE_OPTIONS);
    case OPERATION_RENAME_TABLE:
        rename_table(compilation, batch, operation);
        return true;
    case OPERATION_CREATE_INDEX:
        create_index(compilation, batch, operation->index->name);
        return true;
    case OPERATION_DROP_INDEX:
        drop_index(compilation, batch, operation->name);
        return true;
    case OPERATION_RENAME_INDEX:
        drop_index(compilation, batch, operation->name);
        create_index(compilation, batch, operation->new_name);
        return true;
    default:
        return false;
    }
}
