/* The table rebuild, by the procedure of SQLite's "Making Other Kinds Of Table Schema Changes": a new table
 * under another name, the rows over, the old one dropped, the new one in its place.
 *
 * It is done under the names that the database has; renames come last, natively, because SQLite then mends
 * all views, triggers and references that mention them. */
#include <string.h>

#include "ops/operation.h"
#include "sql/expression.h"
#include "sqlite/compile.h"
#include "sqlite/convert.h"
#include "sqlite/ddl.h"
#include "sqlite/resolve.h"
#include "sqlite/statistics.h"
#include "sqlite/types.h"

struct rebuild {
    struct compilation *compilation;
    struct arena *arena;
    const struct batch *batch;
    const struct table *before, *after; /* both under the old names */
    const char *name, *new_name;        /* quoted */
    const char *unquoted_new_name;
};

static struct statement *say(const struct rebuild *rebuild, enum statement_kind kind, const char *sql) {
    return sqlite_add_statement(
        rebuild->compilation, rebuild->compilation->statements, rebuild->batch->operation, kind, sql);
}

/* --- The table as it shall be, under the names it has --- */

static bool unrename(struct arena *arena, struct schema *alone, struct table *table,
    const struct column_rename *rename, struct errors *errors) {
    struct column column = {.name = rename->from};
    struct operation back = {.kind = OPERATION_ALTER_COLUMN,
        .table = table->name,
        .name = rename->to,
        .column = &column,
        .changes = CHANGE_NAME};
    return operation_apply(arena, &back, alone, errors);
}

static struct table *under_old_names(struct compilation *compilation, const struct batch *batch) {
    struct arena *arena = compilation->arena;
    struct schema alone = {0};
    struct table *table = table_copy(arena, batch->table);
    schema_add_table(arena, &alone, table);
    for (size_t i = batch->renames.count; i-- > 0;)
        if (!unrename(arena, &alone, table, &batch->renames.items[i], compilation->errors))
            return NULL;
    schema_rename_table(arena, &alone, table, batch->before->name);
    return table;
}

static const char *free_name(const struct rebuild *rebuild) {
    const char *name = arena_format(rebuild->arena, SQLITE_NEW_TABLE "%s", rebuild->before->name);
    while (schema_find_table(rebuild->compilation->schema, NULL, name))
        name = arena_format(rebuild->arena, "%s_", name);
    return name;
}

/* --- The rows --- */

static const char *conversion_of(const struct batch *batch, const char *column) {
    const char *sql = NULL;
    for (size_t i = 0; i < batch->conversions.count; i++)
        if (!strcmp(batch->conversions.items[i].column, column))
            sql = batch->conversions.items[i].sql;
    return sql;
}

static const char *value_of(
    const struct rebuild *rebuild, const struct column *from, const struct column *to) {
    struct arena *arena = rebuild->arena;
    const char *sql = conversion_of(rebuild->batch, from->name), *name = sqlite_name(arena, from->name);
    bool strict = sqlite_switch(&rebuild->after->options, "strict");
    if (sql)
        return sql;
    return sqlite_wants_cast(from, to)
               ? arena_format(arena, "CAST(%s AS %s)", name, sqlite_type_written(arena, to->type_sql, strict))
               : name;
}

static bool has_column(const struct table *table, const char *name) {
    for (size_t i = 0; i < table->columns.count; i++)
        if (sqlite_same_name(table->columns.items[i]->name, name))
            return true;
    return false;
}

/* A word for the rowid that no column has taken; null when there is none, or no rowid. */
static const char *rowid_word(const struct table *table) {
    static const char *const words[] = {"rowid", "_rowid_", "oid"};
    for (size_t i = 0; !sqlite_switch(&table->options, "without_rowid") && i < 3; i++)
        if (!has_column(table, words[i]))
            return words[i];
    return NULL;
}

static const struct column *source_of(const struct rebuild *rebuild, const struct column *column) {
    bool fresh = names_have(&rebuild->batch->fresh, column->name);
    return fresh || column->generated ? NULL : table_find_column(rebuild->before, column->name);
}

