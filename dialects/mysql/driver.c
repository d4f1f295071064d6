/* The only file that knows the client library, MariaDB's or Oracle's: it keeps to the calls that both have.
 * Built as a module, it needs nothing of the program but the dialect's texts. */
#include <mysql.h>
#undef list_push /* MariaDB's header has one of its own */

#include <string.h>
#include <time.h>

#include "base/text.h"
#include "base/url.h"
#include "dialect.h"
#include "mysql/location.h"
#include "mysql/remedy.h"
#include "mysql/session.h"

enum { POLL = 200 }; /* milliseconds between two tries for the runners' lock */

struct mysql {
    struct connection connection; /* first: the two are the same address */
    MYSQL *handle;
    struct arena *arena;
    bool in_transaction;
};

static struct mysql *of(struct connection *connection) {
    return (struct mysql *)connection;
}

/* --- Errors --- */

/* Reports what the library says of the last call. Always false. */
static bool fail(struct mysql *mysql, const char *sql, struct errors *errors) {
    unsigned number = mysql_errno(mysql->handle);
    enum error_code code = mysql_is_connection_error(number) ? ERROR_CONNECTION : ERROR_DATABASE;
    struct error *error = error_add(errors, code, NOWHERE, "%s (%u)", mysql_error(mysql->handle), number);
    error->sqlstate = arena_string(errors->arena, mysql_sqlstate(mysql->handle));
    if (sql)
        error->statement = arena_string(errors->arena, sql);
    if (mysql_remedy(number))
        error_hint(errors, error, "%s", mysql_remedy(number));
    return false;
}

/* --- Statements --- */

static bool give_rows(MYSQL_RES *result, row_function *row, void *context) {
    MYSQL_ROW values;
    bool wanted = true;
    /* Rows that nobody wants any more must still be fetched, before the connection can go on. */
    while ((values = mysql_fetch_row(result)))
        wanted = wanted && (!row || row(context, (const char *const *)values, mysql_num_fields(result)));
    return wanted;
}

/* One statement may give several results: a CALL does. */
static bool take_results(
    struct mysql *mysql, row_function *row, void *context, uint64_t *changed, bool *wanted) {
    int more;
    do {
        MYSQL_RES *result = mysql_use_result(mysql->handle);
        if (result) {
            *wanted = give_rows(result, row, context) && *wanted;
            mysql_free_result(result);
        } else if (mysql_field_count(mysql->handle) == 0 && changed)
            *changed += mysql_affected_rows(mysql->handle);
        if (mysql_errno(mysql->handle))
            return false;
    } while ((more = mysql_next_result(mysql->handle)) == 0);
    return more < 0;
}

static bool run(struct mysql *mysql, const char *sql, row_function *row, void *context, uint64_t *changed,
    struct errors *errors) {
    bool wanted = true;
    if (changed)
        *changed = 0;
    if (mysql_real_query(mysql->handle, sql, strlen(sql)) ||
        !take_results(mysql, row, context, changed, &wanted))
        return fail(mysql, sql, errors);
    return wanted;
}

static bool note_holder(void *context, const char *const *values, size_t count) {
    struct buffer *holder = context;
    if (count == 2 && values[0])
        buffer_addf(holder, "connection %s has had a transaction open since %s", values[0],
            values[1] ? values[1] : "an unknown time");
    return true;
}

/* Who waits in vain for a lock is told of the oldest open transaction, which is most likely to hold it. */
static void name_holder(struct mysql *mysql, struct errors *errors) {
    static const char query[] = "SELECT trx_mysql_thread_id, trx_started FROM information_schema.innodb_trx "
                                "WHERE trx_mysql_thread_id <> CONNECTION_ID() ORDER BY trx_started LIMIT 1";
    struct errors ignored = {.arena = errors->arena};
    struct buffer holder = {.arena = errors->arena};
    struct error *error = &errors->list.items[errors->list.count - 1];
    if (run(mysql, query, note_holder, &holder, NULL, &ignored) && holder.length)
        error->hint = arena_format(errors->arena, "%s: %s", buffer_text(&holder), error->hint);
}

