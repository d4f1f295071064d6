#include <string.h>

#include "ops/kinds.h"
#include "ops/narrow.h"
#include "schema/write.h"

static bool read_name_and_place(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    struct column *column = operation->column;
    const struct yaml_node *to = yaml_get(node, "to"), *first = yaml_get(node, "first");
    bool is_first = false;
    if ((to && !read_needed(reading, node, operation, "to", &column->name)) ||
        (first && !yaml_to_bool(first, "first", &is_first, reading->errors)) ||
        !read_optional(reading, node, "after", &operation->after))
        return false;
    if (is_first && operation->after)
        return script_error(reading, first->place, "a column is either first or after another");
    if (is_first)
        operation->after = "";
    operation->changes |= (to ? CHANGE_NAME : 0U) | (operation->after ? CHANGE_POSITION : 0U);
    return true;
}

static bool read_toggle(const struct schema_reading *reading, const struct yaml_node *node, const char *key,
    enum toggle *toggle) {
    bool on;
    if (!yaml_get(node, key))
        return true;
    if (!yaml_to_bool(yaml_get(node, key), key, &on, reading->errors))
        return false;
    *toggle = on ? ON : OFF;
    return true;
}

static bool read_kind_of_value(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    struct column *column = operation->column;
    const struct yaml_node *type = yaml_get(node, "type"), *value = yaml_get(node, "default");
    if ((type && !type_read(reading, type, &column->type)) ||
        !read_optional(reading, node, "using", &operation->using_sql) ||
        (value && !value_read(reading, value, &column->default_value)) ||
        !read_toggle(reading, node, "nullable", &column->nullable) ||
        !read_toggle(reading, node, "autoincrement", &column->autoincrement))
        return false;
    if (operation->using_sql && !type)
        return script_error(reading, yaml_get(node, "using")->place, "\"using\" goes with a new type");
    operation->changes |= (type ? CHANGE_TYPE : 0U) | (value ? CHANGE_DEFAULT : 0U) |
                          (column->nullable ? CHANGE_NULLABLE : 0U) |
                          (column->autoincrement ? CHANGE_AUTOINCREMENT : 0U);
    return read_switch(reading, node, "drop_default", operation, CHANGE_DEFAULT);
}

static bool read_words(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    struct column *column = operation->column;
    if (!read_optional(reading, node, "comment", &column->comment) ||
        !read_optional(reading, node, "generated", &column->generated) ||
        !read_toggle(reading, node, "stored", &column->stored))
        return false;
    if (column->stored && !column->generated)
        return script_error(reading, yaml_get(node, "stored")->place, "\"stored\" goes with \"generated\"");
    operation->changes |=
        (column->comment ? CHANGE_COMMENT : 0U) | (column->generated ? CHANGE_GENERATED : 0U);
    return read_switch(reading, node, "drop_comment", operation, CHANGE_COMMENT) &&
           read_switch(reading, node, "drop_generated", operation, CHANGE_GENERATED) &&
           read_changed_options(reading, node, &column->options, operation);
}

bool alter_column_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "name", "to", "type", "using", "nullable", "default",
        "drop_default", "comment", "drop_comment", "generated", "stored", "drop_generated", "autoincrement",
        "after", "first", "sqlite", "postgresql", "mysql"};
    if (!read_keys(reading, node, operation, keys, sizeof keys / sizeof *keys) ||
        !read_table(reading, node, operation, "table") ||
        !read_needed(reading, node, operation, "name", &operation->name))
        return false;
    operation->column = arena_new(reading->arena, struct column);
    operation->column->name = operation->name;
    operation->column->place = node->place;
    return read_name_and_place(reading, node, operation) && read_kind_of_value(reading, node, operation) &&
           read_words(reading, node, operation);
}

static void write_toggle(
    struct arena *arena, struct yaml_node *mapping, const char *key, enum toggle toggle) {
    if (toggle)
        yaml_put_bool(arena, mapping, key, toggle == ON);
}

/* The new value of what can be dropped, or that it is. */
static void write_text(
    struct arena *arena, struct yaml_node *mapping, const char *key, const char *drop_key, const char *text) {
    yaml_put_text(arena, mapping, key, text);
    if (!text)
        yaml_put_bool(arena, mapping, drop_key, true);
}

static void write_type_and_default(
    struct arena *arena, struct yaml_node *mapping, const struct operation *operation) {
    const struct column *column = operation->column;
    if (operation->changes & CHANGE_TYPE)
        yaml_put(arena, mapping, "type", type_write(arena, &column->type));
    yaml_put_text(arena, mapping, "using", operation->using_sql);
    if (operation->changes & CHANGE_NULLABLE)
        write_toggle(arena, mapping, "nullable", column->nullable);
    if (!(operation->changes & CHANGE_DEFAULT))
        return;
    if (column->default_value.kind == VALUE_NONE)
        yaml_put_bool(arena, mapping, "drop_default", true);
    else
        yaml_put(arena, mapping, "default", value_write(arena, &column->default_value));
}

struct yaml_node *alter_column_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    const struct column *column = operation->column;
    unsigned changes = operation->changes;
    yaml_put_text(arena, mapping, "name", operation->name);
    if (changes & CHANGE_NAME)
        yaml_put_text(arena, mapping, "to", column->name);
    write_type_and_default(arena, mapping, operation);
    if (changes & CHANGE_COMMENT)
        write_text(arena, mapping, "comment", "drop_comment", column->comment);
    if (changes & CHANGE_GENERATED) {
        write_text(arena, mapping, "generated", "drop_generated", column->generated);
        if (column->generated)
            write_toggle(arena, mapping, "stored", column->stored);
    }
    if (changes & CHANGE_AUTOINCREMENT)
        write_toggle(arena, mapping, "autoincrement", column->autoincrement);
    if (changes & CHANGE_POSITION && operation->after && !*operation->after)
        yaml_put_bool(arena, mapping, "first", true);
    else if (changes & CHANGE_POSITION)
        yaml_put_text(arena, mapping, "after", operation->after);
    if (changes & CHANGE_OPTIONS)
        write_changed_options(arena, mapping, &column->options);
    return mapping;
}

