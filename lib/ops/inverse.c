#include "ops/kinds.h"
#include "ops/touched.h"

struct operation *add_inverse(struct arena *arena, struct operations *inverse, enum operation_kind kind,
    const struct operation *operation) {
    struct operation *added = list_add(arena, inverse);
    *added = (struct operation){
        .kind = kind, .schema = operation->schema, .table = operation->table, .place = operation->place};
    return added;
}

bool operation_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct operation_type *type = &operation_types[operation->kind];
    return type->inverse && type->inverse(arena, operation, before, inverse);
}

static bool refuse_inverse(const struct operation *operation, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_OPERATION, operation->place,
        "%s can't be taken back by itself", operation_name(operation->kind));
    error_hint(errors, error, "write the downgrade by hand");
    return false;
}

bool operations_inverse(struct arena *arena, const struct operations *operations, const struct schema *before,
    struct operations *inverse, struct names *lossy, struct errors *errors) {
    if (!operations->count)
        return true;
    struct schema *schema = schema_copy_for(arena, before, operations);
    struct operations *steps = arena_alloc(arena, (operations->count + 1) * sizeof *steps);
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        size_t count = errors->list.count;
        if (!operation_inverse(arena, operation, schema, &steps[i]) &&
            (operation_is_opaque(operation) || !operation_is_structural(operation)))
            return refuse_inverse(operation, errors);
        if (!operation_apply(arena, operation, schema, errors))
            return false;
        if (errors->list.count > count)
            return false;
    }
    for (size_t i = operations->count; i-- > 0;)
        for (size_t k = 0; k < steps[i].count; k++) {
            const struct operation *step = &steps[i].items[k];
            list_push(arena, inverse, *step);
            if (step->lossy)
                list_push(arena, lossy, step->lossy);
        }
    return true;
}
