#include <string.h>

#include "base/text.h"
#include "ops/kinds.h"

bool operation_apply(
    struct arena *arena, const struct operation *operation, struct schema *schema, struct errors *errors) {
    const struct operation_type *type = &operation_types[operation->kind];
    return !type->apply || type->apply(&(struct applying){arena, operation, schema, errors});
}

struct error *refuse(const struct applying *applying, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vformat(applying->errors->arena, format, args);
    va_end(args);
    return error_add(applying->errors, ERROR_OPERATION, applying->operation->place, "%s", message);
}

static void hint_nearest(
    const struct applying *applying, struct error *error, const char *name, const struct names *names) {
    const char *nearest = text_nearest(name, names->items, names->count);
    if (nearest)
        error_hint(applying->errors, error, "did you mean \"%s\"?", nearest);
}

struct table *meet_table(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    const struct schema *schema = applying->schema;
    struct table *table = schema_find_table(schema, operation->schema, operation->table);
    if (table)
        return table;
    const char *name = table_full_name(applying->arena, operation->schema, operation->table);
    struct names names = {0};
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *other = schema->tables.items[i];
        list_push(applying->arena, &names, table_full_name(applying->arena, other->schema, other->name));
    }
    hint_nearest(applying, refuse(applying, "there is no table \"%s\"", name), name, &names);
    return NULL;
}

static void refuse_column(
    const struct applying *applying, const struct table *table, const char *name, const char *what) {
    struct names names = {0};
    for (size_t i = 0; i < table->columns.count; i++)
        list_push(applying->arena, &names, table->columns.items[i]->name);
    struct error *error =
        what ? refuse(applying, "%s: table \"%s\" has no column \"%s\"", what, table->name, name)
             : refuse(applying, "table \"%s\" has no column \"%s\"", table->name, name);
    hint_nearest(applying, error, name, &names);
}

struct column *meet_column(const struct applying *applying, const struct table *table, const char *name) {
    struct column *column = table_find_column(table, name);
    if (!column)
        refuse_column(applying, table, name, NULL);
    return column;
}

bool meet_key(const struct applying *applying, const struct table *table, const struct key_parts *parts,
    const char *what) {
    bool fits = true;
    for (size_t i = 0; i < parts->count; i++) {
        const char *name = parts->items[i].column;
        if (name && !table_find_column(table, name)) {
            refuse_column(applying, table, name, what);
            fits = false;
        }
    }
    return fits;
}

static bool names_dialect(const struct options *options, const char *dialect) {
    for (size_t i = 0; i < options->count; i++)
        if (!strcmp(options->items[i].dialect, dialect))
            return true;
    return false;
}

void options_apply(struct arena *arena, struct options *options, const struct options *changes) {
    struct options result = {0};
    for (size_t i = 0; i < options->count; i++)
        if (!names_dialect(changes, options->items[i].dialect))
            list_push(arena, &result, options->items[i]);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].name)
            list_push(arena, &result, changes->items[i]);
    *options = result;
}

struct options options_before(
    struct arena *arena, const struct options *before, const struct options *changes) {
    struct options result = {0};
    for (size_t i = 0; i < before->count; i++)
        if (names_dialect(changes, before->items[i].dialect))
            list_push(arena, &result, before->items[i]);
    for (size_t i = 0; i < changes->count; i++) {
        const char *dialect = changes->items[i].dialect;
        if (!names_dialect(&result, dialect))
            list_push(arena, &result, ((struct option){.dialect = dialect}));
    }
    return result;
}
