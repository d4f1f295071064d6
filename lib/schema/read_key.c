/* Keys: constraints, indexes, and what they are made of. */
#include <string.h>

#include "schema/read_parts.h"

static bool read_part_words(
    const struct schema_reading *reading, const struct yaml_node *node, struct key_part *part) {
    static const char *const orders[] = {"asc", "desc"}, *const nulls[] = {"first", "last"};
    const char *order = NULL;
    const struct yaml_node *prefix = yaml_get(node, "prefix");
    bool ok = read_text(reading, node, "column", &part->column);
    ok = read_text(reading, node, "expression", &part->expression) && ok;
    ok = read_word(reading, node, "order", orders, 2, &order) && ok;
    ok = read_word(reading, node, "nulls", nulls, 2, &part->nulls) && ok;
    ok = read_text(reading, node, "collation", &part->collation) && ok;
    ok = read_text(reading, node, "operator_class", &part->operator_class) && ok;
    ok = (!prefix || yaml_to_unsigned(prefix, "prefix", &part->prefix, reading->errors)) && ok;
    if (order)
        part->order = order == orders[0] ? SORT_ASCENDING : SORT_DESCENDING;
    return ok;
}

static bool read_part(
    const struct schema_reading *reading, const struct yaml_node *node, struct key_part *part) {
    static const char *const keys[] = {
        "column", "expression", "order", "nulls", "collation", "operator_class", "prefix"};
    if (node->kind == YAML_SCALAR)
        return yaml_to_text(node, "a column", &part->column, reading->errors);
    if (!yaml_expect(node, YAML_MAPPING, "a column", reading->errors) ||
        !yaml_check_keys(node, "a column of a key", keys, COUNT_OF(keys), reading->errors) ||
        !read_part_words(reading, node, part))
        return false;
    if (!part->column == !part->expression)
        return model_error(reading, node->place, "a part of a key is either a column or an expression");
    return true;
}

bool key_parts_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct key_parts *parts) {
    if (node->kind == YAML_SCALAR)
        return read_part(reading, node, list_add(reading->arena, parts));
    if (!yaml_expect(node, YAML_SEQUENCE, "columns", reading->errors))
        return false;
    bool ok = true;
    if (!parts->count && node->items.count) {
        parts->capacity = node->items.count;
        parts->items = arena_alloc(reading->arena, parts->capacity * sizeof *parts->items);
    }
    for (size_t i = 0; i < node->items.count; i++)
        ok = read_part(reading, node->items.items[i], list_add(reading->arena, parts)) && ok;
    return ok;
}

static bool read_needed_columns(
    const struct schema_reading *reading, const struct yaml_node *mapping, struct key_parts *parts) {
    const struct yaml_node *columns = yaml_get(mapping, "columns");
    return columns ? key_parts_read(reading, columns, parts)
                   : model_error(reading, mapping->place, "\"columns\" is missing");
}

static bool read_short_reference(
    const struct schema_reading *reading, const struct yaml_node *node, struct reference *reference) {
    struct names parts = {0};
    if (!dotted_read(reading, node->text, node->place, &parts))
        return false;
    size_t count = parts.count;
    reference->schema = count == 3 ? table_name_read(reading, parts.items[0]) : NULL;
    reference->table = table_name_read(reading, parts.items[count == 3 ? 1 : 0]);
    if (count > 1)
        list_push(reading->arena, &reference->columns, parts.items[count - 1]);
    return true;
}

static bool read_long_reference(
    const struct schema_reading *reading, const struct yaml_node *node, struct reference *reference) {
    static const char *const keys[] = {"table", "columns"};
    if (!yaml_expect(node, YAML_MAPPING, "references", reading->errors) ||
        !yaml_check_keys(node, "references", keys, COUNT_OF(keys), reading->errors))
        return false;
    const struct yaml_node *table = yaml_get(node, "table"), *columns = yaml_get(node, "columns");
    const char *text;
    if (!table)
        return model_error(reading, node->place, "\"references\" needs a \"table\"");
    bool ok = yaml_to_text(table, "table", &text, reading->errors) &&
              full_name_read(reading, text, table->place, &reference->schema, &reference->table);
    reference->schema = table_name_read(reading, reference->schema);
    reference->table = table_name_read(reading, reference->table);
    return (!columns ||
               yaml_to_names(reading->arena, columns, "columns", &reference->columns, reading->errors)) &&
           ok;
}

bool reference_read(
    const struct schema_reading *reading, const struct yaml_node *mapping, struct reference *reference) {
    static const char *const actions[] = {"cascade", "set null", "set default", "restrict", "no action"};
    static const char *const matches[] = {"simple", "full", "partial"};
    const struct yaml_node *node = yaml_get(mapping, "references");
    if (!node)
        return model_error(reading, mapping->place, "\"references\" is missing");
    bool ok = node->kind == YAML_SCALAR ? read_short_reference(reading, node, reference)
                                        : read_long_reference(reading, node, reference);
    ok = read_word(reading, mapping, "on_delete", actions, COUNT_OF(actions), &reference->on_delete) && ok;
    ok = read_word(reading, mapping, "on_update", actions, COUNT_OF(actions), &reference->on_update) && ok;
    return read_word(reading, mapping, "match", matches, COUNT_OF(matches), &reference->match) && ok;
}

