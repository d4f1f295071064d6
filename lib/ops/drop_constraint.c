/* drop_constraint: by name, or by what it is where nobody knows the name. */
#include <string.h>

#include "base/text.h"
#include "ops/kinds.h"
#include "schema/read_parts.h"
#include "schema/write_parts.h"
#include "sql/expression.h"

static const char *const structure_keys[] = {"primary_key", "unique", "check", "foreign_key"};

static bool read_structure(const struct schema_reading *reading, const struct yaml_node *node,
    enum constraint_kind kind, struct constraint *constraint) {
    const char *what = structure_keys[kind];
    constraint->kind = kind;
    constraint->place = node->place;
    if (kind == CONSTRAINT_CHECK)
        return yaml_to_text(node, what, &constraint->expression, reading->errors);
    bool any = true;
    if (kind == CONSTRAINT_PRIMARY_KEY && node->kind == YAML_SCALAR)
        return yaml_to_bool(node, what, &any, reading->errors) &&
               (any || script_error(reading, node->place, "\"primary_key\" is true or its columns"));
    struct names names = {0};
    if (!yaml_to_names(reading->arena, node, what, &names, reading->errors))
        return false;
    for (size_t i = 0; i < names.count; i++)
        list_push(reading->arena, &constraint->columns, ((struct key_part){.column = names.items[i]}));
    return names.count || script_error(reading, node->place, "\"%s\" names no column", what);
}

bool drop_constraint_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "name", "primary_key", "unique", "check", "foreign_key",
        "references", "on_delete", "on_update", "match"};
    if (!read_keys(reading, node, operation, keys, 10) || !read_table(reading, node, operation, "table") ||
        !read_optional(reading, node, "name", &operation->name))
        return false;
    unsigned ways = operation->name ? 1 : 0;
    for (unsigned i = 0; i < 4; i++) {
        const struct yaml_node *structure = yaml_get(node, structure_keys[i]);
        if (!structure)
            continue;
        ways++;
        operation->constraint = arena_new(reading->arena, struct constraint);
        if (!read_structure(reading, structure, (enum constraint_kind)i, operation->constraint))
            return false;
    }
    if (yaml_get(node, "references") && operation->constraint &&
        !reference_read(reading, node, &operation->constraint->reference))
        return false;
    return ways == 1 || script_error(reading, node->place,
                            "drop_constraint needs one of \"name\", \"unique\", \"check\", "
                            "\"foreign_key\" and \"primary_key\"");
}

struct yaml_node *drop_constraint_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    const struct constraint *constraint = operation->constraint;
    yaml_put_text(arena, mapping, "name", operation->name);
    if (operation->name || !constraint || constraint->kind == CONSTRAINT_EXCLUDE)
        return mapping;
    const char *key = structure_keys[constraint->kind];
    struct names names = {0};
    for (size_t i = 0; i < constraint->columns.count; i++)
        list_push(arena, &names, constraint->columns.items[i].column);
    if (constraint->kind == CONSTRAINT_CHECK)
        yaml_put_text(arena, mapping, key, constraint->expression);
    else if (names.count)
        yaml_put(arena, mapping, key, yaml_name_list(arena, &names));
    else
        yaml_put_bool(arena, mapping, key, true);
    if (constraint->reference.table)
        reference_write(arena, mapping, &constraint->reference);
    return mapping;
}

static bool same_columns(const struct key_parts *left, const struct key_parts *right) {
    if (left->count != right->count)
        return false;
    for (size_t i = 0; i < left->count; i++) {
        const char *one = left->items[i].column, *other = right->items[i].column;
        if (!one || !other || strcmp(one, other) != 0)
            return false;
    }
    return true;
}

static bool same_text(const char *left, const char *right) {
    return left && right ? !strcmp(left, right) : left == right;
}

/* A script that says what it refers to says it all. */
static bool is_same_reference(const struct reference *reference, const struct reference *wanted) {
    return !wanted->table ||
           (same_text(reference->schema, wanted->schema) && same_text(reference->table, wanted->table) &&
               names_equal(&reference->columns, &wanted->columns) &&
               same_text(reference->on_delete, wanted->on_delete) &&
               same_text(reference->on_update, wanted->on_update) &&
               same_text(reference->match, wanted->match));
}

static bool is_meant(const struct constraint *constraint, const struct constraint *wanted) {
    static const struct sql_syntax syntax = {.backtick_names = true};
    if (constraint->kind != wanted->kind)
        return false;
    if (wanted->kind == CONSTRAINT_PRIMARY_KEY && !wanted->columns.count)
        return true;
    return same_columns(&constraint->columns, &wanted->columns) &&
           is_same_reference(&constraint->reference, &wanted->reference) &&
           expression_equal(&syntax, constraint->expression, wanted->expression);
}

struct constraint *constraint_meant(const struct table *table, const struct operation *operation) {
    if (operation->name)
        return table_find_constraint(table, operation->name);
    if (table->primary_key && is_meant(table->primary_key, operation->constraint))
        return table->primary_key;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (is_meant(table->constraints.items[i], operation->constraint))
            return table->constraints.items[i];
    return NULL;
}

void remove_constraint(struct table *table, const struct constraint *constraint) {
    if (table->primary_key == constraint)
        table->primary_key = NULL;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i] == constraint)
            list_remove(&table->constraints, i);
}

static void refuse_unknown(const struct applying *applying, const struct table *table) {
    const struct operation *operation = applying->operation;
    struct names names = {0};
    if (table->primary_key && table->primary_key->name)
        list_push(applying->arena, &names, table->primary_key->name);
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i]->name)
            list_push(applying->arena, &names, table->constraints.items[i]->name);
    if (!operation->name) {
        refuse(applying, "table \"%s\" has no such %s", table->name,
            constraint_kind_name(operation->constraint->kind));
        return;
    }
    struct error *error =
        refuse(applying, "table \"%s\" has no constraint \"%s\"", table->name, operation->name);
    const char *nearest = text_nearest(operation->name, names.items, names.count);
    if (nearest)
        error_hint(applying->errors, error, "did you mean \"%s\"?", nearest);
}

struct constraint *meet_constraint(const struct applying *applying, const struct table *table) {
    struct constraint *constraint = constraint_meant(table, applying->operation);
    if (!constraint)
        refuse_unknown(applying, table);
    return constraint;
}

bool drop_constraint_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    const struct constraint *constraint = table ? meet_constraint(applying, table) : NULL;
    if (!constraint)
        return false;
    remove_constraint(table, constraint);
    return true;
}

bool drop_constraint_inverse(struct arena *arena, const struct operation *operation,
    const struct schema *before, struct operations *inverse) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    const struct constraint *constraint = table ? constraint_meant(table, operation) : NULL;
    if (!constraint)
        return false;
    struct operation *create = add_inverse(arena, inverse, constraint_operation(constraint->kind), operation);
    create->name = constraint->name;
    create->constraint = constraint_copy(arena, constraint);
    return true;
}

void drop_constraint_describe(struct buffer *out, const struct operation *operation) {
    const struct constraint *constraint = operation->constraint;
    buffer_addf(out, "drop %s ", constraint ? constraint_kind_name(constraint->kind) : "constraint");
    if (operation->name)
        buffer_addf(out, "%s ", operation->name);
    else if (constraint && constraint->columns.count)
        describe_parts(out, &constraint->columns), buffer_add_char(out, ' ');
    buffer_add(out, "of ");
    describe_table(out, operation);
}
