/* CREATE statements as SQLite keeps them: what SQLite accepts for a table is read with the same columns, and
 * nothing else breaks the reader. */
#include <sqlite3.h>

#include "sqlite/parse.h"
#include "sqlite/types.h"
#include "target.h"

static int give_up(void *context) {
    (void)context;
    return 1;
}

static sqlite3 *open_memory(void) {
    sqlite3 *handle;
    must(sqlite3_open(":memory:", &handle) == SQLITE_OK);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1000000);
    sqlite3_progress_handler(handle, 100000, give_up, NULL);
    return handle;
}

static const char *kept_sql(struct arena *arena, sqlite3 *handle, const char **name) {
    sqlite3_stmt *query;
    const char *sql = NULL;
    must(sqlite3_prepare_v2(handle,
             "SELECT sql, name FROM sqlite_schema WHERE type = 'table' AND sql LIKE "
             "'CREATE TABLE%' AND name NOT LIKE 'sqlite_%'",
             -1, &query, NULL) == SQLITE_OK);
    if (sqlite3_step(query) == SQLITE_ROW) {
        sql = arena_string(arena, (const char *)sqlite3_column_text(query, 0));
        *name = arena_string(arena, (const char *)sqlite3_column_text(query, 1));
    }
    sqlite3_finalize(query);
    return sql;
}

static void compare_columns(sqlite3 *handle, const char *name, const struct table *table) {
    sqlite3_stmt *query;
    size_t count = 0;
    must(sqlite3_prepare_v2(handle, "SELECT name FROM pragma_table_xinfo(?)", -1, &query, NULL) == SQLITE_OK);
    sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC);
    while (sqlite3_step(query) == SQLITE_ROW) {
        must(count < table->columns.count);
        must(!strcmp((const char *)sqlite3_column_text(query, 0), table->columns.items[count]->name));
        count++;
    }
    must(count == table->columns.count);
    sqlite3_finalize(query);
}

static void compare(struct arena *arena, const char *sql) {
    sqlite3 *handle = open_memory();
    const char *name, *kept = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK && statement &&
        sqlite3_step(statement) == SQLITE_DONE)
        kept = kept_sql(arena, handle, &name);
    sqlite3_finalize(statement);
    struct type_memory types = sqlite_type_memory(arena);
    struct table table = {0};
    if (kept && parse_table(arena, kept, &types, &table)) {
        must(!strcmp(table.name, name));
        compare_columns(handle, name, &table);
    }
    sqlite3_close(handle);
}

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    struct type_memory types = sqlite_type_memory(arena);
    struct table table = {0};
    struct index index = {0};
    (void)errors;
    parse_table(arena, source->text, &types, &table);
    parse_index(arena, source->text, &index);
    parse_virtual_table(arena, source->text);
    parse_view_body(arena, source->text);
    if (text_starts_with(source->text, "CREATE TABLE"))
        compare(arena, source->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
