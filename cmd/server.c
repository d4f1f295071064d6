#include "cmd/server.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* "10.11.6" → 101106 */
static bool read_version(const char *text, unsigned *version) {
    unsigned parts[3] = {0};
    for (size_t i = 0; i < 3; i++) {
        char *end;
        unsigned long number = strtoul(text, &end, 10);
        if (end == text || number > (i ? 99 : 9999))
            return false;
        parts[i] = (unsigned)number;
        text = end;
        if (*text != '.')
            break;
        text++;
    }
    *version = parts[0] * 10000 + parts[1] * 100 + parts[2];
    return !*text;
}

/* "MariaDB 10.11" → "mariadb"; null when there is only a version. */
static const char *product_of(struct app *app, const char *text) {
    size_t length = strcspn(text, " ");
    return isdigit((unsigned char)*text) ? NULL
                                         : text_lower(&app->arena, arena_text(&app->arena, text, length));
}

/* "MariaDB 10.11" → "10.11"; null when there is only a product. */
static const char *version_of(const char *text) {
    const char *space = strchr(text, ' ');
    return isdigit((unsigned char)*text) ? text : space ? space + 1 : NULL;
}

const struct dialect *server_dialect(struct app *app) {
    const char *text = app_option(app, "server"), *product = text ? product_of(app, text) : NULL;
    return product ? drivers_dialect(&app->drivers, product) : NULL;
}

/* One that the option may name, but that doesn't go with the configuration's url. */
static bool refuse_other(struct app *app, const char *text) {
    struct error *error = error_add(
        &app->errors, ERROR_CONFIG, NOWHERE, "\"%s\" is another kind of server than the url names", text);
    error_hint(&app->errors, error, "give it with --server, or change the url");
    return false;
}

static bool refuse(struct app *app, const char *text) {
    struct error *error =
        error_add(&app->errors, ERROR_CONFIG, NOWHERE, "\"%s\" is no server's name and version", text);
    error_hint(&app->errors, error, "as in: %s %u.%u", app->dialect->traits->oldest_product,
        app->dialect->traits->oldest_version / 10000, app->dialect->traits->oldest_version / 100 % 100);
    return false;
}

bool server_choose(struct app *app, struct server *server) {
    const struct dialect_traits *traits = app->dialect->traits;
    const char *text = app_option(app, "server") ? app_option(app, "server") : app->config.server;
    *server = (struct server){
        .product = traits->oldest_product, .version = traits->oldest_version, .assumed = !text};
    if (!text)
        return true;
    const char *product = product_of(app, text), *version = version_of(text);
    server->product = product ? product : traits->oldest_product;
    const struct dialect *named = drivers_dialect(&app->drivers, server->product);
    bool known = !strcmp(server->product, app->dialect->name) || named == app->dialect;
    if (!known && named)
        return refuse_other(app, text);
    bool is_oldest = !version && !strcmp(server->product, traits->oldest_product);
    return (known && (is_oldest || (version && read_version(version, &server->version)))) ||
           refuse(app, text);
}
