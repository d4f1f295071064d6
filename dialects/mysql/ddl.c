/* Operations to statements. Neighbouring operations on one table become one ALTER, which the server does in
 * one pass and as one atomic step; only foreign keys stand in statements of their own around it. */
#include <string.h>

#include "base/text.h"
#include "mysql/adapt.h"
#include "mysql/alter.h"
#include "mysql/mysql.h"
#include "mysql/options.h"

/* A foreign key that is away while the type of a column of it changes. */
struct suspended {
    const char *schema, *table, *name;
};
LIST_TYPE(suspensions, struct suspended);

struct ddl {
    struct definition definition;
    struct schema *schema;
    struct statements *statements;
    struct errors *errors;
    const char *group_schema, *group_table; /* of the table that is being changed; null: none */
    struct change_of_table change;
    struct suspensions suspended;
    size_t operation; /* the last that was applied */
    struct place place;
};

static void add_statement(struct ddl *ddl, const char *sql) {
    *list_add(ddl->definition.arena, ddl->statements) = (struct statement){
        .sql = sql, .kind = STATEMENT_DDL, .operation = ddl->operation, .place = ddl->place};
}

static const char *full_name(struct ddl *ddl, const char *in_schema, const char *table) {
    struct buffer out = {.arena = ddl->definition.arena};
    dialect_add_table(&out, &mysql_dialect, in_schema, table);
    return buffer_text(&out);
}

/* ALTER TABLE with these clauses, each on a line when there are several. */
static void add_alter(
    struct ddl *ddl, const char *in_schema, const char *table, const struct names *clauses) {
    struct arena *arena = ddl->definition.arena;
    if (!clauses->count)
        return;
    const char *name = full_name(ddl, in_schema, table);
    add_statement(ddl, clauses->count == 1 ? arena_format(arena, "ALTER TABLE %s %s", name, clauses->items[0])
                                           : arena_format(arena, "ALTER TABLE %s\n    %s", name,
                                                 names_join(arena, clauses, ",\n    ")));
}

/* --- Foreign keys --- */

static bool is_suspended(const struct ddl *ddl, const struct table *table, const struct constraint *key) {
    for (size_t i = 0; i < ddl->suspended.count; i++)
        if (!strcmp(ddl->suspended.items[i].table, table->name) &&
            !strcmp(ddl->suspended.items[i].name, key->name))
            return true;
    return false;
}

static void suspend(struct ddl *ddl, const struct table *table, const struct constraint *key) {
    list_push(
        ddl->definition.arena, &ddl->suspended, ((struct suspended){table->schema, table->name, key->name}));
}

static const char *drop_foreign_key(struct ddl *ddl, const struct constraint *key) {
    return arena_format(
        ddl->definition.arena, "DROP FOREIGN KEY %s", mysql_name(ddl->definition.arena, key->name));
}

static const struct constraint *find_same(
    struct ddl *ddl, const struct table *table, const struct constraint *key) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *other = table->constraints.items[i];
        if (other->kind == CONSTRAINT_FOREIGN_KEY && same_foreign_key(&ddl->definition, other, key))
            return other;
    }
    return NULL;
}

static bool retypes_local(const struct change_of_table *change, const struct constraint *key) {
    for (size_t i = 0; i < key->columns.count; i++)
        if (change_retypes(change, key->columns.items[i].column))
            return true;
    return false;
}

