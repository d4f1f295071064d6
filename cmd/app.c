#include "cmd/app.h"

bool app_flag(const struct app *app, const char *option) {
    return arguments_has(&app->arguments, option);
}

const char *app_option(const struct app *app, const char *option) {
    return arguments_value(&app->arguments, option);
}

int app_failed(const struct app *app) {
    return app->errors.list.count && app->errors.list.items[0].code == ERROR_USAGE ? EXIT_MISUSED
                                                                                   : EXIT_FAILED;
}
