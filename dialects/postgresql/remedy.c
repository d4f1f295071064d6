#include "postgresql/remedy.h"

#include <string.h>

static const struct {
    const char *sqlstate;
    enum error_code code;
    const char *remedy;
} states[] = {
    {"55P03", ERROR_LOCKED,
        "another session holds a lock on the table: run this again when it is quiet, or give it more time "
        "with "
        "lock_timeout"},
    {"57014", ERROR_DATABASE, "give it more time with statement_timeout"},
    {"55P04", ERROR_DATABASE,
        "a value that was added to an enum can be used when its revision has ended: use it in a revision of "
        "its "
        "own"},
    {"25001", ERROR_DATABASE, "this can't run in a transaction: write `transaction: false` in the revision"},
    {"25006", ERROR_DATABASE,
        "the server is a standby, or the session may only read: connect to the primary"},
    {"42501", ERROR_DATABASE, "the role lacks a right: connect as the owner, or have it granted"},
    {"3F000", ERROR_DATABASE,
        "search_path names no schema that is there and open to the role: make one, or have USAGE on it "
        "granted"},
    {"40P01", ERROR_LOCKED, "two sessions waited for each other: run this again"},
};

/* The server's own hint is kept, but for this one, which doesn't know what a revision is. */
static bool is_about_locks(const struct error *error) {
    return error->hint && strstr(error->hint, "max_locks_per_transaction");
}

static bool is_about_default_partition(const struct error *error) {
    return !error->hint && strstr(error->message, "updated partition constraint for default partition");
}

void remedy_for_state(struct errors *errors, struct error *error, const char *sqlstate) {
    if (is_about_locks(error))
        error_hint(errors, error,
            "one transaction touches more objects than the server has locks for: raise "
            "max_locks_per_transaction "
            "at the server, or run a transaction for each revision (`transaction: per-revision`), in smaller "
            "ones");
    if (is_about_default_partition(error))
        error_hint(errors, error,
            "rows of the default partition belong into the new one: in an `execute` before, put them aside "
            "and "
            "delete them there; behind it, insert them again");
    for (size_t i = 0; sqlstate && i < sizeof states / sizeof *states; i++) {
        if (strcmp(states[i].sqlstate, sqlstate) != 0)
            continue;
        error->code = states[i].code;
        if (!error->hint)
            error_hint(errors, error, "%s", states[i].remedy);
    }
}

/* libpq tells no SQLSTATE of a connection; the first of these that its message has counts. */
static const struct {
    const char *words, *remedy;
} connecting[] = {
    {"invalid sslmode value", "sslmode is disable, allow, prefer, require, verify-ca or verify-full"},
    {"root certificate file", "sslrootcert=FILE in the url names the certificate of who signed the server's; "
                              "sslrootcert=system takes "
                              "this machine's from libpq 16 on"},
    {"certificate verify failed",
        "sslrootcert=FILE in the url must name the certificate of who signed the server's"},
    {"does not match host name",
        "connect by a name that the server's certificate has; sslmode=verify-ca doesn't look at the name"},
    {"does not support SSL", "have TLS switched on at the server, or take sslmode out of the url"},
    {"pg_hba.conf",
        "the server lets this user, database and address in only otherwise, or not at all: look at its "
        "pg_hba.conf, and at sslmode"},
    {"SSL", "look at sslmode and the certificates"},
    {"could not translate host name", "look at the host in the url"},
    {"Connection refused", "is the server running there, and does it listen on that address and port?"},
    {"timeout expired",
        "the server didn't answer in time: look at the host and port, or raise connect_timeout"},
    {"definition of service",
        "look at the service's name; PGSERVICEFILE and ~/.pg_service.conf are searched"},
    {"service file", "PGSERVICEFILE names a file that can't be read"},
    {"password authentication failed",
        "look at the user and password in the url; special characters are written as %XX"},
    {"no password supplied", "put a password into the url, PGPASSWORD or ~/.pgpass"},
    {"Peer authentication failed", "through a socket the server takes only the operating system's user of "
                                   "that name: connect to a host with a "
                                   "password"},
    {"not permitted to log in", "have the role altered: ALTER ROLE … LOGIN"},
    {"permission denied for database", "have it granted: GRANT CONNECT ON DATABASE … TO …"},
    {"connection slots", "the server is full: run this again later"},
    {"too many connections", "the server is full: run this again later"},
    {"starting up", "the server is starting: run this again in a moment"},
    {"shutting down", "the server is stopping: run this again when it is back"},
    {"unsupported startup parameter",
        "a pooler stands between: take the parameter out of the url, or have it named in the pooler's "
        "ignore_startup_parameters"},
    {"role \"", "make the role first, or look at the user in the url"},
    {"database \"", "make the database first, or look at its name in the url"},
    {"No such file or directory",
        "is the server running on this machine? Its socket may be in another folder"},
    {"invalid", "look at the url's form: postgresql://user:password@host:port/database?parameter=value"},
    {"server closed the connection", "is it a PostgreSQL that listens there?"},
};

void remedy_for_connecting(struct errors *errors, struct error *error, const char *message) {
    for (size_t i = 0; !error->hint && i < sizeof connecting / sizeof *connecting; i++)
        if (strstr(message, connecting[i].words))
            error_hint(errors, error, "%s", connecting[i].remedy);
}
