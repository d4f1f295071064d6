/* Partitions that join a table and leave it. At no time may two have the same rows: who goes elsewhere later
 * makes room first. */
#include <string.h>

#include "postgresql/ddl.h"

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static const char *full_name(struct ddl *ddl, const struct table *table) {
    return table_full_name(ddl->arena, table->schema, table->name);
}

static bool is_part_of(const struct table *part, const char *parent) {
    return postgresql_option(&part->options, "partition_of") && names_have(&part->parents, parent);
}

/* Where the table is gone, it left with that. */
static void leave(struct ddl *ddl, const struct table *part, bool for_good) {
    const struct table *parent = ddl_parent(ddl, part);
    if (!parent || names_have(&ddl->left, full_name(ddl, part)))
        return;
    ddl_free_parent(ddl, parent);
    ddl_sayf(
        ddl, "ALTER TABLE %s DETACH PARTITION %s", ddl_table_name(ddl, parent), ddl_table_name(ddl, part));
    if (for_good)
        ddl_drop_implied(ddl, part, parent);
}

static bool same_option(const struct table *before, const struct table *after, const char *name) {
    return same_text(postgresql_option(&before->options, name), postgresql_option(&after->options, name));
}

static bool same_place(const struct table *before, const struct table *after) {
    return same_option(before, after, "partition_of") && same_option(before, after, "bound");
}

/* Is the one what the other would be, but for the name? */
static bool same_index(
    struct ddl *ddl, const struct table *part, const struct index *left, const struct index *right) {
    struct index one = *left, other = *right;
    one.name = other.name = "index";
    return !strcmp(ddl_create_index(ddl->arena, part, &one), ddl_create_index(ddl->arena, part, &other));
}

/* The part's own indexes that the server would take for the parent's. */
static struct indexes indexes_to_keep(struct ddl *ddl, const struct table *part, const struct table *parent) {
    struct indexes kept = {0};
    for (size_t i = 0; i < part->indexes.count; i++) {
        struct index *index = part->indexes.items[i];
        bool taken = false;
        for (size_t k = 0; parent && k < parent->indexes.count; k++)
            taken |= same_index(ddl, part, index, parent->indexes.items[k]);
        if (taken && !postgresql_option(&index->options, "partition_of"))
            list_push(ddl->arena, &kept, index);
    }
    return kept;
}

/* `stays`: it was a partition of that table before. */
static void join(struct ddl *ddl, const struct table *part, const struct table *then, bool stays) {
    const struct table *parent = ddl_parent(ddl, then);
    const struct indexes kept = indexes_to_keep(ddl, part, parent);
    for (size_t i = 0; i < kept.count; i++)
        ddl_sayf(ddl, "DROP INDEX %s", postgresql_full_name(ddl->arena, part->schema, kept.items[i]->name));
    if (parent && stays)
        ddl_move_misplaced_rows(ddl, part, parent, postgresql_option(&then->options, "bound"));
    ddl_sayf(ddl, "ALTER TABLE %s ATTACH PARTITION %s %s", postgresql_option(&then->options, "partition_of"),
        ddl_table_name(ddl, part), postgresql_option(&then->options, "bound"));
    ddl_create_indexes(ddl, part, &kept);
}

/* The partition that a later operation takes from where it is, and what becomes of it; or null. */
static const struct table *part_that_moves(
    struct ddl *ddl, const struct operation *operation, const char *parent, const struct table **then) {
    const char *name =
        operation->table ? table_full_name(ddl->arena, operation->schema, operation->table) : "";
    const struct table *part = index_find(&ddl->schema->table_index, name);
    *then = ddl_altered(ddl->arena, operation);
    bool moves = operation->kind == OPERATION_DROP_TABLE || (*then && part && !same_place(part, *then));
    return part && moves && is_part_of(part, parent) && !names_have(&ddl->moved, name) ? part : NULL;
}

void ddl_make_room(struct ddl *ddl, const char *parent) {
    for (size_t i = ddl->at + 1; !ddl_is_rebuilt(ddl, parent) && i < ddl->operations->count; i++) {
        const struct table *then;
        const struct table *part = part_that_moves(ddl, &ddl->operations->items[i], parent, &then);
        if (!part)
            continue;
        leave(ddl, part, then && !same_option(part, then, "partition_of"));
        list_push(ddl->arena, &ddl->left, full_name(ddl, part));
    }
}

void ddl_take_room(struct ddl *ddl, const char *parent) {
    for (size_t i = ddl->at + 1; !ddl_is_rebuilt(ddl, parent) && i < ddl->operations->count; i++) {
        const struct table *then;
        const struct table *part = part_that_moves(ddl, &ddl->operations->items[i], parent, &then);
        if (!part || !then || !same_option(part, then, "partition_of"))
            continue;
        join(ddl, part, then, true);
        list_push(ddl->arena, &ddl->moved, full_name(ddl, part));
    }
}

void ddl_change_partition(struct ddl *ddl, const struct table *before, const struct table *after) {
    const char *old = postgresql_option(&before->options, "partition_of");
    const char *new = postgresql_option(&after->options, "partition_of");
    const char *name = full_name(ddl, after);
    if (same_place(before, after) || names_have(&ddl->moved, name))
        return;
    bool waits_to_leave = old && ddl_is_rebuilt(ddl, before->parents.items[0]);
    bool waits_to_join = new && (!ddl_parent(ddl, after) || ddl_is_rebuilt(ddl, after->parents.items[0]));
    if (waits_to_leave)
        list_push(
            ddl->arena, &ddl->leaving, arena_format(ddl->arena, "%s of %s", name, before->parents.items[0]));
    else if (old)
        leave(ddl, before, !same_text(old, new));
    if (waits_to_join) {
        list_push(ddl->arena, &ddl->joining, name);
    } else if (new) {
        ddl_make_room(ddl, after->parents.items[0]);
        join(ddl, after, after, same_text(old, new));
        ddl_take_room(ddl, after->parents.items[0]);
    }
}

void ddl_attach_waiting(struct ddl *ddl, const struct table *made) {
    const char *name = full_name(ddl, made);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *part = ddl->schema->tables.items[i];
        if (is_part_of(part, name) && names_have(&ddl->joining, full_name(ddl, part)))
            join(ddl, part, part, false);
    }
}
