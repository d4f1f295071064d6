/* Tables that become heirs, or are heirs no more. */
#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"

static struct names split(struct ddl *ddl, const char *names) {
    struct names none = {0};
    return names ? text_split(ddl->arena, names, ',') : none;
}

/* Parents have an order, and a new one is the last: those that stand behind one who comes leave, too. */
struct parents {
    struct names stay, leave, join;
};

static struct parents compare(struct ddl *ddl, const char *before, const char *after) {
    struct names old = split(ddl, before), new = split(ddl, after);
    struct parents parents = {0};
    for (size_t i = 0; i < old.count; i++) {
        size_t at = parents.stay.count;
        bool stays = at < new.count && !strcmp(old.items[i], new.items[at]);
        list_push(ddl->arena, stays ? &parents.stay : &parents.leave, old.items[i]);
    }
    for (size_t i = parents.stay.count; i < new.count; i++)
        list_push(ddl->arena, &parents.join, new.items[i]);
    return parents;
}

static void leave(struct ddl *ddl, const struct table *table, const struct names *parents) {
    for (size_t i = 0; i < parents->count; i++)
        ddl_alter(
            ddl, ddl_table_name(ddl, table), arena_format(ddl->arena, "NO INHERIT %s", parents->items[i]));
    if (parents->count)
        ddl_flush(ddl);
}

static void forget_others(struct ddl *ddl, struct table *table, const struct names *stay) {
    for (size_t i = table->options.count; i-- > 0;) {
        struct option *option = &table->options.items[i];
        if (strcmp(option->name, "inherits") != 0)
            continue;
        option->value = names_join(ddl->arena, stay, ", ");
        if (!stay->count)
            *option = table->options.items[--table->options.count];
    }
    postgresql_note_parents(ddl->arena, table);
}

/* Then what a table says of its parents is another name by the time it is said. */
static bool renames_tables(const struct ddl *ddl) {
    for (size_t i = 0; i < ddl->operations->count; i++)
        if (ddl->operations->items[i].kind == OPERATION_RENAME_TABLE)
            return true;
    return false;
}

void ddl_leave_parents(struct ddl *ddl) {
    if (renames_tables(ddl))
        return;
    for (ddl->at = 0; ddl->at < ddl->operations->count; ddl->at++) {
        const struct operation *operation = &ddl->operations->items[ddl->at];
        const struct table *then = ddl_altered(ddl->arena, operation);
        struct table *table =
            then ? schema_find_table(ddl->schema, operation->schema, operation->table) : NULL;
        const char *inherits = table ? postgresql_option(&table->options, "inherits") : NULL;
        if (!inherits)
            continue;
        struct parents parents = compare(ddl, inherits, postgresql_option(&then->options, "inherits"));
        leave(ddl, table, &parents.leave);
        forget_others(ddl, table, &parents.stay);
    }
    ddl->at = 0;
}

void ddl_change_parents(struct ddl *ddl, const struct table *before, struct table *after) {
    struct parents parents = compare(
        ddl, postgresql_option(&before->options, "inherits"), postgresql_option(&after->options, "inherits"));
    leave(ddl, after, &parents.leave);
    for (size_t i = 0; i < parents.join.count; i++)
        list_push(ddl->arena, &ddl->last,
            arena_format(
                ddl->arena, "ALTER TABLE %s INHERIT %s", ddl_table_name(ddl, after), parents.join.items[i]));
    struct table *meanwhile = table_copy(ddl->arena, before);
    forget_others(ddl, meanwhile, &parents.stay);
    if (parents.join.count)
        after->parents = meanwhile->parents;
}
