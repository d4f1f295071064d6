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

/* Does the operation take the part from where it is? */
static bool moves(
    struct ddl *ddl, const struct operation *operation, const struct table *part, bool *for_good) {
    const struct table *then = ddl_altered(ddl, operation);
    *for_good = then && !same_option(part, then, "partition_of");
    return operation->kind == OPERATION_DROP_TABLE || (then && !same_place(part, then));
}

void ddl_make_room(struct ddl *ddl, const char *parent) {
    if (ddl_is_rebuilt(ddl, parent))
        return;
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const char *name =
            operation->table ? table_full_name(ddl->arena, operation->schema, operation->table) : "";
        const struct table *part = index_find(&ddl->schema->table_index, name);
        bool for_good;
        if (!part || !is_part_of(part, parent) || !moves(ddl, operation, part, &for_good))
            continue;
        leave(ddl, part, for_good);
        list_push(ddl->arena, &ddl->left, name);
    }
}

static void join(struct ddl *ddl, const struct table *part, const char *parent) {
    ddl_sayf(ddl, "ALTER TABLE %s ATTACH PARTITION %s %s", parent, ddl_table_name(ddl, part),
        postgresql_option(&part->options, "bound"));
}

void ddl_change_partition(struct ddl *ddl, const struct table *before, const struct table *after) {
    const char *old = postgresql_option(&before->options, "partition_of");
    const char *new = postgresql_option(&after->options, "partition_of");
    if (same_place(before, after))
        return;
    const char *name = full_name(ddl, after);
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
        join(ddl, after, new);
    }
}

void ddl_attach_waiting(struct ddl *ddl, const struct table *made) {
    const char *name = full_name(ddl, made);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *part = ddl->schema->tables.items[i];
        if (is_part_of(part, name) && names_have(&ddl->joining, full_name(ddl, part)))
            join(ddl, part, ddl_table_name(ddl, made));
    }
}
