/* A type that changes in a way for which the server has no word: a new one takes its place, column by column,
 * and so do the domains and composite types that are made of it. */
#include <string.h>

#include "postgresql/ddl.h"

bool ddl_uses_type(
    struct ddl *ddl, const struct column *column, const struct remade_type *type, bool *array) {
    const char *printed = postgresql_printed_name(ddl->arena, type->schema, type->name);
    size_t length = strlen(printed);
    if (!column->type_sql || strncmp(column->type_sql, printed, length) != 0)
        return false;
    *array = !strcmp(column->type_sql + length, "[]");
    return *array || !column->type_sql[length];
}

static const struct remade_type *type_of(
    struct ddl *ddl, const struct remade_types *types, const struct column *column, bool *array) {
    for (size_t i = 0; i < types->count; i++)
        if (ddl_uses_type(ddl, column, &types->items[i], array))
            return &types->items[i];
    return NULL;
}

/* --- What is made of it --- */

static const char *text_of(const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, "postgresql");
    return text ? text->text : "";
}

static bool is_made_of(const struct object *object, const struct remade_types *types) {
    if (strcmp(object->kind, "domain") != 0 && strcmp(object->kind, "type") != 0)
        return false;
    const char *text = text_of(object);
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;)
        for (size_t i = 0; i < types->count; i++)
            if (postgresql_token_names(token, types->items[i].name))
                return true;
    return false;
}

static bool is_same_type(const struct object *object, const struct remade_type *type) {
    return !strcmp(object->name, type->name) && !object->schema == !type->schema &&
           (!object->schema || !strcmp(object->schema, type->schema));
}

/* As a later operation makes it, where one does; then that one finds it done. */
static struct object *as_it_becomes(const struct ddl *ddl, struct object *object) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        const struct remade_type type = {.schema = object->schema, .name = object->name};
        if (operation->kind == OPERATION_CREATE_OBJECT && !strcmp(operation->object->kind, object->kind) &&
            is_same_type(operation->object, &type))
            object->create = operation->object->create;
    }
    return object;
}

/* The type, and those made of it, each after what it is made of, as they were made. */
static struct remade_types remade_with(struct ddl *ddl, const struct remade_type *type) {
    const struct objects *objects = &ddl->schema->objects;
    struct remade_types types = {0};
    list_push(ddl->arena, &types, *type);
    for (size_t i = 0; i < objects->count; i++) {
        struct object *object = objects->items[i];
        if (is_same_type(object, type) || !is_made_of(object, &types))
            continue;
        *list_add(ddl->arena, &types) = (struct remade_type){.schema = object->schema,
            .name = object->name,
            .was = object_copy(ddl->arena, object),
            .object = as_it_becomes(ddl, object)};
    }
    return types;
}

bool ddl_type_is_used(struct ddl *ddl, const struct remade_type *type) {
    struct remade_types types = remade_with(ddl, type);
    bool used = types.count > 1, array;
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        for (size_t k = 0; k < ddl->schema->tables.items[i]->columns.count; k++)
            used |= ddl_uses_type(ddl, ddl->schema->tables.items[i]->columns.items[k], type, &array);
    return used;
}

bool ddl_type_is_contained(struct ddl *ddl, const struct remade_type *type) {
    bool contained = remade_with(ddl, type).count > 1, array;
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        for (size_t k = 0; k < ddl->schema->tables.items[i]->columns.count; k++)
            contained |=
                ddl_uses_type(ddl, ddl->schema->tables.items[i]->columns.items[k], type, &array) && array;
    return contained;
}

/* --- Names --- */

static const char *word_for(const struct remade_type *type) {
    return type->object && !strcmp(type->object->kind, "domain") ? "DOMAIN" : "TYPE";
}

static const char *old_name(struct arena *arena, const struct remade_type *type) {
    return arena_format(arena, "%.55s__old", type->name);
}

static const char *old_full_name(struct arena *arena, const struct remade_type *type) {
    return postgresql_full_name(arena, type->schema, old_name(arena, type));
}

/* --- Columns --- */

static void move_column(struct ddl *ddl, const struct table *table, const struct column *column,
    const struct remade_type *remade, bool array, bool keeps_default) {
    const char *name = postgresql_name(ddl->arena, column->name), *table_name = ddl_table_name(ddl, table);
    const char *type = postgresql_full_name(ddl->arena, remade->schema, remade->name);
    const char *brackets = array ? "[]" : "";
    const char *value = remade->converts
                            ? arena_format(ddl->arena, "pg_temp.cmigrate_convert(%s)", name)
                            : arena_format(ddl->arena, "%s::text%s::%s%s", name, brackets, type, brackets);
    if (column->default_sql)
        ddl_alter(ddl, table_name, arena_format(ddl->arena, "ALTER COLUMN %s DROP DEFAULT", name));
    if (!ddl_inherits_column(ddl, table, column->name))
        ddl_alter(ddl, table_name,
            arena_format(ddl->arena, "ALTER COLUMN %s TYPE %s%s USING %s", name, type, brackets, value));
    if (column->default_sql && keeps_default)
        ddl_alter(ddl, table_name,
            arena_format(ddl->arena, "ALTER COLUMN %s SET DEFAULT %s", name, column->default_sql));
}

