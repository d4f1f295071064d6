/* A declared schema in the server's own terms. */
#include <string.h>

#include "base/text.h"
#include "mysql/charset.h"
#include "mysql/defaults.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/triggers.h"
#include "mysql/types.h"

struct resolving {
    const struct server *server;
    struct features features;
    struct arena *arena;
    const struct schema *schema; /* or null */
    struct table *table;
    struct errors *errors;
};

static bool refuse(struct resolving *resolving, struct place place, const char *what, const char *hint) {
    struct error *error = error_add(
        resolving->errors, ERROR_UNSUPPORTED, place, "table \"%s\": %s", resolving->table->name, what);
    if (hint)
        error_hint(resolving->errors, error, "%s", hint);
    return false;
}

/* --- Character sets --- */

/* The one collation that options and type words ask for; null when they ask for none. */
static const char *asked_collation(
    struct resolving *resolving, const struct options *options, const struct mysql_type *type) {
    const char *collation = mysql_option(options, "collation"), *charset = mysql_option(options, "charset");
    if (!collation && type && !charset)
        collation = type->collation;
    if (!charset && type)
        charset = type->charset;
    if (collation)
        return charset_canonical(resolving->arena, collation);
    return charset ? charset_collation(
                         resolving->server, resolving->arena, charset_canonical(resolving->arena, charset))
                   : NULL;
}

static void resolve_collation(struct resolving *resolving, struct options *options,
    const struct mysql_type *type, const char *inherited) {
    const char *asked = asked_collation(resolving, options, type);
    bool needless = !asked || (inherited && !strcmp(asked, inherited));
    mysql_set_option(resolving->arena, options, "charset", NULL);
    mysql_set_option(resolving->arena, options, "collation", needless ? NULL : asked);
}

/* --- Columns --- */

/* `unsigned: true` says the same as a type of the database's own. */
static bool resolve_type(struct resolving *resolving, struct column *column, struct mysql_type *type) {
    struct arena *arena = resolving->arena;
    const char *own = mysql_option(&column->options, "type");
    if (own)
        *type = mysql_native_type(&resolving->features, arena, own);
    else if (!mysql_declared_type(&resolving->features, arena, resolving->schema, &column->type, column->name,
                 column->place, type, resolving->errors))
        return false;
    bool is_unsigned = mysql_option_is_on(&column->options, "unsigned");
    bool zerofill = mysql_option_is_on(&column->options, "zerofill");
    if (is_unsigned || zerofill) {
        const char *text = arena_format(
            arena, "%s%s%s", type->sql, is_unsigned ? " unsigned" : "", zerofill ? " zerofill" : "");
        type->sql = mysql_native_type(&resolving->features, arena, text).sql;
        own = type->sql;
    }
    mysql_set_option(arena, &column->options, "unsigned", NULL);
    mysql_set_option(arena, &column->options, "zerofill", NULL);
    if (own) {
        mysql_set_option(arena, &column->options, "type", own);
        column->native = arena_new(arena, struct type);
        *column->native = (struct type){.kind = TYPE_NATIVE, .text = own};
    }
    return true;
}

/* There are no enums with a name: each column has the values. */
static void inline_enum(struct resolving *resolving, struct column *column) {
    if (column->type.kind != TYPE_ENUM || !column->type.text || !resolving->schema)
        return;
    const struct enum_type *found = schema_find_enum(resolving->schema, NULL, column->type.text);
    if (!found)
        return;
    column->type.values = &found->values;
    column->type.text = NULL;
}

static bool check_default(struct resolving *resolving, const struct column *column) {
    const struct features *features = &resolving->features;
    const char *base = mysql_type_base(resolving->arena, column->type_sql);
    bool large = text_ends_with(base, "text") || text_ends_with(base, "blob") || !strcmp(base, "json");
    enum default_form form = default_form(column->default_sql);
    if (large && !features->text_literals && !features->default_expressions)
        return refuse(resolving, column->place,
            arena_format(
                resolving->arena, "column \"%s\" of type %s can have no default", column->name, base),
            "MySQL knows that from 8.0.13 on, MariaDB from 10.2.1");
    if (form == DEFAULT_EXPRESSION && !features->default_expressions)
        return refuse(resolving, column->place,
            arena_format(resolving->arena, "the default of column \"%s\" is an expression", column->name),
            "MySQL knows that from 8.0.13 on, MariaDB from 10.2.1");
    return true;
}

static void resolve_column_options(struct resolving *resolving, struct column *column) {
    struct arena *arena = resolving->arena;
    const char *on_update = mysql_option(&column->options, "on_update");
    const char *now = on_update ? default_now(arena, on_update) : NULL;
    if (now)
        mysql_set_option(arena, &column->options, "on_update", now);
    if (!mysql_option_is_on(&column->options, "invisible"))
        mysql_set_option(arena, &column->options, "invisible", NULL);
    if (column->comment && !*column->comment)
        column->comment = NULL;
}

