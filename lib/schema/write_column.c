/* Columns, with the short words that say what they mean to their table. */
#include <string.h>

#include "schema/write_parts.h"

static bool is_on_column(const struct key_parts *parts, const struct column *column) {
    return parts->count == 1 && key_has_column(parts, column->name);
}

static const struct constraint *short_constraint(
    const struct table *table, const struct column *column, enum constraint_kind kind) {
    for (size_t i = 0; table && i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        if (constraint->kind == kind && is_on_column(&constraint->columns, column) &&
            is_short_constraint(table, constraint))
            return constraint;
    }
    return NULL;
}

static bool has_short_index(const struct table *table, const struct column *column) {
    for (size_t i = 0; table && i < table->indexes.count; i++)
        if (is_on_column(&table->indexes.items[i]->parts, column) &&
            is_short_index(table, table->indexes.items[i]))
            return true;
    return false;
}

/* A key that runs downwards isn't SQLite's rowid, and may hold NULL. */
static bool counts_upwards(const struct table *table, const struct column *column) {
    return table && table_autoincrement_column(table) == column &&
           table->primary_key->columns.items[0].order != SORT_DESCENDING;
}

/* What a key says by itself isn't written. A column that counts may or may not say NOT NULL, which changes
 * nothing: only an explicit word of SQLite's is kept. */
static void write_nullable(
    struct arena *arena, struct yaml_node *node, const struct table *table, const struct column *column) {
    bool in_key = table && table_in_primary_key(table, column->name);
    bool counts = counts_upwards(table, column);
    bool is_said = counts ? column->autoincrement == UNSET && column->nullable == OFF
                          : column->nullable != UNSET && (column->nullable == ON) == in_key;
    if (is_said)
        yaml_put_bool(arena, node, "nullable", column->nullable == ON);
}

static void write_table_words(
    struct arena *arena, struct yaml_node *node, const struct table *table, const struct column *column) {
    if (table && is_short_primary_key(table) && is_on_column(&table->primary_key->columns, column))
        yaml_put_bool(arena, node, "primary_key", true);
    write_nullable(arena, node, table, column);
    if (short_constraint(table, column, CONSTRAINT_UNIQUE))
        yaml_put_bool(arena, node, "unique", true);
    if (has_short_index(table, column))
        yaml_put_bool(arena, node, "index", true);
}

static void write_toggle(struct arena *arena, struct yaml_node *node, const char *key, enum toggle toggle) {
    if (toggle != UNSET)
        yaml_put_bool(arena, node, key, toggle == ON);
}

static void write_autoincrement(
    struct arena *arena, struct yaml_node *node, const struct table *table, const struct column *column) {
    bool by_itself = table && column_counts_by_itself(table, column);
    if (column->autoincrement != UNSET && (column->autoincrement == ON) != by_itself)
        yaml_put_bool(arena, node, "autoincrement", column->autoincrement == ON);
}

static void write_references(
    struct arena *arena, struct yaml_node *node, const struct table *table, const struct column *column) {
    const struct constraint *foreign = short_constraint(table, column, CONSTRAINT_FOREIGN_KEY);
    if (!foreign)
        return;
    reference_write(arena, node, &foreign->reference);
    deferrable_write(arena, node, foreign->deferrable);
}

struct yaml_node *column_write(struct arena *arena, const struct table *table, const struct column *column) {
    struct yaml_node *node = yaml_mapping(arena);
    struct yaml_node *value = value_write(arena, &column->default_value);
    yaml_put(arena, node, "type", type_write(arena, &column->type));
    write_table_words(arena, node, table, column);
    if (value)
        yaml_put(arena, node, "default", value);
    yaml_put_text(arena, node, "generated", column->generated);
    write_toggle(arena, node, "stored", column->stored);
    write_autoincrement(arena, node, table, column);
    write_references(arena, node, table, column);
    options_write(arena, node, &column->options);
    yaml_put_text(arena, node, "comment", column->comment);
    yaml_put_text(arena, node, "was", column->was);
    bool is_just_word = node->pairs.count == 1 && node->pairs.items[0].value->kind == YAML_SCALAR;
    return is_just_word ? node->pairs.items[0].value : node;
}
