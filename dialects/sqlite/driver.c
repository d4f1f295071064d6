/* The only file that knows SQLite's library. Built as a module, it needs nothing of the program. */
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "dialect.h"
#include "sqlite/location.h"
#include "sqlite/sqlite.h"

enum { BUSY_TIMEOUT = 5000 }; /* milliseconds that a statement waits for another program's lock */
enum { STEPS_BETWEEN_LOOKS = 10000 };
enum { WATCHED_FROM = 500, WATCHED_EVERY = 100 }; /* milliseconds that a statement is at work */

/* How long to wait for another program's lock, and who said so. */
struct patience {
    unsigned milliseconds;
    const char *setting;
};

struct sqlite {
    struct connection connection; /* first: the two are the same address */
    sqlite3 *handle;
    const struct location *location;
    bool read_only;
    bool is_absent; /* there is no file, and the handle is an empty database in memory in its place */
    unsigned statement_timeout;               /* milliseconds */
    struct patience idle, working, *patience; /* outside and inside a transaction; the one in force */
    int64_t began;                            /* the statement at work, on the monotonic clock */
    int64_t deadline;                         /* of the statement at work; or 0 */
    int64_t told;                             /* when the watch was told last */
    uint64_t stamp;
};

static struct sqlite *of(struct connection *connection) {
    return (struct sqlite *)connection;
}

/* --- Errors --- */

static const char *code_name(int code) {
    static const char *const names[] = {"SQLITE_OK", "SQLITE_ERROR", "SQLITE_INTERNAL", "SQLITE_PERM",
        "SQLITE_ABORT", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_NOMEM", "SQLITE_READONLY", "SQLITE_INTERRUPT",
        "SQLITE_IOERR", "SQLITE_CORRUPT", "SQLITE_NOTFOUND", "SQLITE_FULL", "SQLITE_CANTOPEN",
        "SQLITE_PROTOCOL", "SQLITE_EMPTY", "SQLITE_SCHEMA", "SQLITE_TOOBIG", "SQLITE_CONSTRAINT",
        "SQLITE_MISMATCH", "SQLITE_MISUSE", "SQLITE_NOLFS", "SQLITE_AUTH", "SQLITE_FORMAT", "SQLITE_RANGE",
        "SQLITE_NOTADB"};
    int primary = code & 0xff;
    return primary < (int)(sizeof names / sizeof *names) ? names[primary] : "SQLITE";
}

static const char *remedy_for_rows(int code) {
    switch (code) {
    case SQLITE_CONSTRAINT_NOTNULL:
        return "rows have NULL there: fill it in first, in a revision before this one, or give a new column "
               "a "
               "default";
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return "rows have the same values there: look for them with GROUP BY … HAVING count(*) > 1";
    case SQLITE_CONSTRAINT_CHECK:
        return "rows break the check: look for them with its condition negated";
#ifdef SQLITE_CONSTRAINT_DATATYPE
    case SQLITE_CONSTRAINT_DATATYPE:
        return "rows have values of another type there: look for them with typeof()";
#endif
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return "rows refer to one that isn't there: PRAGMA foreign_key_check lists them";
    default:
        return NULL;
    }
}

static const char *remedy(int code) {
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return remedy_for_rows(code);
    case SQLITE_MISMATCH:
        return "rows have something else than a whole number where the INTEGER PRIMARY KEY is to be: "
               "look for them with typeof()";
    case SQLITE_READONLY:
        return code == SQLITE_READONLY_DIRECTORY
                   ? "the folder that the file is in can't be written, where SQLite makes its journal: look "
                     "at its owner and mode"
                   : "the file can't be written: look at its owner and mode, and at the url";
    case SQLITE_FULL:
        return "the disk is full: make room and run this again; nothing of the transaction is left behind";
    case SQLITE_IOERR:
        return "the disk or file system failed: look at the system's log before running this again";
    case SQLITE_CORRUPT:
        return "the file is damaged: restore a backup, or save what can be read with sqlite3's .recover";
    case SQLITE_NOTADB:
        return "look at the url: the file is something else, or encrypted, which needs another SQLite";
    case SQLITE_INTERRUPT:
        return "give it more time with statement_timeout";
    default:
        return NULL;
    }
}

