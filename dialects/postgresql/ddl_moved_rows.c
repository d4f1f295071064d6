/* Rows of a partition whose bound changes, or which goes, that have their place in another one by then: they
 * stand aside until all of them are there. */
#include <string.h>

#include "postgresql/ddl.h"

/* The bound that the operation gives to a partition of that table which had another or none; or null. */
static const char *new_bound(struct arena *arena, const struct operation *operation, const char *parent) {
    const struct table *then = ddl_altered(arena, operation);
    struct table made = {0};
    if (operation->kind == OPERATION_CREATE_TABLE) {
        made.options = operation->definition->options;
        postgresql_note_parents(arena, &made);
        then = &made;
    }
    if (!then || !postgresql_option(&then->options, "partition_of") || !names_have(&then->parents, parent))
        return NULL;
    return postgresql_option(&then->options, "bound");
}

bool postgresql_moves_rows(
    struct arena *arena, const struct operations *operations, const struct table *dropped) {
    const char *of = postgresql_option(&dropped->options, "partition_of");
    struct table part = {.options = dropped->options};
    postgresql_note_parents(arena, &part);
    for (size_t i = 0; of && part.parents.count && i < operations->count; i++)
        if (new_bound(arena, &operations->items[i], part.parents.items[0]))
            return true;
    return false;
}

static const char *columns_of(struct ddl *ddl, const struct table *part) {
    struct names names = {0};
    for (size_t i = 0; i < part->columns.count; i++)
        if (!part->columns.items[i]->generated)
            list_push(ddl->arena, &names, postgresql_name(ddl->arena, part->columns.items[i]->name));
    return names_join(ddl->arena, &names, ", ");
}

static void set_aside(
    struct ddl *ddl, const struct table *part, const struct table *parent, const char *condition) {
    struct arena *arena = ddl->arena;
    ddl_free_parent(ddl, parent);
    const char *name =
        postgresql_full_name(arena, part->schema, arena_format(arena, "%.55s__moved", part->name));
    const char *columns = columns_of(ddl, part), *from = ddl_table_name(ddl, part);
    ddl_sayf(ddl, "CREATE TABLE %s AS SELECT %s FROM %s WITH NO DATA", name, columns, from);
    ddl_sayf(ddl, "WITH moved AS (DELETE FROM %s WHERE %s RETURNING %s) INSERT INTO %s SELECT * FROM moved",
        from, condition, columns, name);
    *list_add(arena, &ddl->moved_rows) = (struct moved_rows){
        .parent = table_full_name(arena, parent->schema, parent->name), .name = name, .columns = columns};
}

void ddl_move_misplaced_rows(
    struct ddl *ddl, const struct table *part, const struct table *parent, const char *bound) {
    const char *fits = ddl_bound_condition(ddl->arena, parent, bound);
    if (fits && part->columns.count)
        set_aside(ddl, part, parent, arena_format(ddl->arena, "(%s) IS NOT TRUE", fits));
}

void ddl_move_rows_of_dropped(struct ddl *ddl, const struct table *part, const struct table *parent) {
    const char *name = table_full_name(ddl->arena, parent->schema, parent->name);
    struct names places = {0};
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const char *bound = new_bound(ddl->arena, &ddl->operations->items[i], name);
        const char *fits = bound ? ddl_bound_condition(ddl->arena, parent, bound) : NULL;
        if (fits)
            list_push(ddl->arena, &places, arena_format(ddl->arena, "(%s)", fits));
    }
    if (places.count && part->columns.count)
        set_aside(ddl, part, parent, names_join(ddl->arena, &places, " OR "));
}

/* --- Foreign keys that refer to the partitioned table --- */

static bool is_freed(const struct ddl *ddl, const char *full_name) {
    for (size_t i = 0; i < ddl->freed.count; i++)
        if (!strcmp(ddl->freed.items[i].full_name, full_name))
            return true;
    return false;
}

void ddl_free_parent(struct ddl *ddl, const struct table *parent) {
    const char *name = table_full_name(ddl->arena, parent->schema, parent->name);
    if (is_freed(ddl, name) || !ddl_is_referred_to(ddl, parent))
        return;
    struct ddl_users *references = arena_new(ddl->arena, struct ddl_users);
    *references = ddl_references_to(ddl, parent);
    ddl_drop_users(ddl, references);
    *list_add(ddl->arena, &ddl->freed) = (struct freed_table){.full_name = name, .references = references};
}

/* --- Back again --- */

static bool parts_change_later(const struct ddl *ddl, const char *parent) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const struct table *dropped =
            operation->kind == OPERATION_DROP_TABLE
                ? schema_find_table(ddl->schema, operation->schema, operation->table)
                : NULL;
        if (new_bound(ddl->arena, operation, parent) || (dropped && names_have(&dropped->parents, parent)))
            return true;
    }
    return false;
}

static void put_rows(struct ddl *ddl, const struct moved_rows *rows) {
    const struct table *parent = index_find(&ddl->schema->table_index, rows->parent);
    if (!parent)
        return;
    ddl_sayf(ddl,
        "WITH moved AS (DELETE FROM %s RETURNING *) INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT * "
        "FROM moved",
        rows->name, ddl_table_name(ddl, parent), rows->columns);
    ddl_sayf(ddl, "DROP TABLE %s", rows->name);
}

void ddl_settle_partitions(struct ddl *ddl) {
    for (size_t i = 0; i < ddl->moved_rows.count;) {
        const struct moved_rows rows = ddl->moved_rows.items[i];
        if (parts_change_later(ddl, rows.parent)) {
            i++;
            continue;
        }
        put_rows(ddl, &rows);
        list_remove(&ddl->moved_rows, i);
    }
    for (size_t i = 0; i < ddl->freed.count;) {
        const struct freed_table freed = ddl->freed.items[i];
        if (parts_change_later(ddl, freed.full_name)) {
            i++;
            continue;
        }
        ddl_create_users(ddl, freed.references);
        list_remove(&ddl->freed, i);
    }
}
