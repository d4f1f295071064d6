/* A whole table, and its options. */
#include <string.h>

#include "base/text.h"
#include "mysql/definition.h"
#include "mysql/implied.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/versioning.h"

static bool same(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

/* The value to write, null when nothing has to be: `back` is what an option that is gone falls back to. */
static const char *changed(
    const struct table *table, const struct table *before, const char *name, const char *back) {
    const char *value = mysql_option(&table->options, name);
    const char *old = before ? mysql_option(&before->options, name) : NULL;
    if (same(value, old))
        return NULL;
    return value ? value : back;
}

static void add_plain_option(
    const struct definition *definition, struct buffer *out, const char *name, const char *value) {
    bool bare =
        strspn(value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_") == strlen(value);
    bool quoted =
        !bare || !strcmp(name, "compression") || !strcmp(name, "connection") || !strcmp(name, "encryption");
    bool list = !strcmp(name, "union");
    buffer_add_char(out, ' ');
    for (const char *c = name; *c; c++)
        buffer_add_char(
            out, *c == '_' && strstr(name, "_directory") ? ' ' : (char)(*c - (*c >= 'a' && *c <= 'z') * 32));
    if (!strcmp(value, "true") || !strcmp(value, "false"))
        value = *value == 't' ? "1" : "0";
    const char *written = !strcmp(name, "tablespace") ? mysql_name(definition->arena, value)
                          : quoted && !list           ? mysql_text(definition->arena, value)
                                                      : value;
    buffer_addf(out, "=%s", written);
}

static void add_collation(const struct definition *definition, struct buffer *out, const struct table *table,
    const struct table *before) {
    const char *collation = changed(table, before, "collation", definition->server->default_collation);
    if (collation)
        buffer_addf(out, " DEFAULT %s", define_collation(definition, collation));
}

/* What an option that is gone falls back to. */
static const char *fallback(const char *name) {
    static const char *const words[] = {"row_format", "pack_keys", "stats_auto_recalc", "stats_persistent",
        "stats_sample_pages", "page_compressed", "page_compression_level", "encrypted", "encryption_key_id",
        "transactional"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], name))
            return "DEFAULT";
    if (!strcmp(name, "page_checksum"))
        return "1";
    if (!strcmp(name, "tablespace"))
        return "innodb_file_per_table";
    if (!strcmp(name, "secondary_engine"))
        return "NULL";
    if (text_ends_with(name, "engine_attribute"))
        return "";
    return !strcmp(name, "compression") || !strcmp(name, "connection") ? "" : "0";
}

char *define_options(
    const struct definition *definition, const struct table *table, const struct table *before) {
    struct buffer out = {.arena = definition->arena};
    const char *engine = changed(table, before, "engine", "InnoDB");
    if (engine)
        buffer_addf(&out, " ENGINE=%s", engine);
    add_collation(definition, &out, table, before);
    for (size_t i = 0; mysql_plain_table_options[i]; i++) {
        const char *value =
            changed(table, before, mysql_plain_table_options[i], fallback(mysql_plain_table_options[i]));
        if (value)
            add_plain_option(definition, &out, mysql_plain_table_options[i], value);
    }
    if (!same(table->comment, before ? before->comment : NULL))
        buffer_addf(&out, " COMMENT=%s", mysql_text(definition->arena, table->comment ? table->comment : ""));
    if (!before && is_versioned(table))
        buffer_add(&out, " WITH SYSTEM VERSIONING");
    return buffer_text(&out);
}

char *define_own_index(
    const struct definition *definition, const struct table *table, const struct constraint *key) {
    const char *name = key->kind == CONSTRAINT_FOREIGN_KEY ? implied_index_name(table, key) : NULL;
    if (!name || !key->name || !strcmp(name, key->name))
        return NULL;
    const struct index index = {.name = name, .parts = key->columns};
    return define_index(definition, &index);
}

char *define_table(const struct definition *definition, const struct table *table) {
    struct buffer out = {.arena = definition->arena};
    const char *separator = "\n    ", *period = mysql_option(&table->options, "period");
    const char *partition = mysql_option(&table->options, "partition");
    buffer_add(&out, "CREATE TABLE ");
    dialect_add_table(&out, &mysql_dialect, table->schema, table->name);
    buffer_add(&out, " (");
    for (size_t i = 0; i < table->columns.count; i++, separator = ",\n    ")
        buffer_addf(&out, "%s%s", separator, define_column(definition, table->columns.items[i], table, NULL));
    if (table->primary_key)
        buffer_addf(&out, "%s%s", separator, define_constraint(definition, table->primary_key));
    for (size_t i = 0; i < table->indexes.count; i++)
        buffer_addf(&out, "%s%s", separator, define_index(definition, table->indexes.items[i]));
    for (size_t i = 0; i < table->constraints.count; i++) {
        const char *index = define_own_index(definition, table, table->constraints.items[i]);
        if (index)
            buffer_addf(&out, "%s%s", separator, index);
        buffer_addf(&out, "%s%s", separator, define_constraint(definition, table->constraints.items[i]));
    }
    if (period)
        buffer_addf(&out, "%s%s", separator, period);
    buffer_addf(&out, "\n)%s", define_options(definition, table, NULL));
    if (partition)
        buffer_addf(&out, "\n%s", partition);
    return buffer_text(&out);
}
