#include "cmd/process.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

bool process_run(struct app *app, const char *command, const char *path, bool keep_result_clean) {
    char *script = arena_format(&app->arena, "%s \"$1\"", command);
    char shell[] = "sh", option[] = "-c";
    char *const words[] = {shell, option, script, shell, arena_string(&app->arena, path), NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    posix_spawn_file_actions_init(&actions);
    if (keep_result_clean)
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    fflush(stdout);
    int status = posix_spawnp(&child, shell, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (!status)
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
    return !status;
}
