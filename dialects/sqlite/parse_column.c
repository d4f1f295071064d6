#include "base/text.h"
#include "sqlite/parse.h"
#include "sqlite/sqlite.h"
#include "sqlite/types.h"

/* A column, while its constraints are read. */
struct reading_column {
    struct parser *parser;
    struct table *table;
    struct column *column;
    struct constraint *reference; /* the last foreign key, which DEFERRABLE belongs to */
    const char *name;             /* of the next constraint */
};

static bool begins_constraint(const struct parser *parser) {
    static const char *const words[] = {"CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT",
        "COLLATE", "REFERENCES", "DEFERRABLE", "AS"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (parser_is(parser, words[i]))
            return true;
    struct parser ahead = *parser;
    return parser_take_two(&ahead, "GENERATED", "ALWAYS");
}

static const char *parse_type(struct parser *parser) {
    const char *start = parser->token.text;
    const char *end = start;
    struct arena_mark mark = arena_mark(parser->arena);
    while (!begins_constraint(parser) && parser_name(parser))
        end = parser->end_before;
    if (end > start && parser_is(parser, "(")) {
        parser_in_brackets(parser);
        end = parser->end_before;
    }
    arena_rewind(parser->arena, mark);
    return sqlite_type_recall(parser->types, start, (size_t)(end - start));
}

static struct constraint *new_constraint(struct reading_column *reading, enum constraint_kind kind) {
    struct constraint *constraint = arena_new(reading->parser->arena, struct constraint);
    constraint->kind = kind;
    constraint->name = reading->name;
    if (kind != CONSTRAINT_CHECK)
        list_add(reading->parser->arena, &constraint->columns)->column = reading->column->name;
    if (kind != CONSTRAINT_PRIMARY_KEY)
        list_push(reading->parser->arena, &reading->table->constraints, constraint);
    return constraint;
}

static bool parse_primary_key(struct reading_column *reading) {
    struct parser *parser = reading->parser;
    struct constraint *key = new_constraint(reading, CONSTRAINT_PRIMARY_KEY);
    reading->table->primary_key = key;
    if (parser_take(parser, "DESC"))
        key->columns.items[0].order = SORT_DESCENDING;
    else
        parser_take(parser, "ASC");
    if (!parse_on_conflict(parser, &key->options, "on_conflict"))
        return false;
    if (parser_take(parser, "AUTOINCREMENT"))
        add_option(parser->arena, &reading->table->options, "autoincrement", "true");
    return true;
}

static bool parse_default(struct reading_column *reading) {
    struct parser *parser = reading->parser;
    if (parser_is(parser, "(")) {
        reading->column->default_sql = parser_in_brackets(parser);
        return reading->column->default_sql != NULL;
    }
    const char *start = parser->token.text;
    if (parser_is(parser, "-") || parser_is(parser, "+"))
        parser_step(parser);
    if (parser->token.kind == TOKEN_END)
        return false;
    parser_step(parser);
    reading->column->default_sql = arena_text(parser->arena, start, (size_t)(parser->end_before - start));
    return true;
}

static bool parse_generated(struct reading_column *reading) {
    struct parser *parser = reading->parser;
    reading->column->generated = parser_in_brackets(parser);
    reading->column->stored = parser_take(parser, "STORED") ? ON : OFF;
    parser_take(parser, "VIRTUAL");
    return reading->column->generated != NULL;
}

static bool parse_collation(struct reading_column *reading) {
    struct parser *parser = reading->parser;
    const char *name = parser_name(parser);
    if (name)
        add_option(parser->arena, &reading->column->options, "collation",
            sqlite_collation_canonical(parser->arena, name));
    return name != NULL;
}

static bool parse_check(struct reading_column *reading) {
    struct constraint *check = new_constraint(reading, CONSTRAINT_CHECK);
    check->expression = parser_in_brackets(reading->parser);
    return check->expression != NULL;
}

static bool parse_column_reference(struct reading_column *reading) {
    reading->reference = new_constraint(reading, CONSTRAINT_FOREIGN_KEY);
    return parse_reference(reading->parser, reading->reference);
}

static bool parse_column_deferrable(struct reading_column *reading) {
    struct constraint nowhere = {0};
    return parse_deferrable(reading->parser, reading->reference ? reading->reference : &nowhere);
}

static bool parse_not_null(struct reading_column *reading) {
    reading->column->nullable = OFF;
    if (reading->name)
        add_option(reading->parser->arena, &reading->column->options, "not_null_name", reading->name);
    return parse_on_conflict(reading->parser, &reading->column->options, "on_conflict_not_null");
}

static bool parse_constraint(struct reading_column *reading) {
    struct parser *parser = reading->parser;
    if (parser_take_two(parser, "PRIMARY", "KEY"))
        return parse_primary_key(reading);
    if (parser_take_two(parser, "NOT", "NULL"))
        return parse_not_null(reading);
    if (parser_take(parser, "NULL"))
        return parse_on_conflict(parser, &(struct options){0}, "on_conflict");
    if (parser_take(parser, "UNIQUE"))
        return parse_on_conflict(parser, &new_constraint(reading, CONSTRAINT_UNIQUE)->options, "on_conflict");
    if (parser_take(parser, "CHECK"))
        return parse_check(reading);
    if (parser_take(parser, "DEFAULT"))
        return parse_default(reading);
    if (parser_take(parser, "COLLATE"))
        return parse_collation(reading);
    if (parser_take(parser, "REFERENCES"))
        return parse_column_reference(reading);
    parser_take_two(parser, "GENERATED", "ALWAYS");
    if (parser_take(parser, "AS"))
        return parse_generated(reading);
    return parse_column_deferrable(reading);
}

bool parse_column(struct parser *parser, struct table *table) {
    struct column *column = arena_new(parser->arena, struct column);
    struct reading_column reading = {.parser = parser, .table = table, .column = column};
    struct arena_mark mark = arena_mark(parser->arena);
    const char *name = parser_name(parser);
    if (!name)
        return false;
    column->name = sqlite_name_recall(parser->types, name);
    if (column->name != name)
        arena_rewind(parser->arena, mark);
    list_push(parser->arena, &table->columns, column);
    column->type_sql = parse_type(parser);
    while (begins_constraint(parser)) {
        if (parser_take(parser, "CONSTRAINT")) {
            reading.name = parser_name(parser);
            continue;
        }
        if (!parse_constraint(&reading))
            return false;
        reading.name = NULL;
    }
    return true;
}
