/* What calls a function that is made anew, in a table or domain: defaults, generated columns, checks and
 * indexes. They step aside and come back. */
#include <string.h>

#include "postgresql/ddl.h"
#include "sql/expression.h"

static bool calls(const char *text, const char *function) {
    if (!text)
        return false;
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    for (struct token token = lexer_next_word(&lexer), next; token.kind != TOKEN_END; token = next) {
        next = lexer_next_word(&lexer);
        if (postgresql_token_names(token, function) && token_is(next, "("))
            return true;
    }
    return false;
}

/* --- Keys --- */

bool ddl_has_key(const struct table_keys *keys, const struct table_key *key) {
    for (size_t i = 0; i < keys->count; i++)
        if (keys->items[i].constraint == key->constraint && keys->items[i].index == key->index)
            return true;
    return false;
}

static void add_key(struct ddl *ddl, struct table_keys *keys, struct table_key key) {
    if (!ddl_has_key(keys, &key))
        list_push(ddl->arena, keys, key);
}

static bool is_on(const struct key_parts *parts, const char *expression, const char *column) {
    return key_has_column(parts, column) ||
           (expression && expression_names(postgresql_dialect.syntax, expression, column));
}

static bool index_is_on(const struct index *index, const char *column) {
    bool found = is_on(&index->parts, index->where, column);
    for (size_t i = 0; i < index->parts.count; i++)
        found |= is_on(&index->parts, index->parts.items[i].expression, column);
    return found;
}

void ddl_keys_on(
    struct ddl *ddl, const struct table *table, const struct column *column, struct table_keys *keys) {
    if (table->primary_key && key_has_column(&table->primary_key->columns, column->name))
        add_key(ddl, keys, (struct table_key){.table = table, .constraint = table->primary_key});
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        if (is_on(&constraint->columns, constraint->expression, column->name))
            add_key(ddl, keys, (struct table_key){.table = table, .constraint = constraint});
    }
    for (size_t i = 0; i < table->indexes.count; i++)
        if (index_is_on(table->indexes.items[i], column->name))
            add_key(ddl, keys, (struct table_key){.table = table, .index = table->indexes.items[i]});
}

static bool index_calls(const struct index *index, const char *function) {
    bool found = calls(index->where, function);
    for (size_t i = 0; i < index->parts.count; i++)
        found |= calls(index->parts.items[i].expression, function);
    return found;
}

static bool find_keys(
    struct ddl *ddl, const struct table *table, const char *function, struct table_keys *keys) {
    bool found = false;
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        if (!calls(constraint->expression, function))
            continue;
        add_key(ddl, keys, (struct table_key){.table = table, .constraint = constraint});
        found = true;
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        if (!index_calls(table->indexes.items[i], function))
            continue;
        add_key(ddl, keys, (struct table_key){.table = table, .index = table->indexes.items[i]});
        found = true;
    }
    return found;
}

/* --- Columns --- */

bool ddl_users_have(const struct ddl_users *users, const struct column *column) {
    for (size_t i = 0; i < users->columns.count; i++)
        if (users->columns.items[i].column == column)
            return true;
    return false;
}

static bool find_columns(
    struct ddl *ddl, const struct table *table, const char *function, struct ddl_users *users) {
    bool found = false;
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (!calls(column->default_sql, function) && !calls(column->generated, function))
            continue;
        found = true;
        if (ddl_users_have(users, column))
            continue;
        *list_add(ddl->arena, &users->columns) = (struct table_column){.table = table, .column = column};
        if (column->generated)
            ddl_keys_on(ddl, table, column, &users->keys);
    }
    return found;
}

static void alter(struct ddl *ddl, const struct table_column *user, const char *what) {
    ddl_alter(ddl, ddl_table_name(ddl, user->table),
        arena_format(
            ddl->arena, "ALTER COLUMN %s %s", postgresql_name(ddl->arena, user->column->name), what));
}

static void drop_column(struct ddl *ddl, const struct table_column *user) {
    if (!user->column->generated)
        alter(ddl, user, "DROP DEFAULT");
    else if (!ddl_inherits_column(ddl, user->table, user->column->name))
        ddl_drop_generated(ddl, user->table, user->column);
}

static void create_column(struct ddl *ddl, const struct table_column *user) {
    if (user->column->generated && !ddl_inherits_column(ddl, user->table, user->column->name))
        ddl_add_generated(ddl, user->table, user->column);
    else if (!user->column->generated &&
             !ddl_changes_later(ddl, user->table, user->column, CHANGE_DEFAULT | CHANGE_TYPE))
        alter(ddl, user, arena_format(ddl->arena, "SET DEFAULT %s", user->column->default_sql));
}

/* --- Domains --- */

static bool is_remade(struct ddl *ddl, const struct remade_types *types, const struct object *domain) {
    const char *name = postgresql_full_name(ddl->arena, domain->schema, domain->name);
    for (size_t i = 0; types && i < types->count; i++)
        if (!strcmp(postgresql_full_name(ddl->arena, types->items[i].schema, types->items[i].name), name))
            return true;
    return false;
}

static bool has_object(const struct objects *objects, const struct object *object) {
    for (size_t i = 0; i < objects->count; i++)
        if (objects->items[i] == object)
            return true;
    return false;
}

static bool find_domains(
    struct ddl *ddl, const char *function, const struct remade_types *types, struct objects *domains) {
    bool found = false;
    for (size_t i = 0; i < ddl->schema->objects.count; i++) {
        struct object *object = ddl->schema->objects.items[i];
        const struct dialect_text *text = texts_find(&object->create, "postgresql");
        if (strcmp(object->kind, "domain") != 0 || !text || !calls(text->text, function) ||
            is_remade(ddl, types, object))
            continue;
        found = true;
        if (!has_object(domains, object))
            list_push(ddl->arena, domains, object);
    }
    return found;
}

/* --- All --- */

bool ddl_find_calls(
    struct ddl *ddl, const char *function, const struct remade_types *types, struct ddl_users *users) {
    bool found = false;
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        found |= find_columns(ddl, ddl->schema->tables.items[i], function, users);
        found |= find_keys(ddl, ddl->schema->tables.items[i], function, &users->keys);
    }
    return find_domains(ddl, function, types, &users->domains) || found;
}

bool ddl_calls_remade(const struct ddl *ddl, const char *default_sql) {
    for (size_t i = ddl->at + 1; i + 1 < ddl->operations->count; i++) {
        const struct operation *drop = &ddl->operations->items[i], *create = drop + 1;
        const struct object *met = drop->kind == OPERATION_DROP_OBJECT ? ddl_met_object(ddl, drop) : NULL;
        if (met && create->kind == OPERATION_CREATE_OBJECT && ddl_remakes_routine(met, create->object) &&
            calls(default_sql, arena_text(ddl->arena, met->name, strcspn(met->name, "("))))
            return true;
    }
    return false;
}

void ddl_drop_calls(struct ddl *ddl, const struct ddl_users *users) {
    for (size_t i = 0; i < users->columns.count; i++)
        drop_column(ddl, &users->columns.items[i]);
    for (size_t i = 0; i < users->domains.count; i++)
        ddl_strip_domain(ddl, users->domains.items[i]);
}

void ddl_create_calls(struct ddl *ddl, const struct ddl_users *users) {
    for (size_t i = 0; i < users->domains.count; i++)
        ddl_restore_domain(ddl, users->domains.items[i]);
    for (size_t i = 0; i < users->columns.count; i++)
        create_column(ddl, &users->columns.items[i]);
}
