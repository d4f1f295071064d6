/* Tables: what their columns' short words don't say stands in sections. */
#include "schema/write_parts.h"

static void write_columns(struct arena *arena, struct yaml_node *node, const struct table *table) {
    struct yaml_node *columns = yaml_mapping(arena);
    for (size_t i = 0; i < table->columns.count; i++)
        yaml_put(arena, columns, table->columns.items[i]->name,
            column_write(arena, table, table->columns.items[i]));
    yaml_put(arena, node, "columns", columns);
}

static void write_primary_key(struct arena *arena, struct yaml_node *node, const struct table *table) {
    const struct constraint *key = table->primary_key;
    if (!key || is_short_primary_key(table))
        return;
    bool nameless = is_nameless(table, key->name, key->conventional);
    yaml_put(arena, node, "primary_key", constraint_write_short(arena, key, nameless ? NULL : key->name));
}

/* A section is a map of names, or a list where some names are conventional; the others then are said inside.
 */
struct section {
    struct names names; /* null for nameless members */
    struct yaml_items members;
    bool is_list;
};

static struct yaml_node *section_write(struct arena *arena, const struct section *section) {
    struct yaml_node *node = section->is_list ? yaml_sequence(arena) : yaml_mapping(arena);
    for (size_t i = 0; i < section->members.count; i++)
        if (section->is_list)
            yaml_append(arena, node, section->members.items[i]);
        else
            yaml_put(arena, node, section->names.items[i], section->members.items[i]);
    return node;
}

static bool is_listed(
    const struct table *table, const struct constraint *constraint, enum constraint_kind kind) {
    return constraint->kind == kind && !is_short_constraint(table, constraint);
}

static void write_constraints(struct arena *arena, struct yaml_node *node, const struct table *table,
    enum constraint_kind kind, const char *key) {
    struct section section = {0};
    const struct constraints *all = &table->constraints;
    for (size_t i = 0; i < all->count; i++)
        if (is_listed(table, all->items[i], kind) &&
            is_nameless(table, all->items[i]->name, all->items[i]->conventional))
            section.is_list = true;
    for (size_t i = 0; i < all->count; i++) {
        const struct constraint *constraint = all->items[i];
        if (!is_listed(table, constraint, kind))
            continue;
        bool nameless = is_nameless(table, constraint->name, constraint->conventional);
        const char *inside = section.is_list && !nameless ? constraint->name : NULL;
        list_push(arena, &section.names, constraint->name);
        list_push(arena, &section.members, constraint_write_short(arena, constraint, inside));
    }
    if (section.members.count)
        yaml_put(arena, node, key, section_write(arena, &section));
}

static void write_indexes(struct arena *arena, struct yaml_node *node, const struct table *table) {
    struct section section = {0};
    const struct indexes *all = &table->indexes;
    for (size_t i = 0; i < all->count; i++)
        if (!is_short_index(table, all->items[i]) &&
            is_nameless(table, all->items[i]->name, all->items[i]->conventional))
            section.is_list = true;
    for (size_t i = 0; i < all->count; i++) {
        const struct index *index = all->items[i];
        if (is_short_index(table, index))
            continue;
        bool nameless = is_nameless(table, index->name, index->conventional);
        const char *inside = section.is_list && !nameless ? index->name : NULL;
        list_push(arena, &section.names, index->name);
        list_push(arena, &section.members, index_write_short(arena, index, inside));
    }
    if (section.members.count)
        yaml_put(arena, node, "indexes", section_write(arena, &section));
}

struct yaml_node *table_write(struct arena *arena, const struct table *table) {
    struct yaml_node *node = yaml_mapping(arena);
    yaml_put_text(arena, node, "comment", table->comment);
    yaml_put_text(arena, node, "was", table->was);
    write_columns(arena, node, table);
    write_primary_key(arena, node, table);
    write_constraints(arena, node, table, CONSTRAINT_UNIQUE, "unique");
    write_indexes(arena, node, table);
    write_constraints(arena, node, table, CONSTRAINT_CHECK, "checks");
    write_constraints(arena, node, table, CONSTRAINT_FOREIGN_KEY, "foreign_keys");
    write_constraints(arena, node, table, CONSTRAINT_EXCLUDE, "excludes");
    options_write(arena, node, &table->options);
    return node;
}
