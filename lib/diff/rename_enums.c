#include <string.h>

#include "diff/work.h"

/* The one that is there under the new name already, else under the one it had. */
static struct enum_type *find_former(const struct diffing *diffing, const struct enum_type *wanted) {
    struct enum_type *there = schema_find_enum(diffing->work, wanted->schema, wanted->name);
    return there || !wanted->was ? there : schema_find_enum(diffing->work, wanted->schema, wanted->was);
}

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

static void rename_enum(struct diffing *diffing, struct enum_type *there, const struct enum_type *wanted,
    const struct renamed *values) {
    struct operation *operation = diff_add(diffing, PHASE_RENAME_ENUMS, OPERATION_RENAME_ENUM, NULL);
    const char *from_sql = printed_type(diffing->arena, diffing->work, there);
    const char *to_sql = printed_type(diffing->arena, diffing->desired, wanted);
    operation->schema = there->schema;
    operation->name = there->name;
    operation->new_name = strcmp(there->name, wanted->name) != 0 ? wanted->name : NULL;
    operation->renamed_values = *values;
    operation->place = wanted->place;
    schema_rename_enum(diffing->arena, diffing->work, there, operation->new_name, values);
    if (from_sql && to_sql)
        schema_reprint_enum(diffing->arena, diffing->work, values, from_sql, to_sql);
}

void diff_rename_enums(struct diffing *diffing) {
    for (size_t i = 0; i < diffing->desired->enums.count; i++) {
        const struct enum_type *wanted = diffing->desired->enums.items[i];
        struct enum_type *there = find_former(diffing, wanted);
        if (!there)
            continue;
        struct renamed values = find_values(diffing, there, wanted);
        bool renamed = strcmp(there->name, wanted->name) != 0;
        bool is_wanted_itself = renamed && schema_find_enum(diffing->desired, there->schema, there->name);
        if (!is_wanted_itself && (renamed || values.to.count))
            rename_enum(diffing, there, wanted, &values);
    }
}
