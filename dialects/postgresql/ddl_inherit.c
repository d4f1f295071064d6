/* Partitions and heirs: what is done to a parent's column is done to theirs. */
#include <string.h>

#include "postgresql/ddl.h"

static const struct table *find_table(const struct ddl *ddl, const char *full_name) {
    return index_find(&ddl->schema->table_index, full_name);
}

const struct table *ddl_parent(const struct ddl *ddl, const struct table *table) {
    return table->parents.count ? find_table(ddl, table->parents.items[0]) : NULL;
}

static bool is_about(const struct ddl *ddl, const struct operation *operation, const char *parent) {
    return operation->table &&
           !strcmp(table_full_name(ddl->arena, operation->schema, operation->table), parent);
}

static bool is_heir_of(const struct ddl *ddl, const struct table *heir, const struct table *table) {
    return postgresql_option(&heir->options, "inherits") &&
           names_have(&heir->parents, table_full_name(ddl->arena, table->schema, table->name));
}

static bool drops_column(const struct ddl *ddl, const struct table *table, const char *column) {
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_DROP_COLUMN && !strcmp(operation->name, column) &&
            is_about(ddl, operation, table_full_name(ddl->arena, table->schema, table->name)))
            return true;
    }
    return false;
}

bool ddl_heir_keeps_column(const struct ddl *ddl, const struct table *table, const char *column) {
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *heir = ddl->schema->tables.items[i];
        if (is_heir_of(ddl, heir, table) && table_find_column(heir, column) &&
            !drops_column(ddl, heir, column))
            return true;
    }
    return false;
}

static bool is_changed_there(const struct ddl *ddl, const char *parent, const char *column) {
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        bool is_column = operation->kind == OPERATION_ADD_COLUMN ||
                         operation->kind == OPERATION_DROP_COLUMN ||
                         operation->kind == OPERATION_ALTER_COLUMN;
        if (is_column && !strcmp(operation->name, column) && is_about(ddl, operation, parent))
            return true;
    }
    return false;
}

bool ddl_inherits_column(const struct ddl *ddl, const struct table *table, const char *column) {
    for (size_t i = 0; i < table->parents.count; i++) {
        const struct table *parent = find_table(ddl, table->parents.items[i]);
        if (parent &&
            (table_find_column(parent, column) || is_changed_there(ddl, table->parents.items[i], column)))
            return true;
    }
    return false;
}

static void say(struct ddl *ddl, const struct table *table, const struct column *column, const char *what) {
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ALTER COLUMN %s %s", postgresql_name(ddl->arena, column->name), what));
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

/* Then it can't be NULL before it can be there, which takes this one with it. */
static bool is_required_above(const struct ddl *ddl, const struct table *table, const char *column) {
    const struct table *parent = ddl_parent(ddl, table);
    const struct column *theirs = parent ? table_find_column(parent, column) : NULL;
    return theirs && theirs->nullable == OFF;
}

void ddl_alter_inherited(
    struct ddl *ddl, const struct table *table, const struct column *inherited, const struct column *own) {
    if (!own->default_sql && inherited->default_sql)
        say(ddl, table, own, "DROP DEFAULT");
    else if (!same_text(own->default_sql, inherited->default_sql))
        say(ddl, table, own, arena_format(ddl->arena, "SET DEFAULT %s", own->default_sql));
    if (own->nullable == OFF && inherited->nullable != OFF)
        say(ddl, table, own, "SET NOT NULL");
    if (own->nullable != OFF && inherited->nullable == OFF && !is_required_above(ddl, table, own->name))
        say(ddl, table, own, "DROP NOT NULL");
    if (!same_text(own->comment, inherited->comment))
        ddl_column_comment(ddl, table, own->name, own->comment);
}

/* Is the parent's changed after it? Then its own default is given back behind that. */
static bool is_restored_later(const struct ddl *ddl, const struct table *table, const struct column *column) {
    for (size_t i = 0; i < table->parents.count; i++) {
        const struct table *parent = find_table(ddl, table->parents.items[i]);
        const struct column *theirs = parent ? table_find_column(parent, column->name) : NULL;
        if (theirs && !drops_column(ddl, parent, column->name) &&
            ddl_changes_later(ddl, parent, theirs, CHANGE_TYPE | CHANGE_DEFAULT))
            return true;
    }
    return false;
}

void ddl_change_inherited(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    struct column *now = column_copy(ddl->arena, before);
    if (is_restored_later(ddl, table, after))
        now->default_sql = after->default_sql;
    ddl_alter_inherited(ddl, table, now, after);
}

static struct column *without_comment(struct arena *arena, const struct column *column) {
    struct column *copy = column_copy(arena, column);
    copy->comment = NULL;
    return copy;
}

void ddl_add_inherited(struct ddl *ddl, const struct table *table, const struct column *own) {
    const struct table *parent = ddl_parent(ddl, table);
    const struct column *theirs = parent ? table_find_column(parent, own->name) : NULL;
    if (theirs)
        ddl_alter_inherited(ddl, table, without_comment(ddl->arena, theirs), own);
}

void ddl_added_above(struct ddl *ddl, const struct table *table, const struct column *column) {
    const char *name = table_full_name(ddl->arena, table->schema, table->name);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *heir = ddl->schema->tables.items[i];
        const struct column *own =
            names_have(&heir->parents, name) ? table_find_column(heir, column->name) : NULL;
        if (!own)
            continue;
        ddl_alter_inherited(ddl, heir, without_comment(ddl->arena, column), own);
        ddl_added_above(ddl, heir, own);
    }
}

/* Its own default and NOT NULL, which it got from above. */
static void restore(
    struct ddl *ddl, const struct table *heir, const struct column *inherited, const struct column *own) {
    struct column *now = column_copy(ddl->arena, own);
    now->default_sql = inherited->default_sql;
    if (inherited->nullable != OFF)
        now->nullable = inherited->nullable;
    ddl_alter_inherited(ddl, heir, now, own);
}

void ddl_restore_heirs(struct ddl *ddl, const struct table *table, const struct column *column) {
    const char *name = table_full_name(ddl->arena, table->schema, table->name);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *heir = ddl->schema->tables.items[i];
        const struct column *own =
            names_have(&heir->parents, name) ? table_find_column(heir, column->name) : NULL;
        bool later = own && ddl_changes_later(ddl, heir, own, CHANGE_DEFAULT);
        if (own && !later)
            restore(ddl, heir, column, own);
        if (own)
            ddl_restore_heirs(ddl, heir, later ? column : own);
    }
}