static enum error_code error_kind(int code) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERROR_LOCKED;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
        return ERROR_CONNECTION;
    default:
        return ERROR_DATABASE;
    }
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* A rebuild's new table is to everybody the table itself. */
static char *own_names(struct arena *arena, const char *message) {
    struct buffer out = {.arena = arena};
    const char *found;
    for (; (found = strstr(message, SQLITE_NEW_TABLE)); message = found + strlen(SQLITE_NEW_TABLE))
        buffer_add_text(&out, message, (size_t)(found - message));
    buffer_add(&out, message);
    return buffer_text(&out);
}

static void explain_lock(const struct sqlite *sqlite, struct error *error, struct errors *errors) {
    error->message = arena_format(errors->arena, "%s by another program: waited %.1f seconds for it",
        error->message, (double)(now() - sqlite->began) / 1000);
    error_hint(errors, error, "let it finish, or close it, and run this again; or give it more time with %s",
        sqlite->patience->setting);
}

/* Reports what SQLite says of the last call. Always false. */
static bool fail(struct sqlite *sqlite, const char *sql, struct errors *errors) {
    int code = sqlite3_extended_errcode(sqlite->handle);
    const char *interrupted = (code & 0xff) == SQLITE_INTERRUPT ? " by statement_timeout" : "";
    struct error *error = error_add(errors, error_kind(code), NOWHERE, "%s%s",
        own_names(errors->arena, sqlite3_errmsg(sqlite->handle)), interrupted);
    error->sqlstate = arena_format(errors->arena, "%s (%d)", code_name(code), code);
    if (sql)
        error->statement = arena_string(errors->arena, sql);
    if (error->code == ERROR_LOCKED)
        explain_lock(sqlite, error, errors);
    else if (remedy(code))
        error_hint(errors, error, "%s", remedy(code));
    return false;
}

/* --- Statements --- */

static int look_up(void *context) {
    struct sqlite *sqlite = context;
    const struct watch *watch = sqlite->connection.watch;
    int64_t at = now();
    if (watch && at - sqlite->began >= WATCHED_FROM && at - sqlite->told >= WATCHED_EVERY) {
        sqlite->told = at;
        watch->works(
            watch->context, sqlite3_last_insert_rowid(sqlite->handle), (double)(at - sqlite->began) / 1000);
    }
    return sqlite->deadline && at > sqlite->deadline;
}

static void look_up_at_times(struct sqlite *sqlite) {
    bool wanted = sqlite->statement_timeout || sqlite->connection.watch;
    sqlite3_progress_handler(
        sqlite->handle, wanted ? STEPS_BETWEEN_LOOKS : 0, wanted ? look_up : NULL, sqlite);
}

static bool give_row(sqlite3_stmt *prepared, const char **values, row_function *row, void *context) {
    int count = sqlite3_column_count(prepared);
    for (int i = 0; i < count; i++)
        values[i] = (const char *)sqlite3_column_text(prepared, i);
    return row(context, values, (size_t)count);
}

static int step_all(sqlite3_stmt *prepared, row_function *row, void *context, bool *wanted) {
    size_t count = (size_t)sqlite3_column_count(prepared);
    const char **values = row && count ? sqlite3_malloc64(count * sizeof *values) : NULL;
    int result;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW && *wanted)
        *wanted = !values || give_row(prepared, values, row, context);
    sqlite3_free(values);
    return result;
}

/* Runs the first statement in `sql`; *rest is what follows it. */
static bool run_first(struct sqlite *sqlite, const char *sql, const char **rest, row_function *row,
    void *context, struct errors *errors) {
    sqlite3_stmt *prepared;
    if (sqlite3_prepare_v2(sqlite->handle, sql, -1, &prepared, rest) != SQLITE_OK)
        return fail(sqlite, sql, errors);
    bool wanted = true;
    int result = prepared ? step_all(prepared, row, context, &wanted) : SQLITE_DONE;
    bool done = result == SQLITE_DONE || !wanted || fail(sqlite, sql, errors);
    sqlite3_finalize(prepared);
    return done && wanted;
}

