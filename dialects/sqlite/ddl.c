#include "sqlite/ddl.h"

#include <string.h>

#include "base/text.h"
#include "sqlite/resolve.h"
#include "sqlite/types.h"

char *sqlite_name(struct arena *arena, const char *name) {
    struct buffer out = {.arena = arena};
    sqlite_name_quoted(&out, name);
    return buffer_text(&out);
}

/* A literal, a sign and a number, or one word. */
static bool is_term(const char *expression, struct token *token) {
    struct lexer lexer = lexer_on(&sqlite_syntax, expression, strlen(expression));
    *token = lexer_next_word(&lexer);
    if (token_is(*token, "-") || token_is(*token, "+")) {
        *token = lexer_next_word(&lexer);
        if (token->kind != TOKEN_NUMBER)
            return false;
    }
    bool is_one = token->kind == TOKEN_NUMBER || token->kind == TOKEN_STRING || token->kind == TOKEN_WORD ||
                  token->kind == TOKEN_NAME;
    return is_one && lexer_next_word(&lexer).kind == TOKEN_END;
}

bool sqlite_is_literal(const char *expression) {
    struct token token;
    return is_term(expression, &token) && !token_is(token, "CURRENT_TIME") &&
           !token_is(token, "CURRENT_DATE") && !token_is(token, "CURRENT_TIMESTAMP");
}

static void add_upper(struct buffer *out, const char *words) {
    for (; *words; words++)
        buffer_add_char(out, *words >= 'a' && *words <= 'z' ? (char)(*words - ('a' - 'A')) : *words);
}

static void add_on_conflict(struct buffer *out, const struct options *options, const char *name) {
    const char *word = sqlite_option(options, name);
    if (!word)
        return;
    buffer_add(out, " ON CONFLICT ");
    add_upper(out, word);
}

/* --- Columns --- */

static void add_default(struct buffer *out, const char *expression) {
    struct token token;
    if (is_term(expression, &token))
        buffer_addf(out, " DEFAULT %s", expression);
    else
        buffer_addf(out, " DEFAULT (%s)", expression);
}

static void add_enum_check(struct buffer *out, const struct column *column) {
    struct names values;
    if (!sqlite_enum_values(out->arena, column->type_sql, &values))
        return;
    buffer_add(out, " CHECK (");
    sqlite_name_quoted(out, column->name);
    buffer_add(out, " IN (");
    for (size_t i = 0; i < values.count; i++) {
        buffer_add(out, i ? ", " : "");
        sqlite_text_quoted(out, values.items[i]);
    }
    buffer_add(out, "))");
}

static void add_not_null(struct buffer *out, const struct column *column) {
    const char *name = sqlite_option(&column->options, "not_null_name");
    if (name) {
        buffer_add(out, " CONSTRAINT ");
        sqlite_name_quoted(out, name);
    }
    buffer_add(out, " NOT NULL");
    add_on_conflict(out, &column->options, "on_conflict_not_null");
}

static void add_column(struct buffer *out, const struct table *table, const struct column *column) {
    bool strict = sqlite_switch(&table->options, "strict");
    const char *collation = sqlite_option(&column->options, "collation");
    sqlite_name_quoted(out, column->name);
    if (*column->type_sql)
        buffer_addf(out, " %s", sqlite_type_written(out->arena, column->type_sql, strict));
    if (collation) {
        buffer_add(out, " COLLATE ");
        sqlite_name_quoted(out, collation);
    }
    if (column->nullable == OFF)
        add_not_null(out, column);
    if (column->default_sql)
        add_default(out, column->default_sql);
    if (column->generated)
        buffer_addf(out, " GENERATED ALWAYS AS (%s) %s", column->generated,
            column->stored == ON ? "STORED" : "VIRTUAL");
    add_enum_check(out, column);
}

/* --- Constraints --- */

static void add_constraint_name(struct buffer *out, const struct constraint *constraint) {
    if (!constraint->name)
        return;
    buffer_add(out, "CONSTRAINT ");
    sqlite_name_quoted(out, constraint->name);
    buffer_add_char(out, ' ');
}

