#include "engine/left_behind.h"

#include <string.h>

#include "sql/expression.h"

static bool is_managed(struct arena *arena, const struct schema *models, const struct object *object) {
    if (schema_manages(models, object->kind))
        return true;
    return object->table &&
           schema_manages(models, arena_format(arena, "%s:%s", object->kind,
                                      table_full_name(arena, object->schema, object->table)));
}

/* What stays behind when the operation has run: the name of a table or column; null when nothing does. */
static const char *lost_name(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_RENAME_TABLE:
    case OPERATION_DROP_TABLE:
        return operation->table;
    case OPERATION_DROP_COLUMN:
        return operation->name;
    default:
        return operation->kind == OPERATION_ALTER_COLUMN && operation->changes & CHANGE_NAME ? operation->name
                                                                                             : NULL;
    }
}

static bool says(
    const struct dialect *dialect, const struct object *object, const struct operation *operation) {
    const struct dialect_text *text = texts_find(&object->create, dialect->name);
    bool its_own = object->table && !strcmp(object->table, operation->table);
    if (!text || (its_own && operation->kind == OPERATION_DROP_TABLE))
        return false;
    return expression_names(dialect->syntax, text->text, lost_name(operation)) &&
           (its_own || expression_names(dialect->syntax, text->text, operation->table));
}

static void look_at(const struct engine *engine, const struct comparison *comparison,
    const struct operation *operation, struct names *warnings) {
    const struct objects *objects = &comparison->actual->objects;
    for (size_t i = 0; i < objects->count; i++) {
        const struct object *object = objects->items[i];
        if (!is_managed(engine->arena, comparison->desired, object) &&
            says(engine->dialect, object, operation))
            list_push(engine->arena, warnings,
                arena_format(engine->arena,
                    "%s %s names %s, and will fail: the models say nothing of it, and it doesn't follow",
                    object->kind, table_full_name(engine->arena, object->schema, object->name),
                    lost_name(operation)));
    }
}

void engine_left_behind(
    const struct engine *engine, const struct comparison *comparison, struct names *warnings) {
    if (!engine->dialect->traits->objects_keep_names)
        return;
    for (size_t i = 0; i < comparison->upgrade.count; i++)
        if (lost_name(&comparison->upgrade.items[i]))
            look_at(engine, comparison, &comparison->upgrade.items[i], warnings);
}
