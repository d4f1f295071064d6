#include "script/parents.h"

#include <string.h>

#include "base/buffer.h"
#include "script/header.h"

struct rewriting {
    const struct script *script;
    const char *at, *end; /* of the header, what is left */
    struct buffer out;
};

/* The next line, its end included. */
static const char *line_end(const struct rewriting *rewriting) {
    const char *newline = memchr(rewriting->at, '\n', (size_t)(rewriting->end - rewriting->at));
    return newline ? newline + 1 : rewriting->end;
}

static bool begins_key(const struct rewriting *rewriting, const char *key) {
    const char *at = rewriting->at, *end = rewriting->end;
    size_t length = strlen(key);
    if (rewriting->script->is_sql) {
        if (end - at < 2 || memcmp(at, "--", 2) != 0)
            return false;
        for (at += 2; at < end && (*at == ' ' || *at == '\t');)
            at++;
    }
    return (size_t)(end - at) > length && !memcmp(at, key, length) && at[length] == ':';
}

/* In YAML a value goes on in lines that are indented, or are items of its list. */
static bool goes_on(const struct rewriting *rewriting) {
    const char *at = rewriting->at;
    if (rewriting->script->is_sql || at == rewriting->end)
        return false;
    return *at == ' ' || *at == '\t' || *at == ']' ||
           (at[0] == '-' && rewriting->end - at > 1 && at[1] == ' ');
}

static void skip_field(struct rewriting *rewriting) {
    do
        rewriting->at = line_end(rewriting);
    while (goes_on(rewriting));
}

static void add_field(struct rewriting *rewriting, const char *key, const struct names *names) {
    bool is_sql = rewriting->script->is_sql;
    bool carriage = rewriting->at > rewriting->script->source->text + 1 && rewriting->at[-1] == '\n' &&
                    rewriting->at[-2] == '\r';
    buffer_addf(&rewriting->out, "%s%s: %s%s\n", is_sql ? "-- " : "", key,
        script_names_text(rewriting->out.arena, names, is_sql), carriage ? "\r" : "");
}

static bool same_limit(const struct time_limit *left, const struct time_limit *right) {
    return left->said == right->said && left->milliseconds == right->milliseconds;
}

static bool says(struct arena *arena, const struct script *script, const char *text,
    const struct names *parents, const struct names *was_parents) {
    struct errors ignored = {.arena = arena};
    struct source source = {script->path, text, strlen(text)};
    struct script copy = {.path = script->path, .source = &source, .is_sql = script->is_sql};
    return header_read(arena, &copy, &ignored) && !strcmp(copy.revision.id, script->revision.id) &&
           names_equal(&copy.revision.parents, parents) &&
           names_equal(&copy.revision.was_parents, was_parents) &&
           names_equal(&copy.revision.labels, &script->revision.labels) &&
           names_equal(&copy.revision.depends_on, &script->revision.depends_on) &&
           names_equal(&copy.revision.replaces, &script->revision.replaces) &&
           copy.transaction == script->transaction && same_limit(&copy.limits.lock, &script->limits.lock) &&
           same_limit(&copy.limits.statement, &script->limits.statement);
}

char *script_with_parents(struct arena *arena, const struct script *script, const struct names *parents,
    const struct names *was_parents, struct errors *errors) {
    const struct source *source = script->source;
    const char *end = source->text + source->length;
    struct rewriting rewriting = {script, source->text,
        script->is_sql ? end : source->text + header_length(source, false), {.arena = arena}};
    while (rewriting.at < rewriting.end) {
        const char *start = rewriting.at;
        if (begins_key(&rewriting, "parents")) {
            skip_field(&rewriting);
            add_field(&rewriting, "parents", parents);
            if (was_parents->count)
                add_field(&rewriting, "was_parents", was_parents);
        } else if (begins_key(&rewriting, "was_parents")) {
            skip_field(&rewriting);
        } else {
            rewriting.at = line_end(&rewriting);
            buffer_add_text(&rewriting.out, start, (size_t)(rewriting.at - start));
        }
    }
    buffer_add_text(&rewriting.out, rewriting.end, (size_t)(end - rewriting.end));
    char *text = buffer_text(&rewriting.out);
    if (says(arena, script, text, parents, was_parents))
        return text;
    error_hint(errors,
        error_add(errors, ERROR_SCRIPT, (struct place){source, 0, 0},
            "the parents of revision \"%s\" can't be changed here", script->revision.id),
        "write \"parents: %s\" and \"was_parents: %s\" into its header by hand",
        script_names_text(arena, parents, false), script_names_text(arena, was_parents, false));
    return NULL;
}
