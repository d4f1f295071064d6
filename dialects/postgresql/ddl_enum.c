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

const char *ddl_create_enum_sql(struct arena *arena, const struct enum_type *type) {
    struct buffer out = {.arena = arena};
    buffer_addf(&out, "CREATE TYPE %s AS ENUM ", postgresql_full_name(arena, type->schema, type->name));
    add_values(&out, &type->values);
    return buffer_text(&out);
}

static void create_enum(struct ddl *ddl, const struct enum_type *type) {
    ddl_say(ddl, ddl_create_enum_sql(ddl->arena, type));
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

static bool changes_column(const struct operation *operation, const struct table *table,
    const struct column *column, unsigned changes) {
    bool is_one = operation->kind == OPERATION_DROP_COLUMN ||
                  (operation->kind == OPERATION_ALTER_COLUMN && operation->changes & changes);
    return is_one && !strcmp(operation->table, table->name) && !strcmp(operation->name, column->name) &&
           !operation->schema == !table->schema &&
           (!table->schema || !strcmp(operation->schema, table->schema));
}

bool ddl_changes_later(
    const struct ddl *ddl, const struct table *table, const struct column *column, unsigned changes) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++)
        if (changes_column(&ddl->operations->items[i], table, column, changes))
            return true;
    return false;
}

static bool is_literal(struct ddl *ddl, const char *sql, const char *value) {
    const char *literal = postgresql_text(ddl->arena, value);
    size_t length = strlen(literal);
    return !strncmp(sql, literal, length) && (!sql[length] || sql[length] == ':');
}

bool ddl_loses_default(struct ddl *ddl, const struct table *table, const struct column *column,
    const struct enum_type *before, const struct enum_type *after) {
    bool changed = ddl_changes_later(ddl, table, column, CHANGE_DEFAULT), gone = false;
    for (size_t i = 0; changed && i < before->values.count; i++)
        gone |= !names_have(&after->values, before->values.items[i]) &&
                is_literal(ddl, column->default_sql, before->values.items[i]);
    return gone;
}

/* The server can't take a value out of a type. */
static void remake(struct ddl *ddl, const struct enum_type *before, const struct enum_type *after) {
    ddl_remake_type(
        ddl, &(struct remade_type){
                 .schema = before->schema, .name = before->name, .before = before, .after = after});
}

static void alter_enum(struct ddl *ddl, const struct enum_type *before, const struct enum_type *after) {
    if (names_equal(&before->values, &after->values))
        return;
    const char *name = postgresql_full_name(ddl->arena, before->schema, before->name);
    if (only_grows(&before->values, &after->values) && !is_used_later(ddl, &before->values, &after->values))
        add_new_values(ddl, name, &before->values, &after->values);
    else
        remake(ddl, before, after);
}

/* Of one that the schema has under its new name already. */
static void rename_enum(struct ddl *ddl, const struct operation *operation) {
    struct arena *arena = ddl->arena;
    const struct renamed *values = &operation->renamed_values;
    const char *schema = operation->schema, *from = operation->name;
    const char *name = postgresql_full_name(arena, schema, from);
    for (size_t i = 0; i < values->to.count; i++)
        ddl_sayf(ddl, "ALTER TYPE %s RENAME VALUE %s TO %s", name,
            postgresql_text(arena, values->from.items[i]), postgresql_text(arena, values->to.items[i]));
    if (operation->new_name)
        ddl_sayf(ddl, "ALTER TYPE %s RENAME TO %s", name, postgresql_name(arena, operation->new_name));
    schema_reprint_enum(arena, ddl->schema, values, postgresql_printed_name(arena, schema, from),
        postgresql_printed_name(arena, schema, operation->new_name ? operation->new_name : from));
}

void ddl_ensure_enum(struct ddl *ddl, const struct table *table, const struct column *column) {
    if (column->type.kind != TYPE_ENUM || column->type.text || column->native)
        return;
    struct enum_type *wanted = postgresql_implied_enum(ddl->arena, table, column);
    struct enum_type *found = schema_find_enum(ddl->schema, wanted->schema, wanted->name);
    if (!found) {
        list_push(ddl->arena, &ddl->schema->enums, wanted);
        create_enum(ddl, wanted);
        return;
    }
    alter_enum(ddl, found, wanted);
    found->values = wanted->values;
}

bool ddl_compile_enum(struct ddl *ddl, const struct operation *operation) {
    const struct enum_type *met = schema_find_enum(ddl->schema, operation->schema, operation->name);
    if (operation->kind == OPERATION_ALTER_ENUM && met)
        alter_enum(ddl, met, operation->enum_type);
    if (!operation_apply(ddl->arena, operation, ddl->schema, ddl->errors))
        return false;
    if (operation->kind == OPERATION_CREATE_ENUM)
        create_enum(ddl, operation->enum_type);
    if (operation->kind == OPERATION_DROP_ENUM)
        ddl_sayf(ddl, "DROP TYPE %s", postgresql_full_name(ddl->arena, operation->schema, operation->name));
    return true;
}

bool ddl_compile_rename_enum(struct ddl *ddl, const struct operation *operation) {
    if (!operation_apply(ddl->arena, operation, ddl->schema, ddl->errors))
        return false;
    rename_enum(ddl, operation);
    return true;
}
