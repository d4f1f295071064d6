#include <string.h>

#include "base/file.h"
#include "script/body.h"
#include "script/header.h"

/* Headers are read only as far as the operations, so nothing of a header may stand behind them. */
static bool check_order(const struct yaml_node *document, struct errors *errors) {
    bool in_body = false, fine = true;
    for (size_t i = 0; document->kind == YAML_MAPPING && i < document->pairs.count; i++) {
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
        return body_refuse_truncated(script, errors, "write \"upgrade: []\" if it shall do nothing");
    bool fine = read_section(reading, upgrade, "upgrade", &script->upgrade);
    if (downgrade)
        fine &= read_section(reading, downgrade, "downgrade", &script->downgrade);
    script->has_downgrade = downgrade != NULL;
    script->document = document;
    return fine;
}

bool script_load(struct arena *arena, struct script *script, const struct schema_reading *reading,
    const struct sql_syntax *syntax) {
    if (script->loaded)
        return true;
    script->upgrade = script->downgrade = (struct operations){0};
    script->loaded = script_read_whole(arena, script, reading->errors) &&
                     source_is_text(script->source, reading->errors) &&
                     (script->is_sql ? body_load_sql(arena, script, syntax, reading->errors)
                                     : load_yaml(arena, script, reading));
    return script->loaded;
}
