/* add_column, drop_column. */
#include <string.h>

#include "ops/kinds.h"
#include "schema/write.h"

enum { SECTIONS = 5 };
/* What a column's words may say of its table, where they are not a column's own short words. */
static const char *const sections[SECTIONS] = {"primary_key", "unique", "indexes", "checks", "foreign_keys"};
static const char *const own_keys[] = {"table", "name", "after", "first"};

static bool is_section(const struct yaml_pair *pair) {
    for (size_t i = 0; i < SECTIONS; i++)
        if (!strcmp(pair->key, sections[i]))
            return i > 1 || pair->value->kind != YAML_SCALAR;
    return false;
}

/* {columns: {NAME: …}, foreign_keys: …}: the table with only this column. */
static struct yaml_node *table_of_column(
    const struct schema_reading *reading, const struct yaml_node *node, const char *name) {
    struct arena *arena = reading->arena;
    const struct yaml_node *rest = node_without(arena, node, own_keys, 4);
    struct yaml_node *table = yaml_mapping(arena), *columns = yaml_mapping(arena),
                     *column = yaml_mapping(arena);
    table->place = columns->place = column->place = node->place;
    for (size_t i = 0; i < rest->pairs.count; i++)
        list_push(
            arena, is_section(&rest->pairs.items[i]) ? &table->pairs : &column->pairs, rest->pairs.items[i]);
    list_push(arena, &columns->pairs, ((struct yaml_pair){name, yaml_get(node, "name")->place, column}));
    list_push(arena, &table->pairs, ((struct yaml_pair){"columns", node->place, columns}));
    return table;
}

static bool read_position(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    const struct yaml_node *first = yaml_get(node, "first");
    bool is_first = false;
    if (first && !yaml_to_bool(first, "first", &is_first, reading->errors))
        return false;
    if (is_first && yaml_get(node, "after"))
        return script_error(reading, first->place, "a column is either first or after another");
    if (is_first)
        operation->after = "";
    return read_optional(reading, node, "after", &operation->after);
}

bool add_column_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    if (!yaml_expect(node, YAML_MAPPING, "add_column", reading->errors) ||
        !read_table(reading, node, operation, "table") ||
        !read_needed(reading, node, operation, "name", &operation->name) ||
        !read_position(reading, node, operation))
        return false;
    struct table *table =
        table_read(reading, table_full_name(reading->arena, operation->schema, operation->table),
            yaml_get(node, "table")->place, table_of_column(reading, node, operation->name));
    if (!table)
        return false;
    operation->column = table->columns.items[0];
    operation->keys = table->constraints;
    operation->key_indexes = table->indexes;
    if (table->primary_key)
        list_push(reading->arena, &operation->keys, table->primary_key);
    return true;
}

static struct table *table_with_column(struct arena *arena, const struct operation *operation) {
    struct table *table = arena_new(arena, struct table);
    table->schema = operation->schema;
    table->name = operation->table;
    table->indexes = operation->key_indexes;
    list_push(arena, &table->columns, operation->column);
    for (size_t i = 0; i < operation->keys.count; i++)
        put_constraint(arena, table, operation->keys.items[i]);
    return table;
}

static void write_position(
    struct arena *arena, struct yaml_node *mapping, const struct operation *operation) {
    if (operation->after && !*operation->after)
        yaml_put_bool(arena, mapping, "first", true);
    else
        yaml_put_text(arena, mapping, "after", operation->after);
}

struct yaml_node *add_column_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    yaml_put_text(arena, mapping, "name", operation->name);
    struct yaml_node *table = table_write(arena, table_with_column(arena, operation));
    const struct yaml_node *column = yaml_get(table, "columns")->pairs.items[0].value;
    if (column->kind == YAML_MAPPING)
        write_pairs(arena, mapping, column);
    else
        list_push(arena, &mapping->pairs,
            ((struct yaml_pair){
                .key = "type", .value = yaml_get(yaml_get(table, "columns"), operation->name)}));
    for (size_t i = 0; i < table->pairs.count; i++)
        if (is_section(&table->pairs.items[i]))
            list_push(arena, &mapping->pairs, table->pairs.items[i]);
    write_position(arena, mapping, operation);
    return mapping;
}

static bool position_fits(const struct applying *applying, const struct table *table) {
    const char *after = applying->operation->after;
    return !after || !*after || meet_column(applying, table, after);
}

