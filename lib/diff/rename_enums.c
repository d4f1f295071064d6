#include <string.h>

#include "diff/work.h"

static struct renamed find_values(
    struct diffing *diffing, const struct enum_type *there, const struct enum_type *wanted) {
    struct renamed found = {0};
    for (size_t i = 0; i < wanted->was_values.to.count; i++) {
        const char *to = wanted->was_values.to.items[i], *from = wanted->was_values.from.items[i];
        if (!names_have(&there->values, from) || names_have(&there->values, to) ||
            names_have(&wanted->values, from))
            continue;
        list_push(diffing->arena, &found.to, to);
        list_push(diffing->arena, &found.from, from);
    }
    return found;
}

/* How the database prints the type, by a column that has it; or null. */
static const char *printed_type(
    struct arena *arena, const struct schema *schema, const struct enum_type *type) {
    const char *name = enum_name_in_columns(arena, type->schema, type->name);
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->columns.count; k++) {
            const struct column *column = schema->tables.items[i]->columns.items[k];
            if (column->type.kind == TYPE_ENUM && column->type.text && !strcmp(column->type.text, name))
                return column->type_sql;
        }
    return NULL;
}

/* Appends the operation, and does it in `schema`. */
static void rename_enum(struct diffing *diffing, enum phase phase, struct schema *schema,
    const struct enum_type *wanted, struct enum_type *there, const struct renamed *values) {
    struct operation *operation = diff_add(diffing, phase, OPERATION_RENAME_ENUM, NULL);
    const char *from_sql = printed_type(diffing->arena, schema, there);
    const char *to_sql = printed_type(diffing->arena, diffing->desired, wanted);
    operation->schema = there->schema;
    operation->name = there->name;
    operation->new_name = strcmp(there->name, wanted->name) != 0 ? wanted->name : NULL;
    operation->renamed_values = *values;
    operation->place = wanted->place;
    schema_rename_enum(diffing->arena, schema, there, operation->new_name, values);
    if (from_sql && to_sql)
        schema_reprint_enum(diffing->arena, schema, values, from_sql, to_sql);
}

void diff_rename_enums(struct diffing *diffing) {
    static const struct renamed none = {0};
    for (size_t i = 0; i < diffing->desired->enums.count; i++) {
        const struct enum_type *wanted = diffing->desired->enums.items[i];
        if (!wanted->was || schema_find_enum(diffing->actual, wanted->schema, wanted->name) ||
            !schema_find_enum(diffing->actual, wanted->schema, wanted->was) ||
            schema_find_enum(diffing->desired, wanted->schema, wanted->was))
            continue;
        struct schema *renamed = diff_renamed(diffing);
        rename_enum(diffing, PHASE_RENAME_TYPES, renamed, wanted,
            schema_find_enum(renamed, wanted->schema, wanted->was), &none);
    }
}

void diff_rename_values(struct diffing *diffing) {
    for (size_t i = 0; i < diffing->desired->enums.count; i++) {
        const struct enum_type *wanted = diffing->desired->enums.items[i];
        struct enum_type *there = schema_find_enum(diffing->work, wanted->schema, wanted->name);
        struct renamed values = {0};
        if (there)
            values = find_values(diffing, there, wanted);
        if (values.to.count)
            rename_enum(diffing, PHASE_RENAME_VALUES, diffing->work, wanted, there, &values);
    }
}