static void add_part(struct buffer *out, const struct key_part *part) {
    if (part->column)
        sqlite_name_quoted(out, part->column);
    else
        buffer_add(out, part->expression);
    if (part->collation) {
        buffer_add(out, " COLLATE ");
        sqlite_name_quoted(out, part->collation);
    }
    if (part->order != SORT_UNSET)
        buffer_add(out, part->order == SORT_DESCENDING ? " DESC" : " ASC");
    if (part->nulls) {
        buffer_add(out, " NULLS ");
        add_upper(out, part->nulls);
    }
}

static void add_parts(struct buffer *out, const struct key_parts *parts) {
    buffer_add(out, " (");
    for (size_t i = 0; i < parts->count; i++) {
        buffer_add(out, i ? ", " : "");
        add_part(out, &parts->items[i]);
    }
    buffer_add_char(out, ')');
}

static void add_action(struct buffer *out, const char *event, const char *action) {
    if (!action)
        return;
    buffer_addf(out, " ON %s ", event);
    add_upper(out, action);
}

static void add_reference(struct buffer *out, const struct constraint *constraint) {
    const struct reference *to = &constraint->reference;
    buffer_add(out, "REFERENCES ");
    sqlite_name_quoted(out, to->table);
    for (size_t i = 0; i < to->columns.count; i++) {
        buffer_add(out, i ? ", " : " (");
        sqlite_name_quoted(out, to->columns.items[i]);
    }
    buffer_add(out, to->columns.count ? ")" : "");
    add_action(out, "DELETE", to->on_delete);
    add_action(out, "UPDATE", to->on_update);
    if (to->match) {
        buffer_add(out, " MATCH ");
        add_upper(out, to->match);
    }
    if (constraint->deferrable == DEFERRABLE_NOT)
        buffer_add(out, " NOT DEFERRABLE");
    else if (constraint->deferrable != DEFERRABLE_UNSET)
        buffer_addf(out, " DEFERRABLE INITIALLY %s",
            constraint->deferrable == DEFERRABLE_DEFERRED ? "DEFERRED" : "IMMEDIATE");
}

static void add_constraint(struct buffer *out, const struct constraint *constraint) {
    add_constraint_name(out, constraint);
    switch (constraint->kind) {
    case CONSTRAINT_PRIMARY_KEY:
        buffer_add(out, "PRIMARY KEY");
        add_parts(out, &constraint->columns);
        break;
    case CONSTRAINT_UNIQUE:
        buffer_add(out, "UNIQUE");
        add_parts(out, &constraint->columns);
        break;
    case CONSTRAINT_FOREIGN_KEY:
        buffer_add(out, "FOREIGN KEY");
        add_parts(out, &constraint->columns);
        buffer_add_char(out, ' ');
        add_reference(out, constraint);
        break;
    default:
        buffer_addf(out, "CHECK (%s)", constraint->expression);
    }
    add_on_conflict(out, &constraint->options, "on_conflict");
}

/* AUTOINCREMENT and the DESC that makes it no rowid are only possible in the column. */
static bool key_is_in_column(const struct table *table) {
    const struct constraint *key = table->primary_key;
    if (sqlite_switch(&table->options, "autoincrement"))
        return true;
    if (!key || key->columns.count != 1 || key->columns.items[0].order != SORT_DESCENDING ||
        sqlite_switch(&table->options, "without_rowid"))
        return false;
    const struct column *column = table_find_column(table, key->columns.items[0].column);
    return column && !strcmp(column->type_sql, "INTEGER");
}

static void add_key_in_column(struct buffer *out, const struct table *table) {
    const struct constraint *key = table->primary_key;
    buffer_add_char(out, ' ');
    add_constraint_name(out, key);
    buffer_add(out, key->columns.items[0].order == SORT_DESCENDING ? "PRIMARY KEY DESC" : "PRIMARY KEY");
    add_on_conflict(out, &key->options, "on_conflict");
    if (sqlite_switch(&table->options, "autoincrement"))
        buffer_add(out, " AUTOINCREMENT");
}

