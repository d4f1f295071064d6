#include "cmd/shadow.h"

struct shadow_place shadow_place_of(const struct app *app) {
    return (struct shadow_place){.drivers = &app->drivers,
        .url = app->config.shadow_url,
        .target = app->config.url,
        .policy = app->config.shadow};
}

bool shadow_refuse_lack(struct app *app, const char *what, const char *lack) {
    struct error *error = error_add(&app->errors, ERROR_CONFIG, NOWHERE, "%s: %s", what, lack);
    error_hint(&app->errors, error,
        "name an empty scratch database on the same kind of server as `shadow_url` in cmigrate.yaml; or set "
        "`shadow: auto` there and connect as a user who may create databases");
    return false;
}
