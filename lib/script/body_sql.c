#include <string.h>

#include "base/text.h"
#include "script/body.h"
#include "script/header.h"

bool body_refuse_truncated(const struct script *script, struct errors *errors, const char *hint) {
    struct place place = {script->source, 0, 0};
    struct error *error =
        error_add(errors, ERROR_SCRIPT, place, "revision \"%s\" has no upgrade section", script->revision.id);
    error_hint(errors, error, "%s", hint);
    return false;
}

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
    if (!sql_split_to_run(arena, syntax, script->source, section->start,
            (size_t)(section->end - section->start), &statements, errors))
        return false;
    for (size_t i = 0; i < statements.count; i++)
        add_statement(arena, operations, &statements.items[i]);
    return true;
}

bool body_load_sql(
    struct arena *arena, struct script *script, const struct sql_syntax *syntax, struct errors *errors) {
    struct sections sections = {0};
    if (!find_sections(arena, script, &sections, errors) || !check_above(script, syntax, &sections, errors))
        return false;
    if (!sections.upgrade.name)
        return body_refuse_truncated(script, errors, "write \"-- cmigrate: upgrade\" above its statements");
    script->has_downgrade = sections.downgrade.name != NULL;
    return load_section(arena, script, syntax, &sections.upgrade, &script->upgrade, errors) &&
           load_section(arena, script, syntax, &sections.downgrade, &script->downgrade, errors);
}
