/* A table that becomes partitioned, in another way, or no more, or by a column of another type: the server
 * has no way to do that in place. It is made anew beside the old one, gets its rows, its counters and its
 * partitions, and then all that stood on it. */
#include <string.h>

#include "postgresql/ddl.h"
#include "sql/expression.h"

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool is_about(struct arena *arena, const struct operation *operation, const char *full_name) {
    return operation->table &&
           !strcmp(table_full_name(arena, operation->schema, operation->table), full_name);
}

/* An option without a name says that there are none. */
struct table *ddl_altered(struct arena *arena, const struct operation *operation) {
    if (operation->kind != OPERATION_ALTER_TABLE || !(operation->changes & CHANGE_OPTIONS))
        return NULL;
    struct table *table = arena_new(arena, struct table);
    for (size_t i = 0; i < operation->definition->options.count; i++)
        if (operation->definition->options.items[i].name)
            list_push(arena, &table->options, operation->definition->options.items[i]);
    postgresql_note_parents(arena, table);
    return table;
}

bool ddl_is_rebuilt(const struct ddl *ddl, const char *full_name) {
    const struct table *now = index_find(&ddl->schema->table_index, full_name);
    const char *way = now ? postgresql_option(&now->options, "partition_by") : NULL;
    for (size_t i = 0; now && i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (!is_about(ddl->arena, operation, full_name))
            continue;
        const struct table *table = ddl_altered(ddl->arena, operation);
        if (table && (!same_text(way, postgresql_option(&table->options, "partition_by")) ||
                         names_have(&ddl->rebuilt, full_name)))
            return true;
    }
    return false;
}

bool ddl_parts_by(const struct table *table, const struct column *column) {
    const char *way = postgresql_option(&table->options, "partition_by");
    return way && expression_names(postgresql_dialect.syntax, way, column->name);
}

/* --- The new table --- */

/* Without what needs the old one out of the way: keys, indexes, counters. */
static struct table *bare_table(struct ddl *ddl, const struct table *after) {
    struct table *bare = table_copy(ddl->arena, after);
    bare->primary_key = NULL;
    bare->constraints = (struct constraints){0};
    bare->indexes = (struct indexes){0};
    for (size_t i = 0; i < bare->columns.count; i++) {
        struct column *column = bare->columns.items[i];
        if (!ddl_has_sequence(column))
            continue;
        column->type_sql = ddl_column_type(column);
        column->autoincrement = OFF;
    }
    return bare;
}

/* A partition loses with its parent what a later operation takes from it, too. */
static bool is_gone_above(const struct ddl *ddl, const struct table *table, const char *column) {
    const struct table *parent =
        postgresql_option(&table->options, "partition_of") ? ddl_parent(ddl, table) : NULL;
    return parent && !table_find_column(parent, column);
}

/* The old table's value as the new one has it. */
static const char *copied_value(struct ddl *ddl, const struct column *before, const struct column *after) {
    const char *name = postgresql_name(ddl->arena, before->name);
    const char *value = ddl_changes_type(before, after) ? ddl_conversion(ddl->arena, name,
                                                              ddl_column_type(before), ddl_column_type(after))
                                                        : NULL;
    return value ? value : name;
}

/* Both have the same columns in the same places. */
static void copy_rows(
    struct ddl *ddl, const struct table *before, const struct table *after, const char *old) {
    struct names names = {0}, values = {0};
    for (size_t i = 0; i < after->columns.count; i++) {
        const struct column *column = after->columns.items[i];
        if (column->generated || is_gone_above(ddl, after, column->name))
            continue;
        list_push(ddl->arena, &names, postgresql_name(ddl->arena, column->name));
        list_push(ddl->arena, &values, copied_value(ddl, before->columns.items[i], column));
    }
    ddl_sayf(ddl, "INSERT INTO %s (%s) SELECT %s FROM %s", ddl_table_name(ddl, after),
        names_join(ddl->arena, &names, ", "), names_join(ddl->arena, &values, ", "), old);
}

