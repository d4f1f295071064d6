#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"

void ddl_add_names(struct buffer *out, const struct names *names) {
    buffer_add_char(out, '(');
    for (size_t i = 0; i < names->count; i++) {
        buffer_add(out, i ? ", " : "");
        postgresql_name_quoted(out, names->items[i]);
    }
    buffer_add_char(out, ')');
}

static void add_part(struct buffer *out, const struct key_part *part) {
    if (part->column)
        postgresql_name_quoted(out, part->column);
    else
        buffer_addf(out, "(%s)", part->expression);
    if (part->collation)
        buffer_addf(out, " COLLATE %s", postgresql_collation(out->arena, part->collation));
    if (part->operator_class)
        buffer_addf(out, " %s", part->operator_class);
    if (part->order == SORT_DESCENDING)
        buffer_add(out, " DESC");
    if (part->nulls)
        buffer_add(out, text_same_word(part->nulls, "first") ? " NULLS FIRST" : " NULLS LAST");
}

void ddl_add_parts(struct buffer *out, const struct key_parts *parts) {
    buffer_add_char(out, '(');
    for (size_t i = 0; i < parts->count; i++) {
        buffer_add(out, i ? ", " : "");
        add_part(out, &parts->items[i]);
    }
    buffer_add_char(out, ')');
}

/* The columns of INCLUDE, as the option lists them. */
static void add_include(struct buffer *out, const struct options *options) {
    const char *include = postgresql_option(options, "include");
    if (!include)
        return;
    struct names columns = text_split(out->arena, include, ',');
    buffer_add(out, " INCLUDE ");
    ddl_add_names(out, &columns);
}

static void add_storage(struct buffer *out, const struct options *options, const char *tablespace_word) {
    const char *with = postgresql_option(options, "with"),
               *tablespace = postgresql_option(options, "tablespace");
    if (with)
        buffer_addf(out, " WITH (%s)", with);
    if (tablespace) {
        buffer_addf(out, " %s ", tablespace_word);
        postgresql_name_quoted(out, tablespace);
    }
}

/* The last column is a range of time: one that overlaps with no other, or is covered by those referred to. */
static void add_columns(struct buffer *out, const struct constraint *constraint) {
    const struct key_parts *parts = &constraint->columns;
    bool period = postgresql_switch(&constraint->options, "period");
    bool refers = constraint->kind == CONSTRAINT_FOREIGN_KEY;
    if (!period) {
        ddl_add_parts(out, parts);
        return;
    }
    buffer_add_char(out, '(');
    for (size_t i = 0; i < parts->count; i++) {
        bool last = i + 1 == parts->count;
        buffer_add(out, i ? ", " : "");
        buffer_add(out, last && refers ? "PERIOD " : "");
        postgresql_name_quoted(out, parts->items[i].column);
        buffer_add(out, last && !refers ? " WITHOUT OVERLAPS" : "");
    }
    buffer_add_char(out, ')');
}

static void add_referred(struct buffer *out, const struct constraint *constraint) {
    struct constraint key = {.kind = constraint->kind, .options = constraint->options};
    for (size_t i = 0; i < constraint->reference.columns.count; i++)
        list_add(out->arena, &key.columns)->column = constraint->reference.columns.items[i];
    add_columns(out, &key);
}

static void add_key(struct buffer *out, const struct constraint *constraint) {
    buffer_add(out, constraint->kind == CONSTRAINT_PRIMARY_KEY ? "PRIMARY KEY " : "UNIQUE ");
    if (postgresql_switch(&constraint->options, "nulls_not_distinct"))
        buffer_add(out, "NULLS NOT DISTINCT ");
    add_columns(out, constraint);
    add_include(out, &constraint->options);
    add_storage(out, &constraint->options, "USING INDEX TABLESPACE");
}

static void add_action(struct buffer *out, const char *event, const char *action, const char *columns) {
    if (!action || text_same_word(action, "no action"))
        return;
    buffer_addf(out, " ON %s ", event);
    for (const char *c = action; *c; c++)
        buffer_add_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    if (columns) {
        struct names names = text_split(out->arena, columns, ',');
        buffer_add_char(out, ' ');
        ddl_add_names(out, &names);
    }
}

