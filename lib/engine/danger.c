#include "engine/danger.h"

#include "base/text.h"
#include "engine/meant.h"

/* Operations name things as they will be then; the database knows them as they are now. */
struct asking {
    struct engine *engine;
    struct name_index tables;   /* full name then → name now; "" when it isn't there yet */
    struct name_index columns;  /* "table.column" then → column now; "" likewise */
    struct name_index required; /* "table.column" then, of which it is told that NULL is in the way */
    const struct operations *operations;
    struct schema *seen; /* tables whose columns get another type, as they are now; null: not looked at yet */
    struct names *dangers;
};

static const char *table_key(struct asking *asking, const struct operation *operation) {
    return table_full_name(asking->engine->arena, operation->schema, operation->table);
}

static const char *column_key(struct asking *asking, const struct operation *operation, const char *column) {
    return arena_format(asking->engine->arena, "%s.%s", table_key(asking, operation), column);
}

static void put(struct name_index *index, const char *key, const char *now) {
    index_put(index, key, (void *)(size_t)now);
}

/* Null: the table is made by an earlier operation. */
static const char *table_now(struct asking *asking, const struct operation *operation) {
    const char *now = index_find(&asking->tables, table_key(asking, operation));
    return !now ? operation->table : *now ? now : NULL;
}

static const char *column_now(struct asking *asking, const struct operation *operation, const char *column) {
    const char *now = index_find(&asking->columns, column_key(asking, operation, column));
    return !now ? column : *now ? now : NULL;
}

static struct buffer begin_query(struct asking *asking, const char *start) {
    struct buffer sql = {.arena = asking->engine->arena};
    buffer_add(&sql, start);
    return sql;
}

static void add_column(struct asking *asking, struct buffer *sql, const char *column) {
    asking->engine->dialect->name_quoted(sql, column);
}

/* "(SELECT columns FROM table LIMIT n) AS rows_now": the rows that are looked at. */
static bool add_source(struct asking *asking, struct buffer *sql, const struct operation *operation,
    const struct names *columns) {
    const char *table = table_now(asking, operation);
    buffer_add(sql, " FROM (SELECT ");
    for (size_t i = 0; i < columns->count; i++) {
        buffer_add(sql, i ? ", " : "");
        add_column(asking, sql, columns->items[i]);
    }
    buffer_add(sql, columns->count ? " FROM " : "1 FROM ");
    dialect_add_table(sql, asking->engine->dialect, operation->schema, table ? table : "");
    buffer_addf(sql, " LIMIT %d) AS rows_now", DANGER_ROWS);
    return table != NULL;
}

static bool is_so(struct asking *asking, struct buffer *sql) {
    struct errors ignored = {.arena = asking->engine->arena};
    bool found = false;
    buffer_add(sql, " LIMIT 1");
    return connection_has_row(asking->engine->connection, buffer_text(sql), &found, &ignored) && found;
}

static bool has_rows(struct asking *asking, const struct operation *operation) {
    static const struct names none;
    struct buffer sql = begin_query(asking, "SELECT 1");
    return add_source(asking, &sql, operation, &none) && is_so(asking, &sql);
}

static bool has_such(
    struct asking *asking, const struct operation *operation, const char *column, const char *condition) {
    struct names columns = {0};
    const char *now = column_now(asking, operation, column);
    if (!now)
        return false;
    list_push(asking->engine->arena, &columns, now);
    struct buffer sql = begin_query(asking, "SELECT 1");
    if (!add_source(asking, &sql, operation, &columns))
        return false;
    buffer_addf(&sql, " WHERE %s", condition);
    return is_so(asking, &sql);
}

/* Has the column a row that is, or is not, NULL? */
static bool has_value(
    struct asking *asking, const struct operation *operation, const char *column, const char *test) {
    const char *now = column_now(asking, operation, column);
    struct buffer condition = {.arena = asking->engine->arena};
    if (!now)
        return false;
    add_column(asking, &condition, now);
    buffer_add(&condition, test);
    return has_such(asking, operation, column, buffer_text(&condition));
}

