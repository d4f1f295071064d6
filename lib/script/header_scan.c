#include <string.h>

#include "script/header.h"

struct scan {
    struct arena *arena;
    const struct source *source;
    const char *at, *end; /* of the line */
    const char *line_start;
    unsigned line;
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool continues(const char *at, const char *end, size_t count) {
    for (size_t i = 1; i <= count; i++)
        if (at + i >= end || ((unsigned char)at[i] & 0xc0) != 0x80)
            return false;
    return true;
}

/* The length of a printable character that is the same to every YAML version; 0 for any other. U+2028 and
 * such stand among those that begin with E2. */
static size_t safe_length(const char *at, const char *end) {
    unsigned char c = (unsigned char)*at;
    if (c >= ' ' && c < 0x7f)
        return 1;
    if (c >= 0xc3 && c <= 0xdf)
        return continues(at, end, 1) ? 2 : 0;
    return c >= 0xe3 && c <= 0xec && continues(at, end, 2) ? 3 : 0;
}

static struct place place_here(const struct scan *scan, const char *at) {
    return (struct place){scan->source, scan->line, (unsigned)(at - scan->line_start) + 1};
}

static struct yaml_node *node_here(const struct scan *scan, enum yaml_kind kind, const char *at) {
    struct yaml_node *node = arena_new(scan->arena, struct yaml_node);
    node->kind = kind;
    node->place = place_here(scan, at);
    return node;
}

static struct yaml_node *scalar(const struct scan *scan, const char *at, const char *text, const char *end) {
    struct yaml_node *node = node_here(scan, YAML_SCALAR, at);
    node->quoted = at != text;
    node->text = arena_text(scan->arena, text, (size_t)(end - text));
    return node;
}

/* A quoted scalar without escapes; ends behind the quote. */
static struct yaml_node *scan_quoted(struct scan *scan) {
    const char *start = scan->at, *at = start + 1;
    for (size_t step; at < scan->end && *at != *start; at += step) {
        step = safe_length(at, scan->end);
        if (!step || *at == '\\')
            return NULL;
    }
    if (at == scan->end || (at + 1 < scan->end && at[1] == *start))
        return NULL;
    scan->at = at + 1;
    return scalar(scan, start, start + 1, at);
}

/* A plain scalar to the line's end. A colon or number sign beside a blank means something else. */
static struct yaml_node *scan_plain(struct scan *scan) {
    const char *start = scan->at, *end = scan->end, *at = start;
    if (!is_letter(*start))
        return NULL;
    for (size_t step; at < end; at += step) {
        step = safe_length(at, end);
        bool colon = *at == ':' && (at + 1 == end || at[1] == ' ');
        if (!step || colon || (*at == '#' && at[-1] == ' '))
            return NULL;
    }
    scan->at = end;
    return scalar(scan, start, start, end);
}

static struct yaml_node *scan_item(struct scan *scan) {
    const char *start = scan->at, *at = start;
    if (*start == '"' || *start == '\'')
        return scan_quoted(scan);
    while (at < scan->end && (is_letter(*at) || (at > start && (*at == '-' || *at == '.'))))
        at++;
    scan->at = at;
    return at > start ? scalar(scan, start, start, at) : NULL;
}

static void skip_spaces(struct scan *scan) {
    while (scan->at < scan->end && *scan->at == ' ')
        scan->at++;
}

/* [a, b] */
static struct yaml_node *scan_list(struct scan *scan) {
    struct yaml_node *list = node_here(scan, YAML_SEQUENCE, scan->at++);
    skip_spaces(scan);
    if (scan->at < scan->end && *scan->at == ']') {
        scan->at++;
        return list;
    }
    while (scan->at < scan->end) {
        struct yaml_node *item = scan_item(scan);
        if (!item)
            return NULL;
        list_push(scan->arena, &list->items, item);
        skip_spaces(scan);
        char c = scan->at < scan->end ? *scan->at++ : 0;
        if (c == ']')
            return list;
        if (c != ',' || scan->at == scan->end || *scan->at != ' ')
            return NULL;
        skip_spaces(scan);
    }
    return NULL;
}

static struct yaml_node *scan_value(struct scan *scan) {
    struct yaml_node *value;
    if (*scan->at == '[')
        value = scan_list(scan);
    else if (*scan->at == '"' || *scan->at == '\'')
        value = scan_quoted(scan);
    else
        value = scan_plain(scan);
    return scan->at == scan->end ? value : NULL;
}

/* `key: value` */
static bool scan_pair(struct scan *scan, struct yaml_node *mapping) {
    const char *start = scan->at;
    while (scan->at < scan->end && ((*scan->at >= 'a' && *scan->at <= 'z') || *scan->at == '_'))
        scan->at++;
    const char *key = arena_text(scan->arena, start, (size_t)(scan->at - start));
    if (!*key || scan->end - scan->at < 3 || scan->at[0] != ':' || scan->at[1] != ' ' ||
        yaml_get(mapping, key))
        return false;
    scan->at++;
    skip_spaces(scan);
    struct yaml_node *value = scan->at < scan->end ? scan_value(scan) : NULL;
    struct yaml_pair pair = {key, place_here(scan, start), value};
    list_push(scan->arena, &mapping->pairs, pair);
    return value != NULL;
}

/* Trims blanks and a carriage return at the line's end; a tab elsewhere is not for this reader. */
static const char *trimmed_end(const char *start, const char *end) {
    if (end > start && end[-1] == '\r')
        end--;
    while (end > start && end[-1] == ' ')
        end--;
    return end;
}

static bool is_safe_comment(const char *at, const char *end) {
    for (size_t step; at < end; at += step) {
        step = *at == '\t' ? 1 : safe_length(at, end);
        if (!step)
            return false;
    }
    return true;
}

static bool scan_line(struct scan *scan, struct yaml_node *mapping) {
    if (scan->at == scan->end)
        return true;
    return *scan->at == '#' ? is_safe_comment(scan->at, scan->end) : scan_pair(scan, mapping);
}

struct yaml_node *header_scan(struct arena *arena, const struct source *source, size_t length) {
    struct scan scan = {.arena = arena, .source = source, .line = 1};
    const char *next = source->text, *end = next + length;
    struct yaml_node *mapping = NULL;
    for (; next < end; scan.line++) {
        const char *newline = memchr(next, '\n', (size_t)(end - next));
        const char *line_end = newline ? newline : end;
        scan.line_start = scan.at = next;
        scan.end = trimmed_end(next, line_end);
        next = newline ? newline + 1 : end;
        if (!mapping && scan.at < scan.end && *scan.at != '#')
            mapping = node_here(&scan, YAML_MAPPING, scan.at);
        if (!scan_line(&scan, mapping))
            return NULL;
    }
    return mapping;
}
