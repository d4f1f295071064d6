/* The one interface to databases, in two tables, because they vary apart: `struct dialect`, what a database's
 * language is like (pure: no input or output but the queries of inspect), and `struct connection`, what an
 * open one does.
 *
 * The library asks a dialect for a trait, never for its name. */
#ifndef CMIGRATE_DIALECT_H
#define CMIGRATE_DIALECT_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/duration.h"
#include "ops/operation.h"
#include "schema/schema.h"
#include "sql/lexer.h"

struct connection;
struct dialect;

/* Which server it is, or shall be in offline mode. */
struct server {
    const char *product; /* "sqlite", "postgresql", "mysql", "mariadb" */
    unsigned version; /* 3.40.1 is 34001 for SQLite's numbering of all: major * 10000 + minor * 100 + patch */
    const char *default_schema;    /* where names without a schema live; null offline */
    const char *default_collation; /* of that schema, where a database has one; null offline */
    bool lowers_tables;            /* it keeps the names of tables and schemas in lower case */
    bool assumed;                  /* offline, nobody said: the oldest supported */
};

/* --- What a dialect states about itself --- */

struct dialect_traits {
    bool transactional_ddl;      /* a failed revision can be rolled back whole */
    bool lock_is_transaction;    /* begin() takes the runners' lock; there is no other */
    bool columns_apart;          /* views, triggers and the rest depend on the columns that they name alone */
    bool column_order;           /* a column can be put between others, so their order counts in comparing */
    bool tables_ignore_case;     /* tables whose names differ in case alone can't be side by side */
    bool columns_ignore_case;    /* the same of a table's columns */
    bool named_enums;            /* an enum has a name and columns refer to it; else each column has the
                                    values, and compile() meets no operation that names one */
    bool comments;               /* tables and columns have comments */
    bool keys_take_null;         /* a column may be NULL though a primary key that came later has it: what it
                                    says of NULL is settled where it is made */
    bool foreign_keys_alterable; /* a foreign key can be added to a table that is there */
    bool schemas;                /* a database has several schemas */
    bool objects_keep_names; /* views, triggers and routines go on saying the old name of what is renamed */
    bool file_database;      /* the database is a file: a shadow in memory costs nothing */
    bool normalises_expressions; /* the server rewrites expressions: texts that differ may mean the same */
    unsigned oldest_version;     /* supported */
    const char *oldest_product;
    unsigned name_length_max; /* bytes or characters */
};

/* --- What it makes --- */

enum statement_kind {
    STATEMENT_DDL,
    STATEMENT_DML,     /* changes rows; can commit together with its log event */
    STATEMENT_SETTING, /* changes nothing that lasts: SET, PRAGMA */
    STATEMENT_TUNING,  /* changes only how fast something is: a text does without it */
};

/* One statement for the database, without the ending semicolon. */
struct statement {
    const char *sql;
    enum statement_kind kind;
    bool outside_transaction; /* can't run in one */
    bool rewrites;    /* the database mends other texts by it, which only it can: they must be read again */
    size_t operation; /* index of the operation it belongs to, in the list that was compiled */
    const char *condition; /* a query: where it has no row, the statement is left out; or null */
    const char *extent; /* a query for two numbers, from which and to which a driver that counts will count;
                           or null */
    struct place place; /* where the script says it */
};
LIST_TYPE(statements, struct statement);

/* What to inspect. */
struct inspect_scope {
    const struct names
        *tables; /* only these ("name", "schema.name"), without views and other objects; null: everything */
    const struct names *exclude; /* patterns of full names; may be null */
    const struct names *schemas; /* null: all that are users' */
    const char *version_table;   /* bookkeeping tables are never reported: this, */
    const char *log_table;       /* this, and those that another project may have in the same database */
};
/* Is the table one of those, in whatever case? */
bool inspect_is_bookkeeping(const struct inspect_scope *scope, const char *table);

