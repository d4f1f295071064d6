#include "sqlite/compile.h"

#include <string.h>

#include "sql/expression.h"
#include "sqlite/ddl.h"
#include "sqlite/rename.h"
#include "sqlite/resolve.h"

struct statement *sqlite_add_statement(struct compilation *compilation, struct statements *list,
    size_t operation, enum statement_kind kind, const char *sql) {
    struct statement *statement = list_add(compilation->arena, list);
    statement->sql = sql;
    statement->kind = kind;
    statement->operation = operation;
    statement->place = compilation->operations->items[operation].place;
    return statement;
}

static void say(struct compilation *compilation, const char *sql) {
    sqlite_add_statement(compilation, compilation->statements, compilation->at, STATEMENT_DDL, sql);
}

/* --- Batches --- */

/* What a type is written as may depend on the key, and so on operations that come later. */
static bool settle(struct compilation *compilation, struct batch *batch) {
    return sqlite_resolve_touched(
        compilation->arena, compilation->schema, batch->table, &batch->touched, compilation->errors);
}

static void follow_renames(
    struct compilation *compilation, const struct batch *batch, struct object *trigger) {
    struct arena *arena = compilation->arena;
    const char *from = batch->before->name, *to = batch->table->name;
    bool is_own = trigger->table && !strcmp(trigger->table, to);
    for (size_t i = 0; i < trigger->create.count; i++) {
        const char **text = &trigger->create.items[i].text;
        for (size_t k = 0; is_own && k < batch->renames.count; k++)
            *text = sqlite_rename_column_in(
                arena, *text, batch->renames.items[k].from, batch->renames.items[k].to);
        if (strcmp(from, to) != 0)
            *text = sqlite_rename_table_in(arena, *text, from, to);
    }
}

static void flush(struct compilation *compilation, size_t at) {
    struct batch *batch = compilation->batches.items[at];
    list_remove(&compilation->batches, at);
    if (batch->is_rebuild && settle(compilation, batch))
        sqlite_rebuild_add(compilation, batch);
    for (size_t i = 0; !batch->is_rebuild && i < batch->native.count; i++)
        list_push(compilation->arena, compilation->statements, batch->native.items[i]);
    for (size_t i = 0; i < compilation->schema->objects.count; i++)
        if (!strcmp(compilation->schema->objects.items[i]->kind, "trigger"))
            follow_renames(compilation, batch, compilation->schema->objects.items[i]);
}

static void flush_all(struct compilation *compilation) {
    while (compilation->batches.count)
        flush(compilation, 0);
}

static bool frees_index(const struct batch *batch, const char *name) {
    for (size_t i = 0; i < batch->before->indexes.count; i++)
        if (sqlite_same_name(batch->before->indexes.items[i]->name, name))
            return true;
    return false;
}

/* What is about to take a name lets those go first that still hold it: a table's when `index` is null. */
static void free_name(struct compilation *compilation, const char *table, const char *index) {
    for (size_t i = 0; i < compilation->batches.count;) {
        const struct batch *batch = compilation->batches.items[i];
        bool holds = index ? !sqlite_same_name(batch->table->name, table) && frees_index(batch, index)
                           : sqlite_same_name(batch->before->name, table);
        if (holds)
            flush(compilation, i);
        else
            i++;
    }
}

static struct batch *batch_of(struct compilation *compilation, struct table *table) {
    for (size_t i = 0; i < compilation->batches.count; i++)
        if (compilation->batches.items[i]->table == table)
            return compilation->batches.items[i];
    struct batch *batch = arena_new(compilation->arena, struct batch);
    batch->table = table;
    batch->before = table_copy(compilation->arena, table);
    batch->operation = compilation->at;
    list_push(compilation->arena, &compilation->batches, batch);
    return batch;
}

static void flush_table(struct compilation *compilation, const struct table *table) {
    for (size_t i = 0; i < compilation->batches.count; i++)
        if (compilation->batches.items[i]->table == table) {
            flush(compilation, i);
            return;
        }
}

/* The column's name in the database, before the batch. */
static const char *old_name(const struct batch *batch, const char *name) {
    for (size_t i = batch->renames.count; i-- > 0;)
        if (!strcmp(batch->renames.items[i].to, name))
            name = batch->renames.items[i].from;
    return name;
}