/* The counter of a serial column goes over, with its count; that of an identity goes with the old table. */
static void save_counters(struct ddl *ddl, const struct table *after) {
    for (size_t i = 0; i < after->columns.count; i++) {
        const struct column *column = after->columns.items[i];
        if (column->autoincrement != ON && ddl_has_sequence(column))
            ddl_sayf(ddl, "ALTER SEQUENCE %s OWNED BY %s.%s", ddl_counter_name(ddl->arena, after, column),
                ddl_table_name(ddl, after), postgresql_name(ddl->arena, column->name));
    }
}

static void restore_counters(struct ddl *ddl, const struct table *bare, const struct table *after) {
    for (size_t i = 0; i < after->columns.count; i++) {
        const struct column *column = after->columns.items[i];
        if (column->autoincrement == ON)
            ddl_add_new_counter(ddl, after, bare->columns.items[i], column);
        else if (ddl_has_sequence(column))
            ddl_sayf(ddl, "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT nextval(%s)",
                ddl_table_name(ddl, after), postgresql_name(ddl->arena, column->name),
                postgresql_text(ddl->arena, ddl_counter_name(ddl->arena, after, column)));
    }
}

static void add_keys(struct ddl *ddl, const struct table *after) {
    if (after->primary_key)
        ddl_add_constraint(ddl, after, after->primary_key);
    for (size_t i = 0; i < after->constraints.count; i++)
        ddl_add_constraint(ddl, after, after->constraints.items[i]);
    ddl_create_indexes(ddl, after, &after->indexes);
}

/* --- Partitions --- */

static const char *bound_in(const struct table *part, const char *parent) {
    bool is_part = postgresql_option(&part->options, "partition_of") && names_have(&part->parents, parent);
    return is_part ? postgresql_option(&part->options, "bound") : NULL;
}

/* The bound that the table has, or will have, as a partition of the one at hand; null when it is none. */
static const char *bound_of(struct ddl *ddl, const struct table *part, const char *parent) {
    const char *full_name = table_full_name(ddl->arena, part->schema, part->name);
    const char *bound = bound_in(part, parent);
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const struct table *then =
            is_about(ddl->arena, operation, full_name) ? ddl_altered(ddl->arena, operation) : NULL;
        if (then)
            bound = bound_in(then, parent);
    }
    return bound;
}

static bool is_dropped(const struct ddl *ddl, const char *full_name) {
    for (size_t i = 0; i < ddl->operations->count; i++)
        if (ddl->operations->items[i].kind == OPERATION_DROP_TABLE &&
            is_about(ddl->arena, &ddl->operations->items[i], full_name))
            return true;
    return false;
}

/* Is it a part of the old table that outlives it? */
static bool leaves(struct ddl *ddl, const struct table *part, const char *parent) {
    const char *full_name = table_full_name(ddl->arena, part->schema, part->name);
    bool is_part = bound_in(part, parent) && !names_have(&ddl->joining, full_name);
    return (is_part || names_have(&ddl->leaving, arena_format(ddl->arena, "%s of %s", full_name, parent))) &&
           !is_dropped(ddl, full_name);
}

/* The table that a create_table of this script makes as a partition of the one at hand; or null. */
static struct table *made_part(struct ddl *ddl, const struct operation *operation, const char *parent) {
    if (operation->kind != OPERATION_CREATE_TABLE ||
        !postgresql_option(&operation->definition->options, "partition_of"))
        return NULL;
    struct table *part = table_copy(ddl->arena, operation->definition);
    postgresql_note_parents(ddl->arena, part);
    return names_have(&part->parents, parent) ? part : NULL;
}

/* A part, whose types are those of the old table, has the new one's before it is attached. */
static void retype_part(
    struct ddl *ddl, const struct table *part, const struct table *before, const struct table *after) {
    for (size_t i = 0; i < after->columns.count; i++) {
        const struct column *new = after->columns.items[i];
        const struct column *old = table_find_column(before, new->name);
        const struct column *own = table_find_column(part, new->name);
        if (!old || !own || !ddl_changes_type(old, new))
            continue;
        struct column *now = column_copy(ddl->arena, own), *then = column_copy(ddl->arena, own);
        now->type_sql = old->type_sql;
        now->options = old->options;
        then->type_sql = new->type_sql;
        then->options = new->options;
        ddl_change_type(ddl, part, now, then, NULL);
    }
}

