#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"

/* The literal as it was written, where there is one: it reads better than the server's spelling. */
static void add_default(struct buffer *out, const struct column *column) {
    buffer_add(out, " DEFAULT ");
    if (column->default_value.kind == VALUE_NONE)
        buffer_add(out, column->default_sql);
    else
        dialect_add_value(out, &postgresql_dialect, &column->default_value);
}

char *ddl_column_definition(struct arena *arena, const struct table *table, const struct column *column) {
    struct buffer out = {.arena = arena};
    const char *compression = postgresql_option(&column->options, "compression");
    const char *collation = postgresql_option(&column->options, "collation");
    postgresql_name_quoted(&out, column->name);
    const char *named = column->autoincrement == ON || !postgresql_serial_base(column->type_sql)
                            ? NULL
                            : ddl_named_counter(arena, table, column);
    buffer_addf(&out, " %s", named ? ddl_column_type(column) : column->type_sql);
    if (compression)
        buffer_addf(&out, " COMPRESSION %s", compression);
    if (collation)
        buffer_addf(&out, " COLLATE %s", postgresql_collation(out.arena, collation));
    if (named)
        buffer_addf(&out, " DEFAULT nextval(%s)", postgresql_text(arena, named));
    if (column->autoincrement == ON) {
        buffer_add_char(&out, ' ');
        ddl_add_identity(&out, table, column);
    } else if (column->generated)
        buffer_addf(&out, " GENERATED ALWAYS AS (%s) %s", column->generated,
            column->stored == OFF ? "VIRTUAL" : "STORED");
    else if (column->default_sql)
        add_default(&out, column);
    const char *not_null_name = postgresql_option(&column->options, "not_null_name");
    if (column->nullable == OFF && not_null_name)
        buffer_addf(&out, " CONSTRAINT %s", postgresql_name(arena, not_null_name));
    if (column->nullable == OFF)
        buffer_add(&out, " NOT NULL");
    return buffer_text(&out);
}

/* A part of a partitioned table has its columns; an heir, all it doesn't say itself. */
static const char *add_columns(struct ddl *ddl, struct buffer *out, const struct table *table) {
    const char *comma = "";
    if (postgresql_option(&table->options, "partition_of") && !ddl_parent(ddl, table))
        return comma; /* the server says what is missing */
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (ddl_inherits_column(ddl, table, column->name))
            continue;
        buffer_addf(out, "%s\n    %s", comma, ddl_column_definition(out->arena, table, column));
        comma = ",";
    }
    return comma;
}

static bool same_columns(const struct key_parts *left, const struct key_parts *right) {
    if (left->count != right->count)
        return false;
    for (size_t i = 0; i < left->count; i++)
        if (strcmp(left->items[i].column, right->items[i].column) != 0)
            return false;
    return true;
}

/* Is there such a key before it? */
static bool repeats_key(const struct table *table, const struct constraint *constraint) {
    if (constraint->kind != CONSTRAINT_UNIQUE)
        return false;
    if (table->primary_key && same_columns(&table->primary_key->columns, &constraint->columns))
        return true;
    for (size_t i = 0; i < table->constraints.count && table->constraints.items[i] != constraint; i++)
        if (table->constraints.items[i]->kind == CONSTRAINT_UNIQUE &&
            same_columns(&table->constraints.items[i]->columns, &constraint->columns))
            return true;
    return false;
}

bool ddl_comes_later(const struct table *table, const struct constraint *constraint) {
    return postgresql_switch(&constraint->options, "not_valid") || ddl_is_partition_key(constraint) ||
           repeats_key(table, constraint);
}

static const char *add_constraints(struct buffer *out, const struct table *table, const char *comma) {
    if (table->primary_key && !ddl_is_partition_key(table->primary_key)) {
        buffer_addf(out, "%s\n    %s", comma, ddl_constraint(out->arena, table->primary_key));
        comma = ",";
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        if (ddl_comes_later(table, constraint))
            continue;
        buffer_addf(out, "%s\n    %s", comma, ddl_constraint(out->arena, constraint));
        comma = ",";
    }
    return comma;
}

