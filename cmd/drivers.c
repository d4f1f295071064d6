#include "cmd/drivers.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "cmd/version.h"
#include "dialects.h"

/* BUILD/cmd/cmigrate has its modules in BUILD/dialects/NAME/. */
static void add_build_folders(struct app *app) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return;
    path[length] = 0;
    const char *build = path_folder(&app->arena, path_folder(&app->arena, path));
    for (const struct dialect *const *dialect = dialects_all; *dialect; dialect++) {
        const char *folder = arena_format(&app->arena, "%s/dialects/%s", build, (*dialect)->name);
        if (folder_exists(folder))
            list_push(&app->arena, &app->drivers.folders, folder);
    }
}

void drivers_find(struct app *app) {
    app->drivers = (struct drivers){.dialects = dialects_all, .builtin = drivers_builtin};
    const char *named = getenv("CMIGRATE_MODULE_PATH");
    struct names folders = named ? text_split(&app->arena, named, ':') : (struct names){0};
    for (size_t i = 0; i < folders.count; i++)
        if (*folders.items[i] == '/')
            list_push(&app->arena, &app->drivers.folders, folders.items[i]);
    add_build_folders(app);
    list_push(&app->arena, &app->drivers.folders, CMIGRATE_MODULE_DIR);
}
