#include <string.h>

#include "diff/work.h"

static struct enum_type *enum_copy(struct arena *arena, const struct enum_type *type) {
    struct enum_type *copy = arena_new(arena, struct enum_type);
    *copy = *type;
    copy->was = NULL;
    copy->was_values = (struct renamed){0};
    copy->values = (struct names){0};
    for (size_t i = 0; i < type->values.count; i++)
        list_push(arena, &copy->values, type->values.items[i]);
    return copy;
}

static struct operation *add(
    struct diffing *diffing, enum phase phase, enum operation_kind kind, const struct enum_type *type) {
    struct operation *operation = diff_add(diffing, phase, kind, NULL);
    operation->schema = type->schema;
    operation->name = type->name;
    operation->place = type->place;
    if (kind != OPERATION_DROP_ENUM)
        operation->enum_type = enum_copy(diffing->arena, type);
    return operation;
}

static bool only_loses(const struct enum_type *there, const struct enum_type *wanted) {
    for (size_t i = 0; i < wanted->values.count; i++)
        if (!names_have(&there->values, wanted->values.items[i]))
            return false;
    return true;
}

static bool same_schema(const char *left, const char *right) {
    return !strcmp(left ? left : "", right ? right : "");
}

/* TABLE_COLUMN, which an enum without a name gets from its column. */
static bool is_named_after(
    const struct enum_type *type, const struct table *table, const struct column *column) {
    size_t length = strlen(table->name);
    return same_schema(type->schema, table->schema) && !strncmp(type->name, table->name, length) &&
           type->name[length] == '_' && !strcmp(type->name + length + 1, column->name) && column->type_sql;
}

static const struct column *owner_of(const struct schema *schema, const struct enum_type *type) {
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t j = 0; j < schema->tables.items[i]->columns.count; j++)
            if (is_named_after(type, schema->tables.items[i], schema->tables.items[i]->columns.items[j]))
                return schema->tables.items[i]->columns.items[j];
    return NULL;
}

/* How many columns have the type, or an array of it? */
static size_t users_of(const struct schema *schema, const char *type_sql) {
    size_t users = 0, length = strlen(type_sql);
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t j = 0; j < schema->tables.items[i]->columns.count; j++) {
            const char *other = schema->tables.items[i]->columns.items[j]->type_sql;
            users += other && !strncmp(other, type_sql, length) &&
                     (!other[length] || !strcmp(other + length, "[]"));
        }
    return users;
}

/* Was it made for a column that doesn't want it any more, and nobody else? */
static bool is_left_over(const struct diffing *diffing, const struct enum_type *type) {
    const struct column *owner = owner_of(diffing->work, type);
    return owner && owner->type.kind == TYPE_ENUM && owner->type.text &&
           users_of(diffing->work, owner->type_sql) == 1 && !users_of(diffing->desired, owner->type_sql);
}

static bool changes_defaults(const struct diffing *diffing) {
    const struct operations *columns = &diffing->phases[PHASE_COLUMNS];
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].kind == OPERATION_ALTER_COLUMN && columns->items[i].changes & CHANGE_DEFAULT)
            return true;
    return false;
}

/* The old values, then the new ones. */
static const struct enum_type *both(
    struct arena *arena, const struct enum_type *there, const struct enum_type *wanted) {
    struct enum_type *type = enum_copy(arena, there);
    type->place = wanted->place;
    for (size_t i = 0; i < wanted->values.count; i++)
        if (!names_have(&type->values, wanted->values.items[i]))
            list_push(arena, &type->values, wanted->values.items[i]);
    return type;
}

/* While a default changes from a value that goes to one that comes, there must be both. */
static void alter(struct diffing *diffing, const struct enum_type *there, const struct enum_type *wanted) {
    bool loses = !only_loses(wanted, there), gains = !only_loses(there, wanted);
    bool in_two = loses && gains && changes_defaults(diffing);
    if (in_two)
        add(diffing, PHASE_ENUMS, OPERATION_ALTER_ENUM, both(diffing->arena, there, wanted));
    add(diffing, in_two || !gains ? PHASE_SHRINK_ENUMS : PHASE_ENUMS, OPERATION_ALTER_ENUM, wanted);
}

void diff_enums(struct diffing *diffing) {
    const struct schema *actual = diffing->work, *desired = diffing->desired;
    for (size_t i = 0; i < desired->enums.count; i++) {
        const struct enum_type *wanted = desired->enums.items[i];
        const struct enum_type *found = schema_find_enum(actual, wanted->schema, wanted->name);
        if (!found)
            add(diffing, PHASE_ENUMS, OPERATION_CREATE_ENUM, wanted);
        else if (!names_equal(&found->values, &wanted->values))
            alter(diffing, found, wanted);
    }
    bool managed = schema_manages(desired, "enum");
    for (size_t i = 0; i < actual->enums.count; i++) {
        const struct enum_type *there = actual->enums.items[i];
        if (!schema_find_enum(desired, there->schema, there->name) &&
            (managed || is_left_over(diffing, there)))
            add(diffing, PHASE_DROP_ENUMS, OPERATION_DROP_ENUM, there);
    }
}