/* --- Statements --- */

static void add_table_options(struct buffer *out, const struct table *table) {
    bool strict = sqlite_switch(&table->options, "strict");
    if (strict)
        buffer_add(out, " STRICT");
    if (sqlite_switch(&table->options, "without_rowid"))
        buffer_add(out, strict ? ", WITHOUT ROWID" : " WITHOUT ROWID");
}

char *sqlite_create_table_sql(struct arena *arena, const struct table *table, const char *name) {
    struct buffer out = {.arena = arena};
    bool in_column = key_is_in_column(table);
    buffer_add(&out, "CREATE TABLE ");
    sqlite_name_quoted(&out, name);
    buffer_add(&out, " (");
    for (size_t i = 0; i < table->columns.count; i++) {
        buffer_add(&out, i ? ",\n    " : "\n    ");
        add_column(&out, table, table->columns.items[i]);
        if (in_column && table_in_primary_key(table, table->columns.items[i]->name))
            add_key_in_column(&out, table);
    }
    if (table->primary_key && !in_column) {
        buffer_add(&out, ",\n    ");
        add_constraint(&out, table->primary_key);
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        buffer_add(&out, ",\n    ");
        add_constraint(&out, table->constraints.items[i]);
    }
    buffer_add(&out, "\n)");
    add_table_options(&out, table);
    return buffer_text(&out);
}

static char *rename_sql(struct arena *arena, const char *from, const char *to) {
    return arena_format(
        arena, "ALTER TABLE %s RENAME TO %s", sqlite_name(arena, from), sqlite_name(arena, to));
}

struct names sqlite_rename_table_sql(struct arena *arena, const char *from, const char *to) {
    struct names statements = {0};
    if (sqlite_same_name(from, to)) {
        const char *between = arena_format(arena, SQLITE_NEW_TABLE "%s", to);
        list_push(arena, &statements, rename_sql(arena, from, between));
        from = between;
    }
    list_push(arena, &statements, rename_sql(arena, from, to));
    return statements;
}

char *sqlite_create_index_sql(struct arena *arena, const struct table *table, const struct index *index) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    sqlite_name_quoted(&out, index->name);
    buffer_add(&out, " ON ");
    sqlite_name_quoted(&out, table->name);
    add_parts(&out, &index->parts);
    if (index->where)
        buffer_addf(&out, " WHERE %s", index->where);
    return buffer_text(&out);
}

char *sqlite_add_column_sql(struct arena *arena, const struct table *table, const struct column *column,
    const struct constraints *keys) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "ALTER TABLE ");
    sqlite_name_quoted(&out, table->name);
    buffer_add(&out, " ADD COLUMN ");
    add_column(&out, table, column);
    for (size_t i = 0; i < keys->count; i++) {
        buffer_add_char(&out, ' ');
        add_constraint_name(&out, keys->items[i]);
        if (keys->items[i]->kind == CONSTRAINT_FOREIGN_KEY)
            add_reference(&out, keys->items[i]);
        else
            buffer_addf(&out, "CHECK (%s)", keys->items[i]->expression);
    }
    return buffer_text(&out);
}

const char *sqlite_create_object_sql(struct arena *arena, const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, "sqlite");
    if (!text || !object->is_body)
        return text ? text->text : NULL;
    return arena_format(arena, "CREATE VIEW %s AS\n%s", sqlite_name(arena, object->name), text->text);
}

const char *sqlite_drop_object_sql(struct arena *arena, const struct object *object) {
    const struct dialect_text *text = texts_find(&object->drop, "sqlite");
    if (text)
        return text->text;
    const char *word = !strcmp(object->kind, "view")            ? "VIEW"
                       : !strcmp(object->kind, "trigger")       ? "TRIGGER"
                       : !strcmp(object->kind, "virtual_table") ? "TABLE"
                                                                : NULL;
    return word ? arena_format(arena, "DROP %s %s", word, sqlite_name(arena, object->name)) : NULL;
}