/* With the bound that it gets; the operation that says so finds it done. */
static void attach_part(struct ddl *ddl, struct table *part, const struct table *before,
    const struct table *after, const char *bound) {
    retype_part(ddl, part, before, after);
    ddl_sayf(ddl, "ALTER TABLE %s ATTACH PARTITION %s %s", ddl_table_name(ddl, after),
        ddl_table_name(ddl, part), bound);
    for (size_t i = 0; i < part->options.count; i++)
        if (part->options.items[i].name && !strcmp(part->options.items[i].name, "bound"))
            part->options.items[i].value = bound;
}

/* Moved from the old table, or found by themselves. */
static void move_parts(
    struct ddl *ddl, const struct table *before, const struct table *after, const char *old, bool detach) {
    const char *full_name = table_full_name(ddl->arena, after->schema, after->name);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        struct table *part = ddl->schema->tables.items[i];
        const char *bound = bound_of(ddl, part, full_name);
        if (part == after || (ddl_is_made_here(ddl, part) && ddl_is_rebuilt(ddl, full_name)))
            continue;
        if (detach && leaves(ddl, part, full_name)) {
            ddl_sayf(ddl, "ALTER TABLE %s DETACH PARTITION %s", old, ddl_table_name(ddl, part));
            if (!bound)
                ddl_drop_implied(ddl, part, after);
        }
        if (!detach && bound)
            attach_part(ddl, part, before, after, bound);
    }
}

static bool make_parts(struct ddl *ddl, const struct table *after) {
    const char *full_name = table_full_name(ddl->arena, after->schema, after->name);
    if (!ddl_is_rebuilt(ddl, full_name))
        return true; /* a column's type changes: they were made as it was */
    for (size_t i = 0; i < ddl->operations->count; i++) {
        struct table *part = made_part(ddl, &ddl->operations->items[i], full_name);
        if (!part)
            continue;
        if (!postgresql_resolve_table(ddl->server, ddl->arena, ddl->schema, part, ddl->errors))
            return false;
        ddl_create_table_whole(ddl, part);
    }
    return true;
}

/* Two partitions can't have the same rows, nor two indexes the same name. */
static void leave_parent(struct ddl *ddl, const struct table *before) {
    const struct table *parent =
        postgresql_option(&before->options, "partition_of") ? ddl_parent(ddl, before) : NULL;
    if (!parent || ddl_is_rebuilt(ddl, before->parents.items[0]))
        return;
    ddl_sayf(
        ddl, "ALTER TABLE %s DETACH PARTITION %s", ddl_table_name(ddl, parent), ddl_table_name(ddl, before));
    ddl_drop_implied(ddl, before, parent);
}

bool ddl_replace_table(struct ddl *ddl, const struct table *before, const struct table *after) {
    struct arena *arena = ddl->arena;
    const char *name = ddl_table_name(ddl, after);
    const char *old_name = arena_format(arena, "%.55s__old", before->name);
    const char *old = postgresql_full_name(arena, before->schema, old_name);
    bool is_parted = postgresql_option(&after->options, "partition_by");
    const struct table *bare = bare_table(ddl, after);
    list_push(arena, &ddl->rebuilt, table_full_name(arena, after->schema, after->name));
    leave_parent(ddl, before);
    ddl_sayf(ddl, "ALTER TABLE %s RENAME TO %s", name, postgresql_name(arena, old_name));
    ddl_say(ddl, ddl_create_table(ddl, bare));
    if (is_parted) {
        move_parts(ddl, before, after, old, true);
        move_parts(ddl, before, after, old, false);
        if (!make_parts(ddl, after))
            return false;
    }
    copy_rows(ddl, before, after, old);
    if (!is_parted)
        move_parts(ddl, before, after, old, true);
    save_counters(ddl, after);
    ddl_sayf(ddl, "DROP TABLE %s", old);
    restore_counters(ddl, bare, after);
    add_keys(ddl, after);
    ddl_table_settings(ddl, after);
    ddl_comments(ddl, after);
    return true;
}

bool ddl_rebuild_table(struct ddl *ddl, const struct table *before, const struct table *after) {
    const struct ddl_users users = ddl_users_of_table(ddl, after);
    ddl_drop_users(ddl, &users);
    if (!ddl_replace_table(ddl, before, after))
        return false;
    ddl_create_users(ddl, &users);
    return true;
}
