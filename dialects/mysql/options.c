#include "mysql/options.h"

#include <string.h>

#include "base/text.h"

static const char *const table_options[] = {"engine", "charset", "collation", "row_format", "partition",
    "system_versioning", "auto_increment", "autoextend_size", "avg_row_length", "checksum", "compression",
    "connection", "data_directory", "delay_key_write", "encrypted", "encryption", "encryption_key_id",
    "engine_attribute", "index_directory", "insert_method", "key_block_size", "max_rows", "min_rows",
    "pack_keys", "page_checksum", "page_compressed", "page_compression_level", "secondary_engine",
    "secondary_engine_attribute", "stats_auto_recalc", "stats_persistent", "stats_sample_pages", "tablespace",
    "transactional", "union", "period", NULL};
static const char *const column_options[] = {"type", "unsigned", "zerofill", "charset", "collation",
    "on_update", "invisible", "column_format", "storage", "srid", "compressed", "ref_system_id",
    "system_versioning", "row", "check", "engine_attribute", "secondary_engine_attribute", NULL};
static const char *const index_options[] = {"using", "kind", "invisible", "parser", "key_block_size",
    "clustering", "without_overlaps", "engine_attribute", "secondary_engine_attribute", NULL};

const char *const mysql_plain_table_options[] = {"autoextend_size", "avg_row_length", "checksum",
    "compression", "connection", "data_directory", "delay_key_write", "encrypted", "encryption",
    "encryption_key_id", "engine_attribute", "index_directory", "insert_method", "key_block_size", "max_rows",
    "min_rows", "pack_keys", "page_checksum", "page_compressed", "page_compression_level", "row_format",
    "secondary_engine", "secondary_engine_attribute", "stats_auto_recalc", "stats_persistent",
    "stats_sample_pages", "tablespace", "transactional", "union", NULL};

static const char *const *const known[] = {table_options, column_options, index_options};

const char *mysql_option(const struct options *options, const char *name) {
    const struct option *option = options_find(options, "mysql", name);
    return option ? option->value : NULL;
}

bool mysql_option_is_on(const struct options *options, const char *name) {
    const char *value = mysql_option(options, name);
    return value && !strcmp(value, "true");
}

void mysql_set_option(struct arena *arena, struct options *options, const char *name, const char *value) {
    for (size_t i = 0; i < options->count; i++) {
        struct option *option = &options->items[i];
        if (!option->name || strcmp(option->dialect, "mysql") != 0 || strcmp(option->name, name) != 0)
            continue;
        if (value)
            option->value = value;
        else
            list_remove(options, i);
        return;
    }
    if (!value)
        return;
    bool plain =
        !strcmp(value, "true") || !strcmp(value, "false") || strspn(value, "0123456789") == strlen(value);
    list_push(arena, options, ((struct option){"mysql", name, value, .is_text = !plain}));
}

static bool is_known(const char *name, enum option_owner owner, struct errors *errors, struct place place) {
    const char *const *names = known[owner];
    size_t count = 0;
    for (; names[count]; count++)
        if (!strcmp(names[count], name))
            return true;
    struct error *error = error_add(errors, ERROR_MODEL, place, "unknown option \"%s\" under mysql", name);
    const char *nearest = text_nearest(name, names, count);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    return false;
}

bool mysql_check_options(const struct options *options, enum option_owner owner, struct errors *errors) {
    bool good = true;
    for (size_t i = 0; i < options->count; i++) {
        const struct option *option = &options->items[i];
        if (!strcmp(option->dialect, "mysql") && !is_known(option->name, owner, errors, option->place))
            good = false;
    }
    return good;
}
