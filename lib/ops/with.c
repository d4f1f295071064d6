/* `with: {mysql: {algorithm: instant}}`, `with: {postgresql: {online: true}}`: how the server shall do an
 * operation, no part of the schema. */
#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

/* Those that have words for it. */
static const char *const dialects[] = {"mysql", "postgresql"};

bool with_read(const struct schema_reading *reading, const struct yaml_node *node, struct options *with) {
    return yaml_expect(node, YAML_MAPPING, "with", reading->errors) &&
           yaml_check_keys(node, "with", dialects, 2, reading->errors) && options_read(reading, node, with);
}

bool read_with(
    const struct schema_reading *reading, const struct yaml_node **node, struct operation *operation) {
    static const char *const key[] = {"with"};
    const struct yaml_node *with = (*node)->kind == YAML_MAPPING ? yaml_get(*node, "with") : NULL;
    if (!with)
        return true;
    if (!operation_is_structural(operation))
        return script_error(reading, with->place, "%s has no \"with\"", operation_name(operation->kind));
    *node = node_without(reading->arena, *node, key, 1);
    return with_read(reading, with, &operation->with);
}

void write_with(struct arena *arena, struct yaml_node *mapping, const struct operation *operation) {
    if (!operation->with.count)
        return;
    struct yaml_node *with = yaml_mapping(arena);
    options_write(arena, with, &operation->with);
    yaml_put(arena, mapping, "with", with);
}

static bool creates_its_table(const struct operations *operations, const struct operation *on) {
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        if (operation->kind == OPERATION_CREATE_TABLE && operation_is_about(operation, on->schema, on->table))
            return true;
    }
    return false;
}

void operations_ask(struct arena *arena, const struct schema *before, with_taker *takes,
    const struct option *option, struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        struct operation *operation = &operations->items[i];
        if (operation->table && operation_is_structural(operation) && takes(before, operation, option) &&
            !creates_its_table(operations, operation))
            *list_add(arena, &operation->with) = *option;
    }
}

static bool has_option(const struct operation *operation, const struct option *option) {
    return options_find(&operation->with, option->dialect, option->name);
}

static bool is_named_behind(const struct operations *operations, size_t at) {
    const char *name = operations->items[at].name;
    for (size_t i = at + 1; name && i < operations->count; i++) {
        const struct object *object = operations->items[i].object;
        for (size_t k = 0; object && k < object->create.count; k++)
            if (strstr(object->create.items[k].text, name))
                return true;
    }
    return false;
}

/* Does it give the table, a column or a key another name, or none? */
static bool takes_names(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_ALTER_COLUMN:
        return operation->changes & CHANGE_NAME;
    case OPERATION_DROP_TABLE:
    case OPERATION_RENAME_TABLE:
    case OPERATION_DROP_COLUMN:
    case OPERATION_DROP_INDEX:
    case OPERATION_RENAME_INDEX:
    case OPERATION_DROP_CONSTRAINT:
    case OPERATION_RENAME_CONSTRAINT:
        return true;
    default:
        return false;
    }
}

/* By then its words may mean nothing. */
static bool loses_names_behind(const struct operations *operations, size_t at) {
    const struct operation *operation = &operations->items[at];
    const struct reference *reference = operation->constraint ? &operation->constraint->reference : NULL;
    for (size_t i = at + 1; i < operations->count; i++) {
        const struct operation *later = &operations->items[i];
        if (takes_names(later) &&
            (operation_is_about(later, operation->schema, operation->table) ||
                (reference && operation_is_about(later, reference->schema, reference->table))))
            return true;
    }
    return false;
}

/* A primary key may be what a view groups by. */
static bool can_wait(
    const struct operations *operations, size_t at, const struct option *option, bool unique) {
    const struct operation *operation = &operations->items[at];
    if (!has_option(operation, option) || loses_names_behind(operations, at))
        return false;
    if (operation->kind == OPERATION_ALTER_COLUMN)
        return operation->changes == CHANGE_NULLABLE;
    if (is_named_behind(operations, at))
        return false;
    switch (operation->kind) {
    case OPERATION_CREATE_INDEX:
        return unique || !operation->index->unique;
    case OPERATION_CREATE_UNIQUE:
        return unique;
    default:
        return operation->kind == OPERATION_CREATE_CHECK || operation->kind == OPERATION_CREATE_FOREIGN_KEY;
    }
}

void operations_wait_last(struct arena *arena, const struct option *option, struct operations *operations) {
    struct operations first = {0}, last = {0};
    bool unique = true;
    for (size_t i = 0; i < operations->count; i++)
        if (operations->items[i].kind == OPERATION_CREATE_FOREIGN_KEY &&
            !can_wait(operations, i, option, true))
            unique = false;
    for (size_t i = 0; i < operations->count; i++)
        *list_add(arena, can_wait(operations, i, option, unique) ? &last : &first) = operations->items[i];
    for (size_t i = 0; i < last.count; i++)
        *list_add(arena, &first) = last.items[i];
    *operations = first;
}
