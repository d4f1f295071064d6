#include "mysql/alter.h"

#include <string.h>

#include "mysql/alter_keys.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/types.h"
#include "mysql/versioning.h"

static const char *renamed_from(const struct change_of_table *change, const char *now) {
    for (size_t i = 0; i < change->renames.count; i++)
        if (!strcmp(change->renames.items[i].now, now))
            return change->renames.items[i].before;
    return NULL;
}

static const char *renamed_to(const struct change_of_table *change, const char *before) {
    for (size_t i = 0; i < change->renames.count; i++)
        if (!strcmp(change->renames.items[i].before, before))
            return change->renames.items[i].now;
    return NULL;
}

const char *change_origin(const struct change_of_table *change, const char *name) {
    const char *from = renamed_from(change, name);
    if (from)
        return from;
    bool stayed = table_find_column(change->before, name) && !names_have(&change->dropped, name) &&
                  !renamed_to(change, name);
    return stayed ? name : NULL;
}

static bool is_virtual(const struct column *column) {
    return column->generated && column->stored != ON;
}

/* No server changes a virtual column to one that is kept, or back: it is dropped and made anew. */
static bool is_remade(const struct change_of_table *change, const struct column *after) {
    const char *from = change_origin(change, after->name);
    const struct column *before = from ? table_find_column(change->before, from) : NULL;
    return before && is_virtual(before) != is_virtual(after);
}

/* What a column of `before` is called in the keys of `after`; an empty name for one that they can't keep. */
static const char *name_in_keys(const struct change_of_table *change, const char *before) {
    const char *now = renamed_to(change, before);
    now = now ? now : before;
    const struct column *after = table_find_column(change->after, now);
    return after && is_remade(change, after) ? "" : now;
}

static void rename_parts(const struct change_of_table *change, struct key_parts *parts) {
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].column)
            parts->items[i].column = name_in_keys(change, parts->items[i].column);
}

static void rename_references(
    const struct change_of_table *change, struct constraint *constraint, const char *table) {
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY || strcmp(constraint->reference.table, table) != 0)
        return;
    for (size_t i = 0; i < constraint->reference.columns.count; i++) {
        const char *now = renamed_to(change, constraint->reference.columns.items[i]);
        if (now)
            constraint->reference.columns.items[i] = now;
    }
}