static void add_foreign_key(struct buffer *out, const struct constraint *constraint) {
    const struct reference *reference = &constraint->reference;
    buffer_add(out, "FOREIGN KEY ");
    add_columns(out, constraint);
    buffer_addf(out, " REFERENCES %s", postgresql_full_name(out->arena, reference->schema, reference->table));
    if (reference->columns.count) {
        buffer_add_char(out, ' ');
        add_referred(out, constraint);
    }
    if (reference->match && text_same_word(reference->match, "full"))
        buffer_add(out, " MATCH FULL");
    add_action(out, "UPDATE", reference->on_update, NULL);
    add_action(
        out, "DELETE", reference->on_delete, postgresql_option(&constraint->options, "on_delete_columns"));
}

static void add_exclusion(struct buffer *out, const struct constraint *constraint) {
    const char *method = postgresql_option(&constraint->options, "using");
    const char *where = postgresql_option(&constraint->options, "where");
    buffer_addf(out, "EXCLUDE USING %s (%s)", method ? method : "gist", constraint->expression);
    add_include(out, &constraint->options);
    add_storage(out, &constraint->options, "USING INDEX TABLESPACE");
    if (where)
        buffer_addf(out, " WHERE (%s)", where);
}

static void add_body(struct buffer *out, const struct constraint *constraint) {
    switch (constraint->kind) {
    case CONSTRAINT_PRIMARY_KEY:
    case CONSTRAINT_UNIQUE:
        add_key(out, constraint);
        break;
    case CONSTRAINT_CHECK:
        buffer_addf(out, "CHECK (%s)", constraint->expression);
        if (postgresql_switch(&constraint->options, "no_inherit"))
            buffer_add(out, " NO INHERIT");
        break;
    case CONSTRAINT_FOREIGN_KEY:
        add_foreign_key(out, constraint);
        break;
    case CONSTRAINT_EXCLUDE:
        add_exclusion(out, constraint);
        break;
    }
}

const char *ddl_deferrable(const struct constraint *constraint) {
    if (constraint->deferrable == DEFERRABLE_IMMEDIATE)
        return " DEFERRABLE";
    return constraint->deferrable == DEFERRABLE_DEFERRED ? " DEFERRABLE INITIALLY DEFERRED" : "";
}

char *ddl_constraint(struct arena *arena, const struct constraint *constraint) {
    struct buffer out = {.arena = arena};
    if (constraint->name) {
        buffer_add(&out, "CONSTRAINT ");
        postgresql_name_quoted(&out, constraint->name);
        buffer_add_char(&out, ' ');
    }
    add_body(&out, constraint);
    buffer_add(&out, ddl_deferrable(constraint));
    if (postgresql_switch(&constraint->options, "not_enforced"))
        buffer_add(&out, " NOT ENFORCED");
    if (postgresql_switch(&constraint->options, "not_valid"))
        buffer_add(&out, " NOT VALID");
    return buffer_text(&out);
}

void ddl_rename_constraint(struct ddl *ddl, const struct table *table, const char *from, const char *to) {
    ddl_sayf(ddl, "ALTER TABLE %s RENAME CONSTRAINT %s TO %s", ddl_table_name(ddl, table),
        postgresql_name(ddl->arena, from), postgresql_name(ddl->arena, to));
}

char *ddl_create_index(struct arena *arena, const struct table *table, const struct index *index) {
    struct buffer out = {.arena = arena};
    const char *method = postgresql_option(&index->options, "using");
    buffer_addf(&out, "CREATE %sINDEX %s%s ON %s%s ", index->unique ? "UNIQUE " : "",
        postgresql_switch(&index->options, "concurrently") ? "CONCURRENTLY " : "",
        postgresql_name(arena, index->name), postgresql_switch(&index->options, "incomplete") ? "ONLY " : "",
        postgresql_full_name(arena, table->schema, table->name));
    if (method)
        buffer_addf(&out, "USING %s ", method);
    ddl_add_parts(&out, &index->parts);
    add_include(&out, &index->options);
    if (postgresql_switch(&index->options, "nulls_not_distinct"))
        buffer_add(&out, " NULLS NOT DISTINCT");
    add_storage(&out, &index->options, "TABLESPACE");
    if (index->where)
        buffer_addf(&out, " WHERE %s", index->where);
    return buffer_text(&out);
}
