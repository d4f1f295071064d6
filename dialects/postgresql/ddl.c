#include "postgresql/ddl.h"

#include <string.h>

#include "base/text.h"
#include "ops/kinds.h"

static void push(struct ddl *ddl, const char *sql, size_t operation) {
    struct statement *statement = list_add(ddl->arena, ddl->statements);
    statement->sql = strstr(sql, "(ARRAY[") ? postgresql_with_array_types(ddl->arena, sql) : sql;
    statement->kind = STATEMENT_DDL;
    statement->operation = operation;
    statement->place = ddl->operations->items[operation].place;
    statement->outside_transaction = postgresql_runs_outside(sql);
}

void ddl_flush(struct ddl *ddl) {
    if (!ddl->altered)
        return;
    struct buffer out = {.arena = ddl->arena};
    buffer_addf(&out, "ALTER TABLE %s", ddl->altered);
    for (size_t i = 0; i < ddl->actions.count; i++)
        buffer_addf(
            &out, "%s%s%s", i ? "," : "", ddl->actions.count > 1 ? "\n    " : " ", ddl->actions.items[i]);
    ddl->altered = NULL;
    ddl->actions = (struct names){0};
    push(ddl, buffer_text(&out), ddl->altered_by);
}

void ddl_say(struct ddl *ddl, const char *sql) {
    ddl_flush(ddl);
    push(ddl, sql, ddl->at);
}

void ddl_sayf(struct ddl *ddl, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *sql = arena_vformat(ddl->arena, format, args);
    va_end(args);
    ddl_say(ddl, sql);
}

static bool waits_for_column(const struct ddl *ddl) {
    for (size_t i = 0; i < ddl->actions.count; i++)
        if (!strncmp(ddl->actions.items[i], "ADD COLUMN", strlen("ADD COLUMN")))
            return true;
    return false;
}

/* Does it take from a column what a waiting action gives it? */
static bool takes_back(const struct ddl *ddl, const char *action) {
    const char *drop = strstr(action, " DROP ");
    if (strncmp(action, "ALTER COLUMN", strlen("ALTER COLUMN")) != 0 || !drop)
        return false;
    size_t length = (size_t)(drop - action);
    for (size_t i = 0; i < ddl->actions.count; i++)
        if (!strncmp(ddl->actions.items[i], action, length) &&
            !strncmp(ddl->actions.items[i] + length, " SET ", strlen(" SET ")))
            return true;
    return false;
}

/* The server runs the actions of one ALTER TABLE in an order of its own, a new column after changes of
 * others, and what goes before what comes. */
void ddl_alter(struct ddl *ddl, const char *table, const char *action) {
    bool alters = !strncmp(action, "ALTER", strlen("ALTER")) || !strncmp(action, "DROP", strlen("DROP"));
    if (ddl->altered &&
        (strcmp(ddl->altered, table) != 0 || (alters && waits_for_column(ddl)) || takes_back(ddl, action)))
        ddl_flush(ddl);
    if (!ddl->altered)
        ddl->altered_by = ddl->at;
    ddl->altered = table;
    list_push(ddl->arena, &ddl->actions, action);
}

const char *ddl_table_name(struct ddl *ddl, const struct table *table) {
    return postgresql_full_name(ddl->arena, table->schema, table->name);
}

static bool resolve_definition(struct ddl *ddl, struct operation *operation) {
    operation->definition = table_copy(ddl->arena, operation->definition);
    for (size_t i = 0; i < operation->definition->columns.count; i++)
        ddl_ensure_enum(ddl, operation->definition, operation->definition->columns.items[i]);
    return postgresql_resolve_table(ddl->server, ddl->arena, ddl->schema, operation->definition, ddl->errors);
}

static bool resolve_new_column(struct ddl *ddl, struct operation *operation, const struct table *met) {
    struct table *table = table_copy(ddl->arena, met);
    operation->column = column_copy(ddl->arena, operation->column);
    ddl_ensure_enum(ddl, table, operation->column);
    list_push(ddl->arena, &table->columns, operation->column);
    return postgresql_resolve_column(
        ddl->server, ddl->arena, ddl->schema, table, operation->column, ddl->errors);
}