static bool driver_execute(
    struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors) {
    struct mysql *mysql = of(connection);
    connection->statements++;
    if (run(mysql, sql, NULL, NULL, changed, errors))
        return true;
    if (mysql_is_lock_wait(mysql_errno(mysql->handle)) && errors->list.count)
        name_holder(mysql, errors);
    return false;
}

static bool driver_query(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *errors) {
    connection->queries++;
    return run(of(connection), sql, row, context, NULL, errors);
}

/* --- Transactions --- */

static bool driver_begin(struct connection *connection, unsigned wait, struct errors *errors) {
    struct mysql *mysql = of(connection);
    (void)wait;
    connection->transactions++;
    mysql->in_transaction = run(mysql, "START TRANSACTION", NULL, NULL, NULL, errors);
    return mysql->in_transaction;
}

static bool driver_commit(struct connection *connection, struct errors *errors) {
    struct mysql *mysql = of(connection);
    mysql->in_transaction = false;
    return run(mysql, "COMMIT", NULL, NULL, NULL, errors);
}

static void driver_rollback(struct connection *connection) {
    struct mysql *mysql = of(connection);
    struct errors ignored = {.arena = mysql->arena};
    if (mysql->in_transaction)
        run(mysql, "ROLLBACK", NULL, NULL, NULL, &ignored);
    mysql->in_transaction = false;
}

/* --- The runners' lock --- */

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* SELECT FUNCTION('name'…) */
static const char *lock_call(struct mysql *mysql, const char *before, const char *name, const char *after) {
    struct buffer sql = {.arena = mysql->arena};
    buffer_add(&sql, before);
    mysql->connection.dialect->text_quoted(&sql, name);
    buffer_add(&sql, after);
    return buffer_text(&sql);
}

static bool note_one(void *context, const char *const *values, size_t count) {
    *(bool *)context = count == 1 && values[0] && !strcmp(values[0], "1");
    return true;
}

static bool try_lock(struct mysql *mysql, const char *name, bool *got, struct errors *errors) {
    *got = false;
    const char *sql = lock_call(mysql, "SELECT GET_LOCK(", name, ", 0)");
    return run(mysql, sql, note_one, got, NULL, errors);
}

static bool note_runner(void *context, const char *const *values, size_t count) {
    struct buffer *runner = context;
    if (count == 4)
        buffer_addf(runner, "connection %s of %s from %s, connected or at work for %s seconds", values[0],
            values[1] ? values[1] : "?", values[2] ? values[2] : "?", values[3] ? values[3] : "?");
    return true;
}

static bool refuse_lock(struct mysql *mysql, const char *name, unsigned wait, struct errors *errors) {
    struct buffer runner = {.arena = errors->arena};
    struct errors ignored = {.arena = errors->arena};
    const char *sql = lock_call(mysql,
        "SELECT id, user, host, time FROM information_schema.processlist WHERE id = IS_USED_LOCK(", name,
        ")");
    run(mysql, sql, note_runner, &runner, NULL, &ignored);
    struct error *error = error_add(errors, ERROR_LOCKED, NOWHERE,
        "another runner is at work on this database, and did not finish within %u ms", wait);
    if (runner.length)
        error_hint(errors, error, "it is %s; wait for it, or raise runner_timeout", buffer_text(&runner));
    else
        error_hint(errors, error, "wait for it to finish and run this again, or raise runner_timeout");
    return false;
}

static bool driver_lock(
    struct connection *connection, const char *key, unsigned wait, struct errors *errors) {
    struct mysql *mysql = of(connection);
    const char *name = session_lock_name(mysql->arena, &connection->server, key);
    const struct timespec pause = {.tv_nsec = POLL * 1000000L};
    int64_t deadline = now() + wait;
    for (bool got;;) {
        if (!try_lock(mysql, name, &got, errors))
            return false;
        if (got)
            return true;
        if (now() >= deadline)
            return refuse_lock(mysql, name, wait, errors);
        nanosleep(&pause, NULL);
    }
}