struct table *change_renamed(struct arena *arena, const struct change_of_table *change) {
    struct table *table = table_copy(arena, change->before);
    if (table->primary_key)
        rename_parts(change, &table->primary_key->columns);
    for (size_t i = 0; i < table->constraints.count; i++) {
        rename_parts(change, &table->constraints.items[i]->columns);
        rename_references(change, table->constraints.items[i], table->name);
    }
    for (size_t i = 0; i < table->indexes.count; i++)
        rename_parts(change, &table->indexes.items[i]->parts);
    return table;
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static const char *collation_of(const struct definition *definition, const struct table *table) {
    const char *own = mysql_option(&table->options, "collation");
    return own ? own : definition->server->default_collation;
}

/* The collation that a column's text has, be it the table's; null for the database's own. */
static const char *text_collation(const struct table *table, const struct column *column) {
    const char *own = mysql_option(&column->options, "collation");
    bool inherits = !own && mysql_type_has_charset(column->type_sql);
    return inherits ? mysql_option(&table->options, "collation") : own;
}

bool change_retypes(const struct change_of_table *change, const char *name) {
    const char *from = change_origin(change, name);
    const struct column *before = from ? table_find_column(change->before, from) : NULL;
    const struct column *after = table_find_column(change->after, name);
    if (!before || !after)
        return false;
    bool becomes_required = before->nullable != OFF && after->nullable == OFF;
    bool recounted = (before->autoincrement == ON) != (after->autoincrement == ON);
    return (change->null_is_type && (becomes_required || recounted)) ||
           strcmp(before->type_sql, after->type_sql) != 0 ||
           !same_text(text_collation(change->before, before), text_collation(change->after, after));
}

/* --- Columns --- */

struct columns_change {
    const struct definition *definition;
    const struct change_of_table *change;
    struct names *clauses;
    struct names order; /* of the columns, as the table would have them after the clauses so far */
    const char *before_collation, *after_collation; /* said only when the table's own changes */
};

static void drop_column(struct columns_change *columns, const char *name) {
    struct arena *arena = columns->definition->arena;
    list_push(arena, columns->clauses, arena_format(arena, "DROP COLUMN %s", mysql_name(arena, name)));
}

static void drop_columns(struct columns_change *columns) {
    const struct change_of_table *change = columns->change;
    for (size_t i = 0; i < change->dropped.count; i++)
        drop_column(columns, change->dropped.items[i]);
    for (size_t i = 0; i < change->after->columns.count; i++)
        if (is_remade(change, change->after->columns.items[i]))
            drop_column(columns, change_origin(change, change->after->columns.items[i]->name));
}

/* Those that stay and aren't moved, by their new names. */
static void start_order(struct columns_change *columns) {
    const struct change_of_table *change = columns->change;
    for (size_t i = 0; i < change->before->columns.count; i++) {
        const char *name = change->before->columns.items[i]->name, *now = renamed_to(change, name);
        const struct column *after = table_find_column(change->after, now ? now : name);
        if (names_have(&change->dropped, name) || (after && is_remade(change, after)))
            continue;
        if (!names_have(&change->moved, now ? now : name))
            list_push(columns->definition->arena, &columns->order, now ? now : name);
    }
}

static const char *position(struct columns_change *columns, size_t at) {
    struct arena *arena = columns->definition->arena;
    if (at >= columns->order.count)
        return "";
    return at ? arena_format(arena, " AFTER %s",
                    mysql_name(arena, columns->change->after->columns.items[at - 1]->name))
              : " FIRST";
}

static void place(struct columns_change *columns, size_t at, const char *name) {
    if (at >= columns->order.count)
        list_push(columns->definition->arena, &columns->order, name);
    else
        *list_insert(columns->definition->arena, &columns->order, at) = name;
}

/* A moved column always says where, also at the end. */
static const char *moved_position(struct columns_change *columns, size_t at) {
    struct arena *arena = columns->definition->arena;
    return at ? arena_format(arena, " AFTER %s",
                    mysql_name(arena, columns->change->after->columns.items[at - 1]->name))
              : " FIRST";
}

static void change_column(struct columns_change *columns, size_t at, const char *from) {
    struct arena *arena = columns->definition->arena;
    const struct change_of_table *change = columns->change;
    const struct column *after = change->after->columns.items[at];
    struct column before = *table_find_column(change->before, from);
    bool moved = names_have(&change->moved, after->name), renamed = strcmp(from, after->name) != 0;
    before.name = after->name;
    const char *old = define_column(columns->definition, &before, change->before, columns->before_collation);
    const char *new = define_column(columns->definition, after, change->after, columns->after_collation);
    bool same = !strcmp(old, new) && !moved;
    if (same && !renamed)
        return;
    const char *where = moved ? moved_position(columns, at) : "";
    const char *clause;
    if (same && columns->definition->features.rename_column)
        clause = arena_format(
            arena, "RENAME COLUMN %s TO %s", mysql_name(arena, from), mysql_name(arena, after->name));
    else if (renamed)
        clause = arena_format(arena, "CHANGE COLUMN %s %s%s", mysql_name(arena, from), new, where);
    else
        clause = arena_format(arena, "MODIFY COLUMN %s%s", new, where);
    list_push(arena, columns->clauses, clause);
    if (moved)
        place(columns, at, after->name);
}

static void add_column(struct columns_change *columns, size_t at) {
    struct arena *arena = columns->definition->arena;
    const struct column *column = columns->change->after->columns.items[at];
    list_push(arena, columns->clauses,
        arena_format(arena, "ADD COLUMN %s%s",
            define_column(columns->definition, column, columns->change->after, columns->after_collation),
            position(columns, at)));
    place(columns, at, column->name);
}

static void columns_clauses(
    const struct definition *definition, const struct change_of_table *change, struct names *clauses) {
    struct columns_change columns = {.definition = definition, .change = change, .clauses = clauses};
    const char *before = collation_of(definition, change->before),
               *after = collation_of(definition, change->after);
    if (!same_text(before, after)) {
        columns.before_collation = before;
        columns.after_collation = after;
    }
    drop_columns(&columns);
    start_order(&columns);
    for (size_t i = 0; i < change->after->columns.count; i++) {
        const struct column *column = change->after->columns.items[i];
        const char *from = change_origin(change, column->name);
        if (from && !is_remade(change, column))
            change_column(&columns, i, from);
        else
            add_column(&columns, i);
    }
}

void change_clauses(
    const struct definition *definition, const struct change_of_table *change, struct names *clauses) {
    const struct table *before = change_renamed(definition->arena, change);
    drop_key_clauses(definition, before, change->after, clauses);
    versioning_drop_clauses(definition, before, change->after, clauses);
    columns_clauses(definition, change, clauses);
    versioning_add_clauses(definition, before, change->after, clauses);
    add_key_clauses(definition, before, change->after, clauses);
    const char *options = define_options(definition, change->after, change->before);
    if (*options)
        list_push(definition->arena, clauses, options + 1);
}
