#include "random_parts.h"

#include <string.h>

struct random random_start(struct arena *arena, struct schema *schema, unsigned seed, unsigned rules) {
    return (struct random){arena, schema, rules, seed * 0x9e3779b97f4a7c15u + 1};
}

/* xorshift64* */
unsigned random_below(struct random *random, unsigned below) {
    uint64_t state = random->state;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    random->state = state;
    return (unsigned)((state * 0x2545f4914f6cdd1du) >> 33) % below;
}

bool random_chance(struct random *random, unsigned percent) {
    return random_below(random, 100) < percent;
}

static const char *const hostile[] = {"no", "on", "null", "true", "1.0", "~", "a b", "a.b", "say \"hi\"",
    "it's", "#x", "a: b", "- c", "日本", "SELECT", "x,y", "{b}", "[c]", "1e3", "<<", "&a", "*b", "!t", "%p",
    "@q", "`r`", "back\\slash", "tab\there", "new\nline", "trailing ", " leading", "0x1F", "12:30:00", "=",
    "?", "---", "a #b", "\"", "'", "|", ">", "a:", "2026-11-21", "ünïcödé", "1_000", "text", "string(3)",
    "a_name_that_is_longer_than_any_database_would_take_so_that_it_has_to_be_cut_somewhere"};

const char *random_name(struct random *random) {
    unsigned number = random_below(random, 1000000000);
    if (random->rules & RANDOM_PLAIN_NAMES || random_chance(random, 40))
        return arena_format(random->arena, "n%u", number);
    unsigned count = sizeof hostile / sizeof *hostile;
    const char *name = hostile[random_below(random, count)];
    return random_chance(random, 50) ? arena_format(random->arena, "%s%u", name, number)
                                     : arena_format(random->arena, "%u%s", number, name);
}

static const char *maybe_name(struct random *random) {
    return random_chance(random, 40) ? random_name(random) : NULL;
}

static void set_odd_type(struct random *random, struct type *type) {
    static const char *const natives[] = {"int unsigned", "jsonb", "varchar(20)", "timestamp(3)", "text[]"};
    struct names *values = arena_new(random->arena, struct names);
    for (unsigned i = 0; i < 3; i++)
        list_push(random->arena, values, random_name(random));
    const struct type odd[] = {
        {.kind = TYPE_NATIVE, .text = natives[random_below(random, 5)]},
        {.kind = TYPE_VERBATIM, .text = "geometry(Point,4326)"},
        {.kind = TYPE_NONE},
        {.kind = TYPE_ENUM, .values = values},
    };
    *type = odd[random_below(random, 4)];
    const struct enum_types *enums = &random->schema->enums;
    if (!enums->count || random_chance(random, 70))
        return;
    const struct enum_type *named = enums->items[random_below(random, (unsigned)enums->count)];
    *type = (struct type){.kind = TYPE_ENUM, .text = named->name};
}

void random_set_type(struct random *random, struct column *column) {
    struct type *type = &column->type;
    *type = (struct type){.kind = (enum type_kind)(TYPE_SMALLINTEGER + random_below(random, TYPE_UUID))};
    if (!(random->rules & RANDOM_PLAIN_TYPES) && random_chance(random, 25))
        set_odd_type(random, type);
    if (type->kind == TYPE_STRING || type->kind == TYPE_BINARY || type->kind == TYPE_NUMERIC)
        type->length = 5 + random_below(random, 30);
    if (type->kind == TYPE_NUMERIC && random_chance(random, 70)) {
        type->has_scale = true;
        type->scale = (uint16_t)random_below(random, 5);
    }
}

void random_set_default(struct random *random, struct column *column) {
    static const struct value values[] = {{VALUE_NONE, NULL}, {VALUE_NULL, "null"}, {VALUE_STRING, "it's"},
        {VALUE_STRING, "true"}, {VALUE_STRING, "0"}, {VALUE_STRING, ""}, {VALUE_SQL, "NULL"}};
    static const struct value numbers[] = {
        {VALUE_NONE, NULL}, {VALUE_NUMBER, "0"}, {VALUE_NUMBER, "-12"}, {VALUE_NUMBER, "7"}};
    if (column->generated)
        return;
    if (column->type.kind == TYPE_BOOLEAN)
        column->default_value = (struct value){VALUE_BOOLEAN, random_chance(random, 50) ? "true" : "false"};
    else if (column->type.kind == TYPE_STRING)
        column->default_value = values[random_below(random, 7)];
    else if (type_is_integer(&column->type) || column->type.kind == TYPE_NUMERIC)
        column->default_value = numbers[random_below(random, 4)];
    else
        column->default_value = (struct value){0};
}

static struct column *add_plain_column(struct random *random, struct table *table) {
    struct column *column = arena_new(random->arena, struct column);
    column->name = random_name(random);
    list_push(random->arena, &table->columns, column);
    return column;
}