static bool resolve_column(struct resolving *resolving, struct column *column, const char *collation) {
    struct mysql_type type;
    if (!mysql_check_options(&column->options, OPTIONS_OF_COLUMN, resolving->errors) ||
        !resolve_type(resolving, column, &type))
        return false;
    inline_enum(resolving, column);
    column->type_sql = type.sql;
    if (!mysql_type_has_charset(type.sql))
        type.charset = type.collation = NULL;
    resolve_collation(resolving, &column->options, &type, collation);
    resolve_column_options(resolving, column);
    if (table_autoincrement_column(resolving->table) == column)
        column->autoincrement = ON;
    else if (column->autoincrement == UNSET)
        column->autoincrement = OFF;
    if (column->generated) {
        column->stored = column->stored == ON ? ON : OFF;
        if (!resolving->features.generated_columns)
            return refuse(resolving, column->place, "generated columns are not known to this server",
                "MySQL knows them from 5.7.6 on");
    }
    column->default_sql = default_canonical(resolving->arena, column->type_sql, &column->default_value);
    return !column->default_sql || check_default(resolving, column);
}

/* --- Keys --- */

static bool resolve_part(struct resolving *resolving, struct key_part *part, struct place place) {
    if (part->nulls)
        return refuse(resolving, place, "NULLS FIRST and LAST can't be said in an index on MySQL", NULL);
    if (part->collation || part->operator_class)
        return refuse(resolving, place, "a part of an index has the column's collation on MySQL",
            "say it for the column: mysql: {collation: …}");
    if (part->expression && !resolving->features.functional_indexes)
        return refuse(resolving, place, "an index on an expression is not known to this server",
            resolving->features.mariadb ? "add a generated column and index that"
                                        : "MySQL knows it from 8.0.13 on");
    if (part->order == SORT_ASCENDING || !resolving->features.descending_indexes)
        part->order = SORT_UNSET;
    return true;
}

static bool resolve_parts(struct resolving *resolving, struct key_parts *parts, struct place place) {
    bool good = true;
    for (size_t i = 0; i < parts->count; i++)
        good = resolve_part(resolving, &parts->items[i], place) && good;
    return good;
}

/* An index of a table in memory is a hash when nothing is said, of all others a b-tree. */
static void resolve_method(struct resolving *resolving, struct options *options) {
    const char *engine = mysql_option(&resolving->table->options, "engine");
    const char *using = mysql_option(options, "using");
    bool in_memory = engine && (text_same_word(engine, "MEMORY") || text_same_word(engine, "HEAP"));
    mysql_set_option(resolving->arena, options, "using", using ? text_lower(resolving->arena, using) : NULL);
    options_mark_usual(options, "mysql", "using", in_memory ? "hash" : "btree");
}

static bool resolve_index(struct resolving *resolving, struct index *index) {
    struct arena *arena = resolving->arena;
    struct options *options = &index->options;
    if (!mysql_check_options(options, OPTIONS_OF_INDEX, resolving->errors))
        return false;
    if (index->where)
        return refuse(resolving, index->place,
            arena_format(arena, "index \"%s\" covers a part of the rows, which MySQL can't", index->name),
            "leave `where` out for MySQL, or index a generated column");
    const char *kind = mysql_option(options, "kind");
    resolve_method(resolving, options);
    mysql_set_option(arena, options, "kind", kind ? text_lower(arena, kind) : NULL);
    if (!mysql_option_is_on(options, "invisible"))
        mysql_set_option(arena, options, "invisible", NULL);
    if (index->comment && !*index->comment)
        index->comment = NULL;
    return resolve_parts(resolving, &index->parts, index->place);
}

/* RESTRICT is what is meant when nothing is said, and is not shown again. NO ACTION means the same, but is.
 */
static const char *resolve_action(const char *action) {
    return action && !strcmp(action, "restrict") ? NULL : action;
}

static void fill_reference(struct resolving *resolving, struct reference *reference) {
    const struct table *parent =
        resolving->schema ? schema_find_table(resolving->schema, reference->schema, reference->table) : NULL;
    if (!parent && !strcmp(reference->table, resolving->table->name))
        parent = resolving->table;
    if (reference->columns.count || !parent || !parent->primary_key)
        return;
    const struct key_parts *parts = &parent->primary_key->columns;
    for (size_t i = 0; i < parts->count; i++)
        list_push(resolving->arena, &reference->columns, parts->items[i].column);
}

