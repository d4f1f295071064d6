#include "mysql/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char session_query[] =
    "SELECT VERSION(), @@version_comment, DATABASE(), @@collation_database, @@sql_mode, "
    "@@lower_case_table_names = 1";

static bool mentions_mariadb(const char *text) {
    return text && (strstr(text, "MariaDB") || strstr(text, "mariadb"));
}

/* "10.11.6-MariaDB-0+deb12u1", or "5.5.5-10.11.6-MariaDB" from servers that hide from old clients. */
static unsigned version_number(const char *text) {
    if (text_starts_with(text, "5.5.5-"))
        text += strlen("5.5.5-");
    char *end;
    unsigned long major = strtoul(text, &end, 10);
    unsigned long minor = *end == '.' ? strtoul(end + 1, &end, 10) : 0;
    unsigned long patch = *end == '.' ? strtoul(end + 1, &end, 10) : 0;
    return (unsigned)(major * 10000 + minor * 100 + patch);
}

void session_server(struct arena *arena, const char *const *row, struct server *server) {
    *server = (struct server){
        .product = mentions_mariadb(row[0]) || mentions_mariadb(row[1]) ? "mariadb" : "mysql",
        .version = version_number(row[0] ? row[0] : ""),
        .default_schema = row[2] ? arena_string(arena, row[2]) : NULL,
        .default_collation = row[3] ? arena_string(arena, row[3]) : NULL,
        .lowers_tables = row[5] && !strcmp(row[5], "1"),
    };
}

/* ANSI and the names of other databases are bundles that hold ANSI_QUOTES. */
static bool changes_our_sql(const char *mode) {
    static const char *const modes[] = {"ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ANSI", "DB2", "MAXDB",
        "MSSQL", "ORACLE", "POSTGRESQL", "IGNORE_SPACE", "PIPES_AS_CONCAT", "HIGH_NOT_PRECEDENCE",
        "REAL_AS_FLOAT"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (!strcmp(modes[i], mode))
            return true;
    return false;
}

char *session_reading_modes(struct arena *arena, const char *sql_mode) {
    struct names modes = text_split(arena, sql_mode, ','), kept = {0};
    for (size_t i = 0; i < modes.count; i++)
        if (changes_our_sql(modes.items[i]))
            list_push(arena, &kept, modes.items[i]);
    return names_join(arena, &kept, ",");
}

static const char *known_mode(struct arena *arena, const char *sql_mode) {
    struct names modes = text_split(arena, sql_mode, ','), kept = {0};
    bool ansi = false;
    for (size_t i = 0; i < modes.count; i++)
        ansi =
            ansi || !strcmp(modes.items[i], "ANSI_QUOTES") || !strcmp(modes.items[i], "NO_BACKSLASH_ESCAPES");
    for (size_t i = 0; i < modes.count; i++)
        if (!ansi || !changes_our_sql(modes.items[i]))
            list_push(arena, &kept, modes.items[i]);
    return names_join(arena, &kept, ",");
}

/* lock_wait_timeout counts whole seconds and bounds the wait for a metadata lock. */
char *session_settings(struct arena *arena, const struct server *server, const char *sql_mode,
    unsigned lock_timeout, unsigned statement_timeout) {
    struct buffer out = {.arena = arena};
    buffer_addf(
        &out, "SET SESSION sql_mode = '%s', SESSION sql_quote_show_create = 1", known_mode(arena, sql_mode));
    if (lock_timeout) {
        unsigned seconds = (lock_timeout + 999) / 1000;
        buffer_addf(&out, ", SESSION lock_wait_timeout = %u, SESSION innodb_lock_wait_timeout = %u", seconds,
            seconds);
    }
    bool mariadb = !strcmp(server->product, "mariadb");
    if (statement_timeout && mariadb && server->version >= 100101)
        buffer_addf(&out, ", SESSION max_statement_time = %u.%03u", statement_timeout / 1000,
            statement_timeout % 1000);
    if (statement_timeout && !mariadb && server->version >= 50708)
        buffer_addf(&out, ", SESSION max_execution_time = %u", statement_timeout);
    return buffer_text(&out);
}

char *session_lock_name(struct arena *arena, const struct server *server, const char *key) {
    enum { READABLE = 38 };
    const char *database = server->default_schema ? server->default_schema : "";
    unsigned long long hash = 1469598103934665603ULL;
    for (const char *c = arena_format(arena, "%s.%s", database, key); *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211ULL;
    size_t length = strlen(database);
    if (length > READABLE)
        length = READABLE;
    while (length && ((unsigned char)database[length] & 0xc0) == 0x80)
        length--;
    return arena_format(arena, "cmigrate.%.*s.%016llx", (int)length, database, hash);
}
