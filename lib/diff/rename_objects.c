#include <string.h>

#include "diff/work.h"

static bool is_renamed(const struct diffing *diffing, const struct object *wanted) {
    return wanted->was && diffing->rules->renames && diffing->rules->renames(wanted->kind) &&
           !schema_find_object(diffing->actual, wanted->kind, wanted->schema, wanted->name) &&
           !schema_find_object(diffing->desired, wanted->kind, wanted->schema, wanted->was) &&
           schema_find_object(diffing->actual, wanted->kind, wanted->schema, wanted->was);
}

/* Before all else: what comes then finds the new names everywhere. */
static bool rename(struct diffing *diffing, const struct object *wanted, struct schema *renamed) {
    struct operation *operation = diff_add(diffing, PHASE_RENAME_OBJECTS, OPERATION_RENAME_OBJECT, NULL);
    operation->schema = wanted->schema;
    operation->name = wanted->was;
    operation->new_name = wanted->name;
    operation->place = wanted->place;
    operation->object = arena_new(diffing->arena, struct object);
    *operation->object = (struct object){
        .kind = wanted->kind, .schema = wanted->schema, .name = wanted->was, .place = wanted->place};
    return operation_apply(diffing->arena, operation, renamed, diffing->errors);
}

bool diff_rename_objects(struct diffing *diffing) {
    struct schema *renamed = NULL;
    for (size_t i = 0; i < diffing->desired->objects.count; i++) {
        const struct object *wanted = diffing->desired->objects.items[i];
        if (!is_renamed(diffing, wanted))
            continue;
        if (!renamed)
            diffing->actual = renamed = schema_copy(diffing->arena, diffing->actual);
        if (!rename(diffing, wanted, renamed))
            return false;
    }
    return true;
}
