/* The only file that knows PostgreSQL's library. Built as a module, it needs nothing of the program. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/url.h"
#include "dialect.h"
#include "postgresql/driver_open.h"
#include "postgresql/driver_waiting.h"
#include "postgresql/remedy.h"

enum { MILLISECONDS_BETWEEN_TRIES = 100 };

struct postgresql {
    struct connection connection; /* first: the two are the same address */
    PGconn *handle;
    struct waiting waiting; /* for the next statement, in a transaction that they may begin */
    const char *begin;      /* how a transaction begins */
    bool failed;            /* the transaction ended, or didn't even begin, by a mistake */
    bool pooled;            /* every transaction may be in another session of the server */
};

static struct postgresql *of(struct connection *connection) {
    return (struct postgresql *)connection;
}

/* --- Errors --- */

/* The line that the server points at, where the statement has several. */
static unsigned line_at(const char *sql, long position) {
    unsigned line = 1;
    for (long left = position - 1; left > 0 && *sql; sql++) {
        line += *sql == '\n';
        left -= (*sql & 0xc0) != 0x80;
    }
    return line;
}

/* Reports what the server says of a result. Always false. */
static bool refuse(
    struct postgresql *postgresql, const PGresult *result, const char *sql, struct errors *errors) {
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *at = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    long position = at ? strtol(at, NULL, 10) : 0;
    bool lost = PQstatus(postgresql->handle) == CONNECTION_BAD;
    if (!primary)
        primary = driver_trimmed(errors->arena, PQerrorMessage(postgresql->handle));
    sql = waiting_blamed(&postgresql->waiting, sql, &position);
    const char *where =
        position && strchr(sql, '\n')
            ? arena_format(errors->arena, ", in line %u of the statement", line_at(sql, position))
            : "";
    struct error *error = error_add(errors, lost ? ERROR_CONNECTION : ERROR_DATABASE, NOWHERE, "%s%s%s%s",
        primary, detail ? ": " : "", detail ? detail : "", where);
    error->statement = arena_string(errors->arena, sql);
    if (sqlstate)
        error->sqlstate = arena_string(errors->arena, sqlstate);
    if (hint)
        error_hint(errors, error, "%s", hint);
    remedy_for_state(errors, error, sqlstate);
    return false;
}

/* --- Statements --- */

/* Data that would come from a client's standard input: there is none. */
static bool end_copy(struct postgresql *postgresql, const char *sql, struct errors *errors) {
    PQputCopyEnd(postgresql->handle, "cmigrate sends no rows");
    for (PGresult *result; (result = PQgetResult(postgresql->handle));)
        PQclear(result);
    struct error *error =
        error_add(errors, ERROR_UNSUPPORTED, NOWHERE, "COPY from or to the client can't be run in a script");
    error_hint(errors, error, "bulk_insert loads rows or a CSV file");
    error->statement = arena_string(errors->arena, sql);
    return false;
}

static bool give_rows(const PGresult *result, row_function *row, void *context) {
    int count = PQnfields(result);
    const char **values = malloc((size_t)(count ? count : 1) * sizeof *values);
    bool wanted = values;
    for (int i = 0; wanted && row && i < PQntuples(result); i++) {
        for (int j = 0; j < count; j++)
            values[j] = PQgetisnull(result, i, j) ? NULL : PQgetvalue(result, i, j);
        wanted = row(context, values, (size_t)count);
    }
    free(values);
    return wanted;
}

static bool take_result(struct postgresql *postgresql, const PGresult *result, const char *sql,
    row_function *row, void *context, struct errors *errors) {
    switch (PQresultStatus(result)) {
    case PGRES_SINGLE_TUPLE:
    case PGRES_TUPLES_OK:
        return give_rows(result, row, context);
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
        return true;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
        return end_copy(postgresql, sql, errors);
    default:
        return refuse(postgresql, result, sql, errors);
    }
}

