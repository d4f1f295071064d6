#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "script/header.h"

struct line {
    const char *start, *end; /* trimmed */
    struct place place;      /* of column 1 */
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *at, const char *end) {
    while (at < end && is_blank(*at))
        at++;
    return at;
}

static struct place place_in(struct line line, const char *at) {
    struct place place = line.place;
    for (const char *c = line.start; c < at; c++)
        place.column += ((unsigned char)*c & 0xc0) != 0x80;
    return place;
}

const char *header_section(const char *comment, size_t comment_length, size_t *length) {
    static const char sign[] = "cmigrate:";
    const char *end = comment + comment_length;
    if (comment_length < 2 || memcmp(comment, "--", 2) != 0)
        return NULL;
    const char *at = skip_blanks(comment + 2, end);
    if ((size_t)(end - at) < sizeof sign - 1 || memcmp(at, sign, sizeof sign - 1) != 0)
        return NULL;
    at = skip_blanks(at + sizeof sign - 1, end);
    while (end > at && is_blank(end[-1]))
        end--;
    *length = (size_t)(end - at);
    return at;
}

static struct yaml_node *scalar_of(struct arena *arena, struct line line, const char *at, const char *end) {
    struct yaml_node *node = arena_new(arena, struct yaml_node);
    node->place = place_in(line, at);
    while (end > at && is_blank(end[-1]))
        end--;
    node->text = arena_text(arena, at, (size_t)(end - at));
    return node;
}

/* `a, b`, with or without square brackets. */
static struct yaml_node *list_of(struct arena *arena, struct line line, const char *at) {
    const char *end = line.end;
    struct yaml_node *list = arena_new(arena, struct yaml_node);
    list->kind = YAML_SEQUENCE;
    list->place = place_in(line, at);
    if (end - at >= 2 && *at == '[' && end[-1] == ']') {
        at++;
        end--;
    }
    while ((at = skip_blanks(at, end)) < end) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        struct yaml_node *item = scalar_of(arena, line, at, comma ? comma : end);
        if (*item->text)
            list_push(arena, &list->items, item);
        at = comma ? comma + 1 : end;
    }
    return list;
}

static bool is_list(const char *key) {
    static const char *const lists[] = {"parents", "branch_labels", "depends_on", "replaces", "was_parents"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strcmp(key, lists[i]))
            return true;
    return false;
}

/* A comment that begins with a word and a colon is a field, unless it is nothing like one. */
static bool is_field(const char *key) {
    return *key && text_nearest(key, header_keys, HEADER_KEYS);
}

static bool take_field(
    struct arena *arena, struct yaml_node *header, struct line line, struct errors *errors) {
    const char *start = skip_blanks(line.start + 2, line.end), *at = start;
    while (at < line.end && ((*at >= 'a' && *at <= 'z') || *at == '_'))
        at++;
    const char *key = arena_text(arena, start, (size_t)(at - start));
    if (at == line.end || *at != ':' || !is_field(key))
        return true;
    struct place place = place_in(line, start);
    if (yaml_get(header, key)) {
        struct error *error = error_add(errors, ERROR_SCRIPT, place, "\"%s\" is said twice", key);
        error_hint(errors, error, "take one of the lines out");
        return false;
    }
    at = skip_blanks(at + 1, line.end);
    struct yaml_pair pair = {key, place, NULL};
    pair.value = is_list(key) ? list_of(arena, line, at) : scalar_of(arena, line, at, line.end);
    list_push(arena, &header->pairs, pair);
    return true;
}

/* The text of a header line; false where the header ends. */
static bool next_line(const struct source *source, size_t *offset, struct line *line) {
    if (*offset >= source->length)
        return false;
    const char *end = source->text + source->length;
    line->start = source->text + *offset;
    const char *newline = memchr(line->start, '\n', (size_t)(end - line->start));
    line->end = newline ? newline : end;
    *offset = (size_t)(line->end - source->text) + 1;
    line->place.line++;
    while (line->end > line->start && is_blank(line->end[-1]))
        line->end--;
    size_t length = (size_t)(line->end - line->start), ignored;
    bool is_comment = length >= 2 && !memcmp(line->start, "--", 2);
    return !length || (is_comment && !header_section(line->start, length, &ignored));
}

struct yaml_node *header_read_sql(struct arena *arena, const struct source *source, struct errors *errors) {
    struct yaml_node *header = arena_new(arena, struct yaml_node);
    struct line line = {.place = {source, 0, 1}};
    size_t offset = 0;
    bool fine = true;
    header->kind = YAML_MAPPING;
    header->place = (struct place){source, 1, 1};
    while (fine && next_line(source, &offset, &line)) {
        size_t bad;
        if (!text_is_utf8(line.start, (size_t)(line.end - line.start), &bad))
            fine = source_is_text(source, errors);
        else if (line.end > line.start)
            fine = take_field(arena, header, line, errors);
    }
    return fine ? header : NULL;
}

size_t header_length_sql(const struct source *source) {
    struct line line = {.place = {source, 0, 1}};
    size_t offset = 0, start = 0;
    while (next_line(source, &offset, &line))
        start = offset;
    return start < source->length ? start : source->length;
}
