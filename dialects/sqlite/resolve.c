#include "sqlite/resolve.h"

#include <string.h>

#include "base/index.h"
#include "base/text.h"
#include "schema/type.h"
#include "sqlite/types.h"

static bool is_lone_key(const struct table *table, const struct column *column) {
    return table->primary_key && table->primary_key->columns.count == 1 &&
           table_in_primary_key(table, column->name);
}

const char *sqlite_column_type(struct arena *arena, const struct table *table, const struct column *column) {
    bool strict = sqlite_switch(&table->options, "strict");
    const struct type *type = column->native ? column->native : &column->type;
    bool has_rowid = !sqlite_switch(&table->options, "without_rowid");
    if (has_rowid && table_autoincrement_column(table) == column)
        return "INTEGER";
    const char *sql = sqlite_type_sql(arena, type, strict);
    bool unwanted_rowid = has_rowid && column->autoincrement == OFF && is_lone_key(table, column);
    return unwanted_rowid && !strcmp(sql, "INTEGER") ? "INT" : sql;
}

/* INTEGER PRIMARY KEY DESC in a column is no alias, and keeps its order; SQLite's oldest mistake. */
const struct column *sqlite_rowid_alias(const struct table *table) {
    if (!table->primary_key || table->primary_key->columns.count != 1 ||
        sqlite_switch(&table->options, "without_rowid"))
        return NULL;
    const struct key_part *part = &table->primary_key->columns.items[0];
    const struct column *column = part->column ? table_find_column(table, part->column) : NULL;
    bool spelt_so = column && column->type_sql && !strcmp(column->type_sql, "INTEGER");
    return spelt_so && part->order != SORT_DESCENDING ? column : NULL;
}

/* --- Options --- */

static bool take_options(
    const struct options *options, const char *const *known, const char *what, struct errors *errors) {
    bool right = true;
    size_t count = 0;
    while (known[count])
        count++;
    for (size_t i = 0; i < options->count; i++) {
        const struct option *option = &options->items[i];
        size_t at = 0;
        if (strcmp(option->dialect, "sqlite") != 0)
            continue;
        while (at < count && strcmp(known[at], option->name) != 0)
            at++;
        if (at < count)
            continue;
        struct error *error = error_add(
            errors, ERROR_MODEL, option->place, "SQLite has no option \"%s\" for %s", option->name, what);
        const char *nearest = text_nearest(option->name, known, count);
        if (nearest)
            error_hint(errors, error, "did you mean \"%s\"?", nearest);
        right = false;
    }
    return right;
}

static bool table_options(const struct table *table, struct errors *errors) {
    static const char *const of_table[] = {"strict", "without_rowid", "autoincrement", NULL};
    static const char *const of_column[] = {
        "collation", "type", "on_conflict_not_null", "not_null_name", NULL};
    static const char *const of_constraint[] = {"on_conflict", "dangling", NULL};
    static const char *const of_index[] = {NULL};
    bool right = take_options(&table->options, of_table, "a table", errors);
    if (table->primary_key)
        right = take_options(&table->primary_key->options, of_constraint, "a key", errors) && right;
    for (size_t i = 0; i < table->columns.count; i++)
        right = take_options(&table->columns.items[i]->options, of_column, "a column", errors) && right;
    for (size_t i = 0; i < table->constraints.count; i++)
        right = take_options(&table->constraints.items[i]->options, of_constraint, "a constraint", errors) &&
                right;
    for (size_t i = 0; i < table->indexes.count; i++)
        right = take_options(&table->indexes.items[i]->options, of_index, "an index", errors) && right;
    return right;
}

/* --- Columns --- */

static bool resolve_enum(
    struct arena *arena, const struct schema *schema, struct column *column, struct errors *errors) {
    if (column->type.kind != TYPE_ENUM || !column->type.text)
        return true;
    const struct enum_type *found = schema ? enums_find(&schema->enums, column->type.text) : NULL;
    if (!found && column->type.values)
        return true;
    if (!found) {
        struct error *error = error_add(
            errors, ERROR_MODEL, column->place, "the enum \"%s\" is not known here", column->type.text);
        error_hint(errors, error, "SQLite has no enums to look it up in: write {enum: [its values]}");
        return false;
    }
    struct names *values = arena_new(arena, struct names);
    *values = found->values;
    column->type.values = values;
    return true;
}

static const char *default_sql(struct arena *arena, const struct value *value) {
    if (value->kind == VALUE_NONE)
        return NULL;
    if (value->kind == VALUE_BOOLEAN)
        return !strcmp(value->text, "true") ? "1" : "0";
    struct buffer out = {.arena = arena};
    dialect_add_value(&out, &sqlite_dialect, value);
    return buffer_text(&out);
}

static void resolve_native(struct arena *arena, struct column *column) {
    const char *word = sqlite_option(&column->options, "type");
    column->native = NULL;
    if (!word)
        return;
    column->native = arena_new(arena, struct type);
    *column->native = (struct type){.kind = TYPE_VERBATIM, .text = word};
}

/* Primary keys are NOT NULL unless they say otherwise, as the standard has it; a rowid, and the keys that
 * SQLite itself makes so, are the same either way. In the midst of operations it is still open what SQLite
 * will do: the next may take the table's option away. */