void random_add_column(struct random *random, struct table *table) {
    struct column *column = add_plain_column(random, table);
    random_set_type(random, column);
    if (!(random->rules & RANDOM_NO_GENERATED) && random_chance(random, 8)) {
        column->generated = arena_format(random->arena, "%u + 1", random_below(random, 9));
        column->stored = random_chance(random, 50) ? ON : OFF;
    } else if (random_chance(random, 40)) {
        random_set_default(random, column);
    }
    bool has_null = column->default_value.kind == VALUE_NULL || column->default_value.kind == VALUE_SQL;
    if (random_chance(random, 30))
        column->nullable = has_null || random_chance(random, 30) ? ON : OFF;
    if (random_chance(random, 10))
        column->comment = random_name(random);
    if (random_chance(random, 10))
        *list_add(random->arena, &column->options) =
            (struct option){.dialect = "sqlite", .name = "collation", .value = "NOCASE", .is_text = true};
}

/* One to three columns of the table, no two the same. */
static struct key_parts some_columns(struct random *random, const struct table *table) {
    struct key_parts parts = {0};
    unsigned count = 1 + random_below(random, 3);
    for (unsigned i = 0; i < count; i++) {
        const char *name = table->columns.items[random_below(random, (unsigned)table->columns.count)]->name;
        if (!key_has_column(&parts, name))
            list_push(random->arena, &parts, ((struct key_part){.column = name}));
    }
    return parts;
}

static struct constraint *add_constraint(
    struct random *random, struct table *table, enum constraint_kind kind) {
    struct constraint *constraint = arena_new(random->arena, struct constraint);
    constraint->kind = kind;
    constraint->name = maybe_name(random);
    list_push(random->arena, &table->constraints, constraint);
    return constraint;
}

void random_add_unique(struct random *random, struct table *table) {
    struct key_parts columns = some_columns(random, table);
    add_constraint(random, table, CONSTRAINT_UNIQUE)->columns = columns;
}

void random_add_check(struct random *random, struct table *table) {
    unsigned number = random_below(random, 1000);
    add_constraint(random, table, CONSTRAINT_CHECK)->expression =
        arena_format(random->arena, "%u  < %u", number, number + 1);
}

void random_add_index(struct random *random, struct table *table) {
    struct index *index = arena_new(random->arena, struct index);
    index->name = maybe_name(random);
    index->parts = some_columns(random, table);
    index->unique = random_chance(random, 20);
    if (random_chance(random, 20))
        index->parts.items[0].order = random_chance(random, 50) ? SORT_DESCENDING : SORT_ASCENDING;
    if (random_chance(random, 10))
        index->where = "1 < 2";
    list_push(random->arena, &table->indexes, index);
}

static struct column *integer_column(struct random *random, struct table *table) {
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        if (column->type.kind == TYPE_INTEGER && !column->generated &&
            !table_in_primary_key(table, column->name) && random_chance(random, 50))
            return column;
    }
    struct column *column = add_plain_column(random, table);
    column->type.kind = TYPE_INTEGER;
    return column;
}

void random_add_foreign_key(struct random *random, struct table *table) {
    static const char *const actions[] = {NULL, "cascade", "set null", "restrict", "no action"};
    const struct tables *tables = &random->schema->tables;
    const struct table *target = tables->items[random_below(random, (unsigned)tables->count)];
    if (!target->primary_key || target->primary_key->columns.count != 1)
        return;
    struct column *column = integer_column(random, table);
    struct constraint *key = add_constraint(random, table, CONSTRAINT_FOREIGN_KEY);
    list_push(random->arena, &key->columns, ((struct key_part){.column = column->name}));
    key->reference = (struct reference){.schema = target->schema, .table = target->name};
    if (random_chance(random, 70))
        list_push(random->arena, &key->reference.columns, target->primary_key->columns.items[0].column);
    key->reference.on_delete = actions[column->nullable == OFF ? 1 : random_below(random, 5)];
    key->reference.on_update = actions[random_chance(random, 80) ? 0 : 1];
    key->deferrable = random_chance(random, 80) ? DEFERRABLE_UNSET : DEFERRABLE_DEFERRED;
}

static void add_primary_key(struct random *random, struct table *table) {
    struct constraint *key = arena_new(random->arena, struct constraint);
    key->name = random_chance(random, 20) ? random_name(random) : NULL;
    unsigned count = random_chance(random, 70) ? 1 : 2;
    for (unsigned i = 0; i < count; i++) {
        struct column *column = add_plain_column(random, table);
        column->type.kind = TYPE_INTEGER;
        column->nullable = random_chance(random, 20) ? OFF : UNSET;
        size_t at = random_below(random, i + 1);
        *list_insert(random->arena, &key->columns, at) = (struct key_part){.column = column->name};
    }
    if (count == 1 && random_chance(random, 10))
        table->columns.items[0]->autoincrement = OFF;
    table->primary_key = key;
}

struct table *random_add_table(struct random *random) {
    struct table *table = arena_new(random->arena, struct table);
    table->name = random_name(random);
    if (!(random->rules & RANDOM_ONE_SCHEMA) && random_chance(random, 15))
        table->schema = random_chance(random, 50) ? "shop" : "odd.\"schema";
    if (random_chance(random, 85))
        add_primary_key(random, table);
    unsigned columns = 1 + random_below(random, 6);
    for (unsigned i = 0; i < columns; i++)
        random_add_column(random, table);
    if (random_chance(random, 20))
        table->comment = random_name(random);
    schema_add_table(random->arena, random->schema, table);
    return table;
}
