/* Forms that let others write while they work, from `with: {postgresql: {online: true}}`. What takes long is
 * apart from what locks, each in a transaction of its own. */
#include <string.h>

#include "postgresql/ddl.h"

const char postgresql_apart[] = " /* online */";

static bool refuse(struct ddl *ddl, const struct option *option, const char *why, const char *hint) {
    struct error *error = error_add(ddl->errors, ERROR_SCRIPT, option->place, "%s", why);
    error_hint(ddl->errors, error, "%s", hint);
    return false;
}

static bool has_online_form(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_INDEX:
    case OPERATION_DROP_INDEX:
    case OPERATION_CREATE_PRIMARY_KEY:
    case OPERATION_CREATE_UNIQUE:
    case OPERATION_CREATE_CHECK:
    case OPERATION_CREATE_FOREIGN_KEY:
        return true;
    default:
        return operation->kind == OPERATION_ALTER_COLUMN && (operation->changes & CHANGE_NULLABLE);
    }
}

/* An index of a partitioned table is made partition by partition; for the rest the server has no such way. */
static bool is_whole_only(const struct ddl *ddl, const struct operation *operation) {
    const struct table *table = schema_find_table(ddl->schema, operation->schema, operation->table);
    bool has_way = operation->kind == OPERATION_CREATE_INDEX || operation->kind == OPERATION_CREATE_CHECK ||
                   operation->kind == OPERATION_ALTER_COLUMN;
    return table && postgresql_option(&table->options, "partition_by") && !has_way;
}

bool ddl_read_how(struct ddl *ddl, const struct operation *operation) {
    ddl->online = false;
    for (size_t i = 0; i < operation->with.count; i++) {
        const struct option *option = &operation->with.items[i];
        if (strcmp(option->dialect, "postgresql") != 0)
            continue;
        if (strcmp(option->name, "online") != 0)
            return refuse(ddl, option,
                arena_format(ddl->arena, "unknown word \"%s\" under with", option->name),
                "it has `online: true`");
        ddl->online = !strcmp(option->value, "true");
        if (ddl->online && !has_online_form(operation))
            return refuse(ddl, option,
                arena_format(ddl->arena, "%s has no online form", operation_name(operation->kind)),
                "indexes, keys, checks and `nullable: false` have one; the server does the rest under a "
                "lock");
        if (ddl->online && is_whole_only(ddl, operation))
            return refuse(ddl, option,
                arena_format(ddl->arena, "%s has no online form on the partitioned table \"%s\"",
                    operation_name(operation->kind), operation->table),
                "leave `online` out: the server does it under a lock");
    }
    return true;
}

static void say_apart(struct ddl *ddl, const char *sql) {
    ddl_say(ddl, arena_format(ddl->arena, "%s%s", sql, postgresql_apart));
}

static void validate(struct ddl *ddl, const struct table *table, const char *constraint) {
    ddl_flush(ddl);
    say_apart(ddl, arena_format(ddl->arena, "ALTER TABLE %s VALIDATE CONSTRAINT %s",
                       ddl_table_name(ddl, table), postgresql_name(ddl->arena, constraint)));
}

const struct index *ddl_index_to_make(const struct ddl *ddl, const struct index *index) {
    if (!ddl->online || postgresql_switch(&index->options, "concurrently"))
        return index;
    struct index *made = index_copy(ddl->arena, index);
    *list_add(ddl->arena, &made->options) =
        (struct option){.dialect = "postgresql", .name = "concurrently", .value = "true"};
    return made;
}

/* The index first, which then becomes the constraint's. */
static void add_key(struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    const struct index index = {.name = constraint->name,
        .unique = true,
        .parts = constraint->columns,
        .options = constraint->options};
    const char *name = postgresql_name(ddl->arena, constraint->name);
    ddl_say(ddl, ddl_create_index(ddl->arena, table, ddl_index_to_make(ddl, &index)));
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ADD CONSTRAINT %s %s USING INDEX %s%s", name,
            constraint->kind == CONSTRAINT_PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE", name,
            ddl_deferrable(constraint)));
}

static void add_unvalidated(struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    struct constraint *later = constraint_copy(ddl->arena, constraint);
    *list_add(ddl->arena, &later->options) =
        (struct option){.dialect = "postgresql", .name = "not_valid", .value = "true"};
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ADD %s", ddl_constraint(ddl->arena, later)));
    validate(ddl, table, constraint->name);
}

/* What isn't checked at all, and what is no plain index. */
static bool has_no_form(const struct constraint *constraint) {
    return !constraint->name || postgresql_switch(&constraint->options, "not_valid") ||
           postgresql_switch(&constraint->options, "not_enforced") ||
           (constraint->kind != CONSTRAINT_FOREIGN_KEY && postgresql_switch(&constraint->options, "period"));
}

bool ddl_add_constraint_online(
    struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    if (!ddl->online || has_no_form(constraint))
        return false;
    if (constraint->kind == CONSTRAINT_CHECK || constraint->kind == CONSTRAINT_FOREIGN_KEY)
        add_unvalidated(ddl, table, constraint);
    else
        add_key(ddl, table, constraint);
    return true;
}

static int cut(const char *text, size_t length) {
    size_t whole = strlen(text);
    if (whole <= length)
        return (int)whole;
    while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    return (int)length;
}

/* A name that no constraint of the table has. */
static const char *check_name(struct ddl *ddl, const struct table *table, const struct column *column) {
    enum { LONGEST = 63 };
    for (unsigned number = 0;; number++) {
        const char *end = number ? arena_format(ddl->arena, "_not_null_check_%u", number) : "_not_null_check";
        const char *name = arena_format(ddl->arena, "%s_%s", table->name, column->name);
        name = arena_format(ddl->arena, "%.*s%s", cut(name, LONGEST - strlen(end)), name, end);
        if (!table_find_constraint(table, name))
            return name;
    }
}

/* From version 12 on a valid check spares SET NOT NULL its look at every row. */
void ddl_require_online(struct ddl *ddl, const struct table *table, const struct column *column) {
    const char *on = ddl_table_name(ddl, table), *name = postgresql_name(ddl->arena, column->name);
    const char *check = check_name(ddl, table, column);
    ddl_alter(ddl, on,
        arena_format(ddl->arena, "ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID",
            postgresql_name(ddl->arena, check), name));
    validate(ddl, table, check);
    ddl_sayf(ddl, "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL", on, name);
    ddl_alter(ddl, on, arena_format(ddl->arena, "DROP CONSTRAINT %s", postgresql_name(ddl->arena, check)));
    ddl_flush(ddl);
}
