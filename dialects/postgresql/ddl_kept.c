/* Keys and indexes that a partition has of its table, and keeps where it becomes a table of its own; and
 * those of a table that becomes a partition, which the server takes for the ones it needs (ALTER TABLE …
 * ATTACH PARTITION, PostgreSQL 15). To make them again would read the whole table. */
#include <string.h>

#include "postgresql/ddl.h"

static const char *index_text(struct ddl *ddl, const struct table *table, const struct index *index) {
    struct index bare = *index;
    bare.name = "index";
    return ddl_create_index(ddl->arena, table, &bare);
}

static const char *constraint_text(struct ddl *ddl, const struct constraint *constraint) {
    struct constraint bare = *constraint;
    bare.name = "constraint";
    return ddl_constraint(ddl->arena, &bare);
}

static bool is_about(const struct operation *operation, const struct table *table) {
    return operation_is_about(operation, table->schema, table->name);
}

static bool makes_index(
    struct ddl *ddl, const struct operation *operation, const struct table *part, const struct index *index) {
    return operation->kind == OPERATION_CREATE_INDEX &&
           !strcmp(index_text(ddl, part, operation->index), index_text(ddl, part, index));
}

static bool makes_constraint(
    struct ddl *ddl, const struct operation *operation, const struct constraint *constraint) {
    switch (operation->kind) {
    case OPERATION_CREATE_PRIMARY_KEY:
    case OPERATION_CREATE_UNIQUE:
    case OPERATION_CREATE_CHECK:
    case OPERATION_CREATE_FOREIGN_KEY:
        return !strcmp(constraint_text(ddl, operation->constraint), constraint_text(ddl, constraint));
    default:
        return false;
    }
}

const char *ddl_keep_index(struct ddl *ddl, const struct table *part, const struct index *index) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (!is_about(operation, part) || !makes_index(ddl, operation, part, index))
            continue;
        list_push(ddl->arena, &ddl->kept, operation);
        return operation->index->name;
    }
    return NULL;
}

const char *ddl_keep_constraint(
    struct ddl *ddl, const struct table *part, const struct constraint *constraint) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (!is_about(operation, part) || !makes_constraint(ddl, operation, constraint))
            continue;
        list_push(ddl->arena, &ddl->kept, operation);
        return operation->constraint->name;
    }
    return NULL;
}

bool ddl_is_kept(const struct ddl *ddl) {
    for (size_t i = 0; i < ddl->kept.count; i++)
        if (ddl->kept.items[i] == &ddl->operations->items[ddl->at])
            return true;
    return false;
}

/* The table that a later operation makes this one a partition of; or null. */
static const struct table *later_parent(struct ddl *ddl, const struct table *table) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const struct table *then = is_about(operation, table) ? ddl_altered(ddl->arena, operation) : NULL;
        if (then && postgresql_option(&then->options, "partition_of") && then->parents.count)
            return index_find(&ddl->schema->table_index, then->parents.items[0]);
    }
    return NULL;
}

bool ddl_adopts_index(struct ddl *ddl, const struct table *table, const struct index *index) {
    const struct table *parent = later_parent(ddl, table);
    for (size_t i = 0; parent && i < parent->indexes.count; i++)
        if (!strcmp(index_text(ddl, table, parent->indexes.items[i]), index_text(ddl, table, index)) &&
            !strcmp(index->name, ddl_implied_index_name(ddl, table, parent->indexes.items[i])))
            return true;
    return false;
}

bool ddl_adopts_constraint(struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    const struct table *parent = later_parent(ddl, table);
    const struct constraint *key = parent ? parent->primary_key : NULL;
    bool found = key && !strcmp(constraint_text(ddl, key), constraint_text(ddl, constraint)) &&
                 !strcmp(constraint->name, ddl_implied_constraint_name(ddl, table, key));
    for (size_t i = 0; parent && i < parent->constraints.count; i++) {
        key = parent->constraints.items[i];
        found |= key->kind == CONSTRAINT_UNIQUE &&
                 !strcmp(constraint_text(ddl, key), constraint_text(ddl, constraint)) &&
                 !strcmp(constraint->name, ddl_implied_constraint_name(ddl, table, key));
    }
    return found;
}
