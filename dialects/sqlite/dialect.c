#include "sqlite/compile.h"
#include "sqlite/convert.h"
#include "sqlite/inspect.h"
#include "sqlite/parse.h"
#include "sqlite/resolve.h"
#include "sqlite/types.h"

#include <string.h>

#include "base/text.h"

static const struct dialect_traits traits = {
    .transactional_ddl = true,
    .lock_is_transaction = true,
    .tables_ignore_case = true,
    .columns_ignore_case = true,
    .keys_take_null = true,
    .file_database = true,
    .oldest_version = SQLITE_OLDEST,
    .oldest_product = "sqlite",
    .name_length_max = 0, /* no limit */
};

const struct sql_syntax sqlite_syntax = {
    .backtick_names = true,
    .bracket_names = true,
    .dot_lines = true,
    .trigger_bodies = true,
};

static const char *const schemes[] = {"sqlite", NULL};

const char *sqlite_option(const struct options *options, const char *name) {
    const struct option *option = options_find(options, "sqlite", name);
    return option ? option->value : NULL;
}

bool sqlite_switch(const struct options *options, const char *name) {
    const char *value = sqlite_option(options, name);
    return value && !strcmp(value, "true");
}

/* The shell's .schema shows sqlite_sequence and sqlite_stat1 too, which nobody may make. */
static bool is_automatic(struct arena *arena, const char *sql) {
    struct parser parser = parser_on(arena, sql);
    if (!parser_take(&parser, "CREATE") || !parser_take(&parser, "TABLE"))
        return false;
    if (parser_take(&parser, "IF")) {
        parser_take(&parser, "NOT");
        parser_take(&parser, "EXISTS");
    }
    const char *name = parser_name(&parser);
    return name && text_starts_with(name, "sqlite_");
}

static const char *has_table_query(struct arena *arena, const char *in_schema, const char *table) {
    (void)in_schema;
    struct buffer out = {.arena = arena};
    buffer_add(&out, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ");
    sqlite_text_quoted(&out, table);
    buffer_add(&out, " COLLATE NOCASE");
    return buffer_text(&out);
}

static const char *version_table_ddl(struct arena *arena, const char *version) {
    return arena_format(arena,
        "CREATE TABLE %s (\n"
        "    version_num VARCHAR(32) NOT NULL,\n"
        "    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)\n"
        ")",
        version);
}

static const char *log_table_ddl(struct arena *arena, const char *log) {
    return arena_format(arena,
        "CREATE TABLE %s (\n"
        "    id INTEGER PRIMARY KEY NOT NULL,\n"
        "    layout INTEGER NOT NULL,\n"
        "    at VARCHAR(30) NOT NULL,\n"
        "    event VARCHAR(20) NOT NULL,\n"
        "    revision VARCHAR(32) NOT NULL,\n"
        "    direction VARCHAR(10) NOT NULL,\n"
        "    checksum VARCHAR(80),\n"
        "    statement INTEGER,\n"
        "    statements INTEGER,\n"
        "    actor VARCHAR(255) NOT NULL,\n"
        "    host VARCHAR(255) NOT NULL,\n"
        "    tool VARCHAR(40) NOT NULL,\n"
        "    detail TEXT\n"
        ")",
        log);
}

/* Else the shell would go on after an INSERT that failed, to the DROP TABLE behind it. */
static const char *const text_preamble[] = {".bail on", NULL};

const struct dialect sqlite_dialect = {
    .name = "sqlite",
    .schemes = schemes,
    .traits = &traits,
    .syntax = &sqlite_syntax,
    .name_quoted = sqlite_name_quoted,
    .text_quoted = sqlite_text_quoted,
    .knows_type = sqlite_knows_type,
    .resolve = sqlite_resolve,
    .resolve_table = sqlite_resolve_table,
    .describe = sqlite_describe,
    .compile = sqlite_compile,
    .frame = sqlite_frame,
    .loses = sqlite_loses,
    .excludes = sqlite_excludes,
    .text_preamble = text_preamble,
    .is_automatic = is_automatic,
    .has_table_query = has_table_query,
    .version_table_ddl = version_table_ddl,
    .log_table_ddl = log_table_ddl,
    .inspect = sqlite_inspect,
};
