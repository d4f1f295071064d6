#include "mysql/mysql.h"

#include "mysql/inspect.h"

static const char *const schemes[] = {"mysql", "mariadb", NULL};

static const struct dialect_traits traits = {
    .column_order = true,
    .columns_ignore_case = true,
    .comments = true,
    .objects_keep_names = true,
    .foreign_keys_alterable = true,
    .normalises_expressions = true,
    .oldest_version = 50600,
    .oldest_product = "mysql",
    .name_length_max = 64,
};

static const struct sql_syntax syntax = {
    .backtick_names = true,
    .double_quoted_text = true,
    .backslash_escapes = true,
    .hash_comments = true,
    .dashes_need_blank = true,
    .version_comments = true,
    .delimiter_lines = true,
    .trigger_bodies = true,
};

static void name_quoted(struct buffer *out, const char *name) {
    buffer_add_char(out, '`');
    for (const char *c = name; *c; c++) {
        if (*c == '`')
            buffer_add_char(out, '`');
        buffer_add_char(out, *c);
    }
    buffer_add_char(out, '`');
}

/* Right only without NO_BACKSLASH_ESCAPES in sql_mode: the driver takes that mode out of its session, and
 * offline SQL is for a session of the default mode, as mysqldump's is. */
static void text_quoted(struct buffer *out, const char *text) {
    buffer_add_char(out, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '\'' || *c == '\\')
            buffer_add_char(out, *c);
        buffer_add_char(out, *c);
    }
    buffer_add_char(out, '\'');
}

char *mysql_name(struct arena *arena, const char *name) {
    struct buffer out = {.arena = arena};
    name_quoted(&out, name);
    return buffer_text(&out);
}

static const char *has_table_query(struct arena *arena, const char *in_schema, const char *table) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "SELECT 1 FROM information_schema.tables WHERE table_schema = ");
    if (in_schema)
        text_quoted(&out, in_schema);
    else
        buffer_add(&out, "DATABASE()");
    buffer_add(&out, " AND table_name = ");
    text_quoted(&out, table);
    return buffer_text(&out);
}

/* The character set is said because a database's own may be one that can't hold every message. */
static const char *const bookkeeping = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";

static const char *version_table_ddl(struct arena *arena, const char *version) {
    return arena_format(arena,
        "CREATE TABLE %s (\n"
        "    version_num VARCHAR(32) NOT NULL,\n"
        "    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)\n"
        ") %s",
        version, bookkeeping);
}

static const char *log_table_ddl(struct arena *arena, const char *log) {
    return arena_format(arena,
        "CREATE TABLE %s (\n"
        "    id BIGINT NOT NULL AUTO_INCREMENT,\n"
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
        "    detail MEDIUMTEXT,\n"
        "    PRIMARY KEY (id)\n"
        ") %s",
        log, bookkeeping);
}

static const char *const text_preamble[] = {
    "SET NAMES utf8mb4", "SET SESSION sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')", NULL};

/* Foreign keys whose table is gone, and defaults like '0000-00-00' of days when the mode let them pass. */
static const char lenient[] = "SET @cmigrate_sql_mode = @@SESSION.sql_mode, SESSION foreign_key_checks = 0, "
                              "SESSION sql_mode = REPLACE(REPLACE(REPLACE(REPLACE(@@SESSION.sql_mode, "
                              "'STRICT_TRANS_TABLES', ''), 'STRICT_ALL_TABLES', ''), 'NO_ZERO_IN_DATE', ''), "
                              "'NO_ZERO_DATE', '')";

const struct dialect mysql_dialect = {
    .name = "mysql",
    .schemes = schemes,
    .traits = &traits,
    .syntax = &syntax,
    .name_quoted = name_quoted,
    .text_quoted = text_quoted,
    .knows_type = mysql_knows_type,
    .resolve = mysql_resolve,
    .resolve_table = mysql_resolve_table,
    .describe = mysql_describe,
    .compile = mysql_compile,
    .takes_with = mysql_takes_with,
    .has_table_query = has_table_query,
    .text_preamble = text_preamble,
    .version_table_ddl = version_table_ddl,
    .log_table_ddl = log_table_ddl,
    .inspect = mysql_inspect,
    .limit_time = mysql_limit_time,
    .normalise = mysql_normalise,
    .shadow_statement = mysql_shadow_statement,
    .lenient = lenient,
    .strict = "SET SESSION foreign_key_checks = 1, SESSION sql_mode = @cmigrate_sql_mode",
    .replaces = mysql_replaces,
    .renames = mysql_renames,
    .scratch = mysql_scratch,
    .names_database = mysql_names_database,
    .took_effect = mysql_took_effect,
};