static bool key_columns_now(struct asking *asking, const struct operation *operation,
    const struct key_parts *parts, struct names *columns) {
    for (size_t i = 0; i < parts->count; i++) {
        const char *now =
            parts->items[i].column ? column_now(asking, operation, parts->items[i].column) : NULL;
        if (!now || parts->items[i].prefix)
            return false;
        list_push(asking->engine->arena, columns, now);
    }
    return columns->count > 0;
}

static bool has_duplicates(
    struct asking *asking, const struct operation *operation, const struct key_parts *parts) {
    struct names columns = {0};
    if (!key_columns_now(asking, operation, parts, &columns))
        return false;
    struct buffer sql = begin_query(asking, "SELECT 1");
    if (!add_source(asking, &sql, operation, &columns))
        return false;
    for (size_t i = 0; i < columns.count; i++) {
        buffer_add(&sql, i ? " AND " : " WHERE ");
        add_column(asking, &sql, columns.items[i]);
        buffer_add(&sql, " IS NOT NULL");
    }
    for (size_t i = 0; i < columns.count; i++) {
        buffer_add(&sql, i ? ", " : " GROUP BY ");
        add_column(asking, &sql, columns.items[i]);
    }
    buffer_add(&sql, " HAVING COUNT(*) > 1");
    return is_so(asking, &sql);
}

