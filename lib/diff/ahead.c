/* Objects that say what comes with those made after them, as default privileges do. They are made last and
 * dropped first. Where one is there all the time, and the other side lacks what would come with a new thing,
 * that is taken back. */
#include <string.h>

#include "diff/work.h"

bool diff_reaches_ahead(const struct diffing *diffing, const struct object *object) {
    return diffing->rules->reaches_ahead && diffing->rules->reaches_ahead(object);
}

static struct objects staying_givers(
    struct diffing *diffing, const struct object_set *actual, const struct object_set *desired) {
    struct objects givers = {0};
    for (size_t i = 0; i < actual->objects.count; i++) {
        struct object *object = actual->objects.items[i];
        const char *key = object_key(diffing->arena, object);
        if (diff_reaches_ahead(diffing, object) && index_find(&actual->index, key) &&
            index_find(&desired->index, key))
            list_push(diffing->arena, &givers, object);
    }
    return givers;
}

/* One side's objects, and what comes with its things; `phase` is where that is taken back. */
struct taking {
    struct diffing *diffing;
    const struct objects *givers;
    struct name_index said; /* what the side has itself */
    enum phase phase;
};

static struct taking taking_for(
    struct diffing *diffing, const struct objects *givers, const struct schema *side, enum phase phase) {
    struct taking taking = {diffing, givers, {.arena = diffing->arena}, phase};
    for (size_t i = 0; i < side->objects.count; i++)
        index_put(&taking.said, object_key(diffing->arena, side->objects.items[i]), side->objects.items[i]);
    return taking;
}

static void take_back(struct taking *taking, const struct table *table, const struct object *object) {
    struct diffing *diffing = taking->diffing;
    struct objects found = {0};
    for (size_t i = 0; i < taking->givers->count; i++)
        diffing->rules->comes_with(diffing->arena, taking->givers->items[i], table, object, &found);
    for (size_t i = 0; i < found.count; i++)
        if (!index_put(&taking->said, object_key(diffing->arena, found.items[i]), found.items[i]))
            diff_add_object(diffing, taking->phase, OPERATION_DROP_OBJECT, found.items[i]);
}

/* An enum is a type, too. */
static struct object *object_of(struct arena *arena, const struct operation *operation) {
    if (operation->object)
        return operation->object;
    struct object *type = arena_new(arena, struct object);
    *type = (struct object){.kind = "type", .schema = operation->schema, .name = operation->name};
    return type;
}

static void take_back_of_objects(
    struct taking *taking, enum operation_kind kind, enum operation_kind enum_kind) {
    struct arena *arena = taking->diffing->arena;
    struct objects passing = {0};
    for (unsigned phase = 0; phase < PHASES; phase++)
        for (size_t i = 0; i < taking->diffing->phases[phase].count; i++) {
            const struct operation *operation = &taking->diffing->phases[phase].items[i];
            if (operation->kind == kind || operation->kind == enum_kind)
                list_push(arena, &passing, object_of(arena, operation));
        }
    for (size_t i = 0; i < passing.count; i++)
        take_back(taking, NULL, passing.items[i]);
}

void diff_take_back(
    struct diffing *diffing, const struct object_set *actual, const struct object_set *desired) {
    const struct objects givers = staying_givers(diffing, actual, desired);
    if (!givers.count)
        return;
    struct taking before = taking_for(diffing, &givers, diffing->actual, PHASE_TAKE_BACK);
    struct taking after = taking_for(diffing, &givers, diffing->desired, PHASE_CREATE_OBJECTS);
    take_back_of_objects(&before, OPERATION_DROP_OBJECT, OPERATION_DROP_ENUM);
    take_back_of_objects(&after, OPERATION_CREATE_OBJECT, OPERATION_CREATE_ENUM);
    for (size_t i = 0; i < diffing->dropped.count; i++)
        take_back(&before, diffing->dropped.items[i], NULL);
    for (size_t i = 0; i < diffing->created.count; i++)
        take_back(&after, diffing->created.items[i], NULL);
}
