#include "engine/bulk.h"

#include "base/file.h"
#include "engine/csv.h"

enum { STATEMENT_ROWS = 500, STATEMENT_BYTES = 64 * 1024 }; /* well below every server's limit */

struct bulk {
    const struct dialect *dialect;
    const struct operation *operation;
    bulk_function *run;
    void *context;
    struct errors *errors;
    struct arena arena; /* of the statement being written */
    struct buffer sql;
    size_t rows;
};

static bool run_statement(struct bulk *bulk) {
    if (!bulk->rows)
        return true;
    bool done = bulk->run(bulk->context, buffer_text(&bulk->sql), bulk->errors);
    arena_free(&bulk->arena);
    bulk->sql = (struct buffer){.arena = &bulk->arena};
    bulk->rows = 0;
    return done;
}

static void begin_row(struct bulk *bulk, const struct names *columns) {
    if (bulk->rows++) {
        buffer_add(&bulk->sql, ",\n    (");
        return;
    }
    buffer_add(&bulk->sql, "INSERT INTO ");
    dialect_add_table(&bulk->sql, bulk->dialect, bulk->operation->schema, bulk->operation->table);
    buffer_add(&bulk->sql, " (");
    for (size_t i = 0; i < columns->count; i++) {
        buffer_add(&bulk->sql, i ? ", " : "");
        bulk->dialect->name_quoted(&bulk->sql, columns->items[i]);
    }
    buffer_add(&bulk->sql, ") VALUES\n    (");
}

static bool end_row(struct bulk *bulk) {
    buffer_add_char(&bulk->sql, ')');
    return (bulk->rows < STATEMENT_ROWS && bulk->sql.length < STATEMENT_BYTES) || run_statement(bulk);
}

static bool insert_rows(struct bulk *bulk) {
    const struct operation *operation = bulk->operation;
    for (size_t i = 0; i < operation->rows.count; i++) {
        begin_row(bulk, &operation->columns);
        for (size_t j = 0; j < operation->columns.count; j++) {
            buffer_add(&bulk->sql, j ? ", " : "");
            dialect_add_value(&bulk->sql, bulk->dialect, &operation->rows.items[i].values[j]);
        }
        if (!end_row(bulk))
            return false;
    }
    return run_statement(bulk);
}

/* The columns that the operation names, else those of the file's header. */
struct csv_insert {
    struct bulk *bulk;
    struct names columns;
    struct arena *arena;
};

static bool take_header(void *context, const struct names *columns, struct errors *errors) {
    (void)errors;
    struct csv_insert *insert = context;
    for (size_t i = 0; i < columns->count; i++)
        list_push(insert->arena, &insert->columns, arena_string(insert->arena, columns->items[i]));
    return true;
}

static bool take_row(
    void *context, const char *const *values, size_t count, struct place place, struct errors *errors) {
    (void)place;
    (void)errors;
    struct csv_insert *insert = context;
    struct bulk *bulk = insert->bulk;
    begin_row(bulk, &insert->columns);
    for (size_t i = 0; i < count; i++) {
        buffer_add(&bulk->sql, i ? ", " : "");
        if (values[i])
            bulk->dialect->text_quoted(&bulk->sql, values[i]);
        else
            buffer_add(&bulk->sql, "NULL");
    }
    return end_row(bulk);
}

static bool insert_file(struct bulk *bulk, const char *folder) {
    struct arena *arena = bulk->errors->arena;
    struct csv_insert insert = {.bulk = bulk, .arena = arena};
    struct csv_reading reading = {take_header, take_row, &insert};
    return csv_read(arena, path_join(arena, folder, bulk->operation->file), &reading, bulk->errors) &&
           run_statement(bulk);
}

bool bulk_insert(const struct dialect *dialect, const struct operation *operation, const char *folder,
    bulk_function *run, void *context, struct errors *errors) {
    struct bulk bulk = {
        .dialect = dialect, .operation = operation, .run = run, .context = context, .errors = errors};
    bulk.arena.exhausted = errors->arena->exhausted;
    bulk.sql.arena = &bulk.arena;
    bool done = operation->file ? insert_file(&bulk, folder) : insert_rows(&bulk);
    arena_free(&bulk.arena);
    return done;
}
