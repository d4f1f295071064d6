#include <string.h>

#include "schema/schema.h"

size_t table_column_position(const struct table *table, const char *name) {
    size_t at = 0;
    while (at < table->columns.count && strcmp(table->columns.items[at]->name, name) != 0)
        at++;
    return at;
}

struct column *table_find_column(const struct table *table, const char *name) {
    size_t at = table_column_position(table, name);
    return at < table->columns.count ? table->columns.items[at] : NULL;
}

static bool has_name(const struct constraint *constraint, const char *name) {
    return constraint && constraint->name && !strcmp(constraint->name, name);
}

struct constraint *table_find_constraint(const struct table *table, const char *name) {
    if (has_name(table->primary_key, name))
        return table->primary_key;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (has_name(table->constraints.items[i], name))
            return table->constraints.items[i];
    return NULL;
}

struct index *table_find_index(const struct table *table, const char *name) {
    for (size_t i = 0; i < table->indexes.count; i++) {
        struct index *index = table->indexes.items[i];
        if (index->name && !strcmp(index->name, name))
            return index;
    }
    return NULL;
}

bool key_has_column(const struct key_parts *parts, const char *column) {
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].column && !strcmp(parts->items[i].column, column))
            return true;
    return false;
}

bool table_in_primary_key(const struct table *table, const char *column) {
    return table->primary_key && key_has_column(&table->primary_key->columns, column);
}

bool column_is_nullable(const struct table *table, const struct column *column) {
    if (column->nullable != UNSET)
        return column->nullable == ON;
    return !table_in_primary_key(table, column->name);
}

bool constraint_may_dangle(const struct constraint *constraint) {
    for (size_t i = 0; i < constraint->options.count; i++) {
        const struct option *option = &constraint->options.items[i];
        if (option->name && !strcmp(option->name, "dangling"))
            return !strcmp(option->value, "true");
    }
    return false;
}

static bool in_foreign_key(const struct table *table, const char *column) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        if (constraint->kind == CONSTRAINT_FOREIGN_KEY && key_has_column(&constraint->columns, column))
            return true;
    }
    return false;
}

bool column_counts_by_itself(const struct table *table, const struct column *column) {
    const struct constraint *key = table->primary_key;
    bool is_filled = column->default_value.kind != VALUE_NONE || column->generated;
    return key && key->columns.count == 1 && key_has_column(&key->columns, column->name) &&
           type_is_integer(&column->type) && !is_filled && !in_foreign_key(table, column->name);
}

struct column *table_autoincrement_column(const struct table *table) {
    const struct constraint *key = table->primary_key;
    if (!key || key->columns.count != 1 || !key->columns.items[0].column)
        return NULL;
    struct column *column = table_find_column(table, key->columns.items[0].column);
    if (!column || !type_is_integer(&column->type))
        return NULL;
    if (column->autoincrement != UNSET)
        return column->autoincrement == ON ? column : NULL;
    return column_counts_by_itself(table, column) ? column : NULL;
}
