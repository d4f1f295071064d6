#include "models.h"

#include <string.h>

#include "base/buffer.h"
#include "ops/operation.h"
#include "schema/naming.h"

unsigned dice_below(struct dice *dice, unsigned limit) {
    dice->state = dice->state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(dice->state >> 33) % limit;
}

static bool one_in(struct dice *dice, unsigned n) {
    return !dice_below(dice, n);
}

/* Sometimes one that only quotes make a name. */
static const char *new_name(struct dice *dice, const char *start) {
    static const char *const odd[] = {
        "select", "a b", "q\"uote", "it's", "semi;colon", "line\nbreak", "ünï", "[x]", "--", "Group"};
    unsigned number = dice->names++;
    return one_in(dice, 4) ? arena_format(dice->arena, "%s%u", odd[dice_below(dice, 10)], number)
                           : arena_format(dice->arena, "%s%u", start, number);
}

static void set_option(struct dice *dice, struct options *options, const char *name, const char *value) {
    *list_add(dice->arena, options) = (struct option){.dialect = "sqlite", .name = name, .value = value};
}

/* --- Columns --- */

static void random_type(struct dice *dice, struct column *column) {
    static const enum type_kind kinds[] = {TYPE_INTEGER, TYPE_BIGINTEGER, TYPE_SMALLINTEGER, TYPE_STRING,
        TYPE_TEXT, TYPE_NUMERIC, TYPE_FLOAT, TYPE_BOOLEAN, TYPE_DATETIME, TYPE_BLOB, TYPE_JSON, TYPE_NATIVE,
        TYPE_VERBATIM};
    column->type = (struct type){.kind = kinds[dice_below(dice, 13)]};
    if (column->type.kind == TYPE_STRING)
        column->type.length = 20 + dice_below(dice, 3);
    if (column->type.kind == TYPE_NATIVE)
        column->type.text = one_in(dice, 2) ? "real" : "int";
    if (column->type.kind == TYPE_VERBATIM)
        column->type.text = "POINT(3, 4)";
}

static void random_default(struct dice *dice, struct column *column) {
    static const struct value values[] = {{VALUE_NUMBER, "7"}, {VALUE_STRING, "it's"}, {VALUE_NUMBER, "-1.5"},
        {VALUE_SQL, "CURRENT_TIMESTAMP"}, {VALUE_SQL, "abs(-3) + 1"}, {VALUE_STRING, ""}};
    column->default_value = values[dice_below(dice, 6)];
}

/* NOT NULL goes with a default, for there are rows. */
static struct column *random_column(struct dice *dice, bool strict) {
    struct column *column = arena_new(dice->arena, struct column);
    column->name = new_name(dice, "c");
    random_type(dice, column);
    if (strict)
        column->type = (struct type){.kind = TYPE_TEXT};
    if (one_in(dice, 3) || strict)
        random_default(dice, column);
    if (strict && column->default_value.kind == VALUE_NUMBER)
        column->default_value = (struct value){VALUE_STRING, "x"};
    if (column->default_value.kind != VALUE_NONE && one_in(dice, 3))
        column->nullable = OFF;
    if (one_in(dice, 5))
        set_option(dice, &column->options, "collation", one_in(dice, 2) ? "NOCASE" : "RTRIM");
    return column;
}

static struct column *plain_column(struct dice *dice, const char *name, enum type_kind kind) {
    struct column *column = arena_new(dice->arena, struct column);
    column->name = name;
    column->type.kind = kind;
    return column;
}

static struct column *some_column(struct dice *dice, const struct table *table) {
    return table->columns.items[dice_below(dice, (unsigned)table->columns.count)];
}

static const char *quoted(struct dice *dice, const char *name) {
    struct buffer out = {.arena = dice->arena};
    buffer_add_char(&out, '"');
    for (const char *c = name; *c; c++)
        buffer_addf(&out, *c == '"' ? "\"\"" : "%c", *c);
    buffer_add_char(&out, '"');
    return buffer_text(&out);
}

static void add_generated(struct dice *dice, struct table *table) {
    struct column *column = plain_column(dice, new_name(dice, "g"), TYPE_TEXT);
    column->generated = arena_format(dice->arena, "id || 'x'");
    column->stored = one_in(dice, 2) ? ON : OFF;
    list_push(dice->arena, &table->columns, column);
}

/* --- Keys --- */

