/* A database's URL in SQLAlchemy's form: scheme[+driver]://user:password@host:port/database?key=value */
#ifndef CMIGRATE_BASE_URL_H
#define CMIGRATE_BASE_URL_H

#include "base/error.h"

struct url_parameter {
    const char *key, *value;
};

LIST_TYPE(url_parameters, struct url_parameter);

/* What isn't there is null; all but the scheme and the driver is percent-decoded. */
struct url {
    const char *scheme, *driver;
    const char *user, *password;
    const char *host;     /* without the brackets of an IPv6 address */
    unsigned port;        /* 0: not said */
    const char *database; /* what follows the slash: of sqlite:///a "a", of sqlite:////a "/a" */
    struct url_parameters parameters;
};

/* False when the text is no URL; no message shows a password, not even a misplaced one. */
bool url_parse(struct arena *arena, const char *text, struct url *url, struct errors *errors);
/* The last value of the parameter, or null. */
const char *url_parameter(const struct url *url, const char *key);
/* Is the server that a client names so on this machine? Null and a path mean a unix socket. */
bool url_host_is_local(const char *host);
/* The URL with *** for what is, or in a malformed one may be, a secret. */
char *url_shown(struct arena *arena, const char *text);

#endif
