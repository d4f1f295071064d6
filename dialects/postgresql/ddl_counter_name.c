/* The names of counters, which one column may have still when another shall. */
#include <string.h>

#include "postgresql/ddl.h"

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool is_same(const struct table *table, const struct column *column, const struct table *but_of,
    const struct column *but) {
    return but && !strcmp(column->name, but->name) && !strcmp(table->name, but_of->name) &&
           same_text(table->schema, but_of->schema);
}

struct column *ddl_counts_with(const struct ddl *ddl, const char *in_schema, const char *name,
    const struct table *but_of, const struct column *but, const struct table **table) {
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        *table = ddl->schema->tables.items[i];
        if (!same_text((*table)->schema, in_schema))
            continue;
        for (size_t k = 0; k < (*table)->columns.count; k++) {
            struct column *column = (*table)->columns.items[k];
            if (!is_same(*table, column, but_of, but) && column->type_sql && ddl_has_sequence(column) &&
                !strcmp(ddl_bare_counter_name(ddl->arena, *table, column), name))
                return column;
        }
    }
    return NULL;
}

static const char *column_key(struct ddl *ddl, const struct table *table, const char *column) {
    return arena_format(ddl->arena, "%s.%s", table_full_name(ddl->arena, table->schema, table->name), column);
}

bool ddl_counter_is_renamed(struct ddl *ddl, const struct table *table, const struct column *column) {
    return names_have(&ddl->renamed_counters, column_key(ddl, table, column->name));
}

/* The next operation that drops the column, or changes any of that; or null. */
static const struct operation *next_change(
    const struct ddl *ddl, const struct table *table, const struct column *column, unsigned changes) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        bool fits = operation->kind == OPERATION_DROP_COLUMN ||
                    (operation->kind == OPERATION_ALTER_COLUMN && operation->changes & changes);
        if (fits && !strcmp(operation->table, table->name) && same_text(operation->schema, table->schema) &&
            !strcmp(operation->name, column->name))
            return operation;
    }
    return NULL;
}

/* Without the words that only name a dialect. */
static struct options named_options(struct arena *arena, const struct options *options) {
    struct options named = {0};
    for (size_t i = 0; i < options->count; i++)
        if (options->items[i].name)
            list_push(arena, &named, options->items[i]);
    return named;
}

/* Does the column go, or no longer count, by a later operation? */
static bool is_about_to_go(const struct ddl *ddl, const struct table *table, const struct column *column) {
    const struct operation *change = next_change(ddl, table, column, CHANGE_TYPE | CHANGE_AUTOINCREMENT);
    if (!change || change->kind == OPERATION_DROP_COLUMN)
        return change;
    struct column *then = column_copy(ddl->arena, change->column);
    struct errors ignored = {.arena = ddl->arena};
    then->options = named_options(ddl->arena, &then->options);
    if (!(change->changes & CHANGE_TYPE)) {
        then->type = column->type;
        then->native = column->native;
    }
    return postgresql_resolve_column(ddl->server, ddl->arena, ddl->schema, table, then, &ignored) &&
           !ddl_has_sequence(then);
}

static void stop_counting(struct ddl *ddl, const struct table *table, struct column *column) {
    struct column before = *column;
    column->type_sql = ddl_column_type(&before);
    column->autoincrement = OFF;
    ddl_drop_old_counter(ddl, table, &before, column);
}

static void rename_now(
    struct ddl *ddl, const struct table *table, const struct column *column, const struct column *then) {
    struct column renamed = *column;
    renamed.options = named_options(ddl->arena, &then->options);
    ddl_sayf(ddl, "ALTER SEQUENCE %s RENAME TO %s", ddl_counter_name(ddl->arena, table, column),
        postgresql_name(ddl->arena, ddl_bare_counter_name(ddl->arena, table, &renamed)));
    list_push(ddl->arena, &ddl->renamed_counters, column_key(ddl, table, column->name));
}

void ddl_free_counter_name(struct ddl *ddl, const struct table *table, const struct column *column) {
    const struct table *other;
    struct column *holder = ddl_counts_with(
        ddl, table->schema, ddl_bare_counter_name(ddl->arena, table, column), table, column, &other);
    if (!holder)
        return;
    if (is_about_to_go(ddl, other, holder)) {
        stop_counting(ddl, other, holder);
        return;
    }
    const struct operation *change = next_change(ddl, other, holder, CHANGE_OPTIONS);
    if (change && strcmp(other->name, table->name) != 0)
        rename_now(ddl, other, holder, change->column);
}
