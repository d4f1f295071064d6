#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "script/script.h"

enum { SLUG_MAX = 40, WIDTH_MAX = 20 };

static bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* Bytes at `at` of the controls and signs U+0080 to U+00BF, and of the blanks, dashes and marks U+2000 to
 * U+206F. */
static size_t mark_length(const char *at) {
    const unsigned char *c = (const unsigned char *)at;
    if (c[0] == 0xc2 && c[1])
        return 2;
    return c[0] == 0xe2 && (c[1] == 0x80 || (c[1] == 0x81 && c[2] < 0xb0)) && c[2] ? 3 : 0;
}

/* Cuts at a word, and one long word at a character. */
static void cut_slug(char *slug) {
    if (strlen(slug) <= SLUG_MAX)
        return;
    size_t length = SLUG_MAX;
    bool at_word = slug[length] == '_';
    while (!at_word && ((unsigned char)slug[length] & 0xc0) == 0x80)
        length--;
    slug[length] = 0;
    char *word = at_word ? NULL : strrchr(slug, '_');
    if (word)
        *word = 0;
}

char *script_slug(struct arena *arena, const char *message) {
    struct buffer out = {.arena = arena};
    for (const char *c = message ? message : ""; *c; c++) {
        size_t mark = mark_length(c);
        c += mark ? mark - 1 : 0;
        if (!mark && in_word(*c))
            buffer_add_char(&out, *c);
        else if (out.length && out.text[out.length - 1] != '_')
            buffer_add_char(&out, '_');
    }
    char *slug = text_lower(arena, buffer_text(&out));
    cut_slug(slug);
    for (size_t length = strlen(slug); length && slug[length - 1] == '_'; length--)
        slug[length - 1] = 0;
    return slug;
}

static const char *const tokens[] = {
    "year", "month", "day", "hour", "minute", "second", "epoch", "rev", "slug"};
enum { TOKENS = 9, EPOCH = 6, REV = 7, SLUG = 8 };

/* Days since 1970-01-01 in the Gregorian calendar; years begin in March, so that the leap day comes last. */
static long long days_to(int year, int month, int day) {
    long long years = month > 2 ? year : year - 1, months = (month + 9) % 12;
    return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1 - 719468;
}

/* 2026-11-21T08:30:00Z or with +02:00 at the end. */
static void read_time(const char *created, long long numbers[TOKENS]) {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, read = 0, off_hours = 0,
        off_minutes = 0;
    if (created)
        sscanf(created, "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &read);
    const char *zone = created ? created + read + strspn(created + read, ".0123456789") : "";
    if ((*zone == '+' || *zone == '-') && sscanf(zone + 1, "%2d:%2d", &off_hours, &off_minutes) == 2) {
        off_hours = *zone == '-' ? -off_hours : off_hours;
        off_minutes = *zone == '-' ? -off_minutes : off_minutes;
    }
    long long epoch = days_to(year, month, day) * 86400 + (hour - off_hours) * 3600LL +
                      (minute - off_minutes) * 60LL + second;
    const long long read_numbers[TOKENS] = {year, month, day, hour, minute, second, epoch};
    memcpy(numbers, read_numbers, sizeof read_numbers);
}

static bool refuse(struct errors *errors, const char *what, const char *file_template, const char *hint) {
    struct error *error =
        error_add(errors, ERROR_CONFIG, NOWHERE, "file_template \"%s\" %s", file_template, what);
    error_hint(errors, error, "%s", hint);
    return false;
}

struct form {
    size_t token;
    int width, precision; /* precision -1: none */
    bool zeros;
    char conversion;
};

static int read_number(const char **at) {
    int number = 0;
    for (; **at >= '0' && **at <= '9'; ++*at)
        number = number < WIDTH_MAX ? 10 * number + (**at - '0') : WIDTH_MAX;
    return number < WIDTH_MAX ? number : WIDTH_MAX;
}

/* Reads what stands behind `%`: (month).2d */
static bool read_form(struct arena *arena, const char **at, const char *file_template, struct form *form,
    struct errors *errors) {
    const char *close = **at == '(' ? strchr(*at, ')') : NULL;
    if (!close)
        return refuse(
            errors, "has a % that begins no token", file_template, "write %% for the character itself");
    const char *name = arena_text(arena, *at + 1, (size_t)(close - *at - 1));
    for (form->token = 0; form->token < TOKENS && strcmp(tokens[form->token], name) != 0;)
        form->token++;
    if (form->token == TOKENS) {
        const char *nearest = text_nearest(name, tokens, TOKENS);
        struct error *error =
            error_add(errors, ERROR_CONFIG, NOWHERE, "file_template has no token \"%s\"", name);
        error_hint(errors, error, "did you mean \"%s\"?", nearest ? nearest : "slug");
        return false;
    }
    *at = close + 1;
    form->zeros = **at == '0';
    form->width = read_number(at);
    form->precision = -1;
    if (**at == '.') {
        ++*at;
        form->precision = read_number(at);
    }
    form->conversion = **at;
    if (form->conversion != 's' && (form->conversion != 'd' || form->token >= REV))
        return refuse(errors, "has a token without its end", file_template, "write %(rev)s, %(month).2d");
    ++*at;
    return true;
}

static void add_form(struct buffer *out, const struct form *form, const struct revision *revision,
    const long long numbers[TOKENS]) {
    if (form->token == REV)
        buffer_add(out, revision->id);
    else if (form->token == SLUG)
        buffer_add(out, script_slug(out->arena, revision->message));
    else if (form->precision >= 0)
        buffer_addf(out, "%*.*lld", form->width, form->precision, numbers[form->token]);
    else if (form->zeros)
        buffer_addf(out, "%0*lld", form->width, numbers[form->token]);
    else
        buffer_addf(out, "%*lld", form->width, numbers[form->token]);
}

static bool expand(
    struct buffer *out, const char *file_template, const struct revision *revision, struct errors *errors) {
    long long numbers[TOKENS];
    read_time(revision->created, numbers);
    for (const char *at = file_template; *at;) {
        struct form form;
        if (*at != '%') {
            buffer_add_char(out, *at++);
        } else if (at[1] == '%') {
            buffer_add_char(out, '%');
            at += 2;
        } else {
            at++;
            if (!read_form(out->arena, &at, file_template, &form, errors))
                return false;
            add_form(out, &form, revision, numbers);
        }
    }
    return true;
}

/* Inside the folder, a name on every system, and one that is looked at. */
static bool stays_inside(struct arena *arena, const char *path) {
    struct names parts = text_split(arena, path, '/');
    for (const char *c = path; *c; c++)
        if ((unsigned char)*c < ' ' || *c == '\\')
            return false;
    return *path && *path != '/' && !text_ends_with(path, "/") && !names_have(&parts, "..") &&
           !strchr("._", parts.items[parts.count - 1][0]) && *path != '_' && !strstr(path, "/_");
}

char *script_file_name(struct arena *arena, const char *file_template, const struct revision *revision,
    bool is_sql, struct errors *errors) {
    struct buffer out = {.arena = arena};
    if (!file_template)
        file_template = "%(rev)s_%(slug)s";
    if (!expand(&out, file_template, revision, errors))
        return NULL;
    while (out.length && (out.text[out.length - 1] == '_' || out.text[out.length - 1] == '-'))
        out.length--;
    if (!stays_inside(arena, buffer_text(&out))) {
        refuse(errors, "makes no file name inside the folder", file_template,
            "leave out \"..\", and a slash, dot or underscore in front");
        return NULL;
    }
    buffer_add(&out, is_sql ? ".sql" : ".yaml");
    return buffer_text(&out);
}