/* A query whose rows must gain none by the work. */
struct check {
    const char *whole; /* null: there is nothing to compare */
    const char *parts; /* a query for the names of parts and a query for each, where the database may refuse
                          the whole on account of one; or null */
};

/* SQL to run around a revision's transaction, not in it. */
struct frame {
    struct statements before, after;
    struct check check_before, check; /* with names as they are in the end, both */
    const char *trouble;              /* what a new row means: "foreign key violation in" */
    const char *remedy; /* what to do about it, where it isn't the rows that are wrong; or null */
};

/* How a throw-away database is made beside the one that is open, and dropped. */
struct scratch {
    struct names create;  /* run where the target is open, as is */
    const char *drop;     /* this, also when only some of it was made */
    struct names prepare; /* run in it, once */
};

struct dialect {
    const char *name;           /* "sqlite": the key in models and scripts */
    const char *const *schemes; /* of URLs, null-ended: "postgresql", "postgres" */
    const struct dialect_traits *traits;
    const struct sql_syntax *syntax;

    /* Appends a name or a string literal, quoted so that it can mean nothing else. The one place where that
     * is done. */
    void (*name_quoted)(struct buffer *out, const char *name);
    void (*text_quoted)(struct buffer *out, const char *text);

    /* Is this a type word of the database's own? `word`: lower case, up to the first bracket or blank; "[]"
     * asks whether it has arrays. */
    bool (*knows_type)(const char *word);

    /* Turns a declared schema into the database's own terms, in place: fills type_sql, default_sql, nullable
     * and autoincrement, takes this dialect's options. An error, with its place, for each thing the database
     * can't have. */
    bool (*resolve)(
        const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors);
    /* The same for one table, as an operation holds it; `schema` has the declared enums, and may be null. */
    bool (*resolve_table)(const struct server *server, struct arena *arena, const struct schema *schema,
        struct table *table, struct errors *errors);
    /* Portable words for what was inspected, where they resolve to exactly the same: fills `type` and
     * `default_value`. */
    void (*describe)(const struct server *server, struct arena *arena, struct table *table);

    /* Compiles structural operations to statements. `schema` is what they meet, resolved; it is advanced to
     * what it is after them. Opaque SQL and data don't come here. Appends to `statements`. */
    bool (*compile)(const struct server *server, struct arena *arena, struct schema *schema,
        const struct operations *operations, struct statements *statements, struct errors *errors);

    /* Is this a statement of somebody's own that can't run in a transaction, or one of compile()'s that shall
     * not? May be null: none is. */
    bool (*runs_outside)(const char *sql);
    /* Can the operation on a table have this word of the dialect under `with`? `before` is what it meets. Of
     * a word that compile() will refuse: yes. May be null: none can. */
    bool (*takes_with)(
        const struct schema *before, const struct operation *operation, const struct option *option);

    /* The session's time limits from here on, as statements; what the limits don't say stays. May be null:
     * there are none to set. */
    void (*limit_time)(struct arena *arena, const struct server *server, const struct time_limits *limits,
        struct names *statements);

    /* What must stand around the transaction of a revision with these operations. May be null: nothing. */
    bool (*frame)(
        struct arena *arena, const struct operations *operations, struct frame *frame, struct errors *errors);

    /* Does the column's type bring a value for each row, as serial does? May be null: none does. */
    bool (*fills_itself)(const struct column *column);

    /* A condition that is true of the values of a column which don't stay what they are when it becomes
     * another, though the database converts them without complaint, or refuses some; null when there are
     * none. Both are resolved. May be null: it always complains. */
    const char *(*loses)(struct arena *arena, const struct column *from, const struct column *to);

    /* A condition that is true of rows that the table can't have when it becomes another with other options;
     * null when there are none. Both are resolved, columns are in the same places. May be null: every row may
     * stay. */
    const char *(*excludes)(struct arena *arena, const struct table *from, const struct table *to);

    /* What the object loses together with values in columns, as "the attribute zip", when it becomes the
     * other; null: nothing. May be null: it loses nothing. */
    const char *(*forgets)(struct arena *arena, const struct object *before, const struct object *after);