/* "1 3000, 2 500": of an expression's values the server keeps as many. */
static void set_index_statistics(struct ddl *ddl, const struct table *table, const struct index *index) {
    const char *statistics = postgresql_option(&index->options, "statistics");
    struct names parts = {0};
    if (statistics)
        parts = text_split(ddl->arena, statistics, ',');
    for (size_t i = 0; i < parts.count; i++) {
        const char *blank = strchr(parts.items[i], ' ');
        if (blank)
            ddl_sayf(ddl, "ALTER INDEX %s ALTER COLUMN %.*s SET STATISTICS %s",
                postgresql_full_name(ddl->arena, table->schema, index->name), (int)(blank - parts.items[i]),
                parts.items[i], blank + 1);
    }
}

void ddl_create_indexes(struct ddl *ddl, const struct table *table, const struct indexes *indexes) {
    for (size_t i = 0; i < indexes->count; i++) {
        const struct index *index = indexes->items[i];
        if (!ddl_create_partition_index(ddl, table, index) && !ddl_create_index_apart(ddl, table, index))
            ddl_say(ddl, ddl_create_index(ddl->arena, table, ddl_index_to_make(ddl, index)));
        set_index_statistics(ddl, table, index);
        if (index->comment)
            ddl_comment(
                ddl, "INDEX", postgresql_full_name(ddl->arena, table->schema, index->name), index->comment);
    }
}

/* The columns that a key is about, in "CONSTRAINT name UNIQUE (a, b)" and its like. */
static const char *key_columns(const char *action) {
    const char *key = strstr(action, " UNIQUE ");
    if (!key)
        key = strstr(action, " PRIMARY KEY ");
    return key ? strchr(key, '(') : NULL;
}

/* Of two keys on the same columns in one statement the server makes one. */
static void flush_same_key(struct ddl *ddl, const char *action) {
    const char *columns = key_columns(action);
    for (size_t i = 0; columns && i < ddl->actions.count; i++) {
        const char *other = key_columns(ddl->actions.items[i]);
        if (!other || strcmp(other, columns) != 0)
            continue;
        ddl_flush(ddl);
        return;
    }
}

void ddl_add_constraint(struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    if (ddl_create_partition_key(ddl, table, constraint))
        return;
    const char *action = arena_format(ddl->arena, "ADD %s", ddl_constraint(ddl->arena, constraint));
    flush_same_key(ddl, action);
    ddl_alter(ddl, ddl_table_name(ddl, table), action);
}

void ddl_create_table_whole(struct ddl *ddl, const struct table *table) {
    ddl_create_named_counters(ddl, table, &table->columns);
    ddl_say(ddl, ddl_create_table(ddl, table));
    ddl_own_named_counters(ddl, table, &table->columns);
    ddl_create_indexes(ddl, table, &table->indexes);
    if (table->primary_key && ddl_is_partition_key(table->primary_key))
        ddl_add_constraint(ddl, table, table->primary_key);
    for (size_t i = 0; i < table->constraints.count; i++)
        if (ddl_comes_later(table, table->constraints.items[i]))
            ddl_add_constraint(ddl, table, table->constraints.items[i]);
    ddl_table_settings(ddl, table);
    ddl_comments(ddl, table);
}

static void add_column(struct ddl *ddl, const struct table *table, const struct operation *operation) {
    const struct column *column = operation->column;
    const struct columns alone = {.items = (struct column *[]){operation->column}, .count = 1};
    ddl_create_named_counters(ddl, table, &alone);
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ADD COLUMN %s", ddl_column_definition(ddl->arena, table, column)));
    ddl_own_named_counters(ddl, table, &alone);
    for (size_t i = 0; i < operation->keys.count; i++)
        ddl_add_constraint(ddl, table, operation->keys.items[i]);
    ddl_create_indexes(ddl, table, &operation->key_indexes);
    ddl_column_settings(ddl, table, column);
    if (column->comment)
        ddl_column_comment(ddl, table, column->name, column->comment);
}