static bool was_renamed(const struct batch *batch, const char *name) {
    for (size_t i = 0; i < batch->renames.count; i++)
        if (!strcmp(batch->renames.items[i].from, name))
            return true;
    return false;
}

/* --- Operations on a table that is there --- */

static bool apply(struct compilation *compilation, const struct operation *operation) {
    return operation_apply(compilation->arena, operation, compilation->schema, compilation->errors);
}

static void note_conversion(
    struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    const char *sql = operation->using_sql;
    if (!sql)
        return;
    for (size_t i = batch->renames.count; i-- > 0;)
        sql = expression_rename(compilation->arena, &sqlite_syntax, sql, batch->renames.items[i].to,
            sqlite_name(compilation->arena, batch->renames.items[i].from));
    *list_add(compilation->arena, &batch->conversions) =
        (struct conversion){old_name(batch, operation->name), sql};
}

static void note_rename(
    struct compilation *compilation, struct batch *batch, const char *from, const char *to) {
    if (!strcmp(from, to))
        return;
    *list_add(compilation->arena, &batch->renames) = (struct column_rename){from, to};
    for (size_t i = 0; i < batch->touched.count; i++)
        if (!strcmp(batch->touched.items[i], from))
            batch->touched.items[i] = to;
}

static void note(struct compilation *compilation, struct batch *batch, const struct operation *operation) {
    const unsigned typing = CHANGE_TYPE | CHANGE_AUTOINCREMENT | CHANGE_OPTIONS;
    if (operation->kind == OPERATION_ADD_COLUMN) {
        list_push(compilation->arena, &batch->fresh, operation->column->name);
        list_push(compilation->arena, &batch->touched, operation->column->name);
    }
    if (operation->kind != OPERATION_ALTER_COLUMN)
        return;
    note_conversion(compilation, batch, operation);
    if (operation->changes & typing)
        list_push(compilation->arena, &batch->touched, operation->name);
    if (operation->changes & CHANGE_NAME)
        note_rename(compilation, batch, operation->name, operation->column->name);
}

static bool alter(struct compilation *compilation, const struct operation *operation) {
    struct table *table = schema_find_table(compilation->schema, operation->schema, operation->table);
    /* A new column under the name that a renamed one had can't be told from it: one after the other. */
    if (table && operation->kind == OPERATION_ADD_COLUMN &&
        was_renamed(batch_of(compilation, table), operation->column->name))
        flush_table(compilation, table);
    if (operation->kind == OPERATION_RENAME_TABLE)
        free_name(compilation, operation->new_name, NULL);
    if (operation->kind == OPERATION_CREATE_INDEX)
        free_name(compilation, operation->table, operation->index->name);
    struct batch *batch = table ? batch_of(compilation, table) : NULL;
    if (!apply(compilation, operation))
        return false;
    note(compilation, batch, operation);
    if (!settle(compilation, batch))
        return false;
    batch->is_rebuild |= !sqlite_native_add(compilation, batch, operation);
    return true;
}

/* --- The others --- */

static bool create_table(struct compilation *compilation, const struct operation *operation) {
    free_name(compilation, operation->table, NULL);
    for (size_t i = 0; i < operation->definition->indexes.count; i++)
        free_name(compilation, operation->table, operation->definition->indexes.items[i]->name);
    if (!apply(compilation, operation))
        return false;
    struct table *table = schema_find_table(compilation->schema, operation->schema, operation->table);
    if (!sqlite_resolve_table(
            compilation->server, compilation->arena, compilation->schema, table, compilation->errors))
        return false;
    say(compilation, sqlite_create_table_sql(compilation->arena, table, table->name));
    for (size_t i = 0; i < table->indexes.count; i++)
        say(compilation, sqlite_create_index_sql(compilation->arena, table, table->indexes.items[i]));
    return true;
}

static void forget_triggers(struct compilation *compilation, const char *table) {
    struct objects *objects = &compilation->schema->objects;
    for (size_t i = 0; i < objects->count;) {
        const struct object *object = objects->items[i];
        if (!strcmp(object->kind, "trigger") && object->table && sqlite_same_name(object->table, table))
            list_remove(objects, i);
        else
            i++;
    }
}

static bool drop_table(struct compilation *compilation, const struct operation *operation) {
    const struct table *table = schema_find_table(compilation->schema, operation->schema, operation->table);
    if (table)
        flush_table(compilation, table);
    if (!apply(compilation, operation))
        return false;
    forget_triggers(compilation, operation->table);
    say(compilation,
        arena_format(compilation->arena, "DROP TABLE %s", sqlite_name(compilation->arena, operation->table)));
    return true;
}