static void tell(
    struct asking *asking, const struct operation *operation, const char *format, const char *what) {
    struct arena *arena = asking->engine->arena;
    const char *subject = what ? arena_format(arena, "%s.%s", table_key(asking, operation), what)
                               : table_key(asking, operation);
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

static bool needs_a_value(const struct column *column) {
    bool has_default = column->default_value.kind != VALUE_NONE && column->default_value.kind != VALUE_NULL;
    return column->nullable == OFF && !has_default && !column->generated && column->autoincrement != ON;
}

static void ask_created(struct asking *asking, const struct operation *operation) {
    const struct columns *columns = &operation->definition->columns;
    for (size_t i = 0; i < columns->count; i++)
        doubt_default(asking, operation, columns->items[i]);
    put(&asking->tables, table_key(asking, operation), "");
}

static void ask_added(struct asking *asking, const struct operation *operation) {
    doubt_default(asking, operation, operation->column);
    if (needs_a_value(operation->column) && has_rows(asking, operation))
        tell(asking, operation,
            "is NOT NULL without a default, and the table has rows: give it a default, or fill it in between",
            operation->column->name);
    put(&asking->columns, column_key(asking, operation, operation->column->name), "");
}

static void look_at_tables(struct asking *asking) {
    struct engine *engine = asking->engine;
    struct errors ignored = {.arena = engine->arena};
    struct names tables = {0};
    struct inspect_scope scope = {
        .tables = &tables, .version_table = engine->version_table, .log_table = engine->log_table};
    for (size_t i = 0; i < asking->operations->count; i++) {
        const struct operation *operation = &asking->operations->items[i];
        bool wanted = operation->kind == OPERATION_RENAME_TABLE ||
                      (operation->kind == OPERATION_ALTER_COLUMN && operation->changes & CHANGE_TYPE);
        if (wanted)
            list_push(engine->arena, &tables, table_key(asking, operation));
    }
    asking->seen = arena_new(engine->arena, struct schema);
    engine->dialect->inspect(engine->connection, &scope, engine->arena, asking->seen, &ignored);
}

static struct table *table_seen(struct asking *asking, const struct operation *operation) {
    const char *now = table_now(asking, operation);
    if (!asking->seen)
        look_at_tables(asking);
    return now ? schema_find_table(asking->seen, operation->schema, now) : NULL;
}

/* What becomes of the column's type, in the database's words. */
static const struct column *column_then(
    struct asking *asking, const struct operation *operation, const struct table *table, const char *name) {
    struct engine *engine = asking->engine;
    struct errors ignored = {.arena = engine->arena};
    struct table *after = table_copy(engine->arena, table);
    struct column *column = table_find_column(after, name);
    column->type = operation->column->type;
    column->native = NULL;
    for (size_t i = 0; operation->changes & CHANGE_OPTIONS && i < operation->column->options.count; i++)
        if (operation->column->options.items[i].name)
            list_push(engine->arena, &column->options, operation->column->options.items[i]);
    return engine->dialect->resolve_table(&engine->server, engine->arena, NULL, after, &ignored) ? column
                                                                                                 : NULL;
}

static void ask_converted(struct asking *asking, const struct operation *operation) {
    const struct dialect *dialect = asking->engine->dialect;
    const char *now = column_now(asking, operation, operation->name);
    const struct table *table = dialect->loses && now ? table_seen(asking, operation) : NULL;
    const struct column *from = table ? table_find_column(table, now) : NULL;
    const struct column *to = from ? column_then(asking, operation, table, now) : NULL;
    const char *condition = to ? dialect->loses(asking->engine->arena, from, to) : NULL;
    if (condition && has_such(asking, operation, operation->name, condition))
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
    const char *key = column_key(asking, operation, column);
    if (index_find(&asking->required, key) || !has_value(asking, operation, column, " IS NULL"))
        return;
    index_put(&asking->required, key, asking);
    tell(asking, operation,
        arena_format(asking->engine->arena, "%s, and has rows without a value: fill them in first", becomes),
        column);
}

static void ask_altered(struct asking *asking, const struct operation *operation) {
    bool forbids_null = operation->changes & CHANGE_NULLABLE && operation->column->nullable == OFF;
    if (operation->changes & CHANGE_DEFAULT)
        doubt_default(asking, operation, operation->column);
    if (forbids_null)
        ask_for_nulls(asking, operation, operation->name, "becomes NOT NULL");
    if (operation->changes & CHANGE_TYPE && !operation->using_sql)
        ask_converted(asking, operation);
    if (operation->changes & CHANGE_NAME) {
        const char *now = column_now(asking, operation, operation->name);
        put(&asking->columns, column_key(asking, operation, operation->column->name), now ? now : "");
    }
}

static void ask_unique(
    struct asking *asking, const struct operation *operation, const struct key_parts *parts) {
    struct names columns = {0};
    if (!has_duplicates(asking, operation, parts))
        return;
    for (size_t i = 0; i < parts->count; i++)
        list_push(asking->engine->arena, &columns, parts->items[i].column);
    tell(asking, operation,
        arena_format(asking->engine->arena, "has rows with the same %s, which become unique: mend them first",
            names_join(asking->engine->arena, &columns, ", ")),
        NULL);
}

/* Where SQLite would number such rows anew, others refuse them. */
static void ask_primary_key(struct asking *asking, const struct operation *operation) {
    const struct key_parts *parts = &operation->constraint->columns;
    ask_unique(asking, operation, parts);
    if (parts->count == 1)
        ask_for_nulls(asking, operation, parts->items[0].column, "becomes the primary key");
}

static void note_renamed_table(struct asking *asking, const struct operation *operation) {
    const char *now = table_now(asking, operation);
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
        if (has_rows(asking, operation))
            tell(asking, operation, "has rows, which are dropped with it", NULL);
        break;
    case OPERATION_DROP_COLUMN:
        if (has_value(asking, operation, operation->name, " IS NOT NULL"))
            tell(asking, operation, "has values, which are dropped with it", operation->name);
        break;
    case OPERATION_ADD_COLUMN:
        ask_added(asking, operation);
        break;
    case OPERATION_ALTER_COLUMN:
        ask_altered(asking, operation);
        break;
    case OPERATION_CREATE_PRIMARY_KEY:
        ask_primary_key(asking, operation);
        break;
    case OPERATION_CREATE_UNIQUE:
        ask_unique(asking, operation, &operation->constraint->columns);
        break;
    case OPERATION_CREATE_INDEX:
        if (operation->index->unique && !operation->index->where)
            ask_unique(asking, operation, &operation->index->parts);
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
        .operations = operations,
        .dangers = dangers};
    for (size_t i = 0; i < operations->count; i++)
        ask(&asking, &operations->items[i]);
}
