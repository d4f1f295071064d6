#include "mysql/definition.h"

#include <string.h>

#include "base/text.h"
#include "mysql/charset.h"
#include "mysql/defaults.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/types.h"

char *define_collation(const struct definition *definition, const char *collation) {
    struct arena *arena = definition->arena;
    const char *charset = collation_charset(arena, collation);
    return arena_format(arena, "CHARACTER SET %s COLLATE %s",
        charset_spelling(&definition->features, arena, charset),
        charset_spelling(&definition->features, arena, collation));
}

/* --- Columns --- */

static void add_default(
    const struct definition *definition, struct buffer *out, const struct column *column) {
    const char *sql = column->default_sql;
    const char *base = mysql_type_base(definition->arena, column->type_sql);
    bool large = text_ends_with(base, "text") || text_ends_with(base, "blob") || !strcmp(base, "json");
    switch (default_form(sql)) {
    case DEFAULT_NOW:
        buffer_addf(out, " DEFAULT CURRENT_TIMESTAMP%s", sql + strlen("current_timestamp"));
        break;
    case DEFAULT_LITERAL:
        buffer_addf(out, large && !definition->features.text_literals ? " DEFAULT (%s)" : " DEFAULT %s", sql);
        break;
    case DEFAULT_EXPRESSION:
        buffer_addf(out, " DEFAULT (%s)", sql);
        break;
    }
}

static void add_generated(struct buffer *out, const struct column *column) {
    buffer_addf(
        out, " GENERATED ALWAYS AS (%s) %s", column->generated, column->stored == ON ? "STORED" : "VIRTUAL");
}

/* A timestamp that may be null must say so: before explicit_defaults_for_timestamp it is NOT NULL by itself.
 * MariaDB doesn't take NOT NULL for a generated column. */
static void add_nullable(const struct definition *definition, struct buffer *out, const struct column *column,
    const struct table *table) {
    bool nullable = column_is_nullable(table, column);
    if (column->generated && definition->features.mariadb)
        return;
    if (!nullable)
        buffer_add(out, " NOT NULL");
    else if (text_starts_with(column->type_sql, "timestamp") && !column->generated)
        buffer_add(out, " NULL");
}

static void add_on_update(struct buffer *out, const char *on_update) {
    if (text_starts_with(on_update, "current_timestamp"))
        buffer_addf(out, " ON UPDATE CURRENT_TIMESTAMP%s", on_update + strlen("current_timestamp"));
    else
        buffer_addf(out, " ON UPDATE %s", on_update);
}

static void add_engine_attributes(
    const struct definition *definition, struct buffer *out, const struct options *options) {
    const char *own = mysql_option(options, "engine_attribute"),
               *secondary = mysql_option(options, "secondary_engine_attribute");
    if (own)
        buffer_addf(out, " ENGINE_ATTRIBUTE %s", mysql_text(definition->arena, own));
    if (secondary)
        buffer_addf(out, " SECONDARY_ENGINE_ATTRIBUTE %s", mysql_text(definition->arena, secondary));
}

static void add_column_options(
    const struct definition *definition, struct buffer *out, const struct column *column) {
    const struct options *options = &column->options;
    const char *on_update = mysql_option(options, "on_update"),
               *format = mysql_option(options, "column_format");
    const char *storage = mysql_option(options, "storage"), *check = mysql_option(options, "check");
    const char *versioned = mysql_option(options, "system_versioning");
    if (on_update)
        add_on_update(out, on_update);
    if (mysql_option_is_on(options, "invisible"))
        buffer_add(out, " INVISIBLE");
    if (versioned)
        buffer_addf(out, " %s SYSTEM VERSIONING", !strcmp(versioned, "true") ? "WITH" : "WITHOUT");
    if (column->autoincrement == ON)
        buffer_add(out, " AUTO_INCREMENT");
    if (format)
        buffer_addf(out, " COLUMN_FORMAT %s", format);
    if (storage)
        buffer_addf(out, " STORAGE %s", storage);
    if (column->comment)
        buffer_addf(out, " COMMENT %s", mysql_text(definition->arena, column->comment));
    add_engine_attributes(definition, out, options);
    if (check)
        buffer_addf(out, " CHECK (%s)", check);
}

char *define_column(const struct definition *definition, const struct column *column,
    const struct table *table, const char *collation) {
    struct buffer out = {.arena = definition->arena};
    const char *own = mysql_option(&column->options, "collation"),
               *srid = mysql_option(&column->options, "srid");
    const char *row = mysql_option(&column->options, "row"),
               *system = mysql_option(&column->options, "ref_system_id");
    mysql_dialect.name_quoted(&out, column->name);
    buffer_addf(&out, " %s", column->type_sql);
    if (mysql_option_is_on(&column->options, "compressed"))
        buffer_add(&out, " COMPRESSED");
    if (system)
        buffer_addf(&out, " REF_SYSTEM_ID=%s", system);
    if (own || (collation && mysql_type_has_charset(column->type_sql)))
        buffer_addf(&out, " %s", define_collation(definition, own ? own : collation));
    if (row) {
        buffer_addf(&out, " GENERATED ALWAYS AS ROW %s", row);
        add_column_options(definition, &out, column);
        return buffer_text(&out);
    }
    if (column->generated)
        add_generated(&out, column);
    add_nullable(definition, &out, column, table);
    if (srid)
        buffer_addf(&out, " SRID %s", srid);
    if (column->default_sql)
        add_default(definition, &out, column);
    add_column_options(definition, &out, column);
    return buffer_text(&out);
}

