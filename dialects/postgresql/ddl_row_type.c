/* A table's rows are a type, which columns elsewhere may have. The server changes no column's type while
 * there are such: they are text for the moment. */
#include <string.h>

#include "postgresql/ddl.h"

typedef void row_user(struct ddl *ddl, const struct table *table, const struct column *column, bool array);

static void each_user(struct ddl *ddl, const struct table *rows, row_user *user) {
    const struct remade_type type = {.schema = rows->schema, .name = rows->name};
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *table = ddl->schema->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++) {
            const struct column *column = table->columns.items[k];
            bool array;
            if (column->type.kind != TYPE_VERBATIM)
                continue; /* one that models have a word for */
            if (ddl_uses_type(ddl, column, &type, &array) && !ddl_inherits_column(ddl, table, column->name))
                user(ddl, table, column, array);
        }
    }
}

static void say(struct ddl *ddl, const struct table *table, const struct column *column, const char *what) {
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ALTER COLUMN %s %s", postgresql_name(ddl->arena, column->name), what));
}

static void become_text(struct ddl *ddl, const struct table *table, const struct column *column, bool array) {
    const char *brackets = array ? "[]" : "", *name = postgresql_name(ddl->arena, column->name);
    if (column->default_sql)
        say(ddl, table, column, "DROP DEFAULT");
    say(ddl, table, column,
        arena_format(ddl->arena, "TYPE text%s USING %s::text%s", brackets, name, brackets));
}

static void become_rows(struct ddl *ddl, const struct table *table, const struct column *column, bool array) {
    (void)array;
    say(ddl, table, column,
        arena_format(ddl->arena, "TYPE %s USING %s::%s", column->type_sql,
            postgresql_name(ddl->arena, column->name), column->type_sql));
    if (column->default_sql)
        say(ddl, table, column, arena_format(ddl->arena, "SET DEFAULT %s", column->default_sql));
}

static struct ddl_users users_of(struct ddl *ddl, const struct table *rows) {
    return ddl_users_of_columns(ddl, &(struct remade_type){.schema = rows->schema, .name = rows->name});
}

void ddl_set_rows_aside(struct ddl *ddl, const struct table *rows) {
    const struct ddl_users users = users_of(ddl, rows);
    ddl_drop_users(ddl, &users);
    each_user(ddl, rows, become_text);
}

void ddl_take_rows_back(struct ddl *ddl, const struct table *rows) {
    const struct ddl_users users = users_of(ddl, rows);
    each_user(ddl, rows, become_rows);
    ddl_create_users(ddl, &users);
}
