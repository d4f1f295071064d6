#include "engine/versions.h"

#include <string.h>

#include "engine/log.h"

const char *versions_table(struct engine *engine) {
    struct buffer name = {.arena = engine->arena};
    dialect_add_table(&name, engine->dialect, engine->version_table_schema, engine->version_table);
    return buffer_text(&name);
}

struct row_reader {
    struct arena *arena;
    struct names *rows;
};

static bool take_row(void *context, const char *const *values, size_t count) {
    struct row_reader *reader = context;
    if (count && values[0])
        list_push(reader->arena, reader->rows, arena_string(reader->arena, values[0]));
    return true;
}

static bool table_is_there(struct engine *engine, const char *table, bool *there, struct errors *errors) {
    const char *sql = engine->dialect->has_table_query(engine->arena, engine->version_table_schema, table);
    return connection_has_row(engine->connection, sql, there, errors);
}

bool engine_version_rows(struct engine *engine, struct names *rows, struct errors *errors) {
    *rows = (struct names){0};
    bool there;
    if (!table_is_there(engine, engine->version_table, &there, errors))
        return false;
    if (!there)
        return true;
    struct row_reader reader = {engine->arena, rows};
    const char *sql = arena_format(
        engine->arena, "SELECT version_num FROM %s ORDER BY version_num", versions_table(engine));
    return engine->connection->type->query(engine->connection, sql, take_row, &reader, errors);
}

/* A text can't look first: base may be where a database has come back to. */
static const char *unless_there(struct arena *arena, const char *ddl) {
    static const char create[] = "CREATE TABLE ";
    bool is_plain = !strncmp(ddl, create, sizeof create - 1);
    return is_plain ? arena_format(arena, "%sIF NOT EXISTS %s", create, ddl + sizeof create - 1) : ddl;
}

static bool make_if_missing(
    struct engine *engine, struct sink *sink, const char *table, const char *ddl, struct errors *errors) {
    bool there;
    if (!sink->connection)
        return sink_execute(sink, unless_there(engine->arena, ddl), NULL, errors);
    return table_is_there(engine, table, &there, errors) && (there || sink_execute(sink, ddl, NULL, errors));
}

bool versions_make_tables(struct engine *engine, struct sink *sink, struct errors *errors) {
    const char *version = versions_table(engine), *log = log_table(engine);
    return make_if_missing(engine, sink, engine->version_table,
               engine->dialect->version_table_ddl(engine->arena, version), errors) &&
           make_if_missing(
               engine, sink, engine->log_table, engine->dialect->log_table_ddl(engine->arena, log), errors);
}

/* Alembic's only guard against a second writer, kept as the last one. */
static bool change_rows(struct engine *engine, struct sink *sink, const char *sql, const char *row,
    size_t expected, struct errors *errors) {
    uint64_t changed = expected;
    if (!sink_execute(sink, sql, &changed, errors))
        return false;
    if (changed == expected)
        return true;
    const char *rows = expected == 1 ? "one row" : arena_format(errors->arena, "%zu rows", expected);
    struct error *error =
        error_add(errors, ERROR_STATE, NOWHERE, "%s was expected to have %s \"%s\", but %llu matched",
            engine->version_table, rows, row, (unsigned long long)changed);
    error_hint(
        errors, error, "look at the table's rows, then set them with: cmigrate stamp --purge REVISION");
    return false;
}

static const char *quoted(struct engine *engine, const char *text) {
    struct buffer out = {.arena = engine->arena};
    engine->dialect->text_quoted(&out, text);
    return buffer_text(&out);
}

static bool update_row(
    struct engine *engine, struct sink *sink, const char *from, const char *to, struct errors *errors) {
    const char *sql = arena_format(engine->arena, "UPDATE %s SET version_num = %s WHERE version_num = %s",
        versions_table(engine), quoted(engine, to), quoted(engine, from));
    return change_rows(engine, sink, sql, from, 1, errors);
}

static size_t times(const struct names *names, const char *name) {
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++)
        count += !strcmp(names->items[i], name);
    return count;
}

static bool delete_row(
    struct engine *engine, struct sink *sink, const char *row, size_t count, struct errors *errors) {
    const char *sql = arena_format(
        engine->arena, "DELETE FROM %s WHERE version_num = %s", versions_table(engine), quoted(engine, row));
    return change_rows(engine, sink, sql, row, count, errors);
}

static bool insert_row(struct engine *engine, struct sink *sink, const char *row, struct errors *errors) {
    const char *sql = arena_format(engine->arena, "INSERT INTO %s (version_num) VALUES (%s)",
        versions_table(engine), quoted(engine, row));
    return sink_execute(sink, sql, NULL, errors);
}

static bool has_repeats(struct arena *arena, const struct names *names) {
    struct name_index seen = {.arena = arena};
    for (size_t i = 0; i < names->count; i++)
        if (index_put(&seen, names->items[i], &seen))
            return true;
    return false;
}

/* A table without a key: what is there twice goes by one statement. */
static bool write_with_repeats(
    struct engine *engine, struct sink *sink, const struct step *step, struct errors *errors) {
    const struct names *gone = &step->delete_rows;
    bool written = true;
    for (unsigned i = 0; written && i < gone->count; i++)
        if (!times(&(struct names){gone->items, i, i}, gone->items[i]))
            written = delete_row(engine, sink, gone->items[i], times(gone, gone->items[i]), errors);
    for (size_t i = 0; written && i < step->insert_rows.count; i++)
        written = insert_row(engine, sink, step->insert_rows.items[i], errors);
    return written;
}

bool versions_write(
    struct engine *engine, struct sink *sink, const struct step *step, struct errors *errors) {
    size_t gone = step->delete_rows.count, come = step->insert_rows.count, moved = gone < come ? gone : come;
    bool written = true;
    if (has_repeats(engine->arena, &step->delete_rows))
        return write_with_repeats(engine, sink, step, errors);
    for (size_t i = moved; written && i < gone; i++)
        written = delete_row(engine, sink, step->delete_rows.items[i], 1, errors);
    for (size_t i = 0; written && i < moved; i++)
        written = update_row(engine, sink, step->delete_rows.items[i], step->insert_rows.items[i], errors);
    for (size_t i = moved; written && i < come; i++)
        written = insert_row(engine, sink, step->insert_rows.items[i], errors);
    return written;
}

void versions_advance(struct arena *arena, struct names *rows, const struct step *step) {
    struct names left = {0};
    for (size_t i = 0; i < rows->count; i++)
        if (!names_have(&step->delete_rows, rows->items[i]))
            list_push(arena, &left, rows->items[i]);
    for (size_t i = 0; i < step->insert_rows.count; i++)
        list_push(arena, &left, step->insert_rows.items[i]);
    names_sort(&left);
    *rows = left;
}

bool versions_same(struct arena *arena, const struct names *left, const struct names *right) {
    struct names a = {0}, b = {0};
    for (size_t i = 0; i < left->count; i++)
        list_push(arena, &a, left->items[i]);
    for (size_t i = 0; i < right->count; i++)
        list_push(arena, &b, right->items[i]);
    names_sort(&a);
    names_sort(&b);
    return names_equal(&a, &b);
}