static bool no_words_for(struct compilation *compilation, const struct object *object) {
    struct error *error = error_add(compilation->errors, ERROR_UNSUPPORTED,
        compilation->operations->items[compilation->at].place, "%s \"%s\" has no SQL for SQLite",
        object->kind, object->name);
    error_hint(compilation->errors, error, "write it under \"sqlite\" or \"default\"");
    return false;
}

/* SQLite looks into views and triggers when it renames: new ones come after that. */
static bool create_object(struct compilation *compilation, const struct operation *operation) {
    const char *sql = sqlite_create_object_sql(compilation->arena, operation->object);
    flush_all(compilation);
    if (!apply(compilation, operation))
        return false;
    if (!sql)
        return operation->object->create.count || no_words_for(compilation, operation->object);
    say(compilation, sql);
    return true;
}

/* Is it one that other databases have, and SQLite has no text for? */
static bool is_others(const struct compilation *compilation, const struct object *object) {
    const struct object *met =
        schema_find_object(compilation->schema, object->kind, object->schema, object->name);
    if (met)
        return met->create.count && !texts_find(&met->create, "sqlite");
    return strcmp(object->kind, "view") != 0 && strcmp(object->kind, "trigger") != 0 &&
           strcmp(object->kind, "virtual_table") != 0 && !texts_find(&object->drop, "sqlite");
}

/* Nothing is done with it; where it is only text, the text goes along. */
static bool change_others(struct compilation *compilation, const struct operation *operation) {
    const struct object *object = operation->object;
    return !schema_find_object(compilation->schema, object->kind, object->schema, object->name) ||
           apply(compilation, operation);
}

static bool drop_object(struct compilation *compilation, const struct operation *operation) {
    const char *sql = sqlite_drop_object_sql(compilation->arena, operation->object);
    if (is_others(compilation, operation->object))
        return change_others(compilation, operation);
    if (!sql)
        return no_words_for(compilation, operation->object);
    if (!apply(compilation, operation))
        return false;
    say(compilation, sql);
    return true;
}

/* --- Enums: the columns that use one are rebuilt --- */

static bool uses_enum(const struct column *column, const struct operation *operation) {
    return column->type.kind == TYPE_ENUM && column->type.text && !strcmp(column->type.text, operation->name);
}

static void remake_column(struct compilation *compilation, struct table *table, size_t at) {
    struct batch *batch = batch_of(compilation, table);
    batch->is_rebuild = true;
    list_push(compilation->arena, &batch->touched, table->columns.items[at]->name);
}

static bool alter_enum(struct compilation *compilation, const struct operation *operation) {
    struct schema *schema = compilation->schema;
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->columns.count; k++)
            if (uses_enum(schema->tables.items[i]->columns.items[k], operation))
                remake_column(compilation, schema->tables.items[i], k);
    if (!apply(compilation, operation))
        return false;
    for (size_t i = 0; i < compilation->batches.count; i++)
        if (!settle(compilation, compilation->batches.items[i]))
            return false;
    return true;
}

static bool compile_one(struct compilation *compilation, const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_TABLE:
        return create_table(compilation, operation);
    case OPERATION_DROP_TABLE:
        return drop_table(compilation, operation);
    case OPERATION_CREATE_OBJECT:
        return create_object(compilation, operation);
    case OPERATION_DROP_OBJECT:
        return drop_object(compilation, operation);
    case OPERATION_ALTER_ENUM:
        return alter_enum(compilation, operation);
    case OPERATION_RENAME_OBJECT:
        return change_others(compilation, operation);
    case OPERATION_CREATE_ENUM:
    case OPERATION_DROP_ENUM:
        return apply(compilation, operation);
    default:
        return alter(compilation, operation);
    }
}

bool sqlite_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors) {
    struct compilation compilation = {.server = server,
        .arena = arena,
        .schema = schema,
        .operations = operations,
        .statements = statements,
        .errors = errors};
    size_t before = errors->list.count;
    for (size_t i = 0; i < operations->count; i++) {
        compilation.at = i;
        if (!compile_one(&compilation, &operations->items[i]))
            return false;
    }
    flush_all(&compilation);
    return errors->list.count == before;
}