/* A sequence that is named after its table and column goes with them. */
static void rename_sequence(struct ddl *ddl, const struct table *table, const struct column *column,
    const char *old_table, const char *old_column) {
    if (!ddl_has_sequence(column) || postgresql_option(&column->options, "sequence"))
        return;
    ddl_sayf(ddl, "ALTER SEQUENCE %s RENAME TO %s",
        postgresql_full_name(ddl->arena, table->schema, ddl_sequence_name(ddl->arena, old_table, old_column)),
        postgresql_name(ddl->arena, ddl_sequence_name(ddl->arena, table->name, column->name)));
}

static void rename_table(struct ddl *ddl, const struct table *before, const struct table *after) {
    ddl_sayf(ddl, "ALTER TABLE %s RENAME TO %s", ddl_table_name(ddl, before),
        postgresql_name(ddl->arena, after->name));
    ddl_rename_parted(ddl, before, after);
    for (size_t i = 0; i < after->columns.count; i++) {
        const struct column *column = after->columns.items[i];
        rename_sequence(ddl, after, column, before->name, column->name);
    }
}

static void rename_column(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    if (!strcmp(before->name, after->name))
        return;
    ddl_sayf(ddl, "ALTER TABLE %s RENAME COLUMN %s TO %s", ddl_table_name(ddl, table),
        postgresql_name(ddl->arena, before->name), postgresql_name(ddl->arena, after->name));
    rename_sequence(ddl, table, before, table->name, before->name);
}

/* ONLY: its heirs keep theirs. */
static void drop_column(struct ddl *ddl, const struct table *before, const char *column) {
    const char *name = ddl_table_name(ddl, before);
    const struct column *dropped = table_find_column(before, column);
    if (ddl_inherits_column(ddl, before, column) || (dropped && ddl_is_dropped(ddl, before, dropped)))
        return;
    if (ddl_heir_keeps_column(ddl, before, column))
        name = arena_format(ddl->arena, "ONLY %s", name);
    ddl_alter(ddl, name, arena_format(ddl->arena, "DROP COLUMN %s", postgresql_name(ddl->arena, column)));
}

bool ddl_is_referred_to(const struct ddl *ddl, const struct table *table) {
    const char *name = table_full_name(ddl->arena, table->schema, table->name);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct constraints *constraints = &ddl->schema->tables.items[i]->constraints;
        for (size_t k = 0; k < constraints->count; k++) {
            const struct reference *reference = &constraints->items[k]->reference;
            if (constraints->items[k]->kind == CONSTRAINT_FOREIGN_KEY &&
                !strcmp(table_full_name(ddl->arena, reference->schema, reference->table), name))
                return true;
        }
    }
    return false;
}

/* With the table the server would drop its partitions, too. */
static void keep_partitions(struct ddl *ddl, const struct table *before) {
    const char *name = table_full_name(ddl->arena, before->schema, before->name);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *part = ddl->schema->tables.items[i];
        if (!postgresql_option(&part->options, "partition_of") || !names_have(&part->parents, name))
            continue;
        ddl_sayf(ddl, "ALTER TABLE %s DETACH PARTITION %s", ddl_table_name(ddl, before),
            ddl_table_name(ddl, part));
        ddl_drop_implied(ddl, part, before);
    }
}

/* The table that it is a partition of; or null. */
static const struct table *partitioned(const struct ddl *ddl, const struct table *table) {
    return postgresql_option(&table->options, "partition_of") ? ddl_parent(ddl, table) : NULL;
}

/* A partition that a foreign key reaches through its parent has to be none before it can go. */
static void drop_table(struct ddl *ddl, const struct table *before) {
    const struct table *parent = partitioned(ddl, before);
    if (parent && ddl_is_rebuilt(ddl, before->parents.items[0]))
        return; /* its rows go over, it goes with the old one */
    if (parent)
        ddl_move_rows_of_dropped(ddl, before, parent);
    bool left = names_have(&ddl->left, table_full_name(ddl->arena, before->schema, before->name));
    if (parent && !left && ddl_is_referred_to(ddl, parent))
        ddl_sayf(ddl, "ALTER TABLE %s DETACH PARTITION %s", ddl_table_name(ddl, parent),
            ddl_table_name(ddl, before));
    keep_partitions(ddl, before);
    ddl_sayf(ddl, "DROP TABLE %s", ddl_table_name(ddl, before));
}