static bool is_textual(enum constraint_kind kind) {
    return kind == CONSTRAINT_CHECK || kind == CONSTRAINT_EXCLUDE;
}

/* The form without a mapping: a check's expression, a key's columns. */
static bool read_short_constraint(
    const struct schema_reading *reading, const struct yaml_node *node, struct constraint *constraint) {
    if (is_textual(constraint->kind))
        return yaml_to_text(node, "a check", &constraint->expression, reading->errors);
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
        return yaml_expect(node, YAML_MAPPING, "a foreign key", reading->errors);
    return key_parts_read(reading, node, &constraint->columns);
}

static bool check_constraint_keys(
    const struct schema_reading *reading, const struct yaml_node *node, enum constraint_kind kind) {
    static const char *const key[] = {"name", "columns", "deferrable", DIALECT_WORDS};
    static const char *const check[] = {"name", "expression", "deferrable", DIALECT_WORDS};
    static const char *const foreign[] = {
        "name", "columns", "references", "on_delete", "on_update", "match", "deferrable", DIALECT_WORDS};
    switch (kind) {
    case CONSTRAINT_PRIMARY_KEY:
        return yaml_check_keys(node, "a primary key", key, COUNT_OF(key), reading->errors);
    case CONSTRAINT_UNIQUE:
        return yaml_check_keys(node, "a unique constraint", key, COUNT_OF(key), reading->errors);
    case CONSTRAINT_FOREIGN_KEY:
        return yaml_check_keys(node, "a foreign key", foreign, COUNT_OF(foreign), reading->errors);
    case CONSTRAINT_CHECK:
        return yaml_check_keys(node, "a check", check, COUNT_OF(check), reading->errors);
    case CONSTRAINT_EXCLUDE:
        break;
    }
    return yaml_check_keys(node, "an exclusion", check, COUNT_OF(check), reading->errors);
}

static bool read_expression(
    const struct schema_reading *reading, const struct yaml_node *node, struct constraint *constraint) {
    if (!yaml_get(node, "expression"))
        return model_error(reading, node->place, "\"expression\" is missing");
    return read_text(reading, node, "expression", &constraint->expression);
}

static bool read_long_constraint(
    const struct schema_reading *reading, const struct yaml_node *node, struct constraint *constraint) {
    bool ok = check_constraint_keys(reading, node, constraint->kind);
    if (is_textual(constraint->kind))
        ok = read_expression(reading, node, constraint) && ok;
    else
        ok = read_needed_columns(reading, node, &constraint->columns) && ok;
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
        ok = reference_read(reading, node, &constraint->reference) && ok;
    if (!constraint->name)
        ok = read_text(reading, node, "name", &constraint->name) && ok;
    ok = read_deferrable(reading, node, &constraint->deferrable) && ok;
    return options_read(reading, node, &constraint->options) && ok;
}

struct constraint *constraint_read(const struct schema_reading *reading, enum constraint_kind kind,
    const char *name, const struct yaml_node *node) {
    struct constraint *constraint = arena_new(reading->arena, struct constraint);
    *constraint = (struct constraint){.kind = kind, .name = name, .place = node->place};
    bool ok = node->kind == YAML_MAPPING ? read_long_constraint(reading, node, constraint)
                                         : read_short_constraint(reading, node, constraint);
    return ok ? constraint : NULL;
}

static bool read_long_index(
    const struct schema_reading *reading, const struct yaml_node *node, struct index *index) {
    static const char *const keys[] = {"name", "columns", "unique", "where", "comment", "was", DIALECT_WORDS};
    bool ok = yaml_check_keys(node, "an index", keys, COUNT_OF(keys), reading->errors);
    ok = read_needed_columns(reading, node, &index->parts) && ok;
    ok = read_flag(reading, node, "unique", &index->unique) && ok;
    ok = read_text(reading, node, "where", &index->where) && ok;
    ok = read_text(reading, node, "comment", &index->comment) && ok;
    ok = read_text(reading, node, "was", &index->was) && ok;
    if (!index->name)
        ok = read_text(reading, node, "name", &index->name) && ok;
    return options_read(reading, node, &index->options) && ok;
}

struct index *index_read(
    const struct schema_reading *reading, const char *name, const struct yaml_node *node) {
    struct index *index = arena_new(reading->arena, struct index);
    *index = (struct index){.name = name, .place = node->place};
    bool ok = node->kind == YAML_MAPPING ? read_long_index(reading, node, index)
                                         : key_parts_read(reading, node, &index->parts);
    return ok ? index : NULL;
}