static void add_clauses(struct buffer *out, const struct options *options) {
    static const char *const clauses[][2] = {
        {"inherits", "\nINHERITS (%s)"},
        {"partition_by", "\nPARTITION BY %s"},
        {"using", "\nUSING %s"},
        {"with", "\nWITH (%s)"},
        {"tablespace", "\nTABLESPACE %s"},
    };
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        const char *value = postgresql_option(options, clauses[i][0]);
        const char *hole = strstr(clauses[i][1], "%s");
        if (value)
            buffer_addf(out, "%.*s%s%s", (int)(hole - clauses[i][1]), clauses[i][1], value, hole + 2);
    }
}

char *ddl_create_table(struct ddl *ddl, const struct table *table) {
    struct buffer out = {.arena = ddl->arena};
    const char *parent = postgresql_option(&table->options, "partition_of");
    buffer_addf(&out, "CREATE %sTABLE %s%s%s (",
        postgresql_switch(&table->options, "unlogged") ? "UNLOGGED " : "", ddl_table_name(ddl, table),
        parent ? " PARTITION OF " : "", parent ? parent : "");
    const char *comma = add_constraints(&out, table, add_columns(ddl, &out, table));
    if (*comma)
        buffer_add(&out, "\n)");
    else if (parent)
        out.length -= strlen(" (");
    else
        buffer_add_char(&out, ')');
    if (parent)
        buffer_addf(&out, " %s", postgresql_option(&table->options, "bound"));
    add_clauses(&out, &table->options);
    return buffer_text(&out);
}

void ddl_comment(struct ddl *ddl, const char *on, const char *name, const char *comment) {
    ddl_sayf(
        ddl, "COMMENT ON %s %s IS %s", on, name, comment ? postgresql_text(ddl->arena, comment) : "NULL");
}

void ddl_column_comment(struct ddl *ddl, const struct table *table, const char *column, const char *comment) {
    const char *name =
        arena_format(ddl->arena, "%s.%s", ddl_table_name(ddl, table), postgresql_name(ddl->arena, column));
    ddl_comment(ddl, "COLUMN", name, comment);
}

void ddl_comments(struct ddl *ddl, const struct table *table) {
    if (table->comment)
        ddl_comment(ddl, "TABLE", ddl_table_name(ddl, table), table->comment);
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (column->comment)
            ddl_column_comment(ddl, table, column->name, column->comment);
    }
}

/* "fillfactor=70, autovacuum_enabled=false": the names alone. */
static const char *parameter_names(struct arena *arena, const char *with) {
    struct names parameters = text_split(arena, with, ',');
    for (size_t i = 0; i < parameters.count; i++)
        parameters.items[i] = arena_text(arena, parameters.items[i], strcspn(parameters.items[i], "= "));
    return names_join(arena, &parameters, ", ");
}

/* Before version 16 there is no word for the type's own. */
static const char *usual_storage(const struct column *column) {
    static const char *const main[] = {"numeric", "inet", "cidr"};
    for (size_t i = 0; i < sizeof main / sizeof *main; i++)
        if (text_starts_with(column->type_sql, main[i]) && !text_ends_with(column->type_sql, "[]"))
            return "MAIN";
    return "EXTENDED";
}

static void set_column(struct ddl *ddl, const struct table *table, const struct column *column,
    const char *format, const char *value) {
    const char *name = postgresql_name(ddl->arena, column->name), *hole = strstr(format, "%s");
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(
            ddl->arena, "ALTER COLUMN %s %.*s%s%s", name, (int)(hole - format), format, value, hole + 2));
}

void ddl_column_setting(struct ddl *ddl, const struct table *table, const struct column *column,
    const char *option, const char *before) {
    const char *value = postgresql_option(&column->options, option);
    if (!strcmp(option, "storage"))
        set_column(ddl, table, column, "SET STORAGE %s", value ? value : usual_storage(column));
    else if (!strcmp(option, "compression"))
        set_column(ddl, table, column, "SET COMPRESSION %s", value ? value : "DEFAULT");
    else if (!strcmp(option, "statistics"))
        set_column(ddl, table, column, "SET STATISTICS %s", value ? value : "-1");
    else {
        if (before)
            set_column(ddl, table, column, "RESET (%s)", parameter_names(ddl->arena, before));
        if (value)
            set_column(ddl, table, column, "SET (%s)", value);
    }
}

