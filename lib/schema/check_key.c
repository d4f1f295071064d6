/* Keys: their columns are there, and what they refer to is. */
#include <string.h>

#include "schema/check_parts.h"

static struct names column_names(struct arena *arena, const struct table *table) {
    struct names names = {0};
    for (size_t i = 0; i < table->columns.count; i++)
        list_push(arena, &names, table->columns.items[i]->name);
    return names;
}

static void fail_column(struct check *check, struct place place, const char *owner, const struct table *table,
    const char *column) {
    struct error *error =
        check_fail(check, place, "%s: table \"%s\" has no column \"%s\"", owner, table->name, column);
    const struct names known = column_names(check->errors->arena, table);
    check_hint_nearest(check, error, column, &known);
}

static void check_parts(struct check *check, const struct table *table, const struct key_parts *parts,
    struct place place, const char *owner) {
    if (!parts->count)
        check_fail(check, place, "%s has no columns", owner);
    for (size_t i = 0; i < parts->count; i++) {
        const struct key_part *part = &parts->items[i];
        if (!part->column && !*part->expression)
            check_fail(check, place, "%s has an empty expression", owner);
        else if (part->column && !table_find_column(table, part->column))
            fail_column(check, place, owner, table, part->column);
    }
}

static void fail_table(
    struct check *check, struct place place, const char *owner, const struct reference *reference) {
    struct arena *arena = check->errors->arena;
    const char *name = table_full_name(arena, reference->schema, reference->table);
    struct error *error = check_fail(check, place, "%s: there is no table \"%s\"", owner, name);
    struct names known = {0};
    for (size_t i = 0; i < check->schema->tables.count; i++) {
        const struct table *table = check->schema->tables.items[i];
        list_push(arena, &known, table_full_name(arena, table->schema, table->name));
    }
    if (!check_hint_nearest(check, error, name, &known))
        error_hint(check->errors, error,
            "declare it; if it isn't yours, also name it under `exclude` in cmigrate.yaml");
}

static void check_reference(struct check *check, const struct constraint *constraint, const char *owner) {
    const struct reference *reference = &constraint->reference;
    const struct table *target = schema_find_table(check->schema, reference->schema, reference->table);
    if (!target) {
        fail_table(check, constraint->place, owner, reference);
        return;
    }
    size_t count = reference->columns.count;
    for (size_t i = 0; i < count; i++)
        if (!table_find_column(target, reference->columns.items[i]))
            fail_column(check, constraint->place, owner, target, reference->columns.items[i]);
    if (!count && !target->primary_key) {
        struct error *error = check_fail(
            check, constraint->place, "%s: table \"%s\" has no primary key to refer to", owner, target->name);
        error_hint(check->errors, error, "say which columns it refers to");
        return;
    }
    if (!count)
        count = target->primary_key->columns.count;
    if (count != constraint->columns.count)
        check_fail(check, constraint->place, "%s has %u columns but refers to %zu", owner,
            constraint->columns.count, count);
}

static const char *constraint_owner(
    struct arena *arena, const struct table *table, const struct constraint *constraint) {
    static const char *const kinds[] = {
        "primary key", "unique constraint", "check", "foreign key", "exclusion"};
    const char *kind = kinds[constraint->kind];
    return constraint->name ? arena_format(arena, "%s \"%s\"", kind, constraint->name)
                            : arena_format(arena, "%s of table \"%s\"", kind, table->name);
}

static void check_constraint(
    struct check *check, const struct table *table, const struct constraint *constraint) {
    const char *owner = constraint_owner(check->errors->arena, table, constraint);
    if (constraint->kind == CONSTRAINT_CHECK || constraint->kind == CONSTRAINT_EXCLUDE) {
        if (!constraint->expression || !*constraint->expression)
            check_fail(check, constraint->place, "%s has an empty expression", owner);
        return;
    }
    check_parts(check, table, &constraint->columns, constraint->place, owner);
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY && !constraint_may_dangle(constraint))
        check_reference(check, constraint, owner);
}

static void note_name(struct check *check, struct name_index *names, const struct table *table,
    const char *what, const char *name, struct place place) {
    if (!name)
        return;
    if (!*name)
        check_fail(check, place, "table \"%s\" has %s without a name", table->name, what);
    else if (index_put(names, name, names))
        check_fail(check, place, "table \"%s\" has %s \"%s\" twice", table->name, what, name);
}

void check_keys(struct check *check, const struct table *table) {
    struct arena *arena = check->errors->arena;
    struct name_index constraints = {.arena = arena}, indexes = constraints, former = constraints;
    if (table->primary_key) {
        check_constraint(check, table, table->primary_key);
        note_name(
            check, &constraints, table, "a constraint", table->primary_key->name, table->primary_key->place);
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        check_constraint(check, table, constraint);
        note_name(check, &constraints, table, "a constraint", constraint->name, constraint->place);
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        const struct index *index = table->indexes.items[i];
        const char *owner = arena_format(arena, "index \"%s\"", index->name ? index->name : "of no name");
        check_parts(check, table, &index->parts, index->place, owner);
        note_name(check, &indexes, table, "an index", index->name, index->place);
        note_name(check, &former, table, "an index that was", index->was, index->place);
    }
}