static bool keys_fit(const struct applying *applying, const struct table *table) {
    const struct operation *operation = applying->operation;
    struct table *grown = table_copy(applying->arena, table);
    list_push(applying->arena, &grown->columns, operation->column);
    bool fits = true;
    for (size_t i = 0; i < operation->keys.count; i++)
        fits = constraint_fits(applying, grown, operation->keys.items[i]) && fits;
    for (size_t i = 0; i < operation->key_indexes.count; i++)
        fits = index_fits(applying, grown, operation->key_indexes.items[i]) && fits;
    return fits;
}

bool add_column_apply(const struct applying *applying) {
    const struct operation *operation = applying->operation;
    struct table *table = meet_table(applying);
    if (!table || !position_fits(applying, table))
        return false;
    if (table_find_column(table, operation->column->name)) {
        refuse(applying, "table \"%s\" has a column \"%s\" already", table->name, operation->column->name);
        return false;
    }
    bool has_keys = operation->keys.count || operation->key_indexes.count;
    if (has_keys && !keys_fit(applying, table))
        return false;
    size_t at = table->columns.count;
    if (operation->after)
        at = *operation->after ? table_column_position(table, operation->after) + 1 : 0;
    *list_insert(applying->arena, &table->columns, at) = column_copy(applying->arena, operation->column);
    for (size_t i = 0; i < operation->keys.count; i++)
        put_constraint(applying->arena, table, operation->keys.items[i]);
    for (size_t i = 0; i < operation->key_indexes.count; i++)
        list_push(
            applying->arena, &table->indexes, index_copy(applying->arena, operation->key_indexes.items[i]));
    return true;
}

bool add_column_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    (void)before;
    for (size_t i = 0; i < operation->key_indexes.count; i++)
        add_inverse(arena, inverse, OPERATION_DROP_INDEX, operation)->name =
            operation->key_indexes.items[i]->name;
    for (size_t i = 0; i < operation->keys.count; i++)
        inverse_of_constraint(arena, inverse, operation, operation->keys.items[i]);
    add_inverse(arena, inverse, OPERATION_DROP_COLUMN, operation)->name = operation->column->name;
    return true;
}

void add_column_describe(struct buffer *out, const struct operation *operation) {
    const struct column *column = operation->column;
    buffer_add(out, "add column ");
    describe_table(out, operation);
    const char *type = type_text(out->arena, &column->type);
    if (!type || !*type)
        type = column->type_sql ? column->type_sql : type ? type : "enum";
    buffer_addf(out, ".%s%s%s", column->name, *type ? " " : "", type);
}

bool drop_column_read(
    const struct schema_reading *reading, const struct yaml_node *node, struct operation *operation) {
    static const char *const keys[] = {"table", "name"};
    return read_keys(reading, node, operation, keys, 2) && read_table(reading, node, operation, "table") &&
           read_needed(reading, node, operation, "name", &operation->name);
}

struct yaml_node *drop_column_write(struct arena *arena, const struct operation *operation) {
    struct yaml_node *mapping = write_table(arena, operation, "table");
    yaml_put_text(arena, mapping, "name", operation->name);
    return mapping;
}

bool drop_column_apply(const struct applying *applying) {
    const char *name = applying->operation->name;
    struct table *table = meet_table(applying);
    const struct column *column = table ? meet_column(applying, table, name) : NULL;
    if (!column)
        return false;
    const char *use = column_use(applying->arena, applying->schema, table, column);
    if (use) {
        struct error *error = refuse(applying, "column \"%s\" is used by %s", name, use);
        error_hint(applying->errors, error, "drop that first");
        return false;
    }
    list_remove(&table->columns, table_column_position(table, name));
    return true;
}

/* Behind which column it stands; null when it is the last. */
static const char *column_before(const struct table *table, size_t at) {
    if (at + 1 == table->columns.count)
        return NULL;
    return at ? table->columns.items[at - 1]->name : "";
}

bool drop_column_inverse(struct arena *arena, const struct operation *operation, const struct schema *before,
    struct operations *inverse) {
    const struct table *table = schema_find_table(before, operation->schema, operation->table);
    size_t at = table ? table_column_position(table, operation->name) : 0;
    if (!table || at == table->columns.count)
        return false;
    struct operation *add = add_inverse(arena, inverse, OPERATION_ADD_COLUMN, operation);
    add->name = operation->name;
    add->column = column_copy(arena, table->columns.items[at]);
    add->after = column_before(table, at);
    if (!add->column->generated)
        add->lossy = arena_format(arena, "the values of %s.%s are not brought back", table->name, add->name);
    return true;
}

void drop_column_describe(struct buffer *out, const struct operation *operation) {
    buffer_add(out, "drop column ");
    describe_table(out, operation);
    buffer_addf(out, ".%s", operation->name);
}
