/* Keys: constraints, indexes, and what they are made of. */
#include <string.h>

#include "base/buffer.h"
#include "schema/write_parts.h"

static bool is_just_column(const struct key_part *part) {
    return part->column && part->order == SORT_UNSET && !part->nulls && !part->collation &&
           !part->operator_class && !part->prefix;
}

static struct yaml_node *write_part(struct arena *arena, const struct key_part *part) {
    if (is_just_column(part))
        return yaml_scalar(arena, part->column);
    struct yaml_node *node = yaml_mapping(arena);
    yaml_put_text(arena, node, "column", part->column);
    yaml_put_text(arena, node, "expression", part->expression);
    if (part->order != SORT_UNSET)
        yaml_put_text(arena, node, "order", part->order == SORT_ASCENDING ? "asc" : "desc");
    yaml_put_text(arena, node, "nulls", part->nulls);
    yaml_put_text(arena, node, "collation", part->collation);
    yaml_put_text(arena, node, "operator_class", part->operator_class);
    if (part->prefix)
        yaml_put(arena, node, "prefix", yaml_plain(arena, arena_format(arena, "%u", part->prefix)));
    return node;
}

struct yaml_node *key_parts_write(struct arena *arena, const struct key_parts *parts) {
    struct yaml_node *sequence = yaml_sequence(arena);
    for (size_t i = 0; i < parts->count; i++)
        yaml_append(arena, sequence, write_part(arena, &parts->items[i]));
    return sequence;
}

static struct yaml_node *write_target(struct arena *arena, const struct reference *reference) {
    const char *table = table_full_name(arena, reference->schema, reference->table);
    if (reference->columns.count == 1)
        return yaml_scalar(arena,
            arena_format(arena, "%s.%s", table, table_full_name(arena, NULL, reference->columns.items[0])));
    if (!reference->columns.count && !reference->schema)
        return yaml_scalar(arena, table);
    struct yaml_node *node = yaml_mapping(arena);
    yaml_put_text(arena, node, "table", table);
    if (reference->columns.count)
        yaml_put(arena, node, "columns", yaml_name_list(arena, &reference->columns));
    return node;
}

void reference_write(struct arena *arena, struct yaml_node *mapping, const struct reference *reference) {
    yaml_put(arena, mapping, "references", write_target(arena, reference));
    yaml_put_text(arena, mapping, "on_delete", reference->on_delete);
    yaml_put_text(arena, mapping, "on_update", reference->on_update);
    yaml_put_text(arena, mapping, "match", reference->match);
}

void deferrable_write(struct arena *arena, struct yaml_node *mapping, enum deferrable deferrable) {
    if (deferrable == DEFERRABLE_NOT)
        yaml_put_bool(arena, mapping, "deferrable", false);
    else if (deferrable != DEFERRABLE_UNSET)
        yaml_put_text(
            arena, mapping, "deferrable", deferrable == DEFERRABLE_DEFERRED ? "deferred" : "immediate");
}

static bool is_textual(enum constraint_kind kind) {
    return kind == CONSTRAINT_CHECK || kind == CONSTRAINT_EXCLUDE;
}

static struct yaml_node *write_constraint(
    struct arena *arena, const struct constraint *constraint, const char *name) {
    struct yaml_node *node = yaml_mapping(arena);
    yaml_put_text(arena, node, "name", name);
    if (is_textual(constraint->kind))
        yaml_put_text(arena, node, "expression", constraint->expression);
    else
        yaml_put(arena, node, "columns", key_parts_write(arena, &constraint->columns));
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
        reference_write(arena, node, &constraint->reference);
    deferrable_write(arena, node, constraint->deferrable);
    options_write(arena, node, &constraint->options);
    return node;
}

struct yaml_node *constraint_write(struct arena *arena, const struct constraint *constraint) {
    return write_constraint(arena, constraint, NULL);
}