static bool same_schema(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool retypes_referenced(const struct change_of_table *change, const struct constraint *key) {
    if (key->kind != CONSTRAINT_FOREIGN_KEY || strcmp(key->reference.table, change->after->name) != 0 ||
        !same_schema(key->reference.schema, change->after->schema))
        return false;
    for (size_t i = 0; i < key->reference.columns.count; i++)
        if (change_retypes(change, key->reference.columns.items[i]))
            return true;
    return false;
}

/* Drops what is gone, and what must stand aside while a column's type changes. */
static void drop_own_foreign_keys(struct ddl *ddl, const struct table *before) {
    struct names clauses = {0};
    const struct change_of_table *change = &ddl->change;
    for (size_t i = 0; i < before->constraints.count; i++) {
        const struct constraint *key = before->constraints.items[i];
        if (key->kind != CONSTRAINT_FOREIGN_KEY || is_suspended(ddl, change->after, key))
            continue;
        bool stays = find_same(ddl, change->after, key);
        bool aside = stays && (retypes_local(change, key) || retypes_referenced(change, key));
        if (aside)
            suspend(ddl, change->after, key);
        if (aside || !stays)
            list_push(ddl->definition.arena, &clauses, drop_foreign_key(ddl, key));
    }
    add_alter(ddl, before->schema, before->name, &clauses);
}

static void suspend_referring_keys(struct ddl *ddl, const struct table *table) {
    struct names clauses = {0};
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = table->constraints.items[i];
        if (!retypes_referenced(&ddl->change, key) || is_suspended(ddl, table, key))
            continue;
        suspend(ddl, table, key);
        list_push(ddl->definition.arena, &clauses, drop_foreign_key(ddl, key));
    }
    add_alter(ddl, table->schema, table->name, &clauses);
}

static bool retypes_something(const struct change_of_table *change) {
    for (size_t i = 0; i < change->after->columns.count; i++)
        if (change_retypes(change, change->after->columns.items[i]->name))
            return true;
    return false;
}

static void suspend_others(struct ddl *ddl) {
    if (!retypes_something(&ddl->change))
        return;
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        if (ddl->schema->tables.items[i] != ddl->change.after)
            suspend_referring_keys(ddl, ddl->schema->tables.items[i]);
}

static void add_new_foreign_keys(struct ddl *ddl, const struct table *before) {
    struct names clauses = {0};
    const struct table *after = ddl->change.after;
    for (size_t i = 0; i < after->constraints.count; i++) {
        const struct constraint *key = after->constraints.items[i];
        if (key->kind != CONSTRAINT_FOREIGN_KEY || find_same(ddl, before, key))
            continue;
        const char *index = define_own_index(&ddl->definition, after, key);
        if (index)
            list_push(ddl->definition.arena, &clauses, arena_format(ddl->definition.arena, "ADD %s", index));
        list_push(ddl->definition.arena, &clauses,
            arena_format(ddl->definition.arena, "ADD %s", define_constraint(&ddl->definition, key)));
    }
    add_alter(ddl, after->schema, after->name, &clauses);
}

/* What stood aside comes back, where it is still wanted. */
static void resume_foreign_keys(struct ddl *ddl) {
    struct arena *arena = ddl->definition.arena;
    for (size_t i = 0; i < ddl->suspended.count; i++) {
        const struct suspended *away = &ddl->suspended.items[i];
        const struct table *table = schema_find_table(ddl->schema, away->schema, away->table);
        const struct constraint *key = table ? table_find_constraint(table, away->name) : NULL;
        if (key)
            add_statement(
                ddl, arena_format(arena, "ALTER TABLE %s ADD %s", full_name(ddl, table->schema, table->name),
                         define_constraint(&ddl->definition, key)));
    }
}

/* --- Groups of operations on one table --- */

static void alter_partitions(struct ddl *ddl) {
    const char *before = mysql_option(&ddl->change.before->options, "partition");
    const char *after = mysql_option(&ddl->change.after->options, "partition");
    struct names clauses = {0};
    if (same_schema(before, after))
        return;
    list_push(ddl->definition.arena, &clauses, after ? after : "REMOVE PARTITIONING");
    add_alter(ddl, ddl->change.after->schema, ddl->change.after->name, &clauses);
}

static void flush(struct ddl *ddl) {
    if (!ddl->group_table)
        return;
    struct names clauses = {0};
    struct table *before = change_renamed(ddl->definition.arena, &ddl->change);
    drop_own_foreign_keys(ddl, before);
    suspend_others(ddl);
    change_clauses(&ddl->definition, &ddl->change, &clauses);
    add_alter(ddl, ddl->group_schema, ddl->group_table, &clauses);
    alter_partitions(ddl);
    add_new_foreign_keys(ddl, before);
    ddl->group_table = NULL;
}

