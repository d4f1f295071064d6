#include <string.h>

#include "base/text.h"
#include "mysql/ddl.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/triggers.h"

bool mysql_ddl_create_table(struct ddl *ddl, const struct operation *operation) {
    if (!mysql_ddl_apply(ddl, operation))
        return false;
    struct table *table = schema_find_table(ddl->schema, operation->schema, operation->table);
    if (!mysql_ddl_resolve(ddl, table))
        return false;
    mysql_ddl_add(ddl, define_table(&ddl->definition, foreign_keys_postponed(ddl, table)));
    return true;
}

bool mysql_ddl_drop_table(struct ddl *ddl, const struct operation *operation) {
    mysql_ddl_add(ddl, arena_format(ddl->definition.arena, "DROP TABLE %s",
                           mysql_ddl_full_name(ddl, operation->schema, operation->table)));
    return mysql_ddl_apply(ddl, operation);
}

/* The names that the server gave to foreign keys, TABLE_ibfk_N, follow the table's. */
static void rename_server_names(struct ddl *ddl, struct table *table, const char *from) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *key = table->constraints.items[i];
        size_t length = strlen(from);
        if (key->kind == CONSTRAINT_FOREIGN_KEY && key->name && !strncmp(key->name, from, length) &&
            text_starts_with(key->name + length, "_ibfk_"))
            key->name = arena_format(ddl->definition.arena, "%s%s", table->name, key->name + length);
    }
}

bool mysql_ddl_rename_table(struct ddl *ddl, const struct operation *operation) {
    const char *from = mysql_ddl_full_name(ddl, operation->schema, operation->table);
    mysql_ddl_add(ddl, arena_format(ddl->definition.arena, "RENAME TABLE %s TO %s", from,
                           mysql_ddl_full_name(ddl, operation->schema, operation->new_name)));
    if (!mysql_ddl_apply(ddl, operation))
        return false;
    struct table *table = schema_find_table(ddl->schema, operation->schema, operation->new_name);
    rename_server_names(ddl, table, operation->table);
    return true;
}

/* user@host, cut at the last @ */
static const char *account(struct arena *arena, const char *definer) {
    const char *at = strrchr(definer, '@');
    if (!at)
        return mysql_name(arena, definer);
    const char *user = arena_text(arena, definer, (size_t)(at - definer));
    return arena_format(arena, "%s@%s", mysql_name(arena, user), mysql_name(arena, at + 1));
}

static const char *define_view(struct ddl *ddl, const struct object *object, const char *body) {
    struct arena *arena = ddl->definition.arena;
    const char *algorithm = mysql_option(&object->options, "algorithm");
    const char *definer = mysql_option(&object->options, "definer");
    const char *security = mysql_option(&object->options, "security");
    struct buffer out = {.arena = arena};
    buffer_add(&out, "CREATE");
    if (algorithm)
        buffer_addf(&out, " ALGORITHM=%s", algorithm);
    if (definer)
        buffer_addf(&out, " DEFINER=%s", account(arena, definer));
    if (security)
        buffer_addf(&out, " SQL SECURITY %s", security);
    buffer_addf(&out, " VIEW %s AS %s", mysql_ddl_full_name(ddl, object->schema, object->name), body);
    return buffer_text(&out);
}

bool mysql_ddl_create_object(struct ddl *ddl, const struct operation *operation) {
    const struct object *object = operation->object;
    const struct dialect_text *text = texts_find(&object->create, "mysql");
    const char *mode = mysql_option(&object->options, "sql_mode");
    if (text && mode)
        mysql_ddl_add_setting(ddl, arena_format(ddl->definition.arena,
                                       "SET @cmigrate_sql_mode = @@SESSION.sql_mode, SESSION sql_mode = %s",
                                       mysql_text(ddl->definition.arena, mode)));
    if (ddl->replaces)
        mysql_ddl_add(ddl, sequence_change(ddl, object));
    else if (text)
        mysql_ddl_add(ddl, object->is_body
                               ? define_view(ddl, object, text->text)
                               : trigger_create(ddl->definition.arena, ddl->schema, object, text->text));
    if (text && mode)
        mysql_ddl_add_setting(ddl, "SET SESSION sql_mode = @cmigrate_sql_mode");
    ddl->replaces = false;
    return mysql_ddl_apply(ddl, operation);
}

/* Does the next operation make another of that name, which can be had by a change? */
static bool is_replaced(const struct ddl *ddl, const struct object *found) {
    const struct operation *next = ddl->operations->items + ddl->operation + 1;
    return found && ddl->operation + 1 < ddl->operations->count && next->kind == OPERATION_CREATE_OBJECT &&
           !strcmp(found->name, next->object->name) && mysql_replaces(found, next->object);
}

bool mysql_ddl_drop_object(struct ddl *ddl, const struct operation *operation) {
    const struct object *object = operation->object;
    const struct object *found = schema_find_object(ddl->schema, object->kind, object->schema, object->name);
    const struct dialect_text *text = texts_find(&object->drop, "mysql");
    if (!text && found)
        text = texts_find(&found->drop, "mysql");
    ddl->replaces = is_replaced(ddl, found);
    if (ddl->replaces)
        return mysql_ddl_apply(ddl, operation);
    struct buffer kind = {.arena = ddl->definition.arena};
    for (const char *c = object->kind; *c; c++)
        buffer_add_char(&kind, *c == '_' ? ' ' : (char)(*c - (*c >= 'a' && *c <= 'z') * 32));
    mysql_ddl_add(ddl, text ? text->text
                            : arena_format(ddl->definition.arena, "DROP %s %s", buffer_text(&kind),
                                  mysql_ddl_full_name(ddl, object->schema, object->name)));
    return mysql_ddl_apply(ddl, operation);
}
