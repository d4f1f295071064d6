#include "cmd/arguments.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

/* What is being read: the words that are left, and where results go. */
struct parser {
    struct arena *arena;
    int left;
    char **words;
    const struct option_spec *const *tables;
    struct arguments *arguments;
    struct errors *errors;
};

static const struct option_spec *find(
    const struct parser *parser, const char *name, size_t length, char letter) {
    for (const struct option_spec *const *table = parser->tables; *table; table++)
        for (const struct option_spec *spec = *table; spec->name; spec++)
            if (letter ? spec->letter == letter
                       : strlen(spec->name) == length && !strncmp(spec->name, name, length))
                return spec;
    return NULL;
}

static bool refuse(struct parser *parser, const char *word) {
    const char *names[128];
    size_t count = 0;
    for (const struct option_spec *const *table = parser->tables; *table; table++)
        for (const struct option_spec *spec = *table; spec->name && count < sizeof names / sizeof *names;
             spec++)
            names[count++] = spec->name;
    size_t length = strcspn(word, "=");
    const char *bare = arena_text(parser->arena, word, length);
    const char *nearest = text_starts_with(bare, "--") ? text_nearest(bare + 2, names, count) : NULL;
    struct error *error = error_add(parser->errors, ERROR_USAGE, NOWHERE, "unknown option %s", bare);
    if (nearest)
        error_hint(parser->errors, error, "did you mean --%s?", nearest);
    else
        error_hint(parser->errors, error, "--help shows those there are");
    return false;
}

static bool take(struct parser *parser, const struct option_spec *spec, const char *value) {
    if (spec->value && !value) {
        if (!parser->left) {
            error_add(parser->errors, ERROR_USAGE, NOWHERE, "--%s needs a value: --%s %s", spec->name,
                spec->name, spec->value);
            return false;
        }
        value = *parser->words++;
        parser->left--;
    } else if (!spec->value && value) {
        error_add(parser->errors, ERROR_USAGE, NOWHERE, "--%s takes no value", spec->name);
        return false;
    }
    *list_add(parser->arena, &parser->arguments->options) = (struct given_option){spec, value};
    return true;
}

static bool take_long(struct parser *parser, const char *word) {
    const char *name = word + 2, *equals = strchr(name, '=');
    const struct option_spec *spec = find(parser, name, equals ? (size_t)(equals - name) : strlen(name), 0);
    return spec ? take(parser, spec, equals ? equals + 1 : NULL) : refuse(parser, word);
}

/* Letters may stand together: -qv, -mtext, -m=text. */
static bool take_letters(struct parser *parser, const char *word) {
    for (const char *letter = word + 1; *letter; letter++) {
        const struct option_spec *spec = find(parser, NULL, 0, *letter);
        if (!spec)
            return refuse(parser, word);
        if (spec->value)
            return take(parser, spec, letter[1] ? letter + 1 + (letter[1] == '=') : NULL);
        if (!take(parser, spec, NULL))
            return false;
    }
    return true;
}

static bool is_name(const char *word) {
    return word[0] != '-' || !word[1] || isdigit((unsigned char)word[1]);
}

bool arguments_parse(struct arena *arena, int argc, char **argv, const struct option_spec *const *tables,
    struct arguments *arguments, struct errors *errors) {
    struct parser parser = {arena, argc, argv, tables, arguments, errors};
    bool good = true, only_names = false;
    while (parser.left) {
        const char *word = *parser.words++;
        parser.left--;
        if (only_names || is_name(word))
            list_push(arena, &arguments->names, word);
        else if (!strcmp(word, "--"))
            only_names = true;
        else if (!(word[1] == '-' ? take_long(&parser, word) : take_letters(&parser, word)))
            good = false;
    }
    return good;
}

const char *arguments_value(const struct arguments *arguments, const char *name) {
    const char *value = NULL;
    for (size_t i = 0; i < arguments->options.count; i++)
        if (!strcmp(arguments->options.items[i].spec->name, name))
            value = arguments->options.items[i].value;
    return value;
}

bool arguments_has(const struct arguments *arguments, const char *name) {
    for (size_t i = 0; i < arguments->options.count; i++)
        if (!strcmp(arguments->options.items[i].spec->name, name))
            return true;
    return false;
}

struct names arguments_values(struct arena *arena, const struct arguments *arguments, const char *name) {
    struct names values = {0};
    for (size_t i = 0; i < arguments->options.count; i++)
        if (!strcmp(arguments->options.items[i].spec->name, name))
            list_push(arena, &values, arguments->options.items[i].value);
    return values;
}