static bool resolve(struct ddl *ddl, struct table *table) {
    return mysql_resolve_table(
        ddl->definition.server, ddl->definition.arena, ddl->schema, table, ddl->errors);
}

static bool open_group(struct ddl *ddl, struct table *table) {
    if (ddl->group_table && ddl->change.after == table)
        return true;
    if (!resolve(ddl, table))
        return false;
    ddl->group_schema = table->schema;
    ddl->group_table = table->name;
    ddl->change =
        (struct change_of_table){.before = table_copy(ddl->definition.arena, table), .after = table};
    return true;
}

static void note_rename(struct ddl *ddl, const char *from, const char *to) {
    struct renames *renames = &ddl->change.renames;
    for (size_t i = 0; i < renames->count; i++)
        if (!strcmp(renames->items[i].now, from)) {
            renames->items[i].now = to;
            return;
        }
    if (change_origin(&ddl->change, from))
        list_push(ddl->definition.arena, renames, ((struct rename){from, to}));
}

static void note_drop(struct ddl *ddl, const char *name) {
    struct renames *renames = &ddl->change.renames;
    const char *origin = change_origin(&ddl->change, name);
    if (origin)
        list_push(ddl->definition.arena, &ddl->change.dropped, origin);
    for (size_t i = 0; i < renames->count; i++)
        if (!strcmp(renames->items[i].now, name))
            list_remove(renames, i);
}

/* What the comparison of before and after can't see. Called before the operation is applied. */
static void note(struct ddl *ddl, const struct operation *operation) {
    if (operation->kind == OPERATION_DROP_COLUMN)
        note_drop(ddl, operation->name);
    if (operation->kind != OPERATION_ALTER_COLUMN)
        return;
    const char *name = operation->changes & CHANGE_NAME ? operation->column->name : operation->name;
    if (operation->changes & CHANGE_NAME)
        note_rename(ddl, operation->name, name);
    if (operation->changes & CHANGE_POSITION)
        list_push(ddl->definition.arena, &ddl->change.moved, name);
}

/* A new type takes the place of this dialect's own word for the old one. */
static void forget_own_type(struct ddl *ddl, struct table *table, const struct operation *operation) {
    unsigned changes = operation->kind == OPERATION_ALTER_COLUMN ? operation->changes : 0;
    if (!(changes & CHANGE_TYPE) || changes & CHANGE_OPTIONS)
        return;
    struct column *column = table_find_column(table, operation->name);
    if (!column)
        return;
    column->native = NULL;
    mysql_set_option(ddl->definition.arena, &column->options, "type", NULL);
}

static bool apply(struct ddl *ddl, const struct operation *operation) {
    return operation_apply(ddl->definition.arena, operation, ddl->schema, ddl->errors);
}

/* `{mysql: {}}` takes all options away and is marked by one without a name. */
static bool alter(struct ddl *ddl, struct table *table, const struct operation *operation) {
    if (!open_group(ddl, table))
        return false;
    if (operation->kind != OPERATION_ALTER_COLUMN || table_find_column(table, operation->name))
        note(ddl, operation);
    forget_own_type(ddl, table, operation);
    return apply(ddl, operation) && resolve(ddl, table);
}

/* --- Whole tables and objects --- */

static bool create_table(struct ddl *ddl, const struct operation *operation) {
    if (!apply(ddl, operation))
        return false;
    struct table *table = schema_find_table(ddl->schema, operation->schema, operation->table);
    if (!resolve(ddl, table))
        return false;
    add_statement(ddl, define_table(&ddl->definition, table));
    return true;
}

