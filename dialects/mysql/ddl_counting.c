/* AUTO_INCREMENT while a table changes. */
#include <string.h>

#include "base/text.h"
#include "mysql/ddl.h"
#include "mysql/implied.h"
#include "mysql/options.h"

static bool leads_a_key(struct arena *arena, const struct table *table, const char *column) {
    struct names columns = {0};
    list_push(arena, &columns, column);
    return table_has_key_on(table, &columns);
}

static bool has_part(const struct key_parts *parts, const char *column) {
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].column && !strcmp(parts->items[i].column, column))
            return true;
    return false;
}

static bool is_in_a_key(const struct table *table, const char *column) {
    bool found = table->primary_key && has_part(&table->primary_key->columns, column);
    for (size_t i = 0; i < table->constraints.count; i++)
        found |= table->constraints.items[i]->kind == CONSTRAINT_UNIQUE &&
                 has_part(&table->constraints.items[i]->columns, column);
    for (size_t i = 0; i < table->indexes.count; i++)
        found |= has_part(&table->indexes.items[i]->parts, column);
    return found;
}

/* MyISAM and Aria count for each value of the columns in front, too. */
static bool may_count(struct arena *arena, const struct table *table, const char *column) {
    const char *engine = mysql_option(&table->options, "engine");
    bool in_groups = engine && (text_same_word(engine, "MyISAM") || text_same_word(engine, "Aria"));
    return leads_a_key(arena, table, column) || (in_groups && is_in_a_key(table, column));
}

static bool is_uncounted(const struct ddl *ddl, const struct table *table, const char *column) {
    for (size_t i = 0; i < ddl->uncounted.count; i++)
        if (!strcmp(ddl->uncounted.items[i].table, table->name) &&
            !strcmp(ddl->uncounted.items[i].name, column))
            return true;
    return false;
}

void counting_stop(struct ddl *ddl) {
    struct arena *arena = ddl->definition.arena;
    struct table *after = table_copy(arena, ddl->change.after);
    for (size_t i = 0; i < after->columns.count; i++) {
        struct column *column = after->columns.items[i];
        if (column->autoincrement != ON || may_count(arena, after, column->name))
            continue;
        column->autoincrement = OFF;
        list_push(arena, &ddl->uncounted, ((struct suspended){after->schema, after->name, column->name}));
        ddl->change.after = after;
    }
}

const struct table *counting_now(const struct ddl *ddl, const struct table *table) {
    struct table *copy = table_copy(ddl->definition.arena, table);
    for (size_t i = 0; i < copy->columns.count; i++)
        if (is_uncounted(ddl, copy, copy->columns.items[i]->name))
            copy->columns.items[i]->autoincrement = OFF;
    return copy;
}

/* Is there a column that has values, and counts from now on? */
static bool begins(const struct change_of_table *change) {
    for (size_t i = 0; i < change->after->columns.count; i++) {
        const struct column *after = change->after->columns.items[i];
        const char *from = after->autoincrement == ON ? change_origin(change, after->name) : NULL;
        const struct column *before = from ? table_find_column(change->before, from) : NULL;
        if (before && before->autoincrement != ON)
            return true;
    }
    return false;
}

void counting_keep_zero(struct ddl *ddl, size_t first) {
    if (ddl->statements->count == first || !begins(&ddl->change))
        return;
    struct statement keep = ddl->statements->items[first];
    keep.sql = "SET @cmigrate_zero_mode = @@SESSION.sql_mode, "
               "SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')";
    keep.kind = STATEMENT_SETTING;
    *list_insert(ddl->definition.arena, ddl->statements, first) = keep;
    mysql_ddl_add_setting(ddl, "SET SESSION sql_mode = @cmigrate_zero_mode");
}
