#include <string.h>

#include "diff/work.h"

struct schema *diff_renamed(struct diffing *diffing) {
    if (!diffing->renamed)
        diffing->actual = diffing->renamed = schema_copy(diffing->arena, diffing->actual);
    return diffing->renamed;
}

static bool is_renamed(const struct diffing *diffing, const struct object *wanted) {
    return wanted->was && diffing->rules->renames && diffing->rules->renames(wanted->kind) &&
           !schema_find_object(diffing->actual, wanted->kind, wanted->schema, wanted->name) &&
           !schema_find_object(diffing->desired, wanted->kind, wanted->schema, wanted->was) &&
           schema_find_object(diffing->actual, wanted->kind, wanted->schema, wanted->was);
}

/* Before all else: what comes then finds the new names everywhere. */
static bool rename(struct diffing *diffing, const struct object *wanted) {
    struct operation *operation = diff_add(diffing, PHASE_RENAME_TYPES, OPERATION_RENAME_OBJECT, NULL);
    operation->schema = wanted->schema;
    operation->name = wanted->was;
    operation->new_name = wanted->name;
    operation->place = wanted->place;
    operation->object = arena_new(diffing->arena, struct object);
    *operation->object = (struct object){
        .kind = wanted->kind, .schema = wanted->schema, .name = wanted->was, .place = wanted->place};
    return operation_apply(diffing->arena, operation, diff_renamed(diffing), diffing->errors);
}

bool diff_rename_objects(struct diffing *diffing) {
    for (size_t i = 0; i < diffing->desired->objects.count; i++) {
        const struct object *wanted = diffing->desired->objects.items[i];
        if (is_renamed(diffing, wanted) && !rename(diffing, wanted))
            return false;
    }
    return true;
}