static bool drop_table(struct ddl *ddl, const struct operation *operation) {
    add_statement(ddl, arena_format(ddl->definition.arena, "DROP TABLE %s",
                           full_name(ddl, operation->schema, operation->table)));
    return apply(ddl, operation);
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

static bool rename_table(struct ddl *ddl, const struct operation *operation) {
    const char *from = full_name(ddl, operation->schema, operation->table);
    add_statement(ddl, arena_format(ddl->definition.arena, "RENAME TABLE %s TO %s", from,
                           full_name(ddl, operation->schema, operation->new_name)));
    if (!apply(ddl, operation))
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
    buffer_addf(&out, " VIEW %s AS %s", full_name(ddl, object->schema, object->name), body);
    return buffer_text(&out);
}

static bool create_object(struct ddl *ddl, const struct operation *operation) {
    const struct object *object = operation->object;
    const struct dialect_text *text = texts_find(&object->create, "mysql");
    if (text)
        add_statement(ddl, object->is_body ? define_view(ddl, object, text->text) : text->text);
    return apply(ddl, operation);
}

static bool drop_object(struct ddl *ddl, const struct operation *operation) {
    const struct object *object = operation->object;
    const struct object *found = schema_find_object(ddl->schema, object->kind, object->schema, object->name);
    const struct dialect_text *text = texts_find(&object->drop, "mysql");
    if (!text && found)
        text = texts_find(&found->drop, "mysql");
    struct buffer kind = {.arena = ddl->definition.arena};
    for (const char *c = object->kind; *c; c++)
        buffer_add_char(&kind, *c == '_' ? ' ' : (char)(*c - (*c >= 'a' && *c <= 'z') * 32));
    add_statement(ddl, text ? text->text
                            : arena_format(ddl->definition.arena, "DROP %s %s", buffer_text(&kind),
                                  full_name(ddl, object->schema, object->name)));
    return apply(ddl, operation);
}

/* Enums have no life of their own here: their columns are changed. */
static bool change_enum(struct ddl *ddl, const struct operation *operation) {
    if (operation->kind == OPERATION_CREATE_ENUM)
        return schema_find_enum(ddl->schema, operation->schema, operation->name) || apply(ddl, operation);
    if (!schema_find_enum(ddl->schema, operation->schema, operation->name)) {
        if (operation->kind == OPERATION_DROP_ENUM)
            return true;
        struct error *error = error_add(ddl->errors, ERROR_UNSUPPORTED, operation->place,
            "enum \"%s\" is not known by its name in a MySQL database", operation->name);
        error_hint(
            ddl->errors, error, "change the columns that have it: alter_column with a new {enum: [...]}");
        return false;
    }
    return apply(ddl, operation);
}

static bool compile_one(struct ddl *ddl, const struct operation *given) {
    struct operation operation = operation_adapt(ddl->definition.arena, ddl->schema, given);
    struct table *table =
        operation.table ? schema_find_table(ddl->schema, operation.schema, operation.table) : NULL;
    switch (operation.kind) {
    case OPERATION_CREATE_TABLE:
        return create_table(ddl, &operation);
    case OPERATION_DROP_TABLE:
        return drop_table(ddl, &operation);
    case OPERATION_RENAME_TABLE:
        return rename_table(ddl, &operation);
    case OPERATION_CREATE_OBJECT:
        return create_object(ddl, &operation);
    case OPERATION_DROP_OBJECT:
        return drop_object(ddl, &operation);
    case OPERATION_CREATE_ENUM:
    case OPERATION_ALTER_ENUM:
    case OPERATION_DROP_ENUM:
        return change_enum(ddl, &operation);
    default:
        return table ? alter(ddl, table, &operation) : apply(ddl, &operation);
    }
}

/* Does the operation belong to the group that is open? */
static bool joins_group(const struct ddl *ddl, const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_TABLE:
    case OPERATION_DROP_TABLE:
    case OPERATION_RENAME_TABLE:
    case OPERATION_CREATE_OBJECT:
    case OPERATION_DROP_OBJECT:
        return false;
    default:
        return ddl->group_table && operation->table && !strcmp(operation->table, ddl->group_table) &&
               same_schema(operation->schema, ddl->group_schema);
    }
}

bool mysql_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors) {
    struct ddl ddl = {.definition = {server, mysql_features(server), arena},
        .schema = schema,
        .statements = statements,
        .errors = errors};
    for (size_t i = 0; i < operations->count; i++) {
        if (!joins_group(&ddl, &operations->items[i]))
            flush(&ddl);
        ddl.operation = i;
        ddl.place = operations->items[i].place;
        if (!compile_one(&ddl, &operations->items[i]))
            return false;
    }
    flush(&ddl);
    resume_foreign_keys(&ddl);
    return true;
}