static bool alter_column(struct ddl *ddl, const struct table *before, const struct operation *operation) {
    struct table *table = schema_find_table(ddl->schema, operation->schema, operation->table);
    bool renamed = operation->changes & CHANGE_NAME;
    struct column *after = table_find_column(table, renamed ? operation->column->name : operation->name);
    const struct column *old = table_find_column(before, operation->name);
    if (operation->changes & CHANGE_TYPE)
        ddl_ensure_enum(ddl, table, after);
    if (!postgresql_resolve_column(ddl->server, ddl->arena, ddl->schema, table, after, ddl->errors))
        return false;
    if (ddl_inherits_column(ddl, before, operation->name)) {
        ddl_change_inherited(ddl, table, old, after);
    } else if (ddl_parts_by(before, old) && ddl_changes_type(old, after)) {
        return ddl_rebuild_table(ddl, before, table);
    } else {
        rename_column(ddl, table, old, after);
        ddl_alter_column(ddl, table, old, after, operation);
    }
    if (operation->changes & (CHANGE_TYPE | CHANGE_DEFAULT | CHANGE_NULLABLE))
        ddl_restore_heirs(ddl, table, after);
    return true;
}

static void drop_constraint(struct ddl *ddl, const struct table *before, const struct operation *operation) {
    const struct constraint *meant = constraint_meant(before, operation);
    if (meant && !ddl_drop_partition_key(ddl, before, meant) && !ddl_adopts_constraint(ddl, before, meant))
        ddl_alter(ddl, ddl_table_name(ddl, before),
            arena_format(ddl->arena, "DROP CONSTRAINT %s", postgresql_name(ddl->arena, meant->name)));
}

static void drop_index(struct ddl *ddl, const struct table *before, const char *name) {
    const struct index *index = table_find_index(before, name);
    if (!index || (!ddl_drop_partition_index(ddl, before, index) && !ddl_adopts_index(ddl, before, index)))
        ddl_sayf(ddl, "DROP INDEX %s%s%s", ddl->online ? "CONCURRENTLY " : "",
            postgresql_full_name(ddl->arena, before->schema, name),
            ddl_takes_keys_along(ddl, before, name) ? " CASCADE" : "");
}

static void rename_index(struct ddl *ddl, const struct operation *operation) {
    ddl_sayf(ddl, "ALTER INDEX %s RENAME TO %s",
        postgresql_full_name(ddl->arena, operation->schema, operation->name),
        postgresql_name(ddl->arena, operation->new_name));
}

/* What it does to the table that is there already; `before` is the table as it was. */
static bool say_table(struct ddl *ddl, const struct table *before, const struct operation *operation) {
    struct table *after = schema_find_table(ddl->schema, operation->schema, operation->table);
    if (ddl_is_kept(ddl))
        return true;
    switch (operation->kind) {
    case OPERATION_DROP_TABLE:
        drop_table(ddl, before);
        break;
    case OPERATION_RENAME_TABLE:
        rename_table(ddl, before, schema_find_table(ddl->schema, operation->schema, operation->new_name));
        break;
    case OPERATION_ALTER_TABLE:
        postgresql_note_parents(ddl->arena, after);
        return ddl_alter_table(ddl, before, after);
    case OPERATION_ADD_COLUMN:
        if (ddl_inherits_column(ddl, before, operation->name))
            ddl_add_inherited(ddl, after, operation->column);
        else
            add_column(ddl, before, operation);
        ddl_added_above(ddl, after, operation->column);
        break;
    case OPERATION_DROP_COLUMN:
        drop_column(ddl, before, operation->name);
        break;
    case OPERATION_ALTER_COLUMN:
        return alter_column(ddl, before, operation);
    case OPERATION_CREATE_INDEX:
        ddl_create_indexes(
            ddl, before, &(struct indexes){.items = (struct index *[]){operation->index}, .count = 1});
        break;
    case OPERATION_DROP_INDEX:
        drop_index(ddl, before, operation->name);
        break;
    case OPERATION_RENAME_INDEX:
        rename_index(ddl, operation);
        break;
    case OPERATION_DROP_CONSTRAINT:
        drop_constraint(ddl, before, operation);
        break;
    case OPERATION_RENAME_CONSTRAINT:
        ddl_rename_constraint(ddl, before, operation->name, operation->new_name);
        break;
    default:
        if (!ddl_add_constraint_online(ddl, before, operation->constraint))
            ddl_add_constraint(ddl, before, operation->constraint);
    }
    return true;
}