/* --- Keys --- */

static void add_part(struct buffer *out, const struct key_part *part) {
    if (part->expression)
        buffer_addf(out, "(%s)", part->expression);
    else
        mysql_dialect.name_quoted(out, part->column);
    if (part->prefix)
        buffer_addf(out, "(%u)", part->prefix);
    if (part->order == SORT_DESCENDING)
        buffer_add(out, " DESC");
}

static void add_parts(struct buffer *out, const struct key_parts *parts, const struct options *options) {
    const char *period = mysql_option(options, "without_overlaps");
    buffer_add(out, " (");
    for (size_t i = 0; i < parts->count; i++) {
        buffer_add(out, i ? ", " : "");
        add_part(out, &parts->items[i]);
    }
    if (period) {
        buffer_add(out, parts->count ? ", " : "");
        mysql_dialect.name_quoted(out, period);
        buffer_add(out, " WITHOUT OVERLAPS");
    }
    buffer_add_char(out, ')');
}

/* Key words in upper case. */
static void add_upper(struct buffer *out, const char *words) {
    for (const char *c = words; *c; c++)
        buffer_add_char(out, (char)(*c - (*c >= 'a' && *c <= 'z') * 32));
}

static void add_using(struct buffer *out, const char *using) {
    if (!using)
        return;
    buffer_add(out, " USING ");
    add_upper(out, using);
}

static void add_block_size(struct buffer *out, const struct options *options) {
    const char *size = mysql_option(options, "key_block_size");
    if (size)
        buffer_addf(out, " KEY_BLOCK_SIZE=%s", size);
}

static void add_action(struct buffer *out, const char *event, const char *action) {
    if (!action)
        return;
    buffer_addf(out, " ON %s ", event);
    add_upper(out, action);
}

static void add_reference(struct buffer *out, const struct reference *reference) {
    buffer_add(out, " REFERENCES ");
    dialect_add_table(out, &mysql_dialect, reference->schema, reference->table);
    buffer_add(out, " (");
    for (size_t i = 0; i < reference->columns.count; i++) {
        buffer_add(out, i ? ", " : "");
        mysql_dialect.name_quoted(out, reference->columns.items[i]);
    }
    buffer_add_char(out, ')');
    add_action(out, "DELETE", reference->on_delete);
    add_action(out, "UPDATE", reference->on_update);
}

static void add_key_name(struct buffer *out, const char *name) {
    if (!name)
        return;
    buffer_add_char(out, ' ');
    mysql_dialect.name_quoted(out, name);
}

char *define_constraint(const struct definition *definition, const struct constraint *constraint) {
    struct buffer out = {.arena = definition->arena};
    if (constraint->kind == CONSTRAINT_PRIMARY_KEY)
        buffer_add(&out, "PRIMARY KEY");
    else if (constraint->kind == CONSTRAINT_UNIQUE) {
        buffer_add(&out, "UNIQUE KEY");
        add_key_name(&out, constraint->name);
    } else if (constraint->name) {
        buffer_add(&out, "CONSTRAINT");
        add_key_name(&out, constraint->name);
        buffer_add_char(&out, ' ');
    }
    if (constraint->kind == CONSTRAINT_CHECK) {
        const char *enforced = mysql_option(&constraint->options, "enforced");
        buffer_addf(&out, "CHECK (%s)%s", constraint->expression,
            enforced && !strcmp(enforced, "false") ? " NOT ENFORCED" : "");
        return buffer_text(&out);
    }
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
        buffer_add(&out, "FOREIGN KEY");
    add_parts(&out, &constraint->columns, &constraint->options);
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY) {
        add_reference(&out, &constraint->reference);
        return buffer_text(&out);
    }
    add_block_size(&out, &constraint->options);
    add_using(&out, mysql_option(&constraint->options, "using"));
    const char *comment = mysql_option(&constraint->options, "comment");
    if (comment)
        buffer_addf(&out, " COMMENT %s", mysql_text(definition->arena, comment));
    return buffer_text(&out);
}

char *define_index(const struct definition *definition, const struct index *index) {
    struct buffer out = {.arena = definition->arena};
    const struct options *options = &index->options;
    const char *kind = mysql_option(options, "kind"), *using = mysql_option(options, "using");
    const char *parser = mysql_option(options, "parser"), *clustering = mysql_option(options, "clustering");
    if (kind)
        buffer_add(&out, !strcmp(kind, "fulltext") ? "FULLTEXT " : "SPATIAL ");
    buffer_add(&out, index->unique ? "UNIQUE KEY" : "KEY");
    add_key_name(&out, index->name);
    add_parts(&out, &index->parts, options);
    add_block_size(&out, options);
    add_using(&out, using);
    if (parser)
        buffer_addf(&out, " WITH PARSER %s", mysql_name(definition->arena, parser));
    if (index->comment)
        buffer_addf(&out, " COMMENT %s", mysql_text(definition->arena, index->comment));
    add_engine_attributes(definition, &out, options);
    if (clustering)
        buffer_addf(&out, " CLUSTERING=%s", clustering);
    if (mysql_option_is_on(options, "invisible"))
        buffer_add(&out, definition->features.mariadb ? " IGNORED" : " INVISIBLE");
    return buffer_text(&out);
}
