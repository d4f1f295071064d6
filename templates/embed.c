/* Writes files as C string constants: embed HEADER SOURCE NAME=FILE… */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void embed(const char *name, const char *path, FILE *header, FILE *source) {
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        exit(1);
    }
    fprintf(header, "extern const char %s[];\n", name);
    fprintf(source, "const char %s[] = {", name);
    int column = 0;
    for (int c; (c = getc(in)) != EOF; column++)
        fprintf(source, "%s%d,", column % 24 ? "" : "\n    ", (signed char)c);
    fprintf(source, "\n    0};\n");
    fclose(in);
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    FILE *header = fopen(argv[1], "w"), *source = fopen(argv[2], "w");
    if (!header || !source) {
        perror(argv[1]);
        return 1;
    }
    fprintf(header, "/* Made by templates/embed.c. */\n#pragma once\n");
    fprintf(source, "#include \"%s\"\n", strrchr(argv[1], '/') ? strrchr(argv[1], '/') + 1 : argv[1]);
    for (int i = 3; i < argc; i++) {
        char *equals = strchr(argv[i], '=');
        if (!equals)
            return 2;
        *equals = 0;
        embed(argv[i], equals + 1, header, source);
    }
    return fclose(header) | fclose(source);
}