static bool resolve_foreign_key(struct resolving *resolving, struct constraint *key) {
    struct reference *reference = &key->reference;
    if (key->deferrable == DEFERRABLE_IMMEDIATE || key->deferrable == DEFERRABLE_DEFERRED)
        return refuse(resolving, key->place, "MySQL can't defer a foreign key", "leave `deferrable` out");
    key->deferrable = DEFERRABLE_UNSET;
    reference->on_delete = resolve_action(reference->on_delete);
    reference->on_update = resolve_action(reference->on_update);
    reference->match = NULL;
    fill_reference(resolving, reference);
    return true;
}

static bool resolve_constraint(struct resolving *resolving, struct constraint *constraint) {
    switch (constraint->kind) {
    case CONSTRAINT_FOREIGN_KEY:
        return resolve_foreign_key(resolving, constraint);
    case CONSTRAINT_EXCLUDE:
        return refuse(resolving, constraint->place, "MySQL has no exclusion constraints", NULL);
    case CONSTRAINT_CHECK:
        return true;
    default:
        resolve_method(resolving, &constraint->options);
        return resolve_parts(resolving, &constraint->columns, constraint->place);
    }
}

/* Servers from before checks read them and forget them: there they are nothing to compare. */
static void forget_checks(struct table *table) {
    for (size_t i = table->constraints.count; i-- > 0;)
        if (table->constraints.items[i]->kind == CONSTRAINT_CHECK)
            list_remove(&table->constraints, i);
}

/* --- Tables --- */

static const char *engine_name(const char *engine) {
    static const char *const engines[] = {
        "MyISAM", "MEMORY", "CSV", "ARCHIVE", "Aria", "MRG_MyISAM", "BLACKHOLE", "FEDERATED", "SEQUENCE"};
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++)
        if (text_same_word(engines[i], engine))
            return engines[i];
    return text_same_word(engine, "InnoDB") ? NULL : engine;
}

/* Aria sums up its pages unless it is told not to, and shows it; other engines only keep the word, which no
 * statement takes away from the table. */
static void resolve_page_checksum(struct resolving *resolving, struct options *options) {
    const char *engine = mysql_option(options, "engine"), *sum = mysql_option(options, "page_checksum");
    bool counts =
        sum && engine && !strcmp(engine, "Aria") && strcmp(sum, "1") != 0 && strcmp(sum, "true") != 0;
    mysql_set_option(resolving->arena, options, "page_checksum", counts ? "0" : NULL);
}

static void resolve_table_options(struct resolving *resolving, struct table *table) {
    struct arena *arena = resolving->arena;
    struct options *options = &table->options;
    const char *engine = mysql_option(options, "engine"), *format = mysql_option(options, "row_format");
    mysql_set_option(arena, options, "engine", engine ? engine_name(engine) : NULL);
    mysql_set_option(arena, options, "row_format",
        format && !text_same_word(format, "default") ? text_lower(arena, format) : NULL);
    mysql_set_option(arena, options, "auto_increment", NULL);
    resolve_page_checksum(resolving, options);
    resolve_collation(resolving, options, NULL, resolving->server->default_collation);
    if (table->comment && !*table->comment)
        table->comment = NULL;
}

bool mysql_resolve_table(const struct server *server, struct arena *arena, const struct schema *schema,
    struct table *table, struct errors *errors) {
    struct resolving resolving = {server, mysql_features(server), arena, schema, table, errors};
    bool good = mysql_check_options(&table->options, OPTIONS_OF_TABLE, errors);
    resolve_table_options(&resolving, table);
    const char *collation = mysql_option(&table->options, "collation");
    if (!collation)
        collation = server->default_collation;
    for (size_t i = 0; i < table->columns.count; i++)
        good = resolve_column(&resolving, table->columns.items[i], collation) && good;
    if (!resolving.features.checks)
        forget_checks(table);
    if (table->primary_key) {
        table->primary_key->name = NULL;
        good = resolve_constraint(&resolving, table->primary_key) && good;
    }
    for (size_t i = 0; i < table->constraints.count; i++)
        good = resolve_constraint(&resolving, table->constraints.items[i]) && good;
    for (size_t i = 0; i < table->indexes.count; i++)
        good = resolve_index(&resolving, table->indexes.items[i]) && good;
    unique_indexes_to_constraints(arena, table);
    return good;
}

bool mysql_resolve(
    const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors) {
    bool good = true;
    for (size_t i = 0; i < schema->tables.count; i++)
        good = mysql_resolve_table(server, arena, schema, schema->tables.items[i], errors) && good;
    schema->enums = (struct enum_types){0};
    triggers_note_order(arena, schema);
    return good;
}
