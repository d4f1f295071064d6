#include "cmd/help.h"

#include <stdio.h>
#include <string.h>

const struct option_spec global_options[] = {
    {'c', "config", "FILE", "the configuration, instead of ./cmigrate.yaml"},
    {'n', "name", "NAME", "one of its `databases:`"},
    {0, "url", "URL", "the database, instead of the configuration's"},
    {0, "json", NULL, "print the result as JSON"},
    {'q', "quiet", NULL, "print nothing but results and errors"},
    {0, "no-colour", NULL, "plain text; so does NO_COLOR in the environment"},
    {'h', "help", NULL, "show this help"},
    {0},
};

static void show_options(const struct option_spec *options) {
    for (; options && options->name; options++) {
        char text[64];
        snprintf(text, sizeof text, "%s%s%s", options->name, options->value ? " " : "",
            options->value ? options->value : "");
        if (options->letter)
            printf("  -%c, --%-24s %s\n", options->letter, text, options->help);
        else
            printf("      --%-24s %s\n", text, options->help);
    }
}

void help_program(void) {
    printf("cmigrate keeps a database's schema in step with the models that a project declares.\n\n"
           "usage: cmigrate COMMAND [OPTIONS]\n\n");
    for (const struct command *const *command = commands; *command; command++)
        printf("  %-14s %s\n", (*command)->name, (*command)->summary);
    printf("\nTo begin:\n"
           "  cmigrate init                       make cmigrate.yaml, models.yaml and migrations/\n"
           "  cmigrate migrate -m \"first tables\"   after declaring them in models.yaml\n"
           "  cmigrate upgrade                    bring the database there\n\n"
           "Options of every command:\n");
    show_options(global_options);
    printf("      --%-24s %s\n\n`cmigrate help COMMAND` tells more.\n", "version", "show the version");
}

/* Breaks at blanks, so that a paragraph fits a terminal. */
static void show_paragraph(const char *text) {
    enum { WIDTH = 90 };
    int column = 0;
    while (*text) {
        int length = (int)strcspn(text, " ");
        if (column && column + length + 1 > WIDTH) {
            putchar('\n');
            column = 0;
        }
        column += printf("%s%.*s", column ? " " : "", length, text);
        text += length + (text[length] == ' ');
    }
    printf("\n\n");
}

void help_command(const struct command *command) {
    printf("cmigrate %s: %s\n\nusage: cmigrate %s%s%s [OPTIONS]\n\n", command->name, command->summary,
        command->name, command->arguments ? " " : "", command->arguments ? command->arguments : "");
    show_paragraph(command->description);
    printf("Examples:\n%s\n\n", command->examples);
    if (command->options || command->more_options) {
        printf("Options:\n");
        show_options(command->options);
        show_options(command->more_options);
        putchar('\n');
    }
    printf("Options of every command:\n");
    show_options(global_options);
}