struct yaml_node *constraint_write_short(
    struct arena *arena, const struct constraint *constraint, const char *name) {
    struct yaml_node *node = write_constraint(arena, constraint, name);
    return node->pairs.count == 1 ? node->pairs.items[0].value : node;
}

static struct yaml_node *write_index(struct arena *arena, const struct index *index, const char *name) {
    struct yaml_node *node = yaml_mapping(arena);
    yaml_put_text(arena, node, "name", name);
    yaml_put(arena, node, "columns", key_parts_write(arena, &index->parts));
    if (index->unique)
        yaml_put_bool(arena, node, "unique", true);
    yaml_put_text(arena, node, "where", index->where);
    options_write(arena, node, &index->options);
    yaml_put_text(arena, node, "comment", index->comment);
    yaml_put_text(arena, node, "was", index->was);
    return node;
}

struct yaml_node *index_write(struct arena *arena, const struct index *index) {
    return write_index(arena, index, NULL);
}

struct yaml_node *index_write_short(struct arena *arena, const struct index *index, const char *name) {
    struct yaml_node *node = write_index(arena, index, name);
    return node->pairs.count == 1 ? node->pairs.items[0].value : node;
}

/* "_2" behind `base`: what tells equal names apart. */
static bool is_numbered(const char *name, const char *base) {
    size_t length = strlen(base);
    if (strncmp(name, base, length) != 0 || name[length] != '_')
        return false;
    const char *digits = name + length + 1;
    return *digits && strspn(digits, "0123456789") == strlen(digits);
}

static bool are_numbered(const char *name, const char *other) {
    return other && other != name && (is_numbered(name, other) || is_numbered(other, name));
}

bool is_nameless(const struct table *table, const char *name, bool conventional) {
    if (!name || !conventional)
        return !name;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (are_numbered(name, table->constraints.items[i]->name))
            return false;
    for (size_t i = 0; i < table->indexes.count; i++)
        if (are_numbered(name, table->indexes.items[i]->name))
            return false;
    return !table->primary_key || !are_numbered(name, table->primary_key->name);
}

static bool is_one_column(const struct table *table, const struct key_parts *parts) {
    return parts->count == 1 && is_just_column(&parts->items[0]) &&
           table_find_column(table, parts->items[0].column);
}

bool is_short_primary_key(const struct table *table) {
    const struct constraint *key = table->primary_key;
    return key && is_one_column(table, &key->columns) && !key->options.count && !key->deferrable &&
           is_nameless(table, key->name, key->conventional);
}

/* The first constraint of its kind on the column; a column has the word only once. */
static bool is_first(const struct table *table, const struct constraint *constraint) {
    for (size_t i = 0; table->constraints.items[i] != constraint; i++) {
        const struct constraint *other = table->constraints.items[i];
        if (other->kind == constraint->kind && other->columns.count == 1 &&
            key_has_column(&other->columns, constraint->columns.items[0].column))
            return false;
    }
    return true;
}

bool is_short_constraint(const struct table *table, const struct constraint *constraint) {
    bool is_unique = constraint->kind == CONSTRAINT_UNIQUE && !constraint->deferrable;
    return (is_unique || constraint->kind == CONSTRAINT_FOREIGN_KEY) && !constraint->options.count &&
           is_one_column(table, &constraint->columns) &&
           is_nameless(table, constraint->name, constraint->conventional) && is_first(table, constraint);
}

bool is_short_index(const struct table *table, const struct index *index) {
    if (index->unique || index->where || index->options.count || index->comment || index->was ||
        !is_one_column(table, &index->parts) || !is_nameless(table, index->name, index->conventional))
        return false;
    for (size_t i = 0; table->indexes.items[i] != index; i++)
        if (table->indexes.items[i]->parts.count == 1 &&
            key_has_column(&table->indexes.items[i]->parts, index->parts.items[0].column))
            return false;
    return true;
}
