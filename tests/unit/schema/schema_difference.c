#include <string.h>

#include "random_schema.h"

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool same_options(const struct options *left, const struct options *right) {
    for (size_t i = 0; i < left->count; i++) {
        const struct option *option = &left->items[i];
        const struct option *other = options_find(right, option->dialect, option->name);
        if (!other || strcmp(option->value, other->value) != 0)
            return false;
    }
    return left->count == right->count;
}

static bool same_parts(const struct key_parts *left, const struct key_parts *right) {
    bool same = left->count == right->count;
    for (size_t i = 0; same && i < left->count; i++) {
        const struct key_part *a = &left->items[i], *b = &right->items[i];
        same = same_text(a->column, b->column) && same_text(a->expression, b->expression) &&
               (a->order == SORT_DESCENDING) == (b->order == SORT_DESCENDING) &&
               same_text(a->nulls, b->nulls) && same_text(a->collation, b->collation) &&
               same_text(a->operator_class, b->operator_class) && a->prefix == b->prefix;
    }
    return same;
}

static bool same_action(const char *left, const char *right) {
    return same_text(left ? left : "no action", right ? right : "no action");
}

/* None are the primary key's. */
static bool same_referred(const struct names *left, const struct names *right) {
    return !left->count || !right->count || names_equal(left, right);
}

static bool same_reference(const struct reference *left, const struct reference *right) {
    return same_text(left->schema, right->schema) && same_text(left->table, right->table) &&
           same_referred(&left->columns, &right->columns) && same_action(left->on_delete, right->on_delete) &&
           same_action(left->on_update, right->on_update) && same_text(left->match, right->match);
}

static bool same_constraint(const struct constraint *left, const struct constraint *right) {
    if (!left || !right)
        return left == right;
    return left->kind == right->kind && same_text(left->name, right->name) &&
           same_parts(&left->columns, &right->columns) && same_text(left->expression, right->expression) &&
           same_reference(&left->reference, &right->reference) && left->deferrable == right->deferrable &&
           same_options(&left->options, &right->options);
}

static bool same_index(const struct index *left, const struct index *right) {
    return left && right && left->unique == right->unique && same_text(left->was, right->was) &&
           same_parts(&left->parts, &right->parts) && same_text(left->where, right->where) &&
           same_options(&left->options, &right->options) && same_text(left->comment, right->comment);
}

static bool same_value(const struct value *left, const struct value *right) {
    return left->kind == right->kind && same_text(left->text, right->text);
}

/* What goes without saying needn't be said again. */
static bool same_counting(
    const struct table *left, const struct column *a, const struct table *right, const struct column *b) {
    if (a->autoincrement == UNSET || b->autoincrement == UNSET)
        return (table_autoincrement_column(left) == a) == (table_autoincrement_column(right) == b);
    return a->autoincrement == b->autoincrement;
}

static bool same_column(
    const struct table *left, const struct column *a, const struct table *right, const struct column *b) {
    return !strcmp(a->name, b->name) && same_text(a->was, b->was) && same_text(a->comment, b->comment) &&
           type_equal(&a->type, &b->type) && same_value(&a->default_value, &b->default_value) &&
           same_text(a->generated, b->generated) && a->stored == b->stored &&
           column_is_nullable(left, a) == column_is_nullable(right, b) && same_counting(left, a, right, b) &&
           same_options(&a->options, &b->options);
}

static const char *key_difference(struct arena *arena, const struct table *left, const struct table *right) {
    if (!same_constraint(left->primary_key, right->primary_key))
        return arena_format(arena, "primary key of \"%s\"", left->name);
    for (size_t i = 0; i < left->constraints.count; i++) {
        const char *name = left->constraints.items[i]->name;
        if (!same_constraint(left->constraints.items[i], table_find_constraint(right, name)))
            return arena_format(arena, "constraint \"%s\" of \"%s\"", name, left->name);
    }
    for (size_t i = 0; i < left->indexes.count; i++) {
        const char *name = left->indexes.items[i]->name;
        if (!same_index(left->indexes.items[i], table_find_index(right, name)))
            return arena_format(arena, "index \"%s\" of \"%s\"", name, left->name);
    }
    bool same =
        left->constraints.count == right->constraints.count && left->indexes.count == right->indexes.count;
    return same ? NULL : arena_format(arena, "the number of keys of \"%s\"", left->name);
}

static const char *table_difference(
    struct arena *arena, const struct table *left, const struct table *right) {
    if (!right || left->columns.count != right->columns.count || !same_text(left->comment, right->comment) ||
        !same_text(left->was, right->was) || !same_options(&left->options, &right->options))
        return arena_format(arena, "table \"%s\"", left->name);
    for (size_t i = 0; i < left->columns.count; i++)
        if (!same_column(left, left->columns.items[i], right, right->columns.items[i]))
            return arena_format(arena, "column \"%s\".\"%s\"", left->name, left->columns.items[i]->name);
    return key_difference(arena, left, right);
}

static bool same_texts(const struct dialect_texts *left, const struct dialect_texts *right) {
    bool same = left->count == right->count;
    for (size_t i = 0; same && i < left->count; i++)
        same = !strcmp(left->items[i].dialect, right->items[i].dialect) &&
               !strcmp(left->items[i].text, right->items[i].text);
    return same;
}

static bool same_object(const struct object *left, const struct object *right) {
    return right && same_text(left->table, right->table) && same_texts(&left->create, &right->create) &&
           left->is_body == right->is_body && same_texts(&left->drop, &right->drop) &&
           names_equal(&left->after, &right->after) && same_text(left->comment, right->comment) &&
           same_options(&left->options, &right->options);
}

static bool same_enum(const struct enum_type *left, const struct enum_type *right) {
    return right && same_text(left->was, right->was) && names_equal(&left->values, &right->values);
}

const char *schema_difference(struct arena *arena, const struct schema *left, const struct schema *right) {
    if (left->tables.count != right->tables.count || left->objects.count != right->objects.count ||
        left->enums.count != right->enums.count)
        return "the number of tables, enums or objects";
    const char *difference = NULL;
    for (size_t i = 0; i < left->tables.count && !difference; i++) {
        const struct table *table = left->tables.items[i];
        difference = table_difference(arena, table, schema_find_table(right, table->schema, table->name));
    }
    for (size_t i = 0; i < left->enums.count && !difference; i++) {
        const struct enum_type *type = left->enums.items[i];
        if (!same_enum(type, schema_find_enum(right, type->schema, type->name)))
            difference = arena_format(arena, "enum \"%s\"", type->name);
    }
    for (size_t i = 0; i < left->objects.count && !difference; i++) {
        const struct object *object = left->objects.items[i];
        if (!same_object(object, schema_find_object(right, object->kind, object->schema, object->name)))
            difference = arena_format(arena, "%s \"%s\"", object->kind, object->name);
    }
    return difference;
}
