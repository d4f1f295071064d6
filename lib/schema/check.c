#include "schema/check.h"

#include <string.h>

#include "base/text.h"
#include "schema/check_parts.h"

struct error *check_fail(struct check *check, struct place place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vformat(check->errors->arena, format, args);
    va_end(args);
    check->ok = false;
    return error_add(check->errors, ERROR_MODEL, place, "%s", message);
}

bool check_hint_nearest(
    struct check *check, struct error *error, const char *word, const struct names *known) {
    if (check->errors->left_out)
        return true;
    const char *nearest = text_nearest(word, known->items, known->count);
    if (nearest)
        error_hint(check->errors, error, "did you mean \"%s\"?", nearest);
    return nearest;
}

/* The names, from `name` on back to itself, if each was the next one's: whether such a circle has been gone
 * round can't be told from a database that has them all. They are forgotten then. */
static bool goes_round(struct name_index *was, const char *name, struct names *circle) {
    const char *at = name;
    *circle = (struct names){0};
    do {
        list_push(was->arena, circle, at);
        at = index_find(was, at);
    } while (at && strcmp(at, name) != 0 && circle->count <= was->count);
    if (!at || strcmp(at, name) != 0 || circle->count < 2)
        return false;
    for (size_t i = 0; i < circle->count; i++)
        index_remove(was, circle->items[i]);
    return true;
}

static void refuse_circle(
    struct check *check, struct place place, const char *what, const struct names *circle) {
    struct error *error =
        check_fail(check, place, "%s change names in a circle, %s: whether that is done can't be told", what,
            names_join(check->errors->arena, circle, ", "));
    error_hint(check->errors, error,
        "rename one of them to a name that none had, in a revision before; or write the renames into a "
        "revision by hand, and take `was` out");
}

static void note_former(struct name_index *was, const char *name, const char *former) {
    index_put(was, name, (void *)(size_t)former);
}

static void check_column_circles(struct check *check, const struct table *table) {
    struct name_index was = {.arena = check->errors->arena};
    struct names circle;
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->was)
            note_former(&was, table->columns.items[i]->name, table->columns.items[i]->was);
    for (size_t i = 0; was.count && i < table->columns.count; i++)
        if (goes_round(&was, table->columns.items[i]->name, &circle))
            refuse_circle(check, table->columns.items[i]->place,
                arena_format(was.arena, "columns of table \"%s\"", table->name), &circle);
}

static void check_table_circles(struct check *check) {
    struct arena *arena = check->errors->arena;
    const struct tables *tables = &check->schema->tables;
    struct name_index was = {.arena = arena};
    struct names circle;
    for (size_t i = 0; i < tables->count; i++)
        if (tables->items[i]->was)
            note_former(&was, table_full_name(arena, tables->items[i]->schema, tables->items[i]->name),
                table_full_name(arena, tables->items[i]->schema, tables->items[i]->was));
    for (size_t i = 0; was.count && i < tables->count; i++)
        if (goes_round(
                &was, table_full_name(arena, tables->items[i]->schema, tables->items[i]->name), &circle))
            refuse_circle(check, tables->items[i]->place, "tables", &circle);
}

static void check_columns(struct check *check, const struct table *table) {
    struct name_index names = {.arena = check->errors->arena}, former = names;
    if (!table->columns.count && !table->columnless)
        check_fail(check, table->place, "table \"%s\" has no columns", table->name);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        if (!*column->name)
            check_fail(check, column->place, "table \"%s\" has a column without a name", table->name);
        else if (index_put(&names, column->name, column))
            check_fail(
                check, column->place, "table \"%s\" has a column \"%s\" twice", table->name, column->name);
        if (column->was && !*column->was)
            check_fail(check, column->place, "column \"%s\" was a column without a name", column->name);
        else if (column->was && index_put(&former, column->was, column))
            check_fail(
                check, column->place, "two columns of table \"%s\" were \"%s\"", table->name, column->was);
    }
}

/* What was needed to look is given back, unless an error is among it. */
static void check_table(struct check *check, const struct table *table) {
    const struct errors *errors = check->errors;
    struct arena_mark mark = arena_mark(errors->arena);
    size_t before = errors->list.count + errors->left_out;
    check_columns(check, table);
    check_column_circles(check, table);
    check_keys(check, table);
    if (errors->list.count + errors->left_out == before)
        arena_rewind(errors->arena, mark);
}

static void check_tables(struct check *check) {
    struct arena *arena = check->errors->arena;
    struct name_index former = {.arena = arena};
    for (size_t i = 0; i < check->schema->tables.count; i++) {
        struct table *table = check->schema->tables.items[i];
        if (!*table->name || (table->schema && !*table->schema))
            check_fail(check, table->place, "a table has no name");
        if (table->was && index_put(&former, table_full_name(arena, table->schema, table->was), table))
            check_fail(check, table->place, "two tables were \"%s\"", table->was);
        check_table(check, table);
    }
}

static void check_values(struct check *check, const struct enum_type *type) {
    struct name_index values = {.arena = check->errors->arena};
    for (size_t i = 0; i < type->values.count; i++)
        if (index_put(&values, type->values.items[i], check->errors))
            check_fail(check, type->place, "enum \"%s\" has the value \"%s\" twice", type->name,
                type->values.items[i]);
}

static void check_enums(struct check *check) {
    struct arena *arena = check->errors->arena;
    struct name_index names = {.arena = arena};
    for (size_t i = 0; i < check->schema->enums.count; i++) {
        struct enum_type *type = check->schema->enums.items[i];
        const char *name = table_full_name(arena, type->schema, type->name);
        if (!*type->name)
            check_fail(check, type->place, "an enum has no name");
        if (index_put(&names, name, type))
            check_fail(check, type->place, "there are two enums \"%s\"", name);
        check_values(check, type);
    }
}

/* What no two objects may share: a trigger's name is its table's own. */
static const char *object_key(struct arena *arena, const struct object *object) {
    const char *name = table_full_name(arena, object->schema, object->name);
    return arena_format(arena, "%s\n%s\n%s", object->kind, name, object->table ? object->table : "");
}

static void check_objects(struct check *check) {
    struct arena *arena = check->errors->arena;
    struct name_index names = {.arena = arena};
    for (size_t i = 0; i < check->schema->objects.count; i++) {
        struct object *object = check->schema->objects.items[i];
        bool is_view = text_ends_with(object->kind, "view");
        if (!*object->name)
            check_fail(check, object->place, "a %s has no name", object->kind);
        if (index_put(&names, object_key(arena, object), object))
            check_fail(check, object->place, "there are two of %s \"%s\"", object->kind, object->name);
        if (is_view && schema_find_table(check->schema, object->schema, object->name))
            check_fail(check, object->place, "there are a table and a %s \"%s\"", object->kind, object->name);
    }
}

bool schema_check(const struct schema *schema, struct errors *errors) {
    struct check check = {schema, errors, true};
    check_tables(&check);
    check_table_circles(&check);
    check_enums(&check);
    check_objects(&check);
    return check.ok;
}