    /* Are rows of the table, which the operations drop, moved to others that they make or change? May be
     * null: they go with it. */
    bool (*moves_rows)(struct arena *arena, const struct operations *operations, const struct table *dropped);

    /* Does the statement make what the database makes itself, as its client prints it among others? Then a
     * model in SQL does without it. May be null: none. */
    bool (*is_automatic)(struct arena *arena, const char *sql);

    /* A query that gives a row when the table is there; works on an empty database. `in_schema` may be null.
     */
    const char *(*has_table_query)(struct arena *arena, const char *in_schema, const char *table);

    /* Statements with which SQL as a text begins, so that a client reads the rest as the driver would send
     * it: its encoding, how strings are read; a line with a dot is for SQLite's shell itself. Null-ended; may
     * be null. */
    const char *const *text_preamble;

    /* The DDL of the bookkeeping tables, and of nothing else; `version` and `log` are full names, already
     * quoted. */
    const char *(*version_table_ddl)(struct arena *arena, const char *version);
    const char *(*log_table_ddl)(struct arena *arena, const char *log);

    /* Reads the live schema in canonical terms, with a fixed number of queries, then describes it. */
    bool (*inspect)(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
        struct schema *schema, struct errors *errors);

    /* A statement as a shadow database runs it, where everything is in one transaction and nothing may be
     * left behind: null to leave it out. May be null: as it is. */
    const char *(*shadow_statement)(struct arena *arena, const char *sql);

    /* A setting under which a shadow takes what a live database has though the server would refuse it now, as
     * a foreign key whose table is gone; and what takes it back. May be null: there is no such thing. */
    const char *lenient, *strict;

    /* A throw-away database of that name, with the encoding and collation of the one that is open. May be
     * null: none can be made. */
    bool (*scratch)(struct connection *connection, struct arena *arena, const char *name,
        struct scratch *scratch, struct errors *errors);
    /* Does the statement name that database, and so reach it out of another one of its server? May be null:
     * none can. */
    bool (*names_database)(const char *sql, const char *database);

    /* Are the types of two columns the same beneath, and only spelt otherwise, as serial and integer are? May
     * be null: they aren't. */
    bool (*same_base)(const struct column *before, const struct column *after);
    /* Can the new object take the old one's place while what depends on it stays, as by CREATE OR REPLACE, or
     * does `compile` see to that? Then it meets drop_object and create_object side by side. May be null: none
     * can. */
    bool (*replaces)(const struct object *before, const struct object *after);
    /* Can an object of this kind get another name, with what hangs on it? May be null: none can. */
    bool (*renames)(const char *kind);
    /* Can a key, a check or an index of the table, as the schema has it, get another name where it stands,
     * and nothing else does with it? May be null: none can. */
    bool (*renames_keys)(const struct schema *schema, const struct table *table);
    /* Does the object say what comes with those that are made after it, as default privileges do? May be
     * null: none does. */
    bool (*reaches_ahead)(const struct object *object);
    /* Appends what comes, by such an object, with a new table, or else with a new object: each with its name
     * and how it is taken back. */
    void (*comes_with)(struct arena *arena, const struct object *giver, const struct table *table,
        const struct object *object, struct objects *found);

    /* Brings the expressions of `desired` (resolved) that the server would print as `actual` has them into
     * that spelling, so that comparing finds no false difference: with temporary objects that are rolled
     * back, no existing one is touched. Where nothing may be written, what differs as text is taken to be
     * what `actual` has, and named in `undecided`. Null: texts are compared. */
    bool (*normalise)(struct connection *connection, struct arena *arena, const struct schema *actual,
        struct schema *desired, struct names *undecided, struct errors *errors);

    /* After a crash between its "started" and its "done": did a statement that compile() made, or one that
     * runs_outside() knows, take effect? 1 yes; 0 no, or running it again does no harm; -1 it can't be told.
     * What it left half-made may be cleared away. May be null: it can't be told. */
    int (*took_effect)(struct connection *connection, struct arena *arena, const char *sql);
};