/* With what waits for it. `changed` is of this one. */
static bool run(struct postgresql *postgresql, const char *sql, row_function *row, void *context,
    uint64_t *changed, struct errors *errors) {
    struct waiting *waiting = &postgresql->waiting;
    const char *all = waiting->statements.count ? waiting_with(waiting, sql) : sql;
    bool done = PQsendQuery(postgresql->handle, all);
    if (!done)
        refuse(postgresql, NULL, sql, errors);
    for (PGresult *result; (result = PQgetResult(postgresql->handle)); PQclear(result)) {
        done = done && take_result(postgresql, result, sql, row, context, errors);
        waiting->finished++;
        if (done && changed)
            *changed = strtoull(PQcmdTuples(result), NULL, 10);
    }
    waiting_forget(waiting);
    bool in_transaction = PQtransactionStatus(postgresql->handle) != PQTRANS_IDLE;
    postgresql->failed |= !done && postgresql->connection.in_transaction && !in_transaction;
    postgresql->connection.in_transaction = in_transaction;
    return done;
}

static bool run_waiting(struct postgresql *postgresql, struct errors *errors) {
    const char *last = waiting_take(&postgresql->waiting);
    return !last || run(postgresql, last, NULL, NULL, NULL, errors);
}

/* Row by row, so that the answer about thousands of tables is never held as a whole. */
static bool run_by_row(
    struct postgresql *postgresql, const char *sql, row_function *row, void *context, struct errors *errors) {
    if (!run_waiting(postgresql, errors))
        return false;
    bool done = PQsendQuery(postgresql->handle, sql) && PQsetSingleRowMode(postgresql->handle);
    if (!done)
        refuse(postgresql, NULL, sql, errors);
    for (PGresult *result; (result = PQgetResult(postgresql->handle)); PQclear(result))
        done = done && take_result(postgresql, result, sql, row, context, errors);
    postgresql->connection.in_transaction = PQtransactionStatus(postgresql->handle) != PQTRANS_IDLE;
    return done;
}

static bool driver_execute(
    struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors) {
    connection->statements++;
    return run(of(connection), sql, NULL, NULL, changed, errors);
}

static bool driver_execute_later(struct connection *connection, const char *sql, struct errors *errors) {
    (void)errors;
    connection->statements++;
    waiting_add(&of(connection)->waiting, sql);
    return true;
}

static bool driver_query(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *errors) {
    connection->queries++;
    return run_by_row(of(connection), sql, row, context, errors);
}

/* --- Transactions --- */

static bool driver_begin(struct connection *connection, unsigned wait, struct errors *errors) {
    (void)wait;
    connection->transactions++;
    if (of(connection)->pooled) /* it is several statements then */
        return run(of(connection), of(connection)->begin, NULL, NULL, NULL, errors);
    waiting_add(&of(connection)->waiting, of(connection)->begin);
    connection->in_transaction = true;
    return true;
}

static bool driver_commit(struct connection *connection, struct errors *errors) {
    struct postgresql *postgresql = of(connection);
    if (PQtransactionStatus(postgresql->handle) != PQTRANS_INERROR && !postgresql->failed)
        return run(postgresql, "COMMIT", NULL, NULL, NULL, errors);
    error_add(errors, ERROR_DATABASE, NOWHERE, "the transaction failed and can't be committed");
    return false;
}

static void driver_rollback(struct connection *connection) {
    PGTransactionStatusType status = PQtransactionStatus(of(connection)->handle);
    waiting_forget(&of(connection)->waiting);
    if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
        PQclear(PQexec(of(connection)->handle, "ROLLBACK"));
    connection->in_transaction = false;
    of(connection)->failed = false;
}

/* --- The runners' lock --- */

static bool note_true(void *context, const char *const *values, size_t count) {
    *(bool *)context = count && values[0] && values[0][0] == 't';
    return true;
}

/* Keys are words of our own making; quotes in them are doubled all the same. */
static const char *key_sql(struct arena *arena, const char *key) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "hashtextextended('");
    for (; *key; key++) {
        if (*key == '\'')
            buffer_add_char(&out, *key);
        buffer_add_char(&out, *key);
    }
    buffer_add(&out, "', 0)");
    return buffer_text(&out);
}

