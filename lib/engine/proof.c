#include <string.h>

#include "engine/shadow.h"
#include "engine/slice.h"

/* An index that a server left half-built can't be made so. */
static void make_valid(struct options *options) {
    for (size_t i = options->count; i; i--)
        if (options->items[i - 1].name && !strcmp(options->items[i - 1].name, "invalid"))
            list_remove(options, i - 1);
}

static struct schema *sound(struct arena *arena, const struct schema *actual, bool whole) {
    struct schema *schema = schema_copy(arena, actual);
    schema->whole = schema->whole || whole;
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->indexes.count; k++)
            make_valid(&schema->tables.items[i]->indexes.items[k]->options);
    return schema;
}

/* The operations that make a whole schema from nothing. */
static bool build(struct shadow *shadow, const struct compare_options *options, const struct schema *schema,
    struct errors *errors) {
    struct schema empty = {0};
    struct comparison from_nothing;
    return engine_compare(&shadow->engine, options, &empty, sound(shadow->engine.arena, schema, true),
               &from_nothing, errors) &&
           shadow_apply(shadow, &from_nothing.upgrade, errors);
}

static bool refuse(
    struct arena *arena, const struct operation *missing, const char *after, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_PROOF, NOWHERE,
        "the generated revision is wrong: %s it would still have to %s", after,
        operation_describe(arena, missing));
    error_hint(errors, error,
        "nothing was written; this is a bug of cmigrate: please report it with your models, and use "
        "--no-proof to write the revision unproven");
    return false;
}

/* Has the shadow what is wanted, and where it is the whole, nothing else? */
static bool holds(struct shadow *shadow, const struct compare_options *options, const struct schema *wanted,
    bool whole, const char *after, struct errors *errors) {
    struct arena *arena = shadow->engine.arena;
    struct arena_mark mark = arena_mark(arena);
    struct schema got = {0};
    struct comparison difference;
    bool same =
        shadow_inspect(shadow, &got, errors) &&
        engine_compare(&shadow->engine, options, &got, sound(arena, wanted, whole), &difference, errors) &&
        (!difference.upgrade.count || refuse(arena, &difference.upgrade.items[0], after, errors));
    arena_rewind(arena, mark);
    return same;
}

/* A failing statement in here is the proof's, not the user's. */
static bool blame_proof(size_t before, struct errors *errors, const char *what) {
    for (size_t i = before; i < errors->list.count; i++) {
        struct error *error = &errors->list.items[i];
        if (error->code == ERROR_PROOF)
            continue;
        error->code = ERROR_PROOF;
        error->message = arena_format(errors->arena,
            "the generated revision could not be proven in the shadow database: %s: %s", what,
            error->message);
        if (!error->hint)
            error_hint(errors, error, "--no-proof writes it unproven");
    }
    return false;
}

static bool set(struct shadow *shadow, const char *setting, struct errors *errors) {
    struct connection *connection = shadow->engine.connection;
    return !setting || connection->type->execute(connection, setting, NULL, errors);
}

/* What the user may not make anew, as an extension that only a superuser can, is no fault of the revision. */
static bool build_actual(struct shadow *shadow, const struct compare_options *options,
    const struct schema *actual, const char **lack, struct errors *errors) {
    static const char what[] = "building the schema as it is";
    struct errors refusals = {.arena = shadow->engine.arena};
    size_t before = errors->list.count;
    const struct dialect *dialect = shadow->engine.dialect;
    struct errors *told = shadow->maker ? &refusals : errors;
    bool built = set(shadow, dialect->lenient, told) && build(shadow, options, actual, told);
    if (set(shadow, dialect->strict, told) && built)
        return true;
    if (!shadow->maker || !refusals.list.count)
        return blame_proof(before, errors, what);
    *lack = arena_format(shadow->engine.arena, "%s: %s", what, refusals.list.items[0].message);
    return false;
}

/* A key that is there may refer to a table that is left out, which the models needn't declare. */
static const char *refers_out(struct arena *arena, const struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct constraints *constraints = &schema->tables.items[i]->constraints;
        for (size_t j = 0; j < constraints->count; j++) {
            const struct constraint *constraint = constraints->items[j];
            const struct reference *to = &constraint->reference;
            if (constraint->kind == CONSTRAINT_FOREIGN_KEY && !constraint_may_dangle(constraint) &&
                !schema_find_table(schema, to->schema, to->table))
                return arena_format(arena, "table \"%s\" refers to \"%s\", which is left out",
                    schema->tables.items[i]->name, table_full_name(arena, to->schema, to->table));
        }
    }
    return NULL;
}

/* A step of the proof; nothing that it made in memory is needed after it. */
static bool apply(struct shadow *shadow, const struct operations *operations, struct errors *errors) {
    struct arena_mark mark = arena_mark(shadow->engine.arena);
    bool applied = shadow_apply(shadow, operations, errors);
    arena_rewind(shadow->engine.arena, mark);
    return applied;
}

static bool prove(struct shadow *shadow, const struct compare_options *options,
    const struct comparison *comparison, const char **lack, struct errors *errors) {
    size_t before = errors->list.count;
    *lack = refers_out(shadow->engine.arena, comparison->actual);
    if (*lack)
        return true;
    if (!build_actual(shadow, options, comparison->actual, lack, errors))
        return *lack != NULL;
    if (!apply(shadow, &comparison->upgrade, errors) ||
        !holds(shadow, options, comparison->desired, false, "after upgrade", errors))
        return blame_proof(before, errors, "upgrade");
    if (!apply(shadow, &comparison->downgrade, errors) ||
        !holds(shadow, options, comparison->actual, true, "after downgrade", errors))
        return blame_proof(before, errors, "downgrade");
    if (!apply(shadow, &comparison->upgrade, errors) ||
        !holds(shadow, options, comparison->desired, false, "after upgrading again", errors))
        return blame_proof(before, errors, "second upgrade");
    return true;
}

bool shadow_prove(struct shadow *shadow, const struct compare_options *wanted,
    const struct comparison *comparison, const char **lack, struct errors *errors) {
    struct arena *lasting = shadow->engine.arena;
    struct arena own = {.exhausted = lasting->exhausted};
    struct compare_options options = *wanted;
    options.include = options.exclude = NULL; /* what is left out has been */
    shadow->engine.arena = &own;
    struct comparison slice = slice_of(&own, shadow->engine.dialect->syntax, comparison);
    bool proven = prove(shadow, &options, &slice, lack, errors);
    if (*lack)
        *lack = arena_string(lasting, *lack);
    shadow->engine.arena = lasting;
    arena_free(&own);
    return proven;
}
