#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cmd/help.h"
#include "cmd/version.h"

/* What is given back will be wanted again, and the program ends soon: the system needn't have it in between.
 */
static void keep_memory(void) {
#ifdef M_TRIM_THRESHOLD
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 1 << 20);
#endif
}

static void out_of_memory(void) {
    static const char message[] = "error: out of memory\n";
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(EXIT_FAILED);
    _exit(EXIT_FAILED);
}

/* ensure_version, as Alembic writes it, is ensure-version. */
static bool is_called(const struct command *command, const char *word) {
    const char *name = command->name;
    while (*name && (*name == *word || (*name == '-' && *word == '_'))) {
        name++;
        word++;
    }
    return !*name && !*word;
}

static const struct command *find_command(const char *name) {
    for (const struct command *const *command = commands; *command; command++)
        if (is_called(*command, name))
            return *command;
    return NULL;
}

static void refuse_command(struct app *app, const char *name) {
    const char *names[64];
    size_t count = 0;
    for (const struct command *const *command = commands; *command && count < 64; command++)
        names[count++] = (*command)->name;
    const char *nearest = text_nearest(name, names, count);
    struct error *error = error_add(&app->errors, ERROR_USAGE, NOWHERE, "there is no command \"%s\"", name);
    if (nearest)
        error_hint(&app->errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(&app->errors, error, "cmigrate help lists the commands");
}

static bool takes_value(const char *word) {
    for (const struct option_spec *spec = global_options; spec->name; spec++)
        if (spec->value &&
            ((word[1] == '-' && !strcmp(word + 2, spec->name)) || (word[1] == spec->letter && !word[2])))
            return true;
    return false;
}

/* Moves the command's name, which options may precede, to the front; null when there is none. `leading`: how
 * many words were before it. */
static const char *take_command(int argc, char **argv, int *leading) {
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-') {
            i += takes_value(argv[i]);
            continue;
        }
        char *name = argv[i];
        *leading = i - 1;
        memmove(argv + 2, argv + 1, (size_t)(i - 1) * sizeof *argv);
        return argv[1] = name;
    }
    return NULL;
}

static void set_up_output(struct app *app) {
    const char *no_colour = getenv("NO_COLOR");
    bool wanted = !(no_colour && *no_colour) && !app_flag(app, "no-colour");
    const char *terminal = getenv("TERM");
    bool is_dumb = terminal && !strcmp(terminal, "dumb");
    wanted = wanted && !is_dumb;
    app->output.json = app_flag(app, "json");
    app->output.quiet = app_flag(app, "quiet");
    app->output.colour = wanted && isatty(STDOUT_FILENO);
    app->output.error_colour = wanted && isatty(STDERR_FILENO);
    app->output.passing = !app->output.quiet && !app->output.json && !is_dumb && isatty(STDERR_FILENO);
    app->output.person = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    app->output.result.text.arena = &app->arena;
}

static bool names_fit(struct app *app, const struct command *command) {
    if (app->arguments.names.count <= command->names_max)
        return true;
    struct error *error =
        error_add(&app->errors, ERROR_USAGE, NOWHERE, "%s takes %s: \"%s\" is too much", command->name,
            command->names_max ? "fewer names" : "no name", app->arguments.names.items[command->names_max]);
    error_hint(&app->errors, error, "cmigrate help %s shows its use", command->name);
    return false;
}

/* Before the command's name a letter is an option of the program, as -c is; behind it, of the command. */
static bool parse(struct app *app, const struct command *command, int argc, char **argv, int leading) {
    static const struct option_spec none[] = {{0}};
    const struct option_spec *own = command->options ? command->options : none;
    const struct option_spec *more = command->more_options ? command->more_options : none;
    const struct option_spec *before[] = {global_options, own, more, NULL};
    const struct option_spec *behind[] = {own, more, global_options, NULL};
    bool parsed = arguments_parse(&app->arena, leading, argv, before, &app->arguments, &app->errors);
    return arguments_parse(
               &app->arena, argc - leading, argv + leading, behind, &app->arguments, &app->errors) &&
           parsed;
}

static int run_command(struct app *app, const struct command *command, int argc, char **argv, int leading) {
    bool parsed = parse(app, command, argc, argv, leading);
    set_up_output(app);
    if (app_flag(app, "help")) {
        app->errors.list.count = 0;
        help_command(command);
        return EXIT_DONE;
    }
    return parsed && names_fit(app, command) && app_open(app, command) ? command->run(app) : app_failed(app);
}

static int run_help(struct app *app, int argc, char **argv) {
    const struct command *command = argc > 2 ? find_command(argv[2]) : NULL;
    if (command)
        help_command(command);
    else if (argc > 2 && argv[2][0] != '-')
        refuse_command(app, argv[2]);
    else
        help_program();
    return app->errors.list.count ? EXIT_MISUSED : EXIT_DONE;
}

static bool has_word(int count, char **words, const char *name, const char *letter) {
    for (int i = 0; i < count; i++)
        if (!strcmp(words[i], name) || !strcmp(words[i], letter))
            return true;
    return false;
}

/* Words of which none is a command: an option that there isn't may have taken its place. */
static void run_nothing(struct app *app, int count, char **words, const char *name) {
    const struct option_spec *tables[] = {global_options, NULL};
    if (!name && has_word(count, words, "--version", "-V"))
        puts("cmigrate " CMIGRATE_VERSION);
    else if (!name && has_word(count, words, "--help", "-h"))
        help_program();
    else if (!arguments_parse(&app->arena, count, words, tables, &app->arguments, &app->errors))
        return;
    else if (name)
        refuse_command(app, name);
    else
        error_hint(&app->errors, error_add(&app->errors, ERROR_USAGE, NOWHERE, "there is no command"),
            "cmigrate help lists the commands");
}

static int dispatch(struct app *app, int argc, char **argv) {
    int leading = 0;
    const char *name = take_command(argc, argv, &leading);
    app->output.json = has_word(argc - 1, argv + 1, "--json", "--json"); /* until the options are read */
    if (name && !strcmp(name, "help"))
        return run_help(app, argc, argv);
    const struct command *command = name ? find_command(name) : NULL;
    if (command)
        return run_command(app, command, argc - 2, argv + 2, leading);
    if (argc < 2) {
        help_program();
        return EXIT_MISUSED;
    }
    run_nothing(app, name ? leading : argc - 1, argv + (name ? 2 : 1), name);
    return app->errors.list.count ? EXIT_MISUSED : EXIT_DONE;
}

/* A result that could not be written whole is a failure, though all else went well. */
static int finish(struct app *app, int status) {
    if (app->errors.list.count)
        output_errors(&app->output, &app->errors);
    if (app->output.json && app->output.result.text.length)
        puts(buffer_text(&app->output.result.text));
    if (fflush(stdout) || ferror(stdout)) {
        perror("error: could not write the result");
        status = status ? status : EXIT_FAILED;
    }
    app_close(app);
    return status;
}

/* A standard stream that is closed stays one that fails: no file of ours may take its number. */
static void keep_streams_apart(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(EXIT_FAILED);
}

int main(int argc, char **argv) {
    keep_memory();
    struct app app = {.arena = {.exhausted = out_of_memory}};
    app.errors.arena = &app.arena;
    app.output.result.text.arena = &app.arena;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ,
        SIG_IGN); /* a file that may not grow is an error of the write, whose draft is then removed */
    keep_streams_apart();
    return finish(&app, dispatch(&app, argc, argv));
}