static bool loses_default(struct ddl *ddl, const struct ddl_users *users, const struct remade_type *type,
    const struct table *table, const struct column *column) {
    return ddl_users_have(users, column) ||
           (type->was && ddl_changes_later(ddl, table, column, CHANGE_DEFAULT)) ||
           (column->default_sql && type->before &&
               ddl_loses_default(ddl, table, column, type->before, type->after));
}

/* Those that have their values from one of the type: the server changes nothing beneath them. */
static struct columns drop_generated(
    struct ddl *ddl, const struct remade_types *types, const struct table *table) {
    struct columns all = {0};
    bool array;
    for (size_t i = 0; i < table->columns.count; i++) {
        if (!type_of(ddl, types, table->columns.items[i], &array))
            continue;
        struct columns found = ddl_drop_generated_from(ddl, table, table->columns.items[i]);
        for (size_t k = 0; k < found.count; k++) {
            if (ddl_is_dropped(ddl, table, found.items[k]))
                continue;
            list_push(ddl->arena, &all, found.items[k]);
            ddl_note_dropped(ddl, table, found.items[k]);
        }
    }
    return all;
}

/* --- Tables that are partitioned by one of the types --- */

bool ddl_types_part(struct ddl *ddl, const struct remade_types *types, const struct table *table) {
    bool array;
    for (size_t i = 0; i < table->columns.count; i++)
        if (ddl_parts_by(table, table->columns.items[i]) &&
            type_of(ddl, types, table->columns.items[i], &array))
            return true;
    return false;
}

static bool has_such_parent(struct ddl *ddl, const struct remade_types *types, const struct table *table) {
    for (const struct table *part = table; postgresql_option(&part->options, "partition_of");) {
        part = ddl_parent(ddl, part);
        if (!part)
            return false;
        if (ddl_types_part(ddl, types, part))
            return true;
    }
    return false;
}

/* The server changes no type of a column that a table is partitioned by: the table is made anew, and its
 * partitions' columns change on their way to it. */
static void replace_table(struct ddl *ddl, const struct remade_types *types, const struct ddl_users *users,
    const struct table *table) {
    struct table *before = table_copy(ddl->arena, table), *after = table_copy(ddl->arena, table);
    for (size_t i = 0; i < table->columns.count; i++) {
        bool array;
        const struct column *column = table->columns.items[i];
        const struct remade_type *type = type_of(ddl, types, column, &array);
        if (!type)
            continue;
        before->columns.items[i]->type_sql =
            arena_format(ddl->arena, "%s%s", old_full_name(ddl->arena, type), array ? "[]" : "");
        if (loses_default(ddl, users, type, table, column))
            after->columns.items[i]->default_sql = NULL;
    }
    ddl_replace_table(ddl, before, after);
}

static void move_columns_of(struct ddl *ddl, const struct remade_types *types, const struct ddl_users *users,
    const struct table *table) {
    if (has_such_parent(ddl, types, table))
        return;
    if (ddl_types_part(ddl, types, table)) {
        replace_table(ddl, types, users, table);
        return;
    }
    const struct columns generated = drop_generated(ddl, types, table);
    for (size_t k = 0; k < table->columns.count; k++) {
        const struct column *column = table->columns.items[k];
        bool array;
        const struct remade_type *type = type_of(ddl, types, column, &array);
        if (!type || ddl_is_dropped(ddl, table, column))
            continue;
        move_column(ddl, table, column, type, array, !loses_default(ddl, users, type, table, column));
    }
    ddl_add_generated_again(ddl, table, &generated);
}

static void move_columns(struct ddl *ddl, const struct remade_types *types, const struct ddl_users *users) {
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        move_columns_of(ddl, types, users, ddl->schema->tables.items[i]);
}

/* --- The types --- */

static void create(struct ddl *ddl, const struct remade_type *type) {
    if (type->object)
        ddl_create_object(ddl, type->object);
    else
        ddl_say(ddl, ddl_create_enum_sql(ddl->arena, type->after));
}

void ddl_remake_type(struct ddl *ddl, const struct remade_type *type) {
    struct arena *arena = ddl->arena;
    struct remade_types types = remade_with(ddl, type);
    const struct ddl_users users = ddl_users_of_types(ddl, &types);
    ddl_drop_users(ddl, &users);
    for (size_t i = 0; i < types.count; i++)
        ddl_sayf(ddl, "ALTER %s %s RENAME TO %s", word_for(&types.items[i]),
            postgresql_full_name(arena, types.items[i].schema, types.items[i].name),
            postgresql_name(arena, old_name(arena, &types.items[i])));
    for (size_t i = 0; i < types.count; i++)
        create(ddl, &types.items[i]);
    for (size_t i = 0; i < types.count; i++)
        ddl_create_converter(ddl, &types, &types.items[i], old_full_name(arena, &types.items[i]));
    move_columns(ddl, &types, &users);
    for (size_t i = 0; i < types.count; i++)
        ddl_drop_converter(ddl, &types.items[i], old_full_name(arena, &types.items[i]));
    for (size_t i = types.count; i-- > 0;)
        ddl_sayf(ddl, "DROP %s %s", word_for(&types.items[i]), old_full_name(arena, &types.items[i]));
    ddl_create_users(ddl, &users);
}