static bool run(
    struct sqlite *sqlite, const char *sql, row_function *row, void *context, struct errors *errors) {
    sqlite->began = now();
    sqlite->deadline = sqlite->statement_timeout ? sqlite->began + sqlite->statement_timeout : 0;
    bool done = true;
    look_up_at_times(sqlite);
    while (done && *sql)
        done = run_first(sqlite, sql, &sql, row, context, errors);
    sqlite->deadline = 0;
    return done;
}

static bool file_made(struct sqlite *sqlite, struct errors *errors);

static bool driver_execute(
    struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors) {
    struct sqlite *sqlite = of(connection);
    connection->statements++;
    if (!file_made(sqlite, errors))
        return false;
    int before = sqlite3_total_changes(sqlite->handle);
    bool done = run(sqlite, sql, NULL, NULL, errors);
    /* What the last statement changed is remembered over those that change nothing. */
    bool any = sqlite3_total_changes(sqlite->handle) != before;
    if (changed)
        *changed = any ? (uint64_t)sqlite3_changes(sqlite->handle) : 0;
    return done;
}

static bool driver_query(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *errors) {
    connection->queries++;
    return run(of(connection), sql, row, context, errors);
}

/* --- Transactions --- */

static void have_patience(struct sqlite *sqlite, struct patience *patience) {
    sqlite->patience = patience;
    sqlite3_busy_timeout(
        sqlite->handle, (int)(patience->milliseconds > INT32_MAX ? INT32_MAX : patience->milliseconds));
}

static bool refuse_read_only(const struct sqlite *sqlite, struct errors *errors) {
    struct error *error = error_add(
        errors, ERROR_DATABASE, NOWHERE, "the database \"%s\" can't be written", sqlite->location->name);
    error_hint(errors, error, "%s", remedy(SQLITE_READONLY));
    error->sqlstate = "SQLITE_READONLY (8)";
    return false;
}

static bool driver_begin(struct connection *connection, unsigned wait, struct errors *errors) {
    struct sqlite *sqlite = of(connection);
    struct patience runner = {wait, "runner_timeout"};
    connection->transactions++;
    if (!file_made(sqlite, errors))
        return false;
    if (sqlite3_db_readonly(sqlite->handle, "main") == 1)
        return refuse_read_only(sqlite, errors);
    have_patience(sqlite, &runner);
    bool begun = run(sqlite, "BEGIN IMMEDIATE", NULL, NULL, errors);
    have_patience(sqlite, begun ? &sqlite->working : &sqlite->idle);
    return begun;
}

static bool driver_commit(struct connection *connection, struct errors *errors) {
    struct sqlite *sqlite = of(connection);
    if (!run(sqlite, "COMMIT", NULL, NULL, errors))
        return false;
    have_patience(sqlite, &sqlite->idle);
    return true;
}

static void driver_rollback(struct connection *connection) {
    struct sqlite *sqlite = of(connection);
    /* Some errors have rolled back already. */
    if (!sqlite3_get_autocommit(sqlite->handle))
        sqlite3_exec(sqlite->handle, "ROLLBACK", NULL, NULL, NULL);
    have_patience(sqlite, &sqlite->idle);
}

static int64_t pragma_number(struct sqlite *sqlite, const char *sql) {
    sqlite3_stmt *prepared;
    int64_t number = 0;
    if (sqlite3_prepare_v2(sqlite->handle, sql, -1, &prepared, NULL) == SQLITE_OK &&
        sqlite3_step(prepared) == SQLITE_ROW)
        number = sqlite3_column_int64(prepared, 0);
    sqlite3_finalize(prepared);
    return number;
}

/* schema_version counts every change of the schema; data_version, what other connections committed. */
static uint64_t driver_schema_stamp(struct connection *connection) {
    struct sqlite *sqlite = of(connection);
    uint64_t schema = (uint64_t)pragma_number(sqlite, "PRAGMA schema_version");
    uint64_t data = (uint64_t)pragma_number(sqlite, "PRAGMA data_version");
    return schema << 32 | (data & UINT32_MAX);
}

