#include <string.h>

#include "ops/kinds.h"
#include "sql/expression.h"
#include "sql/keyword.h"

/* Expressions are read here as SQL has it, and with MySQL's and SQLite's backticks, which nobody else uses.
 */
static const struct sql_syntax common_syntax = {.backtick_names = true};

static bool names_column(const char *expression, const char *column) {
    return expression && expression_names(&common_syntax, expression, column);
}

static bool same_name(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

bool refers_to(const struct constraint *constraint, const char *in_schema, const char *table) {
    return constraint->kind == CONSTRAINT_FOREIGN_KEY && same_name(constraint->reference.schema, in_schema) &&
           !strcmp(constraint->reference.table, table);
}

static bool parts_use(const struct key_parts *parts, const char *column) {
    for (size_t i = 0; i < parts->count; i++)
        if ((parts->items[i].column && !strcmp(parts->items[i].column, column)) ||
            names_column(parts->items[i].expression, column))
            return true;
    return false;
}

static const char *use_in_table(struct arena *arena, const struct table *table, const char *column) {
    const struct constraint *key = table->primary_key;
    if (key && parts_use(&key->columns, column))
        return constraint_title(arena, key);
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        if (parts_use(&constraint->columns, column) || names_column(constraint->expression, column))
            return constraint_title(arena, constraint);
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        const struct index *index = table->indexes.items[i];
        if (parts_use(&index->parts, column) || names_column(index->where, column))
            return arena_format(arena, "index \"%s\"", index->name);
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *other = table->columns.items[i];
        if (strcmp(other->name, column) != 0 && names_column(other->generated, column))
            return arena_format(arena, "generated column \"%s\"", other->name);
    }
    return NULL;
}

const char *column_use(struct arena *arena, const struct schema *schema, const struct table *table,
    const struct column *column) {
    const char *use = use_in_table(arena, table, column->name);
    for (size_t i = 0; !use && i < schema->tables.count; i++) {
        const struct table *other = schema->tables.items[i];
        for (size_t k = 0; k < other->constraints.count; k++) {
            const struct constraint *constraint = other->constraints.items[k];
            if (refers_to(constraint, table->schema, table->name) &&
                names_have(&constraint->reference.columns, column->name))
                return arena_format(
                    arena, "%s of table \"%s\"", constraint_title(arena, constraint), other->name);
        }
    }
    return use;
}

const struct constraint *table_use(
    const struct schema *schema, const struct table *table, const struct table **referring) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        *referring = schema->tables.items[i];
        if (*referring == table)
            continue;
        for (size_t k = 0; k < (*referring)->constraints.count; k++) {
            const struct constraint *constraint = (*referring)->constraints.items[k];
            if (refers_to(constraint, table->schema, table->name) && !constraint_may_dangle(constraint))
                return constraint;
        }
    }
    return NULL;
}

