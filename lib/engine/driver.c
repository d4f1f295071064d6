#include "engine/driver.h"

#include <dlfcn.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"

const char *url_scheme(struct arena *arena, const char *url) {
    size_t length = strspn(url, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (!length || (url[length] != ':' && url[length] != '+'))
        return NULL;
    return text_lower(arena, arena_text(arena, url, length));
}

static bool has_scheme(const char *const *schemes, const char *scheme) {
    for (; *schemes; schemes++)
        if (!strcmp(*schemes, scheme))
            return true;
    return false;
}

const struct dialect *drivers_dialect(const struct drivers *drivers, const char *scheme) {
    for (const struct dialect *const *dialect = drivers->dialects; *dialect; dialect++)
        if (!strcmp((*dialect)->name, scheme) || has_scheme((*dialect)->schemes, scheme))
            return *dialect;
    return NULL;
}

static const struct driver *find_builtin(const struct drivers *drivers, const char *scheme) {
    for (const struct driver *const *driver = drivers->builtin; *driver; driver++)
        if (has_scheme((*driver)->schemes, scheme))
            return *driver;
    return NULL;
}

/* A module stays loaded until the program ends: its code may be on the stack of a callback. */
static const struct driver *load_module(const char *path, struct errors *errors) {
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module) {
        error_add(errors, ERROR_CONNECTION, NOWHERE, "could not load the driver \"%s\": %s", path, dlerror());
        return NULL;
    }
    const struct driver *driver = dlsym(module, DRIVER_SYMBOL);
    if (driver && driver->abi == DRIVER_ABI && driver->size == sizeof *driver)
        return driver;
    struct error *error = error_add(errors, ERROR_CONNECTION, NOWHERE,
        driver ? "the driver \"%s\" was built for another version of cmigrate"
               : "\"%s\" is not a driver for cmigrate",
        path);
    error_hint(errors, error, "install the module that belongs to this program");
    return NULL;
}

static const struct driver *find_module(
    struct arena *arena, const struct drivers *drivers, const char *name, struct errors *errors) {
    for (size_t i = 0; i < drivers->folders.count; i++) {
        const char *path = arena_format(arena, "%s/cmigrate_%s.so", drivers->folders.items[i], name);
        if (file_exists(path))
            return load_module(path, errors);
    }
    struct error *error = error_add(errors, ERROR_CONNECTION, NOWHERE,
        "there is no driver for \"%s\" databases: no cmigrate_%s.so in %s", name, name,
        names_join(arena, &drivers->folders, ", "));
    error_hint(errors, error, "install the driver, or name its folder in CMIGRATE_MODULE_PATH");
    return NULL;
}

static const struct driver *find_driver(
    struct arena *arena, const struct drivers *drivers, const char *scheme, struct errors *errors) {
    const struct driver *driver = find_builtin(drivers, scheme);
    const struct dialect *dialect = drivers_dialect(drivers, scheme);
    return driver ? driver : find_module(arena, drivers, dialect ? dialect->name : scheme, errors);
}

static bool refuse_scheme(const struct drivers *drivers, const char *scheme, struct errors *errors) {
    const char *words[16];
    size_t count = 0;
    for (const struct dialect *const *dialect = drivers->dialects; *dialect; dialect++)
        for (const char *const *known = (*dialect)->schemes; *known && count < sizeof words / sizeof *words;
             known++)
            words[count++] = *known;
    const char *nearest = text_nearest(scheme, words, count);
    struct error *error = error_add(
        errors, ERROR_CONFIG, NOWHERE, "the URL's scheme \"%s\" is no database that cmigrate knows", scheme);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(errors, error,
            "sqlite:///app.db, postgresql://user@host/name and mysql://user@host/name are URLs");
    return false;
}

struct connection *drivers_connect(struct arena *arena, const struct drivers *drivers,
    struct connection_options *options, struct errors *errors) {
    const char *scheme = url_scheme(arena, options->url);
    if (!scheme) {
        struct error *error = error_add(errors, ERROR_CONFIG, NOWHERE, "the database's URL has no scheme");
        error_hint(errors, error,
            "sqlite:///app.db, postgresql://user@host/name and mysql://user@host/name are URLs");
        return NULL;
    }
    unsigned before = errors->list.count;
    const struct driver *driver = find_driver(arena, drivers, scheme, errors);
    if (!options->dialect)
        options->dialect = driver && driver->dialect ? driver->dialect : drivers_dialect(drivers, scheme);
    if (!options->dialect) {
        errors->list.count = before;
        refuse_scheme(drivers, scheme, errors);
        return NULL;
    }
    return driver ? driver->connect(arena, options, errors) : NULL;
}