static void resolve_nullable(const struct table *table, struct column *column, bool in_midst) {
    bool enforced = !in_midst && (sqlite_switch(&table->options, "without_rowid") ||
                                     sqlite_switch(&table->options, "strict"));
    if (!table_in_primary_key(table, column->name))
        column->nullable = column->nullable == UNSET ? ON : column->nullable;
    else if (sqlite_rowid_alias(table) == column && table_autoincrement_column(table) == column)
        return;
    else if (column->nullable == UNSET || enforced)
        column->nullable = OFF;
}

static bool resolve_columns(struct arena *arena, const struct schema *schema, struct table *table,
    const struct names *touched, struct errors *errors) {
    bool right = true;
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        bool is_new = !touched || names_have(touched, column->name);
        if (is_new)
            resolve_native(arena, column);
        right = (!is_new || resolve_enum(arena, schema, column, errors)) && right;
        if (!right)
            continue;
        if (is_new)
            column->type_sql = sqlite_column_type(arena, table, column);
        column->default_sql = default_sql(arena, &column->default_value);
        if (column->generated && column->stored == UNSET)
            column->stored = OFF;
    }
    for (size_t i = 0; right && i < table->columns.count; i++)
        resolve_nullable(table, table->columns.items[i], touched != NULL);
    return right;
}

/* --- Constraints --- */

static const char *action(const char *word) {
    return word && !strcmp(word, "no action") ? NULL : word;
}

static bool resolve_constraints(struct table *table, struct errors *errors) {
    bool right = true;
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        constraint->reference.on_delete = action(constraint->reference.on_delete);
        constraint->reference.on_update = action(constraint->reference.on_update);
        if (constraint->kind == CONSTRAINT_EXCLUDE) {
            error_add(errors, ERROR_UNSUPPORTED, constraint->place,
                "SQLite has no exclusion constraints: table \"%s\"", table->name);
            right = false;
        }
    }
    return right;
}

static bool check_rowid(const struct table *table, struct errors *errors) {
    bool autoincrement = sqlite_switch(&table->options, "autoincrement");
    if (!autoincrement || sqlite_rowid_alias(table))
        return true;
    struct error *error = error_add(errors, ERROR_MODEL, table->place,
        "table \"%s\" can't autoincrement: it has no single integer primary key", table->name);
    error_hint(errors, error, "take out `sqlite: {autoincrement: true}`, or make one integer the key");
    return false;
}

bool sqlite_resolve_touched(struct arena *arena, const struct schema *schema, struct table *table,
    const struct names *touched, struct errors *errors) {
    bool right = table_options(table, errors);
    right = resolve_columns(arena, schema, table, touched, errors) && right;
    return resolve_constraints(table, errors) && right;
}

bool sqlite_resolve_table(const struct server *server, struct arena *arena, const struct schema *schema,
    struct table *table, struct errors *errors) {
    (void)server;
    return sqlite_resolve_touched(arena, schema, table, NULL, errors) && check_rowid(table, errors);
}

static bool refuse_case(struct errors *errors, struct place place, const char *what, const char *name,
    const char *other, struct place first) {
    struct error *error = error_add(errors, ERROR_MODEL, place,
        "%s \"%s\" and \"%s\" differ in case alone, which to SQLite are the same name", what, other, name);
    if (first.source)
        error_hint(errors, error, "rename one of them; the other is at line %u", first.line);
    else
        error_hint(errors, error, "rename one of them");
    return false;
}

static bool check_column_case(struct arena *scratch, const struct table *table, struct errors *errors) {
    struct name_index names = {.arena = scratch};
    bool right = true;
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        const struct column *other = index_put(&names, text_lower(scratch, column->name), column);
        if (other)
            right = refuse_case(errors, column->place, "columns", column->name, other->name, other->place);
    }
    return right;
}

static bool check_case(const struct schema *schema, struct errors *errors) {
    struct arena scratch = {.exhausted = errors->arena->exhausted};
    struct name_index names = {.arena = &scratch};
    bool right = true;
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct table *table = schema->tables.items[i];
        const struct table *other = index_put(&names, text_lower(&scratch, table->name), table);
        if (other)
            right = refuse_case(errors, table->place, "tables", table->name, other->name, other->place);
        struct arena_mark mark = arena_mark(&scratch);
        right = check_column_case(&scratch, table, errors) && right;
        arena_rewind(&scratch, mark);
    }
    arena_free(&scratch);
    return right;
}

static void forget_enum_names(struct table *table) {
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->type.kind == TYPE_ENUM)
            table->columns.items[i]->type.text = NULL;
}

/* Enums are spelt out in the columns: the database has none, and nothing can be compared with one. */
bool sqlite_resolve(
    const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors) {
    bool right = check_case(schema, errors);
    for (size_t i = 0; i < schema->tables.count; i++)
        right = sqlite_resolve_table(server, arena, schema, schema->tables.items[i], errors) && right;
    for (size_t i = 0; right && i < schema->tables.count; i++)
        forget_enum_names(schema->tables.items[i]);
    if (right)
        schema->enums = (struct enum_types){0};
    return right;
}