struct holder {
    struct arena *arena;
    const char *words;
};

static bool note_holder(void *context, const char *const *values, size_t count) {
    struct holder *holder = context;
    if (count == 4)
        holder->words = arena_format(holder->arena, "process %s of %s%s%s, since %s", values[0],
            values[1] ? values[1] : "an unknown role", values[2] && *values[2] ? " at " : "",
            values[2] ? values[2] : "", values[3] ? values[3] : "an unknown time");
    return true;
}

static const char *who_holds(struct postgresql *postgresql, const char *key, struct arena *arena) {
    struct holder holder = {.arena = arena, .words = "another runner"};
    struct errors ignored = {.arena = arena};
    const char *sql = arena_format(arena,
        "SELECT a.pid, a.usename, host(a.client_addr), date_trunc('second', a.backend_start)"
        " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
        " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
        " AND (l.classid::bigint << 32 | l.objid::bigint) = %s",
        key);
    run(postgresql, sql, note_holder, &holder, NULL, &ignored);
    return holder.words;
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool lock_refused(
    struct postgresql *postgresql, const char *key, unsigned wait, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_LOCKED, NOWHERE,
        "another runner is at work on this database: waited %u seconds for %s", wait / 1000,
        who_holds(postgresql, key, errors->arena));
    error_hint(errors, error, "wait until it has finished, or give it more time with runner_timeout");
    return false;
}

static bool refuse_pool(struct errors *errors) {
    struct error *error = error_add(errors, ERROR_UNSUPPORTED, NOWHERE,
        "the url leads through a pooler that gives every transaction another session, as PgBouncer does in "
        "transaction mode: a runner's lock doesn't hold there");
    error_hint(errors, error, "connect to the server itself, or through a pool in session mode");
    return false;
}

static bool driver_lock(
    struct connection *connection, const char *key, unsigned wait, struct errors *errors) {
    struct postgresql *postgresql = of(connection);
    if (postgresql->pooled)
        return refuse_pool(errors);
    const char *hash = key_sql(errors->arena, key);
    const char *sql = arena_format(errors->arena, "SELECT pg_try_advisory_lock(%s)", hash);
    int64_t deadline = now() + wait;
    for (bool taken = false;;) {
        if (!run(postgresql, sql, note_true, &taken, NULL, errors))
            return false;
        if (taken)
            return true;
        if (now() >= deadline)
            return lock_refused(postgresql, hash, wait, errors);
        nanosleep(&(struct timespec){.tv_nsec = MILLISECONDS_BETWEEN_TRIES * 1000000L}, NULL);
    }
}

static void driver_unlock(struct connection *connection, const char *key) {
    struct arena arena = {0};
    const char *sql = arena_format(&arena, "SELECT pg_advisory_unlock(%s)", key_sql(&arena, key));
    PQclear(PQexec(of(connection)->handle, sql));
    arena_free(&arena);
}

static void driver_close(struct connection *connection) {
    waiting_forget(&of(connection)->waiting);
    PQfinish(of(connection)->handle);
}

static const struct connection_type connection_type = {
    .execute = driver_execute,
    .execute_later = driver_execute_later,
    .query = driver_query,
    .begin = driver_begin,
    .commit = driver_commit,
    .rollback = driver_rollback,
    .lock = driver_lock,
    .unlock = driver_unlock,
    .close = driver_close,
};

/* --- Opening --- */

static void ignore_notice(void *context, const char *message) {
    (void)context;
    (void)message;
}

static bool note_schema(void *context, const char *const *values, size_t count) {
    struct postgresql *postgresql = ((void **)context)[0];
    struct arena *arena = ((void **)context)[1];
    postgresql->connection.server.default_schema =
        count && values[0] ? arena_string(arena, values[0]) : "public";
    return true;
}