/* Rowids stay as they are: other tables, and full text indexes, may hold them. */
static void keep_rowids(const struct rebuild *rebuild, struct names *into, struct names *from) {
    const struct column *alias = sqlite_rowid_alias(rebuild->after);
    const char *old = rowid_word(rebuild->before), *new = rowid_word(rebuild->after);
    if (!old || !new || (alias && source_of(rebuild, alias)))
        return;
    list_push(rebuild->arena, into, alias ? sqlite_name(rebuild->arena, alias->name) : new);
    list_push(rebuild->arena, from, old);
}

/* The driver counts by the rowid that was written last. */
static const char *extent_of(const struct rebuild *rebuild) {
    const char *word = rowid_word(rebuild->before);
    return word && rowid_word(rebuild->after)
               ? arena_format(rebuild->arena, "SELECT (SELECT min(%s) FROM %s), (SELECT max(%s) FROM %s)",
                     word, rebuild->name, word, rebuild->name)
               : NULL;
}

static void copy_rows(const struct rebuild *rebuild) {
    struct names into = {0}, from = {0};
    struct arena *arena = rebuild->arena;
    keep_rowids(rebuild, &into, &from);
    for (size_t i = 0; i < rebuild->after->columns.count; i++) {
        const struct column *to = rebuild->after->columns.items[i], *source = source_of(rebuild, to);
        if (!source)
            continue;
        list_push(arena, &into, sqlite_name(arena, to->name));
        list_push(arena, &from, value_of(rebuild, source, to));
    }
    if (!into.count) {
        list_push(arena, &into, sqlite_name(arena, rebuild->after->columns.items[0]->name));
        list_push(arena, &from, "NULL");
    }
    say(rebuild, STATEMENT_DML,
        arena_format(arena, "INSERT INTO %s (%s)\nSELECT %s FROM %s", rebuild->new_name,
            names_join(arena, &into, ", "), names_join(arena, &from, ", "), rebuild->name))
        ->extent = extent_of(rebuild);
}

static const char *text_of(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    sqlite_text_quoted(&out, text);
    return buffer_text(&out);
}

/* The counter may be beyond the largest rowid that is left. */
static void keep_counter(const struct rebuild *rebuild) {
    struct arena *arena = rebuild->arena;
    if (!sqlite_switch(&rebuild->before->options, "autoincrement") ||
        !sqlite_switch(&rebuild->after->options, "autoincrement"))
        return;
    const char *new_name = text_of(arena, rebuild->unquoted_new_name);
    say(rebuild, STATEMENT_DML, arena_format(arena, "DELETE FROM sqlite_sequence WHERE name = %s", new_name));
    say(rebuild, STATEMENT_DML,
        arena_format(arena,
            "INSERT INTO sqlite_sequence (name, seq)\nSELECT %s, seq FROM sqlite_sequence WHERE name = %s",
            new_name, text_of(arena, rebuild->before->name)));
}

/* --- The exchange --- */

/* Is every value of the old table in the new one, as it was? */
static bool keeps_all(const struct rebuild *rebuild) {
    for (size_t i = 0; i < rebuild->before->columns.count; i++) {
        const struct column *from = rebuild->before->columns.items[i];
        const struct column *to = table_find_column(rebuild->after, from->name);
        if (!from->generated && (!to || source_of(rebuild, to) != from ||
                                    conversion_of(rebuild->batch, from->name) || sqlite_wants_cast(from, to)))
            return false;
    }
    return true;
}

/* Many builds of SQLite overwrite what is deleted, which costs as much as the copy. Copies of what stays
 * needn't be. */
static void drop_old(const struct rebuild *rebuild) {
    bool kept = keeps_all(rebuild);
    if (kept)
        say(rebuild, STATEMENT_TUNING, "PRAGMA secure_delete = FAST");
    say(rebuild, STATEMENT_DDL, arena_format(rebuild->arena, "DROP TABLE %s", rebuild->name));
    if (kept)
        say(rebuild, STATEMENT_TUNING, "PRAGMA secure_delete = ON");
}