static void driver_unlock(struct connection *connection, const char *key) {
    struct mysql *mysql = of(connection);
    struct errors ignored = {.arena = mysql->arena};
    const char *name = session_lock_name(mysql->arena, &connection->server, key);
    run(mysql, lock_call(mysql, "SELECT RELEASE_LOCK(", name, ")"), NULL, NULL, NULL, &ignored);
}

static void driver_close(struct connection *connection) {
    mysql_close(of(connection)->handle);
}

static const struct connection_type connection_type = {
    .execute = driver_execute,
    .query = driver_query,
    .begin = driver_begin,
    .commit = driver_commit,
    .rollback = driver_rollback,
    .lock = driver_lock,
    .unlock = driver_unlock,
    .close = driver_close,
};

/* --- Opening --- */

/* The two libraries ask for TLS in different words. */
static void ask_for_tls(MYSQL *handle, const char *mode) {
#ifdef MARIADB_BASE_VERSION
    char on = strcmp(mode, "disabled") != 0 && strcmp(mode, "preferred") != 0,
         verify = !strncmp(mode, "verify", 6);
    mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &on);
    mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
#else
    static const char *const modes[] = {"disabled", "preferred", "required", "verify_ca", "verify_identity"};
    static const unsigned values[] = {SSL_MODE_DISABLED, SSL_MODE_PREFERRED, SSL_MODE_REQUIRED,
        SSL_MODE_VERIFY_CA, SSL_MODE_VERIFY_IDENTITY};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (!strcmp(modes[i], mode))
            mysql_options(handle, MYSQL_OPT_SSL_MODE, &values[i]);
#endif
}

static bool demands_tls(const struct location *location) {
    const char *mode = location->ssl_mode;
    return mode && strcmp(mode, "disabled") != 0 && strcmp(mode, "preferred") != 0;
}

/* MariaDB's library goes on in the clear with a server that has no TLS, whatever it was told to enforce. */
static bool has_tls_it_needs(struct mysql *mysql, const struct location *location, struct errors *errors) {
    if (!demands_tls(location) || mysql_get_ssl_cipher(mysql->handle))
        return true;
    struct error *error = error_add(errors, ERROR_CONNECTION, NOWHERE,
        "can't connect to %s: the server has no TLS, and ssl_mode \"%s\" asks for it", location->shown,
        location->ssl_mode);
    error_hint(errors, error, "give the server a certificate, or ask for another ssl_mode");
    return false;
}

static void set_text(MYSQL *handle, enum mysql_option option, const char *value) {
    if (value)
        mysql_options(handle, option, value);
}

static void set_options(
    MYSQL *handle, const struct location *location, const struct connection_options *options) {
    unsigned timeout = location->connect_timeout ? location->connect_timeout : options->connect_timeout;
    if (timeout)
        mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
    set_text(handle, MYSQL_SET_CHARSET_NAME, location->charset);
    set_text(handle, MYSQL_READ_DEFAULT_FILE, location->options_file);
    set_text(handle, MYSQL_READ_DEFAULT_GROUP, location->options_group);
    set_text(handle, MYSQL_OPT_SSL_CA, location->ssl_ca);
    set_text(handle, MYSQL_OPT_SSL_CERT, location->ssl_cert);
    set_text(handle, MYSQL_OPT_SSL_KEY, location->ssl_key);
    set_text(handle, MYSQL_OPT_SSL_CIPHER, location->ssl_cipher);
    if (location->ssl_mode)
        ask_for_tls(handle, location->ssl_mode);
}

static bool open_handle(struct mysql *mysql, const struct location *location, struct errors *errors) {
    /* The number of rows that an UPDATE finds, not only those that it changes. Several statements at once, as
     * the server's own client sends them under another DELIMITER. */
    unsigned long flags = CLIENT_FOUND_ROWS | CLIENT_MULTI_RESULTS | CLIENT_MULTI_STATEMENTS;
    if (mysql_real_connect(mysql->handle, location->host, location->user, location->password,
            location->database, location->port, location->socket, flags))
        return true;
    fail(mysql, NULL, errors);
    struct error *error = &errors->list.items[errors->list.count - 1];
    error->code = ERROR_CONNECTION;
    error->message = arena_format(errors->arena, "can't connect to %s: %s", location->shown, error->message);
    return false;
}