/* SQLite keeps all of a schema that it has parsed. A large one is parsed again sooner than it is worth its
 * memory. */
static void driver_give_back(struct connection *connection) {
    enum { LARGE = 1024 * 1024 };
    sqlite3 *handle = of(connection)->handle;
    int bytes = 0, highest;
    if (sqlite3_db_status(handle, SQLITE_DBSTATUS_SCHEMA_USED, &bytes, &highest, 0) == SQLITE_OK &&
        bytes > LARGE)
        sqlite3_exec(handle, "PRAGMA writable_schema = RESET", NULL, NULL, NULL);
}

static void driver_close(struct connection *connection) {
    driver_rollback(connection);
    sqlite3_close_v2(of(connection)->handle);
}

static const struct connection_type connection_type = {
    .execute = driver_execute,
    .query = driver_query,
    .begin = driver_begin,
    .commit = driver_commit,
    .rollback = driver_rollback,
    .schema_stamp = driver_schema_stamp,
    .give_back = driver_give_back,
    .close = driver_close,
};

/* --- Opening --- */

/* Why a file can't be opened, in better words than SQLite's "unable to open database file". */
static bool explain_open(const char *path, struct errors *errors) {
    const char *folder = path_folder(errors->arena, path);
    struct error *error;
    if (!folder_exists(folder)) {
        error = error_add(errors, ERROR_CONNECTION, NOWHERE,
            "can't open the database \"%s\": there is no folder \"%s\"", path, folder);
        error_hint(errors, error, "make the folder, or mend the url");
    } else if (folder_exists(path)) {
        error = error_add(
            errors, ERROR_CONNECTION, NOWHERE, "can't open the database \"%s\": it is a folder", path);
        error_hint(errors, error, "name the database's file in the url");
    } else {
        error = error_add(errors, ERROR_CONNECTION, NOWHERE,
            "can't open the database \"%s\": unable to open database file", path);
        error_hint(errors, error, "look at the owner and mode of the file and of its folder");
    }
    error->sqlstate = "SQLITE_CANTOPEN (14)";
    return false;
}

static bool explain_uri(const struct sqlite *sqlite, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_CONNECTION, NOWHERE, "can't open the database \"%s\": %s",
        sqlite->location->name, sqlite3_errmsg(sqlite->handle));
    error_hint(errors, error, "look at the url: the file must be there, unless it says mode=rwc");
    error->sqlstate = "SQLITE_CANTOPEN (14)";
    return false;
}

static bool is_missing(const char *path) {
    struct stat status;
    return stat(path, &status) && errno == ENOENT;
}

static bool settings_made(struct sqlite *sqlite, struct errors *errors) {
    sqlite3 *handle = sqlite->handle;
    have_patience(sqlite, &sqlite->idle);
    /* "text" as a string, as SQLite has it by default: existing schemas use it. */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 1, NULL);
    if (sqlite->read_only)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    /* The first look at the file: here it shows what it is. */
    return run(sqlite, "PRAGMA schema_version", NULL, NULL, errors) &&
           run(sqlite, "PRAGMA foreign_keys = ON", NULL, NULL, errors) &&
           run(sqlite, "PRAGMA legacy_alter_table = OFF", NULL, NULL, errors) &&
           (!sqlite->read_only || run(sqlite, "PRAGMA query_only = ON", NULL, NULL, errors));
}

/* Which file it was, and not the setting at which it showed. */
static void name_database(const struct location *location, size_t before, struct errors *errors) {
    for (size_t i = before; i < errors->list.count; i++) {
        struct error *error = &errors->list.items[i];
        if (error->statement)
            error->message = arena_format(
                errors->arena, "can't open the database \"%s\": %s", location->name, error->message);
        error->statement = NULL;
    }
}