static bool compile_on_table(struct ddl *ddl, struct operation *operation) {
    const struct table *met = schema_find_table(ddl->schema, operation->schema, operation->table);
    const struct table *before = met ? table_copy(ddl->arena, met) : NULL;
    if (before && operation->kind == OPERATION_ADD_COLUMN && !resolve_new_column(ddl, operation, before))
        return false;
    return operation_apply(ddl->arena, operation, ddl->schema, ddl->errors) &&
           say_table(ddl, before, operation);
}

bool ddl_is_made_here(const struct ddl *ddl, const struct table *table) {
    const char *full_name = table_full_name(ddl->arena, table->schema, table->name);
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_CREATE_TABLE &&
            !strcmp(table_full_name(ddl->arena, operation->schema, operation->table), full_name))
            return true;
    }
    return false;
}

static bool is_made_with_parent(const struct ddl *ddl, const struct table *table) {
    return postgresql_option(&table->options, "partition_of") && table->parents.count &&
           ddl_is_rebuilt(ddl, table->parents.items[0]);
}

static bool compile_create_table(struct ddl *ddl, struct operation *operation) {
    if (!resolve_definition(ddl, operation) ||
        !operation_apply(ddl->arena, operation, ddl->schema, ddl->errors))
        return false;
    if (is_made_with_parent(ddl, operation->definition))
        return true;
    bool joins = partitioned(ddl, operation->definition);
    if (joins)
        ddl_make_room(ddl, operation->definition->parents.items[0]);
    ddl_create_table_whole(ddl, ddl_postpone_keys(ddl, operation->definition));
    if (joins)
        ddl_take_room(ddl, operation->definition->parents.items[0]);
    ddl_add_postponed_keys(ddl, operation->definition);
    ddl_attach_waiting(ddl, operation->definition);
    return true;
}

static bool compile_one(struct ddl *ddl) {
    struct operation operation = ddl->operations->items[ddl->at];
    if (!ddl_read_how(ddl, &operation))
        return false;
    switch (operation.kind) {
    case OPERATION_CREATE_TABLE:
        return compile_create_table(ddl, &operation);
    case OPERATION_CREATE_ENUM:
    case OPERATION_ALTER_ENUM:
    case OPERATION_DROP_ENUM:
        return ddl_compile_enum(ddl, &operation);
    case OPERATION_RENAME_ENUM:
        return ddl_compile_rename_enum(ddl, &operation);
    case OPERATION_CREATE_OBJECT:
        return ddl_compile_create_object(ddl, &operation);
    case OPERATION_DROP_OBJECT:
        return ddl_compile_drop_object(ddl, &operation);
    case OPERATION_RENAME_OBJECT:
        return ddl_compile_rename_object(ddl, &operation);
    default:
        return !operation_is_structural(&operation) || compile_on_table(ddl, &operation);
    }
}

bool postgresql_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors) {
    struct ddl ddl = {.server = server,
        .arena = arena,
        .schema = schema,
        .operations = operations,
        .statements = statements,
        .errors = errors};
    ddl_leave_parents(&ddl);
    ddl_leave_types(&ddl);
    for (; ddl.at < operations->count; ddl.at++) {
        if (!compile_one(&ddl))
            return false;
        ddl_settle_partitions(&ddl);
    }
    ddl.at = operations->count - 1;
    ddl_join_types(&ddl);
    ddl_flush(&ddl);
    for (size_t i = 0; i < ddl.last.count; i++)
        push(&ddl, ddl.last.items[i], operations->count - 1);
    return true;
}
