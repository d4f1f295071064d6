/* Tables: their columns, and the sections that name keys or list them. */
#include <string.h>

#include "schema/read_parts.h"

static bool read_columns(
    const struct schema_reading *reading, const struct yaml_node *node, struct table *table) {
    if (!yaml_expect(node, YAML_MAPPING, "columns", reading->errors))
        return false;
    bool ok = true;
    struct columns *columns = &table->columns;
    columns->capacity = columns->count ? columns->capacity : node->pairs.count;
    if (!columns->count && columns->capacity)
        columns->items = arena_alloc(reading->arena, columns->capacity * sizeof *columns->items);
    for (size_t i = 0; i < node->pairs.count; i++) {
        const struct yaml_pair *pair = &node->pairs.items[i];
        struct column *column = column_read(reading, table, pair->key, pair->value);
        ok = column && ok;
        if (!column)
            continue;
        column->place = pair->place;
        list_push(reading->arena, columns, column);
    }
    return ok;
}

static bool read_primary_key(
    const struct schema_reading *reading, const struct yaml_node *node, struct table *table) {
    struct constraint *key = constraint_read(reading, CONSTRAINT_PRIMARY_KEY, NULL, node);
    if (!key)
        return false;
    if (table->primary_key) {
        struct error *error = error_add(
            reading->errors, ERROR_MODEL, node->place, "table \"%s\" has two primary keys", table->name);
        error_hint(reading->errors, error, "keep either this one or primary_key: true in its columns");
        return false;
    }
    table->primary_key = key;
    return true;
}

static bool add_constraint(const struct schema_reading *reading, enum constraint_kind kind, const char *name,
    struct place place, const struct yaml_node *node, struct table *table) {
    struct constraint *constraint = constraint_read(reading, kind, name, node);
    if (!constraint)
        return false;
    constraint->place = place;
    list_push(reading->arena, &table->constraints, constraint);
    return true;
}

static bool add_index(const struct schema_reading *reading, const char *name, struct place place,
    const struct yaml_node *node, struct table *table) {
    struct index *index = index_read(reading, name, node);
    if (!index)
        return false;
    index->place = place;
    list_push(reading->arena, &table->indexes, index);
    return true;
}

enum { INDEX_SECTION = -1 };

/* A member of a section: a constraint of that kind, or an index. */
static bool add_member(const struct schema_reading *reading, int kind, const char *name, struct place place,
    const struct yaml_node *node, struct table *table) {
    if (kind == INDEX_SECTION)
        return add_index(reading, name, place, node, table);
    return add_constraint(reading, (enum constraint_kind)kind, name, place, node, table);
}

/* A map where names matter, a list where they don't. */
static bool read_section(const struct schema_reading *reading, const char *word, int kind,
    const struct yaml_node *node, struct table *table) {
    bool ok = true;
    if (node->kind == YAML_MAPPING) {
        for (size_t i = 0; i < node->pairs.count; i++) {
            const struct yaml_pair *pair = &node->pairs.items[i];
            ok = add_member(reading, kind, pair->key, pair->place, pair->value, table) && ok;
        }
        return ok;
    }
    if (!yaml_expect(node, YAML_SEQUENCE, word, reading->errors))
        return false;
    for (size_t i = 0; i < node->items.count; i++) {
        const struct yaml_node *item = node->items.items[i];
        ok = add_member(reading, kind, NULL, item->place, item, table) && ok;
    }
    return ok;
}

static bool read_sections(
    const struct schema_reading *reading, const struct yaml_node *node, struct table *table) {
    static const struct {
        const char *word;
        int kind;
    } sections[] = {
        {"unique", CONSTRAINT_UNIQUE},
        {"foreign_keys", CONSTRAINT_FOREIGN_KEY},
        {"checks", CONSTRAINT_CHECK},
        {"excludes", CONSTRAINT_EXCLUDE},
        {"indexes", INDEX_SECTION},
    };
    bool ok = true;
    for (size_t i = 0; i < COUNT_OF(sections); i++) {
        const struct yaml_node *section = yaml_get(node, sections[i].word);
        if (section)
            ok = read_section(reading, sections[i].word, sections[i].kind, section, table) && ok;
    }
    return ok;
}

static bool check_keys(
    const struct schema_reading *reading, const char *what, const struct yaml_node *node, bool triggers) {
    static const char *const keys[] = {"comment", "was", "columns", "primary_key", "unique", "indexes",
        "checks", "foreign_keys", "excludes", DIALECT_WORDS, "triggers"};
    return yaml_check_keys(node, what, keys, COUNT_OF(keys) - (triggers ? 0 : 1), reading->errors);
}

static bool read_body(
    const struct schema_reading *reading, const struct yaml_node *node, struct table *table) {
    const struct yaml_node *columns = yaml_get(node, "columns");
    const struct yaml_node *primary_key = yaml_get(node, "primary_key");
    table->columnless = columns && columns->kind == YAML_MAPPING && !columns->pairs.count;
    bool ok = !columns || read_columns(reading, columns, table);
    ok = (!primary_key || read_primary_key(reading, primary_key, table)) && ok;
    ok = read_sections(reading, node, table) && ok;
    ok = read_text(reading, node, "comment", &table->comment) && ok;
    ok = was_read(reading, node, table->schema, &table->was) && ok;
    table->was = table_name_read(reading, table->was);
    return options_read(reading, node, &table->options) && ok;
}

struct table *table_with_triggers_read(const struct schema_reading *reading, const char *key,
    struct place place, const struct yaml_node *node, struct schema *schema) {
    struct table *table = arena_new(reading->arena, struct table);
    table->place = place;
    if (!full_name_read(reading, key, place, &table->schema, &table->name))
        return NULL;
    table->schema = table_name_read(reading, table->schema);
    table->name = table_name_read(reading, table->name);
    const char *what = arena_format(reading->errors->arena, "table \"%s\"", key);
    if (!yaml_expect(node, YAML_MAPPING, what, reading->errors))
        return NULL;
    bool ok = check_keys(reading, what, node, schema);
    ok = read_body(reading, node, table) && ok;
    const struct yaml_node *triggers = yaml_get(node, "triggers");
    if (triggers && schema)
        ok = triggers_read(reading, table, triggers, schema) && ok;
    if (!ok)
        return NULL;
    naming_apply(reading->arena, reading->naming, table);
    return table;
}

struct table *table_read(
    const struct schema_reading *reading, const char *key, struct place place, const struct yaml_node *node) {
    return table_with_triggers_read(reading, key, place, node, NULL);
}
