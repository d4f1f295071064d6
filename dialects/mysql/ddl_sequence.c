/* A sequence gets another name. To the server it is a table, which it renames as one; defaults that count
 * with it go on saying the old name, so they stand aside. */
#include <string.h>

#include "mysql/ddl.h"
#include "mysql/mysql.h"

bool mysql_renames(const char *kind) {
    return !strcmp(kind, "sequence");
}

static bool set_default(
    struct ddl *ddl, const struct table *table, const struct column *column, bool has_default) {
    struct column *wanted = arena_new(ddl->definition.arena, struct column);
    wanted->name = column->name;
    if (has_default) {
        wanted->default_value = (struct value){VALUE_SQL, column->default_sql};
        wanted->default_sql = column->default_sql;
    }
    const struct operation change = {.kind = OPERATION_ALTER_COLUMN,
        .schema = table->schema,
        .table = table->name,
        .name = column->name,
        .column = wanted,
        .changes = CHANGE_DEFAULT};
    return mysql_ddl_alter(ddl, schema_find_table(ddl->schema, table->schema, table->name), &change);
}

static bool differs(const struct column *left, const struct column *right) {
    return left->default_sql && right->default_sql && strcmp(left->default_sql, right->default_sql) != 0;
}

/* Takes the defaults that are others in `after` away, or sets them. */
static bool set_defaults(
    struct ddl *ddl, const struct schema *before, const struct schema *after, bool have_default) {
    for (size_t i = 0; i < before->tables.count; i++) {
        const struct table *old = before->tables.items[i], *new = after->tables.items[i];
        for (size_t k = 0; k < old->columns.count; k++)
            if (differs(old->columns.items[k], new->columns.items[k]) &&
                !set_default(ddl, new, new->columns.items[k], have_default))
                return false;
        if (!mysql_ddl_flush(ddl))
            return false;
    }
    return true;
}

bool mysql_ddl_rename_object(struct ddl *ddl, const struct operation *operation) {
    struct arena *arena = ddl->definition.arena;
    if (!mysql_renames(operation->object->kind))
        return mysql_ddl_apply(ddl, operation);
    const struct schema *before = schema_copy(arena, ddl->schema);
    struct schema *after = schema_copy(arena, ddl->schema);
    if (!operation_apply(arena, operation, after, ddl->errors) || !set_defaults(ddl, before, after, false))
        return false;
    mysql_ddl_add(ddl, arena_format(arena, "RENAME TABLE %s TO %s",
                           mysql_ddl_full_name(ddl, operation->schema, operation->name),
                           mysql_ddl_full_name(ddl, operation->schema, operation->new_name)));
    return mysql_ddl_apply(ddl, operation) && set_defaults(ddl, before, after, true);
}
