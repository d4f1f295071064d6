/* Where a database is and how to get in, from its URL. */
#ifndef CMIGRATE_MYSQL_LOCATION_H
#define CMIGRATE_MYSQL_LOCATION_H

#include "base/error.h"

struct location {
    const char *user, *password, *host, *database; /* null: not said */
    unsigned port;                                 /* 0: not said */
    const char *socket;
    const char *charset;                      /* "utf8mb4" unless the URL says otherwise */
    const char *options_file, *options_group; /* read on request only */
    const char *ssl_mode; /* "disabled", "preferred", "required", "verify_ca", "verify_identity"; or null */
    const char *ssl_ca, *ssl_cert, *ssl_key, *ssl_cipher;
    unsigned connect_timeout; /* seconds; 0: not said */
    const char *shown;        /* the URL without its password */
};

/* mysql://user:password@host:3306/name?unix_socket=…, mariadb://…, and SQLAlchemy's mysql+pymysql://…. What
 * stands in user, password and name may be percent-encoded. */
bool mysql_location_read(
    struct arena *arena, const char *url, struct location *location, struct errors *errors);

#endif
