#include "script/header.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"

const char *const header_keys[] = {"revision", "parents", "branch_labels", "depends_on", "replaces",
    "was_parents", "transaction", "lock_timeout", "statement_timeout", "message", "created", "upgrade",
    "downgrade"};

/* In the order of header_keys. */
enum key {
    KEY_REVISION,
    KEY_PARENTS,
    KEY_LABELS,
    KEY_DEPENDS_ON,
    KEY_REPLACES,
    KEY_WAS_PARENTS,
    KEY_TRANSACTION,
    KEY_LOCK_TIMEOUT,
    KEY_STATEMENT_TIMEOUT,
    KEY_MESSAGE,
    KEY_CREATED,
};

/* What a header says, each key looked for once. */
struct taking {
    struct arena *arena;
    const struct yaml_pair *pairs[SCRIPT_KEYS]; /* null: not said */
    struct errors *errors;
};

static size_t key_of(const char *text) {
    size_t key = 0;
    while (key < SCRIPT_KEYS && (*text != *header_keys[key] || strcmp(text, header_keys[key]) != 0))
        key++;
    return key;
}

static void find_keys(struct taking *taking, const struct yaml_node *header) {
    bool known = true;
    for (size_t i = header->pairs.count; i-- > 0;) {
        size_t key = key_of(header->pairs.items[i].key);
        if (key < SCRIPT_KEYS)
            taking->pairs[key] = &header->pairs.items[i];
        else
            known = false;
    }
    if (!known)
        yaml_check_keys(header, "a revision script", header_keys, SCRIPT_KEYS, taking->errors);
}

static const struct yaml_node *value_of(const struct taking *taking, enum key key) {
    const struct yaml_pair *pair = taking->pairs[key];
    return pair && !yaml_is_null(pair->value) ? pair->value : NULL;
}

static void take_names(const struct taking *taking, enum key key, struct names *names) {
    const struct yaml_node *node = value_of(taking, key);
    if (!node || !yaml_to_names(taking->arena, node, header_keys[key], names, taking->errors))
        return;
    for (size_t i = 0; i < names->count; i++)
        names->items[i] = arena_string(taking->arena, names->items[i]);
}

static void take_text(const struct taking *taking, enum key key, const char **text) {
    const struct yaml_node *node = value_of(taking, key);
    if (node && yaml_to_text(node, header_keys[key], text, taking->errors))
        *text = arena_string(taking->arena, *text);
}

static void take_transaction(const struct taking *taking, enum transaction_mode *mode) {
    const struct yaml_pair *pair = taking->pairs[KEY_TRANSACTION];
    bool in_one = true;
    if (pair && yaml_to_bool(pair->value, pair->key, &in_one, taking->errors))
        *mode = in_one ? TRANSACTION_PER_REVISION : TRANSACTION_NONE;
}

static void take_limit(const struct taking *taking, enum key key, struct time_limit *limit) {
    const struct yaml_pair *pair = taking->pairs[key];
    const char *text;
    if (!pair || !yaml_to_text(pair->value, pair->key, &text, taking->errors))
        return;
    limit->said = duration_read(text, &limit->milliseconds);
    if (limit->said)
        return;
    struct error *error = error_add(taking->errors, ERROR_SCRIPT, pair->value->place,
        "%s must be a duration, not \"%s\"", pair->key, text);
    error_hint(taking->errors, error, "write 10m, 5s, 250ms or none");
}

static unsigned line_of(const struct taking *taking, enum key key) {
    return taking->pairs[key] ? taking->pairs[key]->place.line : 0;
}

static bool refuse_missing(
    const struct taking *taking, const struct yaml_node *header, enum key key, const char *hint) {
    const struct yaml_pair *pair = taking->pairs[key];
    struct place place = pair ? pair->value->place : (struct place){header->place.source, 0, 0};
    struct error *error =
        error_add(taking->errors, ERROR_SCRIPT, place, "the script's header has no \"%s\"", header_keys[key]);
    error_hint(taking->errors, error, "%s", hint);
    return false;
}

/* A key that is there in another spelling has been told of. */
static bool is_misspelt(const struct yaml_node *header, enum key key) {
    for (size_t i = 0; i < header->pairs.count; i++) {
        const char *word = header->pairs.items[i].key;
        const char *near = key_of(word) < SCRIPT_KEYS ? NULL : text_nearest(word, header_keys, SCRIPT_KEYS);
        if (near && !strcmp(near, header_keys[key]))
            return true;
    }
    return false;
}

static bool take_required(
    const struct taking *taking, const struct revision *revision, const struct yaml_node *header) {
    bool fine = true;
    if ((!revision->id || !*revision->id) && !is_misspelt(header, KEY_REVISION))
        fine = refuse_missing(taking, header, KEY_REVISION,
            "begin the file with \"revision: ID\"; one for execute_file has a name that begins with _");
    if (!value_of(taking, KEY_PARENTS) && !is_misspelt(header, KEY_PARENTS))
        fine = refuse_missing(
            taking, header, KEY_PARENTS, "name the revisions before this one; \"parents: []\" for a base");
    return fine;
}

bool header_take(
    struct arena *arena, struct script *script, const struct yaml_node *header, struct errors *errors) {
    struct revision *revision = &script->revision;
    struct taking taking = {.arena = arena, .errors = errors};
    size_t before = errors->list.count + errors->left_out;
    if (!yaml_expect(header, YAML_MAPPING, "a revision script", errors))
        return false;
    find_keys(&taking, header);
    take_text(&taking, KEY_REVISION, &revision->id);
    take_text(&taking, KEY_MESSAGE, &revision->message);
    take_text(&taking, KEY_CREATED, &revision->created);
    take_names(&taking, KEY_PARENTS, &revision->parents);
    take_names(&taking, KEY_LABELS, &revision->labels);
    take_names(&taking, KEY_DEPENDS_ON, &revision->depends_on);
    take_names(&taking, KEY_REPLACES, &revision->replaces);
    take_names(&taking, KEY_WAS_PARENTS, &revision->was_parents);
    take_transaction(&taking, &script->transaction);
    take_limit(&taking, KEY_LOCK_TIMEOUT, &script->limits.lock);
    take_limit(&taking, KEY_STATEMENT_TIMEOUT, &script->limits.statement);
    revision->lines = (struct revision_lines){.id = line_of(&taking, KEY_REVISION),
        .parents = line_of(&taking, KEY_PARENTS),
        .depends_on = line_of(&taking, KEY_DEPENDS_ON),
        .labels = line_of(&taking, KEY_LABELS),
        .replaces = line_of(&taking, KEY_REPLACES)};
    return take_required(&taking, revision, header) && errors->list.count + errors->left_out == before;
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