/* --- What an open connection does --- */

struct connection_options {
    const char *url;      /* whole, with ${} replaced */
    const char *database; /* in place of the one that the URL names; or null */
    const struct dialect *dialect;
    unsigned connect_timeout;                 /* seconds */
    unsigned lock_timeout, statement_timeout; /* milliseconds; 0: none */
    unsigned runner_timeout; /* milliseconds, where another runner stands in the way of reading, too */
    bool read_only;          /* the command only looks: a file that isn't there is not made */
};

/* Called for each row; values are text or null and hold until it returns. False stops the query, which then
 * fails. */
typedef bool row_function(void *context, const char *const *values, size_t count);

struct connection_type {
    /* Runs one statement; *changed (may be null) is the number of rows it changed. */
    bool (*execute)(struct connection *connection, const char *sql, uint64_t *changed, struct errors *errors);
    /* In a transaction, one of which only its failure is of interest: it may go to the server together with
     * the next, which then fails in its place. May be null: execute() will do. */
    bool (*execute_later)(struct connection *connection, const char *sql, struct errors *errors);
    bool (*query)(struct connection *connection, const char *sql, row_function *row, void *context,
        struct errors *errors);
    /* Begins a transaction that will write. Where the lock is the transaction, waits at most `wait`
     * milliseconds for other runners. */
    bool (*begin)(struct connection *connection, unsigned wait, struct errors *errors);
    bool (*commit)(struct connection *connection, struct errors *errors);
    void (*rollback)(struct connection *connection);
    /* The runners' lock, where it isn't the transaction; polled, never waiting inside the server. May be
     * null. */
    bool (*lock)(struct connection *connection, const char *key, unsigned wait, struct errors *errors);
    void (*unlock)(struct connection *connection, const char *key);
    /* A number that changes whenever the schema may have changed under us, or 0 when the database has none.
     */
    uint64_t (*schema_stamp)(struct connection *connection);
    /* Nothing will be asked for a while: gives back memory that the next statement would fill again. May be
     * null. */
    void (*give_back)(struct connection *connection);
    void (*close)(struct connection *connection);
};

/* Told from inside a statement that takes long, a few times a second. */
struct watch {
    void *context;
    void (*works)(void *context, int64_t counted, double seconds); /* since it began */
};

struct connection {
    const struct connection_type *type;
    const struct dialect *dialect;
    struct server server;
    const char *shown_url; /* without a password */
    bool is_local;         /* the server is on this machine */
    bool in_transaction;   /* begun and not ended; kept by the driver of a dialect that normalises */
    unsigned long statements, queries, transactions; /* counted by the driver, for tests */
    const struct watch *watch; /* or null; a driver that isn't called back while it waits ignores it */
};

/* Appends a table's full name, quoted; `in_schema` may be null. */
void dialect_add_table(
    struct buffer *out, const struct dialect *dialect, const char *in_schema, const char *table);
/* Appends a literal of any kind: NULL, TRUE, a number, a string, SQL as it is. */
void dialect_add_value(struct buffer *out, const struct dialect *dialect, const struct value *value);
void connection_give_back(struct connection *connection);
/* Finds whether a query gives a row at all. */
bool connection_has_row(struct connection *connection, const char *sql, bool *found, struct errors *errors);

/* --- How a driver's module presents itself --- */

enum { DRIVER_ABI = 5 };

/* A module exports one of these as `cmigrate_driver`. */
struct driver {
    unsigned abi, size; /* DRIVER_ABI and sizeof(struct driver) */
    const char *name;
    const char *const *schemes;    /* null-ended */
    const struct dialect *dialect; /* a database of its own, or null: one of the program's, by scheme */
    struct connection *(*connect)(
        struct arena *arena, const struct connection_options *options, struct errors *errors);
};

#define DRIVER_SYMBOL "cmigrate_driver"

#endif