static void tune(const struct rebuild *rebuild, const struct statistics *statistics, const char *sql) {
    say(rebuild, STATEMENT_TUNING, sql)->condition = statistics->exists;
}

/* The old way of renaming touches nothing else, and so doesn't stumble over views of the table that is gone.
 */
static void take_place(const struct rebuild *rebuild) {
    struct arena *arena = rebuild->arena;
    struct statistics_list statistics =
        sqlite_statistics(arena, rebuild->before, rebuild->after, rebuild->unquoted_new_name);
    for (size_t i = 0; i < statistics.count; i++)
        tune(rebuild, &statistics.items[i], statistics.items[i].put_aside);
    drop_old(rebuild);
    for (size_t i = 0; i < statistics.count; i++) {
        tune(rebuild, &statistics.items[i], statistics.items[i].forget);
        tune(rebuild, &statistics.items[i], statistics.items[i].put_back);
    }
    say(rebuild, STATEMENT_SETTING, "PRAGMA legacy_alter_table = ON");
    say(rebuild, STATEMENT_DDL,
        arena_format(arena, "ALTER TABLE %s RENAME TO %s", rebuild->new_name, rebuild->name));
    say(rebuild, STATEMENT_SETTING, "PRAGMA legacy_alter_table = OFF");
}

static void make_indexes(const struct rebuild *rebuild) {
    for (size_t i = 0; i < rebuild->after->indexes.count; i++)
        say(rebuild, STATEMENT_DDL,
            sqlite_create_index_sql(rebuild->arena, rebuild->after, rebuild->after->indexes.items[i]));
}

/* They went with the old table. */
static void make_triggers(const struct rebuild *rebuild) {
    const struct objects *objects = &rebuild->compilation->schema->objects;
    for (size_t i = 0; i < objects->count; i++) {
        const struct object *object = objects->items[i];
        const char *sql = sqlite_create_object_sql(rebuild->arena, object);
        if (sql && !strcmp(object->kind, "trigger") && object->table &&
            sqlite_same_name(object->table, rebuild->batch->table->name))
            say(rebuild, STATEMENT_DDL, sql);
    }
}

static void rename_natively(const struct rebuild *rebuild) {
    struct arena *arena = rebuild->arena;
    const struct column_renames *renames = &rebuild->batch->renames;
    for (size_t i = 0; i < renames->count; i++)
        say(rebuild, STATEMENT_DDL,
            arena_format(arena, "ALTER TABLE %s RENAME COLUMN %s TO %s", rebuild->name,
                sqlite_name(arena, renames->items[i].from), sqlite_name(arena, renames->items[i].to)))
            ->rewrites = true;
    if (!strcmp(rebuild->before->name, rebuild->batch->table->name))
        return;
    struct names statements =
        sqlite_rename_table_sql(arena, rebuild->before->name, rebuild->batch->table->name);
    for (size_t i = 0; i < statements.count; i++)
        say(rebuild, STATEMENT_DDL, statements.items[i])->rewrites = true;
}

void sqlite_rebuild_add(struct compilation *compilation, const struct batch *batch) {
    struct rebuild rebuild = {.compilation = compilation,
        .arena = compilation->arena,
        .batch = batch,
        .before = batch->before,
        .after = under_old_names(compilation, batch)};
    if (!rebuild.after)
        return;
    rebuild.unquoted_new_name = free_name(&rebuild);
    rebuild.new_name = sqlite_name(rebuild.arena, rebuild.unquoted_new_name);
    rebuild.name = sqlite_name(rebuild.arena, batch->before->name);
    say(&rebuild, STATEMENT_DDL,
        sqlite_create_table_sql(rebuild.arena, rebuild.after, rebuild.unquoted_new_name));
    copy_rows(&rebuild);
    keep_counter(&rebuild);
    take_place(&rebuild);
    make_indexes(&rebuild);
    make_triggers(&rebuild);
    rename_natively(&rebuild);
}
