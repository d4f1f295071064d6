/* Operations to statements. Neighbouring operations on one table become one ALTER, which the server does in
 * one pass and as one atomic step; only foreign keys stand in statements of their own around it. */
#include <string.h>

#include "base/text.h"
#include "mysql/adapt.h"
#include "mysql/block_size.h"
#include "mysql/ddl.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/versioning.h"

static bool same_name(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

void mysql_ddl_add(struct ddl *ddl, const char *sql) {
    *list_add(ddl->definition.arena, ddl->statements) = (struct statement){
        .sql = sql, .kind = STATEMENT_DDL, .operation = ddl->operation, .place = ddl->place};
}

void mysql_ddl_add_setting(struct ddl *ddl, const char *sql) {
    mysql_ddl_add(ddl, sql);
    ddl->statements->items[ddl->statements->count - 1].kind = STATEMENT_SETTING;
}

const char *mysql_ddl_full_name(struct ddl *ddl, const char *in_schema, const char *table) {
    struct buffer out = {.arena = ddl->definition.arena};
    dialect_add_table(&out, &mysql_dialect, in_schema, table);
    return buffer_text(&out);
}

static bool is_at_hand(const struct ddl *ddl, const char *in_schema, const char *table) {
    return ddl->group_table && !strcmp(table, ddl->group_table) && same_name(in_schema, ddl->group_schema);
}

/* ALTER TABLE with these clauses, each on a line when there are several. */
void mysql_ddl_add_alter(
    struct ddl *ddl, const char *in_schema, const char *table, const struct names *clauses) {
    struct arena *arena = ddl->definition.arena;
    if (!clauses->count)
        return;
    const char *name = mysql_ddl_full_name(ddl, in_schema, table);
    bool several = clauses->count > 1;
    const char *how = names_join(arena, &ddl->how, ", ");
    bool asked = ddl->how.count && is_at_hand(ddl, in_schema, table);
    mysql_ddl_add(ddl, arena_format(arena, "ALTER TABLE %s%s%s%s%s", name, several ? "\n    " : " ",
                           names_join(arena, clauses, several ? ",\n    " : ", "),
                           asked ? several ? ",\n    " : ", " : "", asked ? how : ""));
}

/* --- Groups of operations on one table --- */

/* How the table is to be partitioned; null when that stays as it is. */
static const char *partitions_change(const struct ddl *ddl) {
    const char *before = mysql_option(&ddl->change.before->options, "partition");
    const char *after = mysql_option(&ddl->change.after->options, "partition");
    return same_name(before, after) ? NULL : after ? after : "REMOVE PARTITIONING";
}

/* Partitions change in the same statement, since keys have to suit them before and after: they stand last and
 * without a comma. */
static void alter_table(struct ddl *ddl, const struct names *clauses) {
    struct arena *arena = ddl->definition.arena;
    const char *partitions = partitions_change(ddl);
    if (versioning_holds_partitions(ddl->change.before, ddl->change.after)) {
        struct names removal = {0};
        list_push(arena, &removal, "REMOVE PARTITIONING");
        mysql_ddl_add_alter(ddl, ddl->group_schema, ddl->group_table, &removal);
        partitions = mysql_option(&ddl->change.after->options, "partition");
    }
    if (!partitions) {
        mysql_ddl_add_alter(ddl, ddl->group_schema, ddl->group_table, clauses);
        return;
    }
    struct names all = {0};
    for (size_t i = 0; i < clauses->count; i++)
        list_push(arena, &all, clauses->items[i]);
    for (size_t i = 0; i < ddl->how.count; i++)
        list_push(arena, &all, ddl->how.items[i]);
    bool several = all.count > 1;
    mysql_ddl_add(ddl, arena_format(arena, "ALTER TABLE %s%s%s%s%s",
                           mysql_ddl_full_name(ddl, ddl->group_schema, ddl->group_table),
                           several ? "\n    " : " ", names_join(arena, &all, ",\n    "),
                           several     ? "\n"
                           : all.count ? " "
                                       : "",
                           partitions));
}

/* The rows of the past change with the table, which the server doesn't do unasked. `first`: of the statements
 * that change it. */
static void change_history(struct ddl *ddl, size_t first) {
    if (ddl->statements->count == first || !is_versioned(ddl->change.before))
        return;
    struct statement keep = ddl->statements->items[first];
    keep.sql = "SET SESSION system_versioning_alter_history = KEEP";
    keep.kind = STATEMENT_SETTING;
    *list_insert(ddl->definition.arena, ddl->statements, first) = keep;
    mysql_ddl_add_setting(ddl, "SET SESSION system_versioning_alter_history = DEFAULT");
}

static const char *define_without_words(const struct definition *definition, const struct index *index) {
    struct index copy = *index;
    copy.comment = NULL;
    copy.options = (struct options){0};
    for (size_t i = 0; i < index->options.count; i++)
        if (strcmp(index->options.items[i].name, "key_block_size") != 0)
            list_push(definition->arena, &copy.options, index->options.items[i]);
    return define_index(definition, &copy);
}

static bool differs_in_words(
    const struct definition *definition, const struct index *before, const struct index *after) {
    return strcmp(define_index(definition, before), define_index(definition, after)) != 0 &&
           !strcmp(define_without_words(definition, before), define_without_words(definition, after));
}

/* MySQL takes an index that one ALTER drops and adds for the same one when only its comment or its block size
 * is another: it gets a name of its own first. */
static void rename_unnoticed_indexes(struct ddl *ddl) {
    struct arena *arena = ddl->definition.arena;
    struct table *before = table_copy(arena, ddl->change.before);
    struct names clauses = {0};
    for (size_t i = 0; i < before->indexes.count; i++) {
        struct index *index = before->indexes.items[i];
        const struct index *after = table_find_index(ddl->change.after, index->name);
        if (!after || !differs_in_words(&ddl->definition, index, after))
            continue;
        list_push(arena, &clauses, arena_format(arena, "DROP INDEX %s", mysql_name(arena, index->name)));
        index->name = arena_format(arena, "cmigrate_%zu", i + 1);
        list_push(arena, &clauses, arena_format(arena, "ADD %s", define_index(&ddl->definition, index)));
    }
    if (!clauses.count)
        return;
    mysql_ddl_add_alter(ddl, ddl->group_schema, ddl->group_table, &clauses);
    ddl->change.before = before;
}

bool mysql_ddl_resolve(struct ddl *ddl, struct table *table) {
    return mysql_resolve_table(
        ddl->definition.server, ddl->definition.arena, ddl->schema, table, ddl->errors);
}

/* What a column says of its collation is read when the table has said all of its own: before that, what is
 * needless and what isn't can't be told. */
bool mysql_ddl_flush(struct ddl *ddl) {
    if (!ddl->group_table)
        return true;
    if (!mysql_ddl_resolve(ddl, schema_find_table(ddl->schema, ddl->group_schema, ddl->group_table)))
        return false;
    size_t first = ddl->statements->count;
    struct names clauses = {0};
    counting_stop(ddl);
    if (!ddl->definition.features.mariadb)
        rename_unnoticed_indexes(ddl);
    ddl->change.before = block_size_shown(ddl->definition.arena, ddl->change.before, ddl->change.after);
    struct table *before = change_renamed(ddl->definition.arena, &ddl->change);
    foreign_keys_before(ddl, before);
    change_clauses(&ddl->definition, &ddl->change, &clauses);
    alter_table(ddl, &clauses);
    foreign_keys_after(ddl, before);
    counting_keep_zero(ddl, first);
    change_history(ddl, first);
    ddl->group_table = NULL;
    return true;
}

static bool open_group(struct ddl *ddl, struct table *table, const struct operation *operation) {
    if (ddl->group_table && ddl->change.after == table)
        return true;
    if (!mysql_ddl_resolve(ddl, table) || !algorithm_clauses(ddl, operation, &ddl->how))
        return false;
    ddl->with = operation->with;
    ddl->group_schema = table->schema;
    ddl->group_table = table->name;
    ddl->change = (struct change_of_table){.before = counting_now(ddl, table),
        .after = table,
        .null_is_type = !ddl->definition.features.mariadb};
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

bool mysql_ddl_apply(struct ddl *ddl, const struct operation *operation) {
    return operation_apply(ddl->definition.arena, operation, ddl->schema, ddl->errors);
}

/* A column that is there doesn't begin to count because it becomes the key. */
static void settle_counting(struct table *table) {
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->autoincrement == UNSET)
            table->columns.items[i]->autoincrement = OFF;
}

bool mysql_ddl_alter(struct ddl *ddl, struct table *table, const struct operation *operation) {
    if (!open_group(ddl, table, operation))
        return false;
    if (operation->kind != OPERATION_ALTER_COLUMN || table_find_column(table, operation->name))
        note(ddl, operation);
    forget_own_type(ddl, table, operation);
    settle_counting(table);
    return mysql_ddl_apply(ddl, operation);
}

static bool compile_one(struct ddl *ddl, const struct operation *given) {
    struct operation operation = operation_adapt(ddl->definition.arena, ddl->schema, given);
    struct table *table =
        operation.table ? schema_find_table(ddl->schema, operation.schema, operation.table) : NULL;
    if (algorithm_asked(&operation) && !becomes_alter(&operation))
        return algorithm_refuse(ddl, &operation);
    switch (operation.kind) {
    case OPERATION_CREATE_TABLE:
        return mysql_ddl_create_table(ddl, &operation);
    case OPERATION_DROP_TABLE:
        return mysql_ddl_drop_table(ddl, &operation);
    case OPERATION_RENAME_TABLE:
        return mysql_ddl_rename_table(ddl, &operation);
    case OPERATION_CREATE_OBJECT:
        return mysql_ddl_create_object(ddl, &operation);
    case OPERATION_DROP_OBJECT:
        return mysql_ddl_drop_object(ddl, &operation);
    case OPERATION_RENAME_OBJECT:
        return mysql_ddl_rename_object(ddl, &operation);
    default:
        return table ? mysql_ddl_alter(ddl, table, &operation) : mysql_ddl_apply(ddl, &operation);
    }
}

static bool same_with(const struct options *left, const struct options *right) {
    if (left->count != right->count)
        return false;
    for (size_t i = 0; i < left->count; i++)
        if (strcmp(left->items[i].name, right->items[i].name) != 0 ||
            strcmp(left->items[i].value, right->items[i].value) != 0)
            return false;
    return true;
}

/* Does the operation belong to the group that is open? */
static bool joins_group(const struct ddl *ddl, const struct operation *operation) {
    return becomes_alter(operation) && is_at_hand(ddl, operation->schema, operation->table) &&
           same_with(&operation->with, &ddl->with);
}

bool mysql_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors) {
    struct ddl ddl = {.definition = {server, mysql_features(server), arena},
        .schema = schema,
        .statements = statements,
        .errors = errors,
        .operations = operations};
    for (size_t i = 0; i < operations->count; i++) {
        if (!joins_group(&ddl, &operations->items[i]) && !mysql_ddl_flush(&ddl))
            return false;
        ddl.operation = i;
        ddl.place = operations->items[i].place;
        if (!compile_one(&ddl, &operations->items[i]))
            return false;
    }
    if (!mysql_ddl_flush(&ddl))
        return false;
    foreign_keys_resume(&ddl);
    return true;
}