static bool alter_fits(
    const struct applying *applying, const struct table *table, const struct column *column) {
    const struct operation *operation = applying->operation;
    const char *name = operation->column->name;
    if (operation->changes & CHANGE_NAME && strcmp(name, column->name) != 0 &&
        table_find_column(table, name)) {
        refuse(applying, "table \"%s\" has a column \"%s\" already", table->name, name);
        return false;
    }
    if (!(operation->changes & CHANGE_POSITION) || !operation->after || !*operation->after)
        return true;
    const struct column *after = meet_column(applying, table, operation->after);
    if (after == column)
        refuse(applying, "column \"%s\" can't stand after itself", column->name);
    return after && after != column;
}

static void move_column(struct arena *arena, struct table *table, struct column *column, const char *after) {
    const struct column *before = after && *after ? table_find_column(table, after) : NULL;
    list_remove(&table->columns, table_column_position(table, column->name));
    size_t at = after ? 0 : table->columns.count;
    if (before)
        at = table_column_position(table, before->name) + 1;
    *list_insert(arena, &table->columns, at) = column;
}

static void change_column(struct arena *arena, struct column *column, const struct operation *operation) {
    const struct column *to = column_copy(arena, operation->column);
    if (operation->changes & CHANGE_TYPE) {
        column->type = to->type;
        column->native = to->native;
        column->type_sql = to->type_sql;
    }
    if (operation->changes & CHANGE_NULLABLE)
        column->nullable = to->nullable;
    if (operation->changes & CHANGE_DEFAULT) {
        column->default_value = to->default_value;
        column->default_sql = to->default_sql;
    }
    if (operation->changes & CHANGE_COMMENT)
        column->comment = to->comment;
    if (operation->changes & CHANGE_GENERATED) {
        column->generated = to->generated;
        column->stored = to->stored;
    }
    if (operation->changes & CHANGE_AUTOINCREMENT)
        column->autoincrement = to->autoincrement;
    if (operation->changes & CHANGE_OPTIONS)
        options_apply(arena, &column->options, &to->options);
}

bool alter_column_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    struct table *table = meet_table(applying);
    struct column *column = table ? meet_column(applying, table, operation->name) : NULL;
    if (!column || !alter_fits(applying, table, column))
        return false;
    change_column(applying->arena, column, operation);
    if (operation->changes & CHANGE_POSITION)
        move_column(applying->arena, table, column, operation->after);
    if (operation->changes & CHANGE_NAME) {
        const char *from = column->name;
        column->name = operation->column->name;
        column_uses_rename(applying->arena, applying->schema, table, from, column->name);
    }
    return true;
}

static struct column *old_values(struct arena *arena, const struct table *table, const struct column *before,
    const struct operation *operation) {
    struct column *column = arena_new(arena, struct column);
    struct operation copy = {
        .column = column_copy(arena, before), .changes = operation->changes & ~(unsigned)CHANGE_OPTIONS};
    change_column(arena, column, &copy);
    column->name = before->name;
    column->place = operation->place;
    if (operation->changes & CHANGE_NULLABLE && !before->nullable)
        column->nullable = column_is_nullable(table, before) ? ON : OFF;
    if (operation->changes & CHANGE_AUTOINCREMENT && !before->autoincrement)
        column->autoincrement = table_autoincrement_column(table) == before ? ON : OFF;
    if (operation->changes & CHANGE_OPTIONS)
        column->options = options_before(arena, &before->options, &operation->column->options);
    return column;
}

bool alter_column_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    size_t at = table ? table_column_position(table, operation->name) : 0;
    if (!table || at == table->columns.count)
        return false;
    const struct column *column = table->columns.items[at];
    struct operation *back = add_inverse(arena, inverse, OPERATION_ALTER_COLUMN, operation);
    back->changes = operation->changes;
    back->column = old_values(arena, table, column, operation);
    back->name = operation->changes & CHANGE_NAME ? operation->column->name : operation->name;
    if (operation->changes & CHANGE_POSITION)
        back->after = at ? table->columns.items[at - 1]->name : "";
    if (operation->changes & CHANGE_TYPE && type_narrows(&column->type, &operation->column->type))
        back->lossy = arena_format(arena, "what %s.%s lost as %s is not brought back", table->name,
            column->name, type_text(arena, &operation->column->type));
    return true;
}

void alter_column_describe(struct buffer *out, const struct operation *operation) {
    static const char *const words[] = {"name", "type", "nullable", "default", "comment", "generated",
        "autoincrement", "options", "position"};
    const struct column *column = operation->column;
    buffer_add(out, "alter column ");
    describe_table(out, operation);
    buffer_addf(out, ".%s", operation->name);
    const char *before = ": ";
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        unsigned change = 1U << i;
        if (!(operation->changes & change))
            continue;
        buffer_add(out, before);
        before = ", ";
        const char *type = change == CHANGE_TYPE ? type_text(out->arena, &column->type) : NULL;
        if (change == CHANGE_NAME)
            buffer_addf(out, "rename to %s", column->name);
        else if (change == CHANGE_NULLABLE)
            buffer_add(out, column->nullable == OFF ? "not null" : "nullable");
        else if (type && *type)
            buffer_addf(out, "type %s", type);
        else
            buffer_add(out, words[i]);
    }
}