static void add_index(struct dice *dice, struct table *table) {
    struct index *index = arena_new(dice->arena, struct index);
    struct key_part *part = list_add(dice->arena, &index->parts);
    const struct column *column = some_column(dice, table);
    if (one_in(dice, 4))
        part->expression = arena_format(dice->arena, "lower(%s)", quoted(dice, column->name));
    else
        part->column = column->name;
    part->order = one_in(dice, 4) ? SORT_DESCENDING : SORT_UNSET;
    part->collation = one_in(dice, 6) ? "NOCASE" : NULL;
    if (one_in(dice, 2))
        list_add(dice->arena, &index->parts)->column = "id";
    index->unique = index->parts.count > 1 && one_in(dice, 2);
    if (one_in(dice, 4))
        index->where =
            arena_format(dice->arena, "%s IS NOT NULL", quoted(dice, some_column(dice, table)->name));
    index->name = new_name(dice, "ix");
    list_push(dice->arena, &table->indexes, index);
}

static struct constraint *new_constraint(struct dice *dice, struct table *table, enum constraint_kind kind) {
    struct constraint *constraint = arena_new(dice->arena, struct constraint);
    constraint->kind = kind;
    constraint->name = one_in(dice, 2) ? new_name(dice, "k") : NULL;
    list_push(dice->arena, &table->constraints, constraint);
    return constraint;
}

/* None that the rows could break. */
static void add_constraint(struct dice *dice, const struct schema *schema, struct table *table) {
    struct constraint *constraint;
    const char *name = some_column(dice, table)->name;
    switch (dice_below(dice, 3)) {
    case 0:
        constraint = new_constraint(dice, table, CONSTRAINT_CHECK);
        constraint->expression =
            arena_format(dice->arena, "%s IS NOT 'never%u'", quoted(dice, name), dice->names++);
        break;
    case 1:
        constraint = new_constraint(dice, table, CONSTRAINT_UNIQUE);
        list_add(dice->arena, &constraint->columns)->column = "id";
        if (strcmp(name, "id") != 0)
            list_add(dice->arena, &constraint->columns)->column = name;
        if (one_in(dice, 3))
            set_option(dice, &constraint->options, "on_conflict", "ignore");
        break;
    default:
        constraint = new_constraint(dice, table, CONSTRAINT_FOREIGN_KEY);
        list_add(dice->arena, &constraint->columns)->column = name;
        constraint->reference.table =
            schema->tables.items[dice_below(dice, (unsigned)schema->tables.count)]->name;
        list_push(dice->arena, &constraint->reference.columns, "id");
        constraint->reference.on_delete = one_in(dice, 2) ? "cascade" : NULL;
        constraint->deferrable = one_in(dice, 4) ? DEFERRABLE_DEFERRED : DEFERRABLE_UNSET;
    }
}

static void random_key(struct dice *dice, struct table *table) {
    table->primary_key = arena_new(dice->arena, struct constraint);
    list_add(dice->arena, &table->primary_key->columns)->column = "id";
    if (one_in(dice, 4))
        list_add(dice->arena, &table->primary_key->columns)->column = "kept";
    else if (one_in(dice, 4))
        set_option(dice, &table->options, "autoincrement", "true");
    if (!options_find(&table->options, "sqlite", "autoincrement") && one_in(dice, 5))
        set_option(dice, &table->options, "without_rowid", "true");
}

static struct table *random_table(struct dice *dice, bool strict_allowed) {
    struct table *table = arena_new(dice->arena, struct table);
    bool strict = strict_allowed && one_in(dice, 6);
    table->name = new_name(dice, "t");
    if (strict)
        set_option(dice, &table->options, "strict", "true");
    list_push(dice->arena, &table->columns, plain_column(dice, "id", TYPE_INTEGER));
    list_push(dice->arena, &table->columns, plain_column(dice, "kept", TYPE_TEXT));
    if (!one_in(dice, 4))
        random_key(dice, table);
    for (unsigned i = dice_below(dice, 5); i > 0; i--)
        list_push(dice->arena, &table->columns, random_column(dice, strict));
    if (one_in(dice, 4))
        add_generated(dice, table);
    return table;
}

/* Two of the same structure would have one name. */
static void drop_twins(struct table *table) {
    for (size_t i = table->constraints.count; i-- > 0;)
        for (size_t k = 0; k < i; k++)
            if (!strcmp(table->constraints.items[i]->name, table->constraints.items[k]->name)) {
                list_remove(&table->constraints, i);
                break;
            }
}

static void finish(struct dice *dice, struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        naming_apply(dice->arena, NULL, schema->tables.items[i]);
        drop_twins(schema->tables.items[i]);
    }
}

