#include "schema/type.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum arguments { TAKES_NOTHING, TAKES_LENGTH, TAKES_PRECISION };

/* The portable words. `only_portable`: no database has a type of this name, so that what follows it can't be
 * a database's own form. */
static const struct portable {
    const char *word;
    enum type_kind kind;
    enum arguments arguments;
    bool only_portable;
} portables[] = {
    {"smallinteger", TYPE_SMALLINTEGER, TAKES_NOTHING, true},
    {"integer", TYPE_INTEGER, TAKES_NOTHING, false},
    {"biginteger", TYPE_BIGINTEGER, TAKES_NOTHING, true},
    {"numeric", TYPE_NUMERIC, TAKES_PRECISION, false},
    {"float", TYPE_FLOAT, TAKES_NOTHING, false},
    {"double", TYPE_DOUBLE, TAKES_NOTHING, false},
    {"boolean", TYPE_BOOLEAN, TAKES_NOTHING, false},
    {"string", TYPE_STRING, TAKES_LENGTH, true},
    {"text", TYPE_TEXT, TAKES_NOTHING, false},
    {"date", TYPE_DATE, TAKES_NOTHING, false},
    {"time", TYPE_TIME, TAKES_NOTHING, false},
    {"datetime", TYPE_DATETIME, TAKES_NOTHING, false},
    {"timestamp", TYPE_TIMESTAMP, TAKES_NOTHING, false},
    {"interval", TYPE_INTERVAL, TAKES_NOTHING, false},
    {"binary", TYPE_BINARY, TAKES_LENGTH, false},
    {"blob", TYPE_BLOB, TAKES_NOTHING, false},
    {"json", TYPE_JSON, TAKES_NOTHING, false},
    {"uuid", TYPE_UUID, TAKES_NOTHING, false},
};

enum { PORTABLE_COUNT = sizeof portables / sizeof *portables };

static const struct portable *find_word(const char *word) {
    for (size_t i = 0; i < PORTABLE_COUNT; i++)
        if (!strcmp(portables[i].word, word))
            return &portables[i];
    return NULL;
}

static const struct portable *find_kind(enum type_kind kind) {
    for (size_t i = 0; i < PORTABLE_COUNT; i++)
        if (portables[i].kind == kind)
            return &portables[i];
    return NULL;
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

bool type_equal(const struct type *left, const struct type *right) {
    if (left->kind != right->kind || left->length != right->length || left->scale != right->scale ||
        left->has_scale != right->has_scale || !same_text(left->text, right->text))
        return false;
    if (!left->values || !right->values)
        return left->values == right->values;
    return names_equal(left->values, right->values);
}

bool type_is_integer(const struct type *type) {
    return type->kind == TYPE_SMALLINTEGER || type->kind == TYPE_INTEGER || type->kind == TYPE_BIGINTEGER;
}

char *type_text(struct arena *arena, const struct type *type) {
    const struct portable *portable = find_kind(type->kind);
    if (!portable) {
        const char *text = type->kind == TYPE_NONE ? "" : type->text;
        return text ? arena_string(arena, text) : NULL;
    }
    if (!type->length)
        return arena_string(arena, portable->word);
    if (type->has_scale)
        return arena_format(arena, "%s(%u,%u)", portable->word, type->length, type->scale);
    return arena_format(arena, "%s(%u)", portable->word, type->length);
}

static const char *skip_blanks(const char *at) {
    return at + strspn(at, " \t\r\n");
}

static bool read_number(const char **at, unsigned *number) {
    const char *digits = skip_blanks(*at);
    size_t count = strspn(digits, "0123456789");
    if (!count || count > 9)
        return false;
    *number = 0;
    for (size_t i = 0; i < count; i++)
        *number = *number * 10 + (unsigned)(digits[i] - '0');
    *at = skip_blanks(digits + count);
    return true;
}

/* What stands behind a portable word: nothing, "(30)" or "(8,2)". */
static bool read_arguments(const char *at, enum arguments takes, struct type *type) {
    if (!*at)
        return true;
    if (takes == TAKES_NOTHING || *at++ != '(' || !read_number(&at, &type->length) || !type->length)
        return false;
    if (takes == TAKES_PRECISION && *at == ',') {
        unsigned scale;
        at++;
        if (!read_number(&at, &scale) || scale > UINT16_MAX)
            return false;
        type->has_scale = true;
        type->scale = (uint16_t)scale;
    }
    return *at == ')' && !*skip_blanks(at + 1);
}

const struct enum_type *enums_find(const struct enum_types *enums, const char *text) {
    for (size_t i = 0; enums && i < enums->count; i++) {
        const struct enum_type *found = enums->items[i];
        size_t length = found->schema ? strlen(found->schema) : 0;
        if (!found->schema && !strcmp(found->name, text))
            return found;
        if (found->schema && !strncmp(text, found->schema, length) && text[length] == '.' &&
            !strcmp(text + length + 1, found->name))
            return found;
    }
    return NULL;
}

static bool has_balanced_brackets(const char *text) {
    size_t depth = 0;
    for (char quote = 0; *text; text++) {
        if (quote)
            quote = *text == quote ? 0 : quote;
        else if (*text == '\'' || *text == '"')
            quote = *text;
        else if (*text == '(')
            depth++;
        else if (*text == ')' && !depth--)
            return false;
    }
    return !depth;
}

static void refuse_unknown(struct arena *arena, const char *text, const char *word, struct place place,
    const struct type_words *words, struct errors *errors) {
    struct names known = {0};
    for (size_t i = 0; i < PORTABLE_COUNT; i++)
        list_push(arena, &known, portables[i].word);
    for (size_t i = 0; words->enums && i < words->enums->count; i++)
        list_push(arena, &known, words->enums->items[i]->name);
    for (size_t i = 0; i < words->count; i++)
        list_push(arena, &known, words->words[i]);
    const char *nearest = text_nearest(word, known.items, known.count);
    struct error *error = error_add(errors, ERROR_MODEL, place, "unknown type \"%s\"", text);
    if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(errors, error, "a type that cmigrate doesn't know is written as {sql: \"…\"}");
}

static void refuse_arguments(
    const char *text, const struct portable *portable, struct place place, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_MODEL, place, "type \"%s\" can't be read", text);
    const char *word = portable->word;
    if (portable->arguments == TAKES_NOTHING)
        error_hint(errors, error, "write just %s", word);
    else if (portable->arguments == TAKES_LENGTH)
        error_hint(errors, error, "write %s or %s(30)", word, word);
    else
        error_hint(errors, error, "write %s, %s(8) or \"%s(8,2)\"", word, word, word);
}

