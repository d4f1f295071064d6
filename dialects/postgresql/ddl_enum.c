#include <string.h>

#include "postgresql/ddl.h"

static void add_values(struct buffer *out, const struct names *values) {
    buffer_add_char(out, '(');
    for (size_t i = 0; i < values->count; i++) {
        buffer_add(out, i ? ", " : "");
        postgresql_text_quoted(out, values->items[i]);
    }
    buffer_add_char(out, ')');
}

static const char *create_sql(struct arena *arena, const struct enum_type *type) {
    struct buffer out = {.arena = arena};
    buffer_addf(&out, "CREATE TYPE %s AS ENUM ", postgresql_full_name(arena, type->schema, type->name));
    add_values(&out, &type->values);
    return buffer_text(&out);
}

void ddl_create_enum(struct ddl *ddl, const struct enum_type *type) {
    ddl_say(ddl, create_sql(ddl->arena, type));
}

/* Are all old values there still, in their order? */
static bool only_grows(const struct names *before, const struct names *after) {
    size_t at = 0;
    for (size_t i = 0; i < after->count && at < before->count; i++)
        at += !strcmp(before->items[at], after->items[i]);
    return at == before->count;
}

/* Does a later operation put one of the new values into a default? Until the transaction ends, the server
 * lets nobody use a value that was added to a type. */
static bool is_used_later(const struct ddl *ddl, const struct names *before, const struct names *after) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const char *text = operation->column ? operation->column->default_value.text : NULL;
        if (text && names_have(after, text) && !names_have(before, text))
            return true;
        if (operation->kind == OPERATION_CREATE_CHECK || operation->kind == OPERATION_CREATE_OBJECT ||
            operation->kind == OPERATION_CREATE_INDEX)
            return true;
    }
    return false;
}

static void add_new_values(
    struct ddl *ddl, const char *name, const struct names *before, const struct names *after) {
    for (size_t i = 0, old = 0; i < after->count; i++) {
        if (old < before->count && !strcmp(before->items[old], after->items[i])) {
            old++;
            continue;
        }
        const char *value = postgresql_text(ddl->arena, after->items[i]);
        if (old == before->count)
            ddl_sayf(ddl, "ALTER TYPE %s ADD VALUE %s", name, value);
        else
            ddl_sayf(ddl, "ALTER TYPE %s ADD VALUE %s BEFORE %s", name, value,
                postgresql_text(ddl->arena, before->items[old]));
    }
}

bool ddl_uses_enum(struct ddl *ddl, const struct column *column, const struct enum_type *type, bool *array) {
    const char *printed = postgresql_printed_name(ddl->arena, type->schema, type->name);
    size_t length = strlen(printed);
    if (!column->type_sql || strncmp(column->type_sql, printed, length) != 0)
        return false;
    *array = !strcmp(column->type_sql + length, "[]");
    return *array || !column->type_sql[length];
}

static bool changes_default(
    const struct operation *operation, const struct table *table, const struct column *column) {
    bool changes = operation->kind == OPERATION_DROP_COLUMN ||
                   (operation->kind == OPERATION_ALTER_COLUMN && operation->changes & CHANGE_DEFAULT);
    return changes && !strcmp(operation->table, table->name) && !strcmp(operation->name, column->name) &&
           !operation->schema == !table->schema &&
           (!table->schema || !strcmp(operation->schema, table->schema));
}

static bool is_literal(struct ddl *ddl, const char *sql, const char *value) {
    const char *literal = postgresql_text(ddl->arena, value);
    size_t length = strlen(literal);
    return !strncmp(sql, literal, length) && (!sql[length] || sql[length] == ':');
}

/* Is the default a value that goes, and does a later operation take it away? */
static bool loses_default(struct ddl *ddl, const struct table *table, const struct column *column,
    const struct enum_type *before, const struct enum_type *after) {
    bool changed = false, gone = false;
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++)
        changed |= changes_default(&ddl->operations->items[i], table, column);
    for (size_t i = 0; changed && i < before->values.count; i++)
        gone |= !names_have(&after->values, before->values.items[i]) &&
                is_literal(ddl, column->default_sql, before->values.items[i]);
    return gone;
}

static void move_column(struct ddl *ddl, const struct table *table, const struct column *column,
    const char *type, bool array, bool keeps_default) {
    const char *name = postgresql_name(ddl->arena, column->name), *table_name = ddl_table_name(ddl, table);
    const char *brackets = array ? "[]" : "";
    if (column->default_sql)
        ddl_alter(ddl, table_name, arena_format(ddl->arena, "ALTER COLUMN %s DROP DEFAULT", name));
    if (!ddl_inherits_column(ddl, table, column->name))
        ddl_alter(ddl, table_name,
            arena_format(ddl->arena, "ALTER COLUMN %s TYPE %s%s USING %s::text%s::%s%s", name, type, brackets,
                name, brackets, type, brackets));
    if (column->default_sql && keeps_default)
        ddl_alter(ddl, table_name,
            arena_format(ddl->arena, "ALTER COLUMN %s SET DEFAULT %s", name, column->default_sql));
}

/* The server can't take a value out of a type: a new one takes its place, column by column. */
static void rebuild(struct ddl *ddl, const struct enum_type *before, const struct enum_type *after) {
    struct arena *arena = ddl->arena;
    const char *name = postgresql_full_name(arena, before->schema, before->name);
    const struct ddl_users users = ddl_users_of_enum(ddl, before);
    const char *old = arena_format(arena, "%.55s__old", before->name);
    ddl_drop_users(ddl, &users);
    ddl_sayf(ddl, "ALTER TYPE %s RENAME TO %s", name, postgresql_name(arena, old));
    ddl_say(ddl, create_sql(arena, after));
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *table = ddl->schema->tables.items[i];
        for (size_t j = 0; j < table->columns.count; j++) {
            const struct column *column = table->columns.items[j];
            bool array;
            if (!ddl_uses_enum(ddl, column, before, &array))
                continue;
            bool loses = column->default_sql && loses_default(ddl, table, column, before, after);
            move_column(ddl, table, column, name, array, !loses);
        }
    }
    ddl_sayf(ddl, "DROP TYPE %s", postgresql_full_name(arena, before->schema, old));
    ddl_create_users(ddl, &users);
}

void ddl_alter_enum(struct ddl *ddl, const struct enum_type *before, const struct enum_type *after) {
    if (names_equal(&before->values, &after->values))
        return;
    const char *name = postgresql_full_name(ddl->arena, before->schema, before->name);
    if (only_grows(&before->values, &after->values) && !is_used_later(ddl, &before->values, &after->values))
        add_new_values(ddl, name, &before->values, &after->values);
    else
        rebuild(ddl, before, after);
}

void ddl_ensure_enum(struct ddl *ddl, const struct table *table, const struct column *column) {
    if (column->type.kind != TYPE_ENUM || column->type.text || column->native)
        return;
    struct enum_type *wanted = postgresql_implied_enum(ddl->arena, table, column);
    struct enum_type *found = schema_find_enum(ddl->schema, wanted->schema, wanted->name);
    if (!found) {
        list_push(ddl->arena, &ddl->schema->enums, wanted);
        ddl_create_enum(ddl, wanted);
        return;
    }
    ddl_alter_enum(ddl, found, wanted);
    found->values = wanted->values;
}