struct greeting {
    struct mysql *mysql;
    const char *sql_mode;
};

static bool take_greeting(void *context, const char *const *values, size_t count) {
    struct greeting *greeting = context;
    if (count != 6)
        return false;
    session_server(greeting->mysql->arena, values, &greeting->mysql->connection.server);
    greeting->sql_mode = arena_string(greeting->mysql->arena, values[4] ? values[4] : "");
    return true;
}

static bool is_supported(const struct mysql *mysql, struct errors *errors) {
    const struct server *server = &mysql->connection.server;
    bool mariadb = !strcmp(server->product, "mariadb");
    if (server->version >= (mariadb ? 100200 : 50600))
        return true;
    struct error *error = error_add(errors, ERROR_UNSUPPORTED, NOWHERE, "this server, %s %u.%u, is too old",
        mariadb ? "MariaDB" : "MySQL", server->version / 10000, server->version / 100 % 100);
    error_hint(errors, error, "MySQL 5.6, MariaDB 10.2 and newer ones are supported");
    return false;
}

static bool start_session(
    struct mysql *mysql, const struct connection_options *options, struct errors *errors) {
    struct greeting greeting = {.mysql = mysql};
    if (!run(mysql, session_query, take_greeting, &greeting, NULL, errors) || !is_supported(mysql, errors))
        return false;
    if (!mysql->connection.server.default_schema) {
        struct error *error = error_add(
            errors, ERROR_CONFIG, NOWHERE, "the url %s names no database", mysql->connection.shown_url);
        error_hint(errors, error, "write it behind the host: mysql://user@host/name");
        return false;
    }
    const char *settings = session_settings(mysql->arena, &mysql->connection.server, greeting.sql_mode,
        options->lock_timeout, options->statement_timeout);
    return run(mysql, settings, NULL, NULL, NULL, errors);
}

/* The library says "Localhost via UNIX socket", "db.example.com via TCP/IP". */
static bool is_local(const struct mysql *mysql) {
    const char *host = mysql_get_host_info(mysql->handle);
    return host && url_host_is_local(arena_text(mysql->arena, host, strcspn(host, " ")));
}

static struct connection *driver_connect(
    struct arena *arena, const struct connection_options *options, struct errors *errors) {
    struct location location;
    if (!mysql_location_read(arena, options->url, &location, errors))
        return NULL;
    struct mysql *mysql = arena_new(arena, struct mysql);
    *mysql = (struct mysql){.arena = arena, .handle = mysql_init(NULL)};
    mysql->connection = (struct connection){
        .type = &connection_type, .dialect = options->dialect, .shown_url = location.shown};
    if (!mysql->handle) {
        error_add(errors, ERROR_CONNECTION, NOWHERE, "the MySQL client library could not be started");
        return NULL;
    }
    if (options->database)
        location.database = options->database;
    set_options(mysql->handle, &location, options);
    if (open_handle(mysql, &location, errors) && has_tls_it_needs(mysql, &location, errors) &&
        start_session(mysql, options, errors)) {
        mysql->connection.is_local = is_local(mysql);
        return &mysql->connection;
    }
    mysql_close(mysql->handle);
    return NULL;
}

static const char *const schemes[] = {"mysql", "mariadb", NULL};

#ifndef MYSQL_DRIVER_SYMBOL
#define MYSQL_DRIVER_SYMBOL cmigrate_driver
#endif

extern const struct driver MYSQL_DRIVER_SYMBOL;
__attribute__((visibility("default"))) const struct driver MYSQL_DRIVER_SYMBOL = {
    .abi = DRIVER_ABI,
    .size = sizeof(struct driver),
    .name = "mysql",
    .schemes = schemes,
    .connect = driver_connect,
};
