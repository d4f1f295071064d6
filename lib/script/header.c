#include "script/header.h"

#include <string.h>

#include "base/file.h"

const char *const header_keys[] = {"revision", "parents", "branch_labels", "depends_on", "replaces",
    "was_parents", "transaction", "message", "created", "upgrade", "downgrade"};

static bool take_names(struct arena *arena, const struct yaml_node *header, const char *key,
    struct names *names, struct errors *errors) {
    const struct yaml_node *node = yaml_get(header, key);
    if (node && !yaml_is_null(node) && !yaml_to_names(arena, node, key, names, errors))
        return false;
    for (size_t i = 0; i < names->count; i++)
        names->items[i] = arena_string(arena, names->items[i]);
    return true;
}

static bool take_text(struct arena *arena, const struct yaml_node *header, const char *key, const char **text,
    struct errors *errors) {
    const struct yaml_node *node = yaml_get(header, key);
    if (!node || yaml_is_null(node))
        return true;
    if (!yaml_to_text(node, key, text, errors))
        return false;
    *text = arena_string(arena, *text);
    return true;
}

static bool take_transaction(
    const struct yaml_node *header, enum transaction_mode *mode, struct errors *errors) {
    const struct yaml_node *node = yaml_get(header, "transaction");
    bool in_one = true;
    if (!node)
        return true;
    if (!yaml_to_bool(node, "transaction", &in_one, errors))
        return false;
    *mode = in_one ? TRANSACTION_PER_REVISION : TRANSACTION_NONE;
    return true;
}

static bool refuse_missing(
    const struct yaml_node *header, const char *key, const char *hint, struct errors *errors) {
    const struct yaml_node *node = yaml_get(header, key);
    struct place place = node ? node->place : (struct place){header->place.source, 0, 0};
    struct error *error = error_add(errors, ERROR_SCRIPT, place, "the script's header has no \"%s\"", key);
    error_hint(errors, error, "%s", hint);
    return false;
}

static unsigned line_of(const struct yaml_node *header, const char *key) {
    const struct yaml_pair *pair = yaml_pair(header, key);
    return pair ? pair->place.line : 0;
}

static void take_lines(const struct yaml_node *header, struct revision *revision) {
    revision->lines = (struct revision_lines){.id = line_of(header, "revision"),
        .parents = line_of(header, "parents"),
        .depends_on = line_of(header, "depends_on"),
        .labels = line_of(header, "branch_labels"),
        .replaces = line_of(header, "replaces")};
}

static bool take_required(struct script *script, const struct yaml_node *header, struct errors *errors) {
    const struct yaml_node *parents = yaml_get(header, "parents");
    bool fine = true;
    if (!script->revision.id || !*script->revision.id)
        fine = refuse_missing(header, "revision",
            "begin the file with \"revision: ID\"; one for execute_file has a name that begins with _",
            errors);
    if (!parents || yaml_is_null(parents))
        fine = refuse_missing(
            header, "parents", "name the revisions before this one; \"parents: []\" for a base", errors);
    return fine;
}

bool header_take(
    struct arena *arena, struct script *script, const struct yaml_node *header, struct errors *errors) {
    struct revision *revision = &script->revision;
    size_t before = errors->list.count + errors->left_out;
    if (!yaml_expect(header, YAML_MAPPING, "a revision script", errors))
        return false;
    yaml_check_keys(header, "a revision script", header_keys, SCRIPT_KEYS, errors);
    take_text(arena, header, "revision", &revision->id, errors);
    take_text(arena, header, "message", &revision->message, errors);
    take_text(arena, header, "created", &revision->created, errors);
    take_names(arena, header, "parents", &revision->parents, errors);
    take_names(arena, header, "branch_labels", &revision->labels, errors);
    take_names(arena, header, "depends_on", &revision->depends_on, errors);
    take_names(arena, header, "replaces", &revision->replaces, errors);
    take_names(arena, header, "was_parents", &revision->was_parents, errors);
    take_transaction(header, &script->transaction, errors);
    take_lines(header, revision);
    return take_required(script, header, errors) && errors->list.count + errors->left_out == before;
}

static bool begins_body(const char *at, size_t left) {
    return (left >= 8 && !memcmp(at, "upgrade:", 8)) || (left >= 10 && !memcmp(at, "downgrade:", 10));
}

size_t header_length(const struct source *source, bool is_sql) {
    if (is_sql)
        return header_length_sql(source);
    const char *at = source->text, *end = at + source->length;
    while (at < end && !begins_body(at, (size_t)(end - at))) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    return (size_t)(at - source->text);
}

struct yaml_node *header_parse(struct arena *arena, const struct source *source, struct errors *errors) {
    return source_is_text(source, errors) ? yaml_read(arena, source, errors) : NULL;
}

static struct yaml_node *read_yaml(struct arena *arena, const struct source *source, struct errors *errors) {
    struct source *part = arena_new(arena, struct source);
    *part = (struct source){source->file, source->text, header_length(source, false)};
    return header_parse(arena, part, errors);
}

bool header_read_among(
    struct arena *arena, struct arena *scratch, struct script *script, struct errors *errors) {
    const struct source *source = script->source;
    struct arena_mark mark = arena_mark(scratch);
    const struct yaml_node *header =
        script->is_sql ? NULL : header_scan(scratch, source, header_length(source, false));
    if (!header)
        header = script->is_sql ? header_read_sql(arena, source, errors) : read_yaml(arena, source, errors);
    bool taken = header && header_take(arena, script, header, errors);
    arena_rewind(scratch, mark);
    return taken;
}

bool header_read(struct arena *arena, struct script *script, struct errors *errors) {
    struct arena scratch = {.exhausted = arena->exhausted};
    bool taken = header_read_among(arena, &scratch, script, errors);
    arena_free(&scratch);
    return taken;
}
