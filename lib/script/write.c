#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "script/header.h"

/* A template is text by lines. A line with an empty placeholder is left out; one whose first placeholder has
 * several lines comes once for each of them. */

enum { VALUES = 13 };

struct value_text {
    const char *name, *text;
};

static const char *one_line(struct arena *arena, const char *text) {
    char *copy = arena_string(arena, text ? text : "");
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    return copy;
}

static const char *yaml_line(struct arena *arena, const char *text) {
    if (!text || !*text)
        return "";
    char *line = yaml_write(arena, yaml_scalar(arena, one_line(arena, text)));
    line[strcspn(line, "\n")] = 0;
    return line;
}

static const char *header_text(struct arena *arena, const char *text, bool is_sql) {
    return is_sql ? one_line(arena, text) : yaml_line(arena, text);
}

const char *script_names_text(struct arena *arena, const struct names *names, bool is_sql) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, is_sql && names->count ? "" : "[");
    for (size_t i = 0; i < names->count; i++) {
        buffer_add(&out, i ? ", " : "");
        buffer_add(&out, header_text(arena, names->items[i], is_sql));
    }
    buffer_add(&out, is_sql && names->count ? "" : "]");
    return buffer_text(&out);
}

static const char *optional_list(struct arena *arena, const struct names *names, bool is_sql) {
    return names->count ? script_names_text(arena, names, is_sql) : "";
}

/* A time is written bare, though YAML 1.1 has a type for it: it is read as text. */
static const char *created_text(struct arena *arena, const char *created, bool is_sql) {
    bool bare = created && strspn(created, "0123456789-+:.TZ") == strlen(created);
    return bare ? created : header_text(arena, created, is_sql);
}

static const char *body_text(
    struct arena *arena, const struct operations *operations, const char *sql, bool is_sql) {
    if (is_sql)
        return sql ? sql : "";
    return operations && operations->count ? yaml_write(arena, operations_write(arena, operations)) : "[]";
}

static const char *mode_text(enum transaction_mode mode) {
    return mode == TRANSACTION_UNSET ? "" : mode == TRANSACTION_NONE ? "false" : "true";
}

static const char *lossy_text(struct arena *arena, const struct names *lossy) {
    struct buffer out = {.arena = arena};
    for (size_t i = 0; lossy && i < lossy->count; i++)
        buffer_addf(&out, "%s\n", one_line(arena, lossy->items[i]));
    return buffer_text(&out);
}

static void fill(struct arena *arena, const struct script_text *text, struct value_text values[VALUES]) {
    const struct revision *revision = text->revision;
    bool sql = text->is_sql;
    const struct value_text filled[VALUES] = {
        {"revision", header_text(arena, revision->id, sql)},
        {"parents", script_names_text(arena, &revision->parents, sql)},
        {"branch_labels", optional_list(arena, &revision->labels, sql)},
        {"depends_on", optional_list(arena, &revision->depends_on, sql)},
        {"replaces", optional_list(arena, &revision->replaces, sql)},
        {"was_parents", optional_list(arena, &revision->was_parents, sql)},
        {"transaction", mode_text(text->transaction)},
        {"message", header_text(arena, revision->message, sql)},
        {"created", created_text(arena, revision->created, sql)},
        {"note", text->note ? text->note : ""},
        {"lossy", lossy_text(arena, text->lossy)},
        {"upgrade", body_text(arena, text->upgrade, text->upgrade_sql, sql)},
        {"downgrade", body_text(arena, text->downgrade, text->downgrade_sql, sql)},
    };
    memcpy(values, filled, sizeof filled);
}

struct hole {
    const char *start, *end; /* of ${name} in the line */
    const char *value;
};

/* The next known placeholder; others are text. */
static bool find_hole(const char *at, const char *end, const struct value_text *values, struct hole *hole) {
    for (; (at = memmem(at, (size_t)(end - at), "${", 2)); at += 2) {
        const char *close = memchr(at, '}', (size_t)(end - at));
        for (size_t i = 0; close && i < VALUES; i++)
            if (strlen(values[i].name) == (size_t)(close - at - 2) &&
                !memcmp(values[i].name, at + 2, (size_t)(close - at - 2))) {
                *hole = (struct hole){at, close + 1, values[i].text};
                return true;
            }
    }
    return false;
}

static const char *next_line(const char *text) {
    const char *newline = strchr(text, '\n');
    return newline && newline[1] ? newline + 1 : NULL;
}

/* One copy of the line, with `part` for its first placeholder. */
static void add_line(struct buffer *out, const char *line, const char *end, const struct value_text *values,
    const char *part) {
    size_t start = out->length;
    bool is_blank = part && strcspn(part, "\n") == 0;
    struct hole hole;
    for (; find_hole(line, end, values, &hole); line = hole.end) {
        const char *text = part ? part : hole.value;
        buffer_add_text(out, line, (size_t)(hole.start - line));
        buffer_add_text(out, text, strcspn(text, "\n"));
        part = NULL;
    }
    buffer_add_text(out, line, (size_t)(end - line));
    while (is_blank && out->length > start && out->text[out->length - 1] == ' ')
        out->length--;
    buffer_add_char(out, '\n');
}

static bool is_left_out(const char *line, const char *end, const struct value_text *values) {
    struct hole hole;
    for (; find_hole(line, end, values, &hole); line = hole.end)
        if (!*hole.value)
            return true;
    return false;
}

/* An empty list, alone on its line, stands behind its key instead. */
static bool joins_its_key(const struct buffer *out, const char *line, const struct hole *hole) {
    return out->length > 1 && !memcmp(out->text + out->length - 2, ":\n", 2) &&
           line + strspn(line, " ") == hole->start && !strcmp(hole->value, "[]");
}

static void expand(struct buffer *out, const char *line, const char *end, const struct value_text *values) {
    struct hole hole;
    if (is_left_out(line, end, values))
        return;
    if (!find_hole(line, end, values, &hole)) {
        add_line(out, line, end, values, NULL);
        return;
    }
    if (joins_its_key(out, line, &hole)) {
        out->text[out->length - 1] = ' ';
        add_line(out, hole.start, end, values, NULL);
        return;
    }
    for (const char *part = hole.value; part; part = next_line(part))
        add_line(out, line, end, values, part);
}

char *script_write(struct arena *arena, const char *template_text, const struct script_text *text) {
    struct value_text values[VALUES];
    struct buffer out = {.arena = arena};
    fill(arena, text, values);
    while (*template_text) {
        const char *end = template_text + strcspn(template_text, "\n");
        expand(&out, template_text, end, values);
        template_text = *end ? end + 1 : end;
    }
    return buffer_text(&out);
}
