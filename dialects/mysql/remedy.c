#include "mysql/remedy.h"

#include <stddef.h>

static const struct {
    unsigned number;
    const char *hint;
} remedies[] = {
    {1044, "the user has no rights on this database: GRANT them, or name another database in the url"},
    {1045, "look at user and password in the url; what has a special meaning there is written %40 for @, %2F "
           "for /"},
    {1049, "make it with CREATE DATABASE, or mend the name in the url"},
    {1698, "this user logs in through the unix socket only: name it with ?unix_socket=/path, or take another "
           "user"},
    {2002, "is the server running, and are host and port right, or the socket's path? ?unix_socket=/path "
           "names one"},
    {2003, "is the server running, and are host and port right?"},
    {2005, "look at the host in the url"},
    {2006, "the server closed the connection: it was restarted, or the packet was larger than its "
           "max_allowed_packet"},
    {2013, "the server or the network went away in the middle of it; the next upgrade goes on from there"},
    {2026, "look at the certificates named in the url, or ask for another ssl_mode"},
    {1040, "the server has no connection left: wait, or raise its max_connections"},
    {1071, "index only the beginning: {column: …, prefix: 100}, or make the column shorter"},
    {1118, "make some of the columns text or blob, which are stored apart"},
    {1142, "GRANT the user what it lacks"},
    {1153, "make the rows of one statement fewer, or raise the server's max_allowed_packet"},
    {1205, "another connection holds a lock on the table: let it finish, or give it more time with "
           "lock_timeout"},
    {1213, "another transaction was in the way and this one was undone: run it again"},
    {1227,
        "the user lacks a privilege: one that names a DEFINER must be that user, or have SET USER (SUPER)"},
    {1290, "the server is read-only: is the url that of a replica?"},
    {1419, "the server writes a binary log: set log_bin_trust_function_creators, or let a user with SUPER do "
           "it"},
    {1451, "other rows refer to these: change those first"},
    {1452, "some rows refer to what isn't there: mend them before adding the foreign key"},
    {1062, "some rows have the same values: mend them before making the key unique"},
    {1138, "some rows are NULL: give them a value before the column becomes NOT NULL"},
    {1265, "some values don't fit the new type: change or shorten them first"},
    {1406, "some values are longer than the new type: shorten them first"},
    {1264, "some values are out of the new type's range: change them first"},
    {1366, "some values are no values of the new type: change them first"},
    {1553, "a foreign key needs this index: drop the key first, or make another index that begins with its "
           "columns"},
    {1832, "the column is part of a foreign key: drop the key, change both sides, and make it again"},
    {1833, "a foreign key refers to this column: drop the key, change both sides, and make it again"},
    {3780, "both sides of a foreign key need the same type, sign and collation"},
    {150, "both sides of a foreign key need the same type and collation, and the other one a unique key"},
    {1005, "a foreign key's two sides need the same type and collation, and the other one a key; SHOW ENGINE "
           "INNODB "
           "STATUS has the server's reason"},
    {1845,
        "the server can't do this with the ALGORITHM that is asked for: leave it out or ask for COPY, under "
        "`with:` of the operation or of the configuration"},
    {1846, "the server can't do this with the ALGORITHM or LOCK that is asked for, for the reason it gives: "
           "leave it out or ask for a weaker one, under `with:` of the operation or of the configuration"},
    {1526, "some rows are in none of the partitions: keep or add one that takes them, or move them first"},
    {3819, "some rows don't satisfy the check: mend them first"},
    {4025, "some rows don't satisfy it: mend them first"},
    {1969, "give it more time with statement_timeout"},
    {3024, "give it more time with statement_timeout"},
};

const char *mysql_remedy(unsigned number) {
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
        if (remedies[i].number == number)
            return remedies[i].hint;
    return NULL;
}

bool mysql_is_connection_error(unsigned number) {
    return number >= 2000 && number < 3000;
}

bool mysql_is_lock_wait(unsigned number) {
    return number == 1205;
}