static bool refuse_array(const char *text, struct place place, struct errors *errors) {
    struct error *error =
        error_add(errors, ERROR_MODEL, place, "type \"%s\": this database has no arrays", text);
    error_hint(errors, error, "use json, or a table of its own");
    return false;
}

static char *trimmed(struct arena *arena, const char *text) {
    text = skip_blanks(text);
    size_t length = strlen(text);
    while (length && strchr(" \t\r\n", text[length - 1]))
        length--;
    return arena_text(arena, text, length);
}

static bool is_known(const struct type_words *words, const char *word) {
    return *word && (!words->known || words->known(word));
}

bool type_parse(struct arena *arena, const char *text, struct place place, const struct type_words *words,
    struct type *type, struct errors *errors) {
    struct arena_mark mark = arena_mark(arena);
    text = trimmed(arena, text);
    size_t length = strcspn(text, "([ \t\r\n");
    const char *word = arena_text(arena, text, length);
    const struct portable *portable = find_word(word);
    if (portable) {
        *type = (struct type){.kind = portable->kind};
        if (read_arguments(skip_blanks(text + length), portable->arguments, type)) {
            arena_rewind(arena, mark);
            return true;
        }
    }
    bool balanced = has_balanced_brackets(text);
    if (portable && (portable->only_portable || !balanced || !is_known(words, word))) {
        refuse_arguments(text, portable, place, errors);
        return false;
    }
    if (enums_find(words->enums, text)) {
        *type = (struct type){.kind = TYPE_ENUM, .text = text};
        return true;
    }
    bool known = is_known(words, text_lower(arena, word));
    if (!known && words->enums_elsewhere && *word && !text[length]) {
        *type = (struct type){.kind = TYPE_ENUM, .text = text};
        return true;
    }
    if (known && text_ends_with(text, "]") && words->known && !words->known("[]"))
        return refuse_array(text, place, errors);
    if (!balanced || !known) {
        refuse_unknown(arena, text, word, place, words, errors);
        return false;
    }
    *type = (struct type){.kind = TYPE_NATIVE, .text = text};
    return true;
}
