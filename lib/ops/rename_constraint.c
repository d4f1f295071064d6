/* rename_constraint: a key or a check keeps what it is, and what rests on it. */
#include "ops/kinds.h"

bool rename_constraint_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "name", "to"};
    return read_keys(reading, node, operation, keys, 3) && read_table(reading, node, operation, "table") &&
           read_needed(reading, node, operation, "name", &operation->name) &&
           read_needed(reading, node, operation, "to", &operation->new_name);
}

struct yaml_node *rename_constraint_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    yaml_put_text(arena, mapping, "name", operation->name);
    yaml_put_text(arena, mapping, "to", operation->new_name);
    return mapping;
}

bool rename_constraint_apply(const struct applying *applying) {
    struct table *table = meet_table(applying);
    struct constraint *constraint = table ? meet_constraint(applying, table) : NULL;
    const char *to = applying->operation->new_name;
    if (!constraint)
        return false;
    if (table_find_constraint(table, to)) {
        refuse(applying, "table \"%s\" has a constraint \"%s\" already", table->name, to);
        return false;
    }
    constraint->name = to;
    constraint->conventional = false;
    return true;
}

bool rename_constraint_inverse(struct arena *arena, const struct operation *operation,
    const struct schema *before, struct operations *inverse) {
    (void)before;
    struct operation *back = add_inverse(arena, inverse, OPERATION_RENAME_CONSTRAINT, operation);
    back->name = operation->new_name;
    back->new_name = operation->name;
    return true;
}

void rename_constraint_describe(struct buffer *out, const struct operation *operation) {
    buffer_addf(out, "rename constraint %s of ", operation->name);
    describe_table(out, operation);
    buffer_addf(out, " to %s", operation->new_name);
}
