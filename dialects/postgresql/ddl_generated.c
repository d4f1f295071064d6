/* Columns that have their values from others. They are made again where those change in a way that the server
 * refuses; no value is lost by that. */
#include <string.h>

#include "postgresql/ddl.h"
#include "sql/expression.h"

static const char *key(struct ddl *ddl, const struct table *table, const struct column *column) {
    return arena_format(ddl->arena, "%s.%s", ddl_table_name(ddl, table), column->name);
}

bool ddl_is_dropped(struct ddl *ddl, const struct table *table, const struct column *column) {
    return names_have(&ddl->dropped, key(ddl, table, column));
}

void ddl_note_dropped(struct ddl *ddl, const struct table *table, const struct column *column) {
    list_push(ddl->arena, &ddl->dropped, key(ddl, table, column));
}

void ddl_drop_generated(struct ddl *ddl, const struct table *table, const struct column *column) {
    if (!ddl_is_dropped(ddl, table, column))
        ddl_alter(ddl, ddl_table_name(ddl, table),
            arena_format(ddl->arena, "DROP COLUMN %s", postgresql_name(ddl->arena, column->name)));
}

static void forget_dropped(struct ddl *ddl, const char *key) {
    for (size_t i = ddl->dropped.count; i-- > 0;)
        if (!strcmp(ddl->dropped.items[i], key))
            ddl->dropped.items[i] = ddl->dropped.items[--ddl->dropped.count];
}

void ddl_add_generated(struct ddl *ddl, const struct table *table, const struct column *column) {
    forget_dropped(ddl, key(ddl, table, column));
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ADD COLUMN %s", ddl_column_definition(ddl->arena, table, column)));
    ddl_column_settings(ddl, table, column);
    if (column->comment)
        ddl_column_comment(ddl, table, column->name, column->comment);
}

struct columns ddl_drop_generated_from(
    struct ddl *ddl, const struct table *table, const struct column *source) {
    struct columns found = {0};
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        if (!column->generated ||
            !expression_names(postgresql_dialect.syntax, column->generated, source->name))
            continue;
        list_push(ddl->arena, &found, column);
        ddl_drop_generated(ddl, table, column);
    }
    return found;
}

/* Those on a column that is still to come are left to the operation that makes it. */
static struct table_keys keys_on(struct ddl *ddl, const struct table *table, const struct columns *columns) {
    struct table_keys found = {0}, later = {0}, keys = {0};
    for (size_t i = 0; i < columns->count; i++)
        ddl_keys_on(ddl, table, columns->items[i], &found);
    for (size_t i = 0; i < table->columns.count; i++)
        if (ddl_is_dropped(ddl, table, table->columns.items[i]))
            ddl_keys_on(ddl, table, table->columns.items[i], &later);
    for (size_t i = 0; i < found.count; i++)
        if (!ddl_has_key(&later, &found.items[i]))
            list_push(ddl->arena, &keys, found.items[i]);
    return keys;
}

void ddl_add_generated_again(struct ddl *ddl, const struct table *table, const struct columns *columns) {
    for (size_t i = 0; i < columns->count; i++)
        if (ddl_changes_later(ddl, table, columns->items[i], CHANGE_GENERATED))
            ddl_note_dropped(ddl, table, columns->items[i]);
        else
            ddl_add_generated(ddl, table, columns->items[i]);
    const struct table_keys keys = keys_on(ddl, table, columns);
    ddl_create_keys(ddl, &keys);
}