static bool is_bare(const char *name) {
    if (*name >= '0' && *name <= '9')
        return false;
    return *name && name[strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789")] == 0 &&
           !keyword_is(name, strlen(name));
}

static const char *quoted(struct arena *arena, const char *name) {
    if (is_bare(name))
        return name;
    struct buffer out = {.arena = arena};
    buffer_add_char(&out, '"');
    for (const char *at = name; *at; at++) {
        if (*at == '"')
            buffer_add_char(&out, '"');
        buffer_add_char(&out, *at);
    }
    buffer_add_char(&out, '"');
    return buffer_text(&out);
}

static void rename_in(struct arena *arena, const char **expression, const char *from, const char *to) {
    if (names_column(*expression, from))
        *expression = expression_rename(arena, &common_syntax, *expression, from, quoted(arena, to));
}

/* Options that name columns or tables, which the database renames with them. */
static const char *const options_of_columns[] = {
    "include", "on_delete_columns", "partition_by", "where", NULL};
static const char *const options_of_tables[] = {"inherits", "partition_of", NULL};

static void rename_in_options(struct arena *arena, struct options *options, const char *const *words,
    const char *from, const char *to) {
    for (size_t i = 0; i < options->count; i++)
        for (const char *const *word = words; *word; word++)
            if (options->items[i].name && !strcmp(options->items[i].name, *word))
                rename_in(arena, &options->items[i].value, from, to);
}

static void rename_parts(struct arena *arena, struct key_parts *parts, const char *from, const char *to) {
    for (size_t i = 0; i < parts->count; i++) {
        struct key_part *part = &parts->items[i];
        if (part->column && !strcmp(part->column, from))
            part->column = to;
        rename_in(arena, &part->expression, from, to);
    }
}

static void rename_in_constraint(
    struct arena *arena, struct constraint *constraint, const char *from, const char *to) {
    rename_parts(arena, &constraint->columns, from, to);
    rename_in(arena, &constraint->expression, from, to);
    rename_in_options(arena, &constraint->options, options_of_columns, from, to);
}

static void rename_in_table(struct arena *arena, struct table *table, const char *from, const char *to) {
    rename_in_options(arena, &table->options, options_of_columns, from, to);
    if (table->primary_key)
        rename_in_constraint(arena, table->primary_key, from, to);
    for (size_t i = 0; i < table->constraints.count; i++)
        rename_in_constraint(arena, table->constraints.items[i], from, to);
    for (size_t i = 0; i < table->indexes.count; i++) {
        struct index *index = table->indexes.items[i];
        rename_parts(arena, &index->parts, from, to);
        rename_in(arena, &index->where, from, to);
        rename_in_options(arena, &index->options, options_of_columns, from, to);
    }
    for (size_t i = 0; i < table->columns.count; i++)
        rename_in(arena, &table->columns.items[i]->generated, from, to);
}

void column_uses_rename(
    struct arena *arena, struct schema *schema, struct table *table, const char *from, const char *to) {
    rename_in_table(arena, table, from, to);
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct constraints *constraints = &schema->tables.items[i]->constraints;
        for (size_t k = 0; k < constraints->count; k++) {
            struct names *columns = &constraints->items[k]->reference.columns;
            if (!refers_to(constraints->items[k], table->schema, table->name))
                continue;
            for (size_t c = 0; c < columns->count; c++)
                if (!strcmp(columns->items[c], from))
                    columns->items[c] = to;
        }
    }
}

static void rename_name(
    struct arena *arena, struct names *names, const char *in_schema, const char *from, const char *to) {
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], table_full_name(arena, in_schema, from)))
            names->items[i] = table_full_name(arena, in_schema, to);
}

/* A counter that is named after its table is renamed with it, and its heirs count with it. */
static void rename_counter_in(struct arena *arena, const struct table *heir, const struct table *table,
    const char *from, const char *to) {
    for (size_t i = 0; i < heir->columns.count; i++) {
        struct column *column = heir->columns.items[i];
        const char *old = arena_format(arena, "%s_%s_seq", from, column->name);
        const char *new = arena_format(arena, "%s_%s_seq", to, column->name);
        column->default_sql = sequence_renamed_in(arena, column->default_sql, table->schema, old, new);
        if (column->default_value.kind == VALUE_SQL)
            column->default_value.text =
                sequence_renamed_in(arena, column->default_value.text, table->schema, old, new);
    }
}

void table_uses_rename(
    struct arena *arena, struct schema *schema, const struct table *table, const char *from, const char *to) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct table *other = schema->tables.items[i];
        for (size_t k = 0; k < other->constraints.count; k++)
            if (refers_to(other->constraints.items[k], table->schema, from))
                other->constraints.items[k]->reference.table = to;
        if (names_have(&other->parents, table_full_name(arena, table->schema, from))) {
            rename_name(arena, &other->parents, table->schema, from, to);
            rename_in_options(arena, &other->options, options_of_tables, from, to);
            rename_counter_in(arena, other, table, from, to);
        }
    }
    for (size_t i = 0; i < schema->objects.count; i++) {
        struct object *object = schema->objects.items[i];
        if (object->table && !strcmp(object->table, from) && same_name(object->schema, table->schema))
            object->table = to;
        rename_name(arena, &object->after, table->schema, from, to);
    }
}
