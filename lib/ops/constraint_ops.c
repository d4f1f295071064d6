/* create_primary_key, create_unique_constraint, create_check_constraint, create_foreign_key,
 * create_exclude_constraint. */
#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

static enum constraint_kind kind_made(enum operation_kind kind) {
    switch (kind) {
    case OPERATION_CREATE_PRIMARY_KEY:
        return CONSTRAINT_PRIMARY_KEY;
    case OPERATION_CREATE_UNIQUE:
        return CONSTRAINT_UNIQUE;
    case OPERATION_CREATE_FOREIGN_KEY:
        return CONSTRAINT_FOREIGN_KEY;
    case OPERATION_CREATE_EXCLUDE:
        return CONSTRAINT_EXCLUDE;
    default:
        return CONSTRAINT_CHECK;
    }
}

enum operation_kind constraint_operation(enum constraint_kind kind) {
    switch (kind) {
    case CONSTRAINT_PRIMARY_KEY:
        return OPERATION_CREATE_PRIMARY_KEY;
    case CONSTRAINT_UNIQUE:
        return OPERATION_CREATE_UNIQUE;
    case CONSTRAINT_FOREIGN_KEY:
        return OPERATION_CREATE_FOREIGN_KEY;
    case CONSTRAINT_EXCLUDE:
        return OPERATION_CREATE_EXCLUDE;
    default:
        return OPERATION_CREATE_CHECK;
    }
}

const char *constraint_kind_name(enum constraint_kind kind) {
    static const char *const names[] = {
        "primary key", "unique constraint", "check", "foreign key", "exclusion constraint"};
    return names[kind];
}

const char *constraint_title(struct arena *arena, const struct constraint *constraint) {
    const char *kind = constraint_kind_name(constraint->kind);
    return constraint->name ? arena_format(arena, "%s \"%s\"", kind, constraint->name) : kind;
}

bool create_constraint_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const own[] = {"table", "name"};
    if (!yaml_expect(node, YAML_MAPPING, operation_name(operation->kind), reading->errors) ||
        !read_table(reading, node, operation, "table") ||
        !read_optional(reading, node, "name", &operation->name))
        return false;
    struct constraint *constraint = constraint_read(
        reading, kind_made(operation->kind), operation->name, node_without(reading->arena, node, own, 2));
    if (!constraint)
        return false;
    const struct table table = {.schema = operation->schema, .name = operation->table};
    const char *conventional = naming_constraint(reading->arena, reading->naming, &table, constraint);
    constraint->conventional = !constraint->name || !strcmp(constraint->name, conventional);
    operation->name = constraint->name = constraint->name ? constraint->name : conventional;
    operation->constraint = constraint;
    return true;
}

struct yaml_node *create_constraint_write(struct arena *arena, const struct operation *operation) {
    const struct constraint *constraint = operation->constraint;
    struct yaml_node *mapping = write_table(arena, operation, "table");
    yaml_put_text(arena, mapping, "name", constraint->name);
    struct yaml_node *rest = constraint_write(arena, constraint);
    if (rest->kind == YAML_MAPPING)
        write_pairs(arena, mapping, rest);
    else
        yaml_put(arena, mapping, constraint->expression ? "expression" : "columns", rest);
    return mapping;
}

/* The columns that a foreign key refers to are there, as many as its own. */
static bool reference_fits(
    const struct applying *applying, const struct table *referred, const struct constraint *constraint) {
    const char *title = constraint_title(applying->arena, constraint);
    struct key_parts parts = {0};
    for (size_t i = 0; i < constraint->reference.columns.count; i++)
        list_push(
            applying->arena, &parts, ((struct key_part){.column = constraint->reference.columns.items[i]}));
    if (!parts.count && referred->primary_key)
        parts = referred->primary_key->columns;
    if (!meet_key(applying, referred, &parts, title))
        return false;
    if (parts.count == constraint->columns.count)
        return true;
    refuse(applying, "%s has %u columns and refers to %u", title, constraint->columns.count, parts.count);
    return false;
}

static bool foreign_key_fits(
    const struct applying *applying, const struct table *table, const struct constraint *constraint) {
    const struct reference *reference = &constraint->reference;
    if (constraint_may_dangle(constraint))
        return true;
    if (refers_to(constraint, table->schema, table->name))
        return reference_fits(applying, table, constraint);
    const struct operation elsewhere = {
        .schema = reference->schema, .table = reference->table, .place = applying->operation->place};
    struct applying there = *applying;
    there.operation = &elsewhere;
    const struct table *referred = meet_table(&there);
    return referred && reference_fits(applying, referred, constraint);
}

bool constraint_fits(
    const struct applying *applying, const struct table *table, const struct constraint *constraint) {
    if (constraint->kind == CONSTRAINT_PRIMARY_KEY && table->primary_key) {
        refuse(applying, "table \"%s\" has a primary key already", table->name);
        return false;
    }
    if (constraint->name && table_find_constraint(table, constraint->name)) {
        refuse(applying, "table \"%s\" has a constraint \"%s\" already", table->name, constraint->name);
        return false;
    }
    return meet_key(applying, table, &constraint->columns, constraint_title(applying->arena, constraint)) &&
           (constraint->kind != CONSTRAINT_FOREIGN_KEY || foreign_key_fits(applying, table, constraint));
}

void put_constraint(struct arena *arena, struct table *table, const struct constraint *constraint) {
    struct constraint *copy = constraint_copy(arena, constraint);
    if (copy->kind == CONSTRAINT_PRIMARY_KEY)
        table->primary_key = copy;
    else
        list_push(arena, &table->constraints, copy);
}

bool create_constraint_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    if (!table || !constraint_fits(applying, table, applying->operation->constraint))
        return false;
    put_constraint(applying->arena, table, applying->operation->constraint);
    return true;
}

void inverse_of_constraint(struct arena *arena, struct operations *inverse, const struct operation *operation,
    const struct constraint *constraint) {
    struct operation *drop = add_inverse(arena, inverse, OPERATION_DROP_CONSTRAINT, operation);
    drop->name = constraint->name;
    if (!constraint->name)
        drop->constraint = constraint_copy(arena, constraint);
}

bool create_constraint_inverse(struct arena *arena, const struct operation *operation,
    const struct schema *before, struct operations *inverse) {
    (void)before;
    inverse_of_constraint(arena, inverse, operation, operation->constraint);
    return true;
}

void create_constraint_describe(struct buffer *out, const struct operation *operation) {
    const struct constraint *constraint = operation->constraint;
    buffer_addf(out, "create %s ", constraint_kind_name(constraint->kind));
    if (constraint->name)
        buffer_addf(out, "%s ", constraint->name);
    buffer_add(out, "on ");
    describe_table(out, operation);
    if (constraint->columns.count)
        describe_parts(out, &constraint->columns);
    else if (constraint->expression)
        buffer_addf(out, ": %s", constraint->expression);
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
        return;
    const struct reference *reference = &constraint->reference;
    buffer_addf(out, " to %s", table_full_name(out->arena, reference->schema, reference->table));
    if (reference->columns.count)
        buffer_addf(out, "(%s)", names_join(out->arena, &reference->columns, ", "));
}
