#include "diff/work.h"

static struct enum_type *enum_copy(struct arena *arena, const struct enum_type *type) {
    struct enum_type *copy = arena_new(arena, struct enum_type);
    *copy = *type;
    copy->was = NULL;
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

void diff_enums(struct diffing *diffing) {
    const struct schema *actual = diffing->actual, *desired = diffing->desired;
    for (size_t i = 0; i < desired->enums.count; i++) {
        const struct enum_type *wanted = desired->enums.items[i];
        const struct enum_type *found = schema_find_enum(actual, wanted->schema, wanted->name);
        if (!found)
            add(diffing, PHASE_ENUMS, OPERATION_CREATE_ENUM, wanted);
        else if (!names_equal(&found->values, &wanted->values))
            add(diffing, PHASE_ENUMS, OPERATION_ALTER_ENUM, wanted);
    }
    if (!schema_manages(desired, "enum"))
        return;
    for (size_t i = 0; i < actual->enums.count; i++) {
        const struct enum_type *there = actual->enums.items[i];
        if (!schema_find_enum(desired, there->schema, there->name))
            add(diffing, PHASE_DROP_ENUMS, OPERATION_DROP_ENUM, there);
    }
}
