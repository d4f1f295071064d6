#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "script/header.h"

static bool refuse_truncated(const struct script *script, struct errors *errors, const char *hint) {
    struct place place = {script->source, 0, 0};
    struct error *error =
        error_add(errors, ERROR_SCRIPT, place, "revision \"%s\" has no upgrade section", script->revision.id);
    error_hint(errors, error, "%s", hint);
    return false;
}

/* Headers are read only as far as the operations, so nothing of a header may stand behind them. */
static bool check_order(const struct yaml_node *document, struct errors *errors) {
    bool in_body = false, fine = true;
    for (size_t i = 0; i < document->pairs.count; i++) {
        const struct yaml_pair *pair = &document->pairs.items[i];
        bool is_body = !strcmp(pair->key, "upgrade") || !strcmp(pair->key, "downgrade");
        if (in_body && !is_body) {
            struct error *error = error_add(
                errors, ERROR_SCRIPT, pair->place, "\"%s\" stands behind the operations", pair->key);
            error_hint(errors, error, "move it above \"upgrade:\"");
            fine = false;
        }
        in_body |= is_body;
    }
    return fine;
}

static bool read_section(const struct schema_reading *reading, const struct yaml_node *section,
    const char *name, struct operations *operations) {
    if (!yaml_is_null(section))
        return operations_read(reading, section, operations);
    struct error *error =
        error_add(reading->errors, ERROR_SCRIPT, section->place, "\"%s\" has no operations", name);
    error_hint(reading->errors, error, "write \"%s: []\" if it shall do nothing", name);
    return false;
}

static bool load_yaml(struct arena *arena, struct script *script, const struct schema_reading *reading) {
    struct errors *errors = reading->errors;
    const struct yaml_node *document = yaml_read(arena, script->source, errors);
    if (!document || !yaml_check_keys(document, "a revision script", header_keys, SCRIPT_KEYS, errors) ||
        !check_order(document, errors))
        return false;
    const struct yaml_node *upgrade = yaml_get(document, "upgrade"),
                           *downgrade = yaml_get(document, "downgrade");
    if (!upgrade)
        return refuse_truncated(script, errors, "write \"upgrade: []\" if it shall do nothing");
    bool fine = read_section(reading, upgrade, "upgrade", &script->upgrade);
    if (downgrade)
        fine &= read_section(reading, downgrade, "downgrade", &script->downgrade);
    script->has_downgrade = downgrade != NULL;
    script->document = document;
    return fine;
}

/* --- SQL --- */

struct section {
    const char *name, *start, *end; /* name null: not there */
};

struct sections {
    struct section upgrade, downgrade;
};

static bool refuse_section(
    const struct script *script, const char *at, const char *name, bool again, struct errors *errors) {
    static const char *const words[] = {"upgrade", "downgrade"};
    struct place place = place_at(script->source, (size_t)(at - script->source->text));
    struct error *error = error_add(
        errors, ERROR_SCRIPT, place, again ? "a second section \"%s\"" : "unknown section \"%s\"", name);
    const char *nearest = text_nearest(name, words, 2);
    if (again)
        error_hint(errors, error, "put all its statements under the first");
    else if (nearest)
        error_hint(errors, error, "did you mean \"%s\"?", nearest);
    else
        error_hint(errors, error, "write \"-- cmigrate: upgrade\" or \"-- cmigrate: downgrade\"");
    return false;
}

static bool open_section(const struct script *script, struct sections *sections, struct section **open,
    struct token token, const char *name, struct errors *errors) {
    struct section *section = !strcmp(name, "upgrade")     ? &sections->upgrade
                              : !strcmp(name, "downgrade") ? &sections->downgrade
                                                           : NULL;
    if (!section || section->name)
        return refuse_section(script, token.text, name, section != NULL, errors);
    section->name = name;
    section->start = token.text + token.length;
    section->end = script->source->text + script->source->length;
    if (*open)
        (*open)->end = token.text;
    *open = section;
    return true;
}

static bool refuse_outside(const struct script *script, const char *at, struct errors *errors) {
    struct place place = place_at(script->source, (size_t)(at - script->source->text));
    struct error *error = error_add(errors, ERROR_SCRIPT, place, "this SQL is in no section");
    error_hint(errors, error, "put it below a line \"-- cmigrate: upgrade\"");
    return false;
}

/* By lines alone, so that no quote left open makes the downgrade a part of the upgrade. */
static bool find_sections(
    struct arena *arena, const struct script *script, struct sections *sections, struct errors *errors) {
    const char *at = script->source->text, *end = at + script->source->length;
    struct section *open = NULL;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        struct token line = {.text = at, .length = (size_t)((newline ? newline : end) - at)};
        size_t length;
        const char *name = header_section(at, line.length, &length);
        if (name && !open_section(script, sections, &open, line, arena_text(arena, name, length), errors))
            return false;
        at = newline ? newline + 1 : end;
    }
    return true;
}

/* Nothing but comments may stand above the first section. */
static bool check_above(const struct script *script, const struct sql_syntax *syntax,
    const struct sections *sections, struct errors *errors) {
    const char *first = script->source->text + script->source->length;
    if (sections->upgrade.name)
        first = sections->upgrade.start;
    if (sections->downgrade.name && sections->downgrade.start < first)
        first = sections->downgrade.start;
    const char *text = script->source->text;
    struct lexer lexer = lexer_on(syntax, text, (size_t)(first - text));
    struct token token = lexer_next_word(&lexer);
    return token.kind == TOKEN_END || refuse_outside(script, token.text, errors);
}

static void add_statement(
    struct arena *arena, struct operations *operations, const struct sql_statement *statement) {
    struct operation *operation = list_add(arena, operations);
    operation->kind = OPERATION_EXECUTE;
    operation->place = statement->place;
    struct dialect_text text = {
        "default", arena_text(arena, statement->text, statement->length), statement->place};
    list_push(arena, &operation->texts, text);
}

static bool load_section(struct arena *arena, const struct script *script, const struct sql_syntax *syntax,
    const struct section *section, struct operations *operations, struct errors *errors) {
    struct sql_statements statements = {0};
    if (!section->name)
        return true;
    if (!sql_split(arena, syntax, script->source, section->start, (size_t)(section->end - section->start),
            &statements, errors))
        return false;
    for (size_t i = 0; i < statements.count; i++)
        add_statement(arena, operations, &statements.items[i]);
    return true;
}

static bool load_sql(
    struct arena *arena, struct script *script, const struct sql_syntax *syntax, struct errors *errors) {
    struct sections sections = {0};
    if (!find_sections(arena, script, &sections, errors) || !check_above(script, syntax, &sections, errors))
        return false;
    if (!sections.upgrade.name)
        return refuse_truncated(script, errors, "write \"-- cmigrate: upgrade\" above its statements");
    script->has_downgrade = sections.downgrade.name != NULL;
    return load_section(arena, script, syntax, &sections.upgrade, &script->upgrade, errors) &&
           load_section(arena, script, syntax, &sections.downgrade, &script->downgrade, errors);
}

bool script_load(struct arena *arena, struct script *script, const struct schema_reading *reading,
    const struct sql_syntax *syntax) {
    if (script->loaded)
        return true;
    script->upgrade = script->downgrade = (struct operations){0};
    script->loaded = source_is_text(script->source, reading->errors) &&
                     (script->is_sql ? load_sql(arena, script, syntax, reading->errors)
                                     : load_yaml(arena, script, reading));
    return script->loaded;
}