struct schema *models_random(struct dice *dice) {
    struct schema *schema = arena_new(dice->arena, struct schema);
    for (unsigned i = 1 + dice_below(dice, 3); i > 0; i--)
        schema_add_table(dice->arena, schema, random_table(dice, true));
    for (size_t i = 0; i < schema->tables.count; i++)
        for (unsigned k = dice_below(dice, 4); k > 0; k--)
            if (one_in(dice, 2))
                add_index(dice, schema->tables.items[i]);
            else
                add_constraint(dice, schema, schema->tables.items[i]);
    finish(dice, schema);
    return schema;
}

/* --- Edits --- */

static bool apply(struct dice *dice, struct schema *schema, struct operation *operation) {
    struct errors errors = {.arena = dice->arena};
    return operation_apply(dice->arena, operation, schema, &errors);
}

static void rename_table(struct dice *dice, struct schema *schema, struct table *table) {
    struct operation rename = {.kind = OPERATION_RENAME_TABLE,
        .table = table->name,
        .name = table->name,
        .new_name = new_name(dice, "T")};
    const char *was = table->was ? table->was : table->name;
    if (apply(dice, schema, &rename))
        table->was = was;
}

/* `id` stays; what is new has no other name to have been. */
static void rename_column(struct dice *dice, struct schema *schema, struct table *table) {
    struct column *column = table->columns.items[1 + dice_below(dice, (unsigned)table->columns.count - 1)];
    struct column renamed = {.name = new_name(dice, "C")};
    struct operation rename = {.kind = OPERATION_ALTER_COLUMN,
        .table = table->name,
        .name = column->name,
        .column = &renamed,
        .changes = CHANGE_NAME};
    const char *was = column->was ? column->was : column->name;
    if (apply(dice, schema, &rename) && column->place.line != 1)
        column->was = was;
}

static void drop_some_column(struct dice *dice, struct schema *schema, struct table *table) {
    if (table->columns.count < 3)
        return;
    size_t at = 2 + dice_below(dice, (unsigned)table->columns.count - 2);
    struct operation drop = {
        .kind = OPERATION_DROP_COLUMN, .table = table->name, .name = table->columns.items[at]->name};
    apply(dice, schema, &drop);
}

static void change_column(struct dice *dice, struct table *table) {
    if (table->columns.count < 3 || options_find(&table->options, "sqlite", "strict"))
        return;
    struct column *column = table->columns.items[2 + dice_below(dice, (unsigned)table->columns.count - 2)];
    if (column->generated)
        return;
    if (one_in(dice, 2))
        random_type(dice, column);
    if (one_in(dice, 2))
        random_default(dice, column);
    if (one_in(dice, 2) && column->default_value.kind != VALUE_NONE)
        column->nullable = one_in(dice, 2) ? OFF : ON;
}

static void add_column(struct dice *dice, struct table *table) {
    if (one_in(dice, 5)) {
        add_generated(dice, table);
        return;
    }
    struct column *column = random_column(dice, options_find(&table->options, "sqlite", "strict"));
    column->place.line = 1; /* marks it as new */
    list_push(dice->arena, &table->columns, column);
}

static void change_keys(struct dice *dice, struct schema *schema, struct table *table) {
    if (one_in(dice, 2) && table->constraints.count)
        list_remove(&table->constraints, dice_below(dice, (unsigned)table->constraints.count));
    else if (one_in(dice, 2) && table->indexes.count)
        list_remove(&table->indexes, dice_below(dice, (unsigned)table->indexes.count));
    else if (one_in(dice, 2))
        add_index(dice, table);
    else
        add_constraint(dice, schema, table);
}

static void edit(struct dice *dice, struct schema *schema) {
    struct table *table = schema->tables.items[dice_below(dice, (unsigned)schema->tables.count)];
    struct operation drop = {.kind = OPERATION_DROP_TABLE, .table = table->name};
    switch (dice_below(dice, 9)) {
    case 0:
        schema_add_table(dice->arena, schema, random_table(dice, true));
        break;
    case 1:
        if (schema->tables.count > 1)
            apply(dice, schema, &drop);
        break;
    case 2:
        rename_table(dice, schema, table);
        break;
    case 3:
        rename_column(dice, schema, table);
        break;
    case 4:
        drop_some_column(dice, schema, table);
        break;
    case 5:
    case 6:
        change_column(dice, table);
        break;
    case 7:
        add_column(dice, table);
        break;
    default:
        change_keys(dice, schema, table);
    }
}

struct schema *models_edited(struct dice *dice, const struct schema *models) {
    struct schema *schema = schema_copy(dice->arena, models);
    for (unsigned i = 1 + dice_below(dice, 4); i > 0; i--)
        edit(dice, schema);
    finish(dice, schema);
    return schema;
}