static const struct setting {
    const char *name, *value;
    unsigned since; /* this version */
} settings[] = {
    {"standard_conforming_strings", "on", 0}, {"datestyle", "ISO", 0}, {"intervalstyle", "postgres", 0},
    {"bytea_output", "hex", 0}, {"quote_all_identifiers", "off", 0},
    {"idle_in_transaction_session_timeout", "0", 0}, {"idle_session_timeout", "0", 140000},
    {"jit", "off", 0}, /* compiling the catalog's queries takes longer than they do */
};

/* What the server prints, how it reads what we write, and whether it waits for us, must not hang on the
 * role's settings. */
static const char *session_settings(const struct postgresql *postgresql, struct arena *arena,
    const struct connection_options *options, const char *set) {
    struct buffer sql = {.arena = arena};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (postgresql->connection.server.version >= settings[i].since)
            buffer_addf(&sql, "; %s %s = %s", set, settings[i].name, settings[i].value);
    if (options->lock_timeout)
        buffer_addf(&sql, "; %s lock_timeout = %u", set, options->lock_timeout);
    if (options->statement_timeout)
        buffer_addf(&sql, "; %s statement_timeout = %u", set, options->statement_timeout);
    return buffer_text(&sql) + strlen("; ");
}

/* What is set for a session would be another client's when a pooler gives it away. Who only reads does so in
 * one transaction, of which nothing is kept. */
static bool pooled_session_made(struct postgresql *postgresql, struct arena *arena,
    const struct connection_options *options, struct errors *errors) {
    postgresql->begin =
        arena_format(arena, "BEGIN; %s", session_settings(postgresql, arena, options, "SET LOCAL"));
    return !options->read_only || run(postgresql, postgresql->begin, NULL, NULL, NULL, errors);
}

static bool session_made(struct postgresql *postgresql, struct arena *arena,
    const struct connection_options *options, struct errors *errors) {
    void *context[] = {postgresql, arena};
    postgresql->begin = "BEGIN";
    /* A database that was made for this run has no other clients. */
    postgresql->pooled = !options->database && driver_is_pooled(postgresql->handle, options);
    const char *sql = session_settings(postgresql, errors->arena, options, "SET");
    if (options->read_only)
        sql = arena_format(errors->arena, "%s; SET default_transaction_read_only = on", sql);
    bool set = postgresql->pooled ? pooled_session_made(postgresql, arena, options, errors)
                                  : run(postgresql, sql, NULL, NULL, NULL, errors);
    return set && run(postgresql, "SELECT current_schema()", note_schema, context, NULL, errors);
}

/* 15.4 is 150004 to libpq and 150400 to us. */
static unsigned version(const PGconn *handle) {
    unsigned number = (unsigned)PQserverVersion(handle);
    return number / 10000 * 10000 + number % 10000 * 100;
}

static struct connection *driver_connect(
    struct arena *arena, const struct connection_options *options, struct errors *errors) {
    struct postgresql *postgresql = arena_new(arena, struct postgresql);
    postgresql->connection = (struct connection){
        .type = &connection_type,
        .dialect = options->dialect,
        .shown_url = url_shown(arena, options->url),
    };
    postgresql->handle = driver_open(options, postgresql->connection.shown_url, errors);
    if (!postgresql->handle)
        return NULL;
    PQsetNoticeProcessor(postgresql->handle, ignore_notice, NULL);
    postgresql->connection.server =
        (struct server){.product = "postgresql", .version = version(postgresql->handle)};
    postgresql->connection.is_local = url_host_is_local(PQhost(postgresql->handle));
    if (session_made(postgresql, arena, options, errors))
        return &postgresql->connection;
    PQfinish(postgresql->handle);
    return NULL;
}

static const char *const schemes[] = {"postgresql", "postgres", NULL};

#ifndef POSTGRESQL_DRIVER_SYMBOL
#define POSTGRESQL_DRIVER_SYMBOL cmigrate_driver
#endif

extern const struct driver POSTGRESQL_DRIVER_SYMBOL;
__attribute__((visibility("default"))) const struct driver POSTGRESQL_DRIVER_SYMBOL = {
    .abi = DRIVER_ABI,
    .size = sizeof(struct driver),
    .name = "postgresql",
    .schemes = schemes,
    .connect = driver_connect,
};
