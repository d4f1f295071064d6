/* Columns, and what their short words say of the table. */
#include <string.h>

#include "schema/read_parts.h"

static bool read_type(
    const struct schema_reading *reading, const struct yaml_node *node, struct column *column) {
    const struct yaml_node *type = yaml_get(node, "type");
    if (type)
        return type_read(reading, type, &column->type);
    struct error *error =
        error_add(reading->errors, ERROR_MODEL, node->place, "column \"%s\" has no type", column->name);
    error_hint(reading->errors, error,
        yaml_get(node, "enum") ? "write its values as a type, as in {type: {enum: [sad, ok]}}"
                               : "add a type, as in {type: integer}");
    return false;
}

static bool read_own_words(
    const struct schema_reading *reading, const struct yaml_node *node, struct column *column) {
    const struct yaml_node *value = yaml_get(node, "default");
    bool ok = read_type(reading, node, column);
    ok = (!value || value_read(reading, value, &column->default_value)) && ok;
    ok = read_text(reading, node, "generated", &column->generated) && ok;
    ok = read_toggle(reading, node, "stored", &column->stored) && ok;
    ok = read_toggle(reading, node, "nullable", &column->nullable) && ok;
    ok = read_toggle(reading, node, "autoincrement", &column->autoincrement) && ok;
    ok = read_text(reading, node, "comment", &column->comment) && ok;
    ok = read_text(reading, node, "was", &column->was) && ok;
    return options_read(reading, node, &column->options) && ok;
}

static struct key_parts key_of(struct arena *arena, const char *column) {
    struct key_parts parts = {0};
    list_push(arena, &parts, ((struct key_part){.column = column}));
    return parts;
}

static struct constraint *new_key(const struct schema_reading *reading, enum constraint_kind kind,
    const char *column, const struct yaml_node *word) {
    struct constraint *key = arena_new(reading->arena, struct constraint);
    *key = (struct constraint){.kind = kind, .columns = key_of(reading->arena, column), .place = word->place};
    return key;
}

/* The columns that say so make up the primary key, in their order. */
static bool read_primary_key(const struct schema_reading *reading, struct table *table, const char *column,
    const struct yaml_node *node) {
    bool is_key = false;
    if (!read_flag(reading, node, "primary_key", &is_key))
        return false;
    if (!is_key)
        return true;
    const struct yaml_node *word = yaml_get(node, "primary_key");
    if (table->primary_key)
        list_push(reading->arena, &table->primary_key->columns, ((struct key_part){.column = column}));
    else
        table->primary_key = new_key(reading, CONSTRAINT_PRIMARY_KEY, column, word);
    return true;
}

static bool read_unique(const struct schema_reading *reading, struct table *table, const char *column,
    const struct yaml_node *node) {
    bool unique = false;
    if (!read_flag(reading, node, "unique", &unique))
        return false;
    if (unique)
        list_push(reading->arena, &table->constraints,
            new_key(reading, CONSTRAINT_UNIQUE, column, yaml_get(node, "unique")));
    return true;
}

static bool read_index(const struct schema_reading *reading, struct table *table, const char *column,
    const struct yaml_node *node) {
    bool indexed = false;
    if (!read_flag(reading, node, "index", &indexed))
        return false;
    if (!indexed)
        return true;
    struct index *index = arena_new(reading->arena, struct index);
    index->parts = key_of(reading->arena, column);
    index->place = yaml_get(node, "index")->place;
    list_push(reading->arena, &table->indexes, index);
    return true;
}

static bool read_references(const struct schema_reading *reading, struct table *table, const char *column,
    const struct yaml_node *node) {
    static const char *const words[] = {"on_delete", "on_update", "match", "deferrable"};
    const struct yaml_node *references = yaml_get(node, "references");
    if (references) {
        struct constraint *key = new_key(reading, CONSTRAINT_FOREIGN_KEY, column, references);
        list_push(reading->arena, &table->constraints, key);
        bool ok = reference_read(reading, node, &key->reference);
        return read_deferrable(reading, node, &key->deferrable) && ok;
    }
    bool ok = true;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const struct yaml_node *word = yaml_get(node, words[i]);
        if (word)
            ok = model_error(reading, word->place, "\"%s\" needs \"references\" beside it", words[i]);
    }
    return ok;
}

static bool read_long_column(const struct schema_reading *reading, struct table *table,
    const struct yaml_node *node, struct column *column) {
    static const char *const keys[] = {"type", "primary_key", "nullable", "unique", "index", "default",
        "generated", "stored", "autoincrement", "references", "on_delete", "on_update", "deferrable", "match",
        "comment", "was", DIALECT_WORDS};
    struct arena_mark mark = arena_mark(reading->errors->arena);
    const char *what = arena_format(reading->errors->arena, "column \"%s\"", column->name);
    bool ok = yaml_check_keys(node, what, keys, COUNT_OF(keys), reading->errors);
    if (ok)
        arena_rewind(reading->errors->arena, mark);
    ok = read_own_words(reading, node, column) && ok;
    ok = read_primary_key(reading, table, column->name, node) && ok;
    ok = read_unique(reading, table, column->name, node) && ok;
    ok = read_index(reading, table, column->name, node) && ok;
    return read_references(reading, table, column->name, node) && ok;
}

/* `feels: mood` and `feels: {enum: [sad, ok]}`: nothing but a type. */
static bool is_just_type(const struct yaml_node *node) {
    bool is_enum = node->kind == YAML_MAPPING && node->pairs.count == 1 && yaml_get(node, "enum");
    return node->kind == YAML_SCALAR || is_enum;
}

struct column *column_read(const struct schema_reading *reading, struct table *table, const char *name,
    const struct yaml_node *node) {
    struct column *column = arena_new(reading->arena, struct column);
    column->name = name;
    column->place = node->place;
    bool ok;
    if (is_just_type(node))
        ok = type_read(reading, node, &column->type);
    else if (node->kind == YAML_MAPPING)
        ok = read_long_column(reading, table, node, column);
    else
        ok = yaml_expect(
            node, YAML_MAPPING, arena_format(reading->errors->arena, "column \"%s\"", name), reading->errors);
    return ok ? column : NULL;
}