static bool refuse_open(struct sqlite *sqlite, struct errors *errors) {
    const struct location *location = sqlite->location;
    if (sqlite3_errcode(sqlite->handle) != SQLITE_CANTOPEN)
        return fail(sqlite, NULL, errors);
    bool wants_file = location->path && location->must_exist && is_missing(location->path);
    return location->path && !wants_file ? explain_open(location->path, errors) : explain_uri(sqlite, errors);
}

/* Writable even for who only looks: a crashed writer's journal must be rolled back before reading. */
static bool handle_opened(struct sqlite *sqlite, const char *name, struct errors *errors) {
    const struct location *location = sqlite->location;
    bool may_make = !sqlite->read_only || (location->path && !is_missing(location->path));
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | (may_make ? SQLITE_OPEN_CREATE : 0);
    size_t before = errors->list.count;
    bool opened = sqlite3_open_v2(name, &sqlite->handle, flags, NULL) == SQLITE_OK;
    if (opened ? settings_made(sqlite, errors) : refuse_open(sqlite, errors))
        return true;
    name_database(location, before, errors);
    sqlite3_close_v2(sqlite->handle);
    return false;
}

/* A file that isn't there is an empty database, until something is done with it: who only looks, or finds
 * nothing to do, leaves none behind. */
static bool is_absent(const struct location *location, struct errors *errors) {
    return location->path && !location->must_exist && is_missing(location->path) &&
           folder_exists(path_folder(errors->arena, location->path));
}

static bool file_made(struct sqlite *sqlite, struct errors *errors) {
    if (!sqlite->is_absent || sqlite->read_only)
        return true;
    sqlite3 *in_memory = sqlite->handle;
    if (!handle_opened(sqlite, sqlite->location->name, errors)) {
        sqlite->handle = in_memory;
        return false;
    }
    sqlite3_close_v2(in_memory);
    sqlite->is_absent = false;
    return true;
}

static unsigned version(void) {
    unsigned number = (unsigned)sqlite3_libversion_number();
    return number / 1000000 * 10000 + number / 1000 % 1000 * 100 + number % 1000;
}

static struct patience patience_for(
    const struct location *location, const struct connection_options *options) {
    if (location->timeout)
        return (struct patience){location->timeout, "the timeout in the url"};
    return (struct patience){options->lock_timeout ? options->lock_timeout : BUSY_TIMEOUT, "lock_timeout"};
}

static struct connection *driver_connect(
    struct arena *arena, const struct connection_options *options, struct errors *errors) {
    struct location *location = arena_new(arena, struct location);
    if (!location_read(arena, options->url, location, errors))
        return NULL;
    struct sqlite *sqlite = arena_new(arena, struct sqlite);
    sqlite->connection = (struct connection){
        .type = &connection_type,
        .dialect = options->dialect,
        .server = {.product = "sqlite", .version = version(), .default_schema = "main"},
        .shown_url = url_shown(arena, options->url),
    };
    sqlite->location = location;
    sqlite->read_only = options->read_only;
    sqlite->began = now();
    sqlite->working = patience_for(location, options);
    /* A runner with much to write keeps readers out, too. */
    bool is_runner = !options->read_only && options->runner_timeout > sqlite->working.milliseconds;
    sqlite->idle = is_runner ? (struct patience){options->runner_timeout, "runner_timeout"} : sqlite->working;
    sqlite->patience = &sqlite->idle;
    sqlite->statement_timeout = options->statement_timeout;
    sqlite->is_absent = is_absent(location, errors);
    return handle_opened(sqlite, sqlite->is_absent ? ":memory:" : location->name, errors)
               ? &sqlite->connection
               : NULL;
}

static const char *const schemes[] = {"sqlite", NULL};

#ifndef SQLITE_DRIVER_SYMBOL
#define SQLITE_DRIVER_SYMBOL cmigrate_driver
#endif

extern const struct driver SQLITE_DRIVER_SYMBOL;
__attribute__((visibility("default"))) const struct driver SQLITE_DRIVER_SYMBOL = {
    .abi = DRIVER_ABI,
    .size = sizeof(struct driver),
    .name = "sqlite",
    .schemes = schemes,
    .connect = driver_connect,
};