void ddl_column_settings(struct ddl *ddl, const struct table *table, const struct column *column) {
    static const char *const settings[] = {"storage", "statistics", "with"};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (postgresql_option(&column->options, settings[i]))
            ddl_column_setting(ddl, table, column, settings[i], NULL);
}

static void set_row_security(
    struct ddl *ddl, const struct table *table, const struct options *before, const struct options *after) {
    const char *name = ddl_table_name(ddl, table);
    bool is = postgresql_switch(after, "row_security"),
         forced = postgresql_switch(after, "force_row_security");
    if (postgresql_switch(before, "row_security") != is)
        ddl_alter(ddl, name, is ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY");
    if (postgresql_switch(before, "force_row_security") != forced)
        ddl_alter(ddl, name, forced ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY");
}

/* Comes last: it may name an index that is made after it. */
static void set_replica_identity(
    struct ddl *ddl, const struct table *table, const char *before, const char *after) {
    if (before == after || (before && after && !strcmp(before, after)))
        return;
    list_push(ddl->arena, &ddl->last,
        arena_format(ddl->arena, "ALTER TABLE %s REPLICA IDENTITY %s", ddl_table_name(ddl, table),
            after ? after : "DEFAULT"));
}

/* Defaults and NOT NULL that a part has for itself. */
static void set_inherited_columns(struct ddl *ddl, const struct table *table) {
    const struct table *parent = ddl_parent(ddl, table);
    for (size_t i = 0; parent && i < table->columns.count; i++) {
        const struct column *own = table->columns.items[i], *theirs = table_find_column(parent, own->name);
        if (theirs && ddl_inherits_column(ddl, table, own->name))
            ddl_alter_inherited(ddl, table, theirs, own);
    }
}

/* What CREATE TABLE has no clause for. */
void ddl_table_settings(struct ddl *ddl, const struct table *table) {
    set_row_security(ddl, table, &(struct options){0}, &table->options);
    set_replica_identity(ddl, table, NULL, postgresql_option(&table->options, "replica_identity"));
    set_inherited_columns(ddl, table);
    for (size_t i = 0; i < table->columns.count; i++)
        ddl_column_settings(ddl, table, table->columns.items[i]);
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static void set_parameters(
    struct ddl *ddl, const struct table *table, const char *before, const char *after) {
    const char *name = ddl_table_name(ddl, table);
    if (same_text(before, after))
        return;
    if (before)
        ddl_alter(ddl, name, arena_format(ddl->arena, "RESET (%s)", parameter_names(ddl->arena, before)));
    if (after)
        ddl_alter(ddl, name, arena_format(ddl->arena, "SET (%s)", after));
}

static void set_place(struct ddl *ddl, const struct table *before, const struct table *after) {
    const char *name = ddl_table_name(ddl, after);
    bool was = postgresql_switch(&before->options, "unlogged"),
         is = postgresql_switch(&after->options, "unlogged");
    const char *old = postgresql_option(&before->options, "tablespace");
    const char *new = postgresql_option(&after->options, "tablespace");
    if (was != is)
        ddl_alter(ddl, name, is ? "SET UNLOGGED" : "SET LOGGED");
    if (!same_text(old, new))
        ddl_sayf(ddl, "ALTER TABLE %s SET TABLESPACE %s", name,
            new ? postgresql_name(ddl->arena, new) : "pg_default");
}

bool ddl_alter_table(struct ddl *ddl, const struct table *before, struct table *after) {
    const struct options *old = &before->options, *new = &after->options;
    if (!same_text(postgresql_option(old, "partition_by"), postgresql_option(new, "partition_by")))
        return ddl_rebuild_table(ddl, before, after);
    ddl_change_partition(ddl, before, after);
    ddl_change_parents(ddl, before, after);
    set_place(ddl, before, after);
    set_parameters(ddl, after, postgresql_option(old, "with"), postgresql_option(new, "with"));
    set_row_security(ddl, after, old, new);
    set_replica_identity(
        ddl, after, postgresql_option(old, "replica_identity"), postgresql_option(new, "replica_identity"));
    if (!same_text(before->comment, after->comment))
        ddl_comment(ddl, "TABLE", ddl_table_name(ddl, after), after->comment);
    return true;
}
