#include "random_schema.h"

#include "random_parts.h"
#include "schema/naming.h"

static void add_enum(struct random *random) {
    struct enum_type *type = arena_new(random->arena, struct enum_type);
    type->name = random_name(random);
    unsigned values = 1 + random_below(random, 4);
    for (unsigned i = 0; i < values; i++)
        list_push(random->arena, &type->values, random_name(random));
    list_push(random->arena, &random->schema->enums, type);
}

static struct object *add_object(struct random *random, const char *kind, const char *dialect) {
    struct object *object = arena_new(random->arena, struct object);
    object->kind = kind;
    object->name = random_name(random);
    struct dialect_text text = {.dialect = dialect, .text = random_name(random)};
    list_push(random->arena, &object->create, text);
    list_push(random->arena, &random->schema->objects, object);
    return object;
}

static void add_objects(struct random *random) {
    if (random_chance(random, 50))
        add_object(random, "view", "default")->is_body = true;
    if (random_chance(random, 30))
        add_object(random, "view", "mysql")->comment = random_name(random);
    struct object *function = add_object(random, "function", "postgresql");
    list_push(random->arena, &function->after, random_name(random));
    const struct table *table = random->schema->tables.items[0];
    struct object *trigger = add_object(random, "trigger", "sqlite");
    trigger->schema = table->schema;
    trigger->table = table->name;
}

static void add_keys(struct random *random, struct table *table) {
    for (unsigned i = random_below(random, 3); i; i--)
        random_add_unique(random, table);
    for (unsigned i = random_below(random, 2); i; i--)
        random_add_check(random, table);
    for (unsigned i = random_below(random, 3); i; i--)
        random_add_foreign_key(random, table);
    for (unsigned i = random_below(random, 3); i; i--)
        random_add_index(random, table);
}

static void name_all(struct arena *arena, struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++)
        naming_apply(arena, NULL, schema->tables.items[i]);
}

struct schema *random_schema(struct arena *arena, unsigned seed, unsigned rules) {
    struct schema *schema = arena_new(arena, struct schema);
    struct random random = random_start(arena, schema, seed, rules);
    if (!(rules & RANDOM_ONLY_TABLES) && !(rules & RANDOM_PLAIN_TYPES))
        add_enum(&random);
    for (unsigned i = 1 + random_below(&random, 5); i; i--)
        random_add_table(&random);
    for (size_t i = 0; i < schema->tables.count; i++)
        add_keys(&random, schema->tables.items[i]);
    if (!(rules & RANDOM_ONLY_TABLES))
        add_objects(&random);
    name_all(arena, schema);
    return schema;
}

static bool is_referred_to(const struct schema *schema, const struct table *table) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *other = schema->tables.items[i];
        for (size_t k = 0; other != table && k < other->constraints.count; k++) {
            const struct reference *reference = &other->constraints.items[k]->reference;
            if (reference->table && schema_find_table(schema, reference->schema, reference->table) == table)
                return true;
        }
    }
    return false;
}

static bool is_used(const struct table *table, const char *column) {
    bool used = table_in_primary_key(table, column);
    for (size_t i = 0; i < table->constraints.count; i++)
        used = used || key_has_column(&table->constraints.items[i]->columns, column);
    for (size_t i = 0; i < table->indexes.count; i++)
        used = used || key_has_column(&table->indexes.items[i]->parts, column);
    return used;
}

static bool is_table_with_triggers(const struct schema *schema, const struct table *table) {
    for (size_t i = 0; i < schema->objects.count; i++)
        if (schema->objects.items[i]->table == table->name)
            return true;
    return false;
}

static void drop_table(struct random *random, const struct table *table) {
    struct schema *schema = random->schema;
    if (schema->tables.count > 1 && !is_referred_to(schema, table) && !is_table_with_triggers(schema, table))
        schema_remove_table(schema, table->schema, table->name);
}

static void drop_column(struct random *random, struct table *table) {
    unsigned at = random_below(random, (unsigned)table->columns.count);
    if (table->columns.count > 1 && !is_used(table, table->columns.items[at]->name))
        list_remove(&table->columns, at);
}

static void drop_constraint(struct random *random, struct table *table) {
    if (table->constraints.count)
        list_remove(&table->constraints, random_below(random, (unsigned)table->constraints.count));
}

static void drop_index(struct random *random, struct table *table) {
    if (table->indexes.count)
        list_remove(&table->indexes, random_below(random, (unsigned)table->indexes.count));
}

static void alter_column(struct random *random, struct table *table) {
    struct column *column = table->columns.items[random_below(random, (unsigned)table->columns.count)];
    bool fixed = column->generated || is_used(table, column->name);
    if (!fixed && random_chance(random, 50)) {
        column->default_value = (struct value){0};
        random_set_type(random, column);
    }
    if (!fixed && random_chance(random, 50)) {
        random_set_default(random, column);
        bool has_null = column->default_value.kind == VALUE_NULL || column->default_value.kind == VALUE_SQL;
        column->nullable = has_null || random_chance(random, 50) ? ON : OFF;
    }
    if (random_chance(random, 20))
        column->comment = column->comment ? NULL : random_name(random);
}

static void edit_table(struct random *random, struct table *table) {
    switch (random_below(random, 10)) {
    case 0:
        drop_table(random, table);
        break;
    case 1:
        random_add_column(random, table);
        break;
    case 2:
        drop_column(random, table);
        break;
    case 3:
        random_add_unique(random, table);
        break;
    case 4:
        random_add_check(random, table);
        break;
    case 5:
        random_add_foreign_key(random, table);
        break;
    case 6:
        random_add_index(random, table);
        break;
    case 7:
        drop_constraint(random, table);
        break;
    case 8:
        drop_index(random, table);
        break;
    default:
        alter_column(random, table);
    }
}

void random_edit(struct arena *arena, struct schema *schema, unsigned seed, unsigned rules) {
    struct random random = random_start(arena, schema, seed + 77777, rules);
    if (random_chance(&random, 30))
        random_add_table(&random);
    for (unsigned i = 1 + random_below(&random, 6); i; i--)
        edit_table(&random, schema->tables.items[random_below(&random, (unsigned)schema->tables.count)]);
    name_all(arena, schema);
}
