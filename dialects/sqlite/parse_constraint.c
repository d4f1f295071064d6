#include "base/text.h"
#include "sqlite/parse.h"
#include "sqlite/sqlite.h"

/* A column's name at the part's beginning, if nothing but COLLATE and the order follow it. */
static bool parse_plain_part(struct parser *parser, struct key_part *part) {
    struct parser ahead = *parser;
    const char *name = parser_name(&ahead);
    if (name && (parser_is(&ahead, ",") || parser_is(&ahead, ")") || parser_is(&ahead, "COLLATE") ||
                    parser_is(&ahead, "ASC") || parser_is(&ahead, "DESC") || parser_is(&ahead, "NULLS") ||
                    parser_is(&ahead, "AUTOINCREMENT"))) {
        part->column = name;
        *parser = ahead;
        return true;
    }
    return false;
}

/* Where an expression of this depth ends. */
static bool ends_expression(const struct parser *parser) {
    return parser_is(parser, ",") || parser_is(parser, ")") || parser_is(parser, "COLLATE") ||
           parser_is(parser, "ASC") || parser_is(parser, "DESC") || parser_is(parser, "NULLS") ||
           parser->token.kind == TOKEN_END;
}

static bool parse_expression_part(struct parser *parser, struct key_part *part) {
    const char *start = parser->token.text;
    while (!ends_expression(parser))
        if (parser_is(parser, "(")) {
            if (!parser_in_brackets(parser))
                return false;
        } else {
            parser_step(parser);
        }
    part->expression = parser_text_from(parser, start);
    return *part->expression;
}

static bool parse_part_rest(struct parser *parser, struct key_part *part) {
    if (parser_take(parser, "COLLATE"))
        part->collation = parser_name(parser);
    part->order = parser_take(parser, "DESC")  ? SORT_DESCENDING
                  : parser_take(parser, "ASC") ? SORT_ASCENDING
                                               : SORT_UNSET;
    if (parser_take_two(parser, "NULLS", "FIRST"))
        part->nulls = "first";
    else if (parser_take_two(parser, "NULLS", "LAST"))
        part->nulls = "last";
    return parser_is(parser, ",") || parser_is(parser, ")") || parser_is(parser, "AUTOINCREMENT");
}

/* COLLATE may stand inside an expression too: then all of it is one. */
static bool parse_part(struct parser *parser, struct key_part *part) {
    struct parser from = *parser;
    if ((parse_plain_part(parser, part) || parse_expression_part(parser, part)) &&
        parse_part_rest(parser, part))
        return true;
    *parser = from;
    *part = (struct key_part){.expression = parser_until_comma(parser)};
    return *part->expression;
}

bool parse_key_parts(struct parser *parser, struct key_parts *parts) {
    if (!parser_take(parser, "("))
        return false;
    do
        if (!parse_part(parser, list_add(parser->arena, parts)))
            return false;
    while (parser_take(parser, ","));
    return true;
}

static const char *parse_word(struct parser *parser) {
    const char *word = parser_name(parser);
    return word ? text_lower(parser->arena, word) : NULL;
}

static const char *parse_action(struct parser *parser) {
    if (parser_take_two(parser, "NO", "ACTION"))
        return NULL;
    if (parser_take_two(parser, "SET", "NULL"))
        return "set null";
    if (parser_take_two(parser, "SET", "DEFAULT"))
        return "set default";
    return parse_word(parser);
}

bool parse_reference(struct parser *parser, struct constraint *constraint) {
    struct reference *to = &constraint->reference;
    to->table = parser_name(parser);
    struct key_parts parts = {0};
    if (!to->table ||
        (parser_is(parser, "(") && (!parse_key_parts(parser, &parts) || !parser_take(parser, ")"))))
        return false;
    for (size_t i = 0; i < parts.count; i++)
        list_push(parser->arena, &to->columns, parts.items[i].column ? parts.items[i].column : "");
    for (;;)
        if (parser_take_two(parser, "ON", "DELETE"))
            to->on_delete = parse_action(parser);
        else if (parser_take_two(parser, "ON", "UPDATE"))
            to->on_update = parse_action(parser);
        else if (parser_take_two(parser, "ON", "INSERT"))
            parse_action(parser); /* SQLite reads it and forgets it */
        else if (parser_take(parser, "MATCH"))
            to->match = parse_word(parser);
        else
            return true;
}

bool parse_deferrable(struct parser *parser, struct constraint *constraint) {
    bool not = parser_take_two(parser, "NOT", "DEFERRABLE");
    if (!not &&!parser_take(parser, "DEFERRABLE"))
        return false;
    bool deferred = parser_take_two(parser, "INITIALLY", "DEFERRED");
    if (!deferred)
        parser_take_two(parser, "INITIALLY", "IMMEDIATE");
    constraint->deferrable = not ? DEFERRABLE_NOT : deferred ? DEFERRABLE_DEFERRED : DEFERRABLE_IMMEDIATE;
    return true;
}

static struct constraint *add_constraint(
    struct parser *parser, struct table *table, enum constraint_kind kind, const char *name) {
    struct constraint *constraint = arena_new(parser->arena, struct constraint);
    constraint->kind = kind;
    constraint->name = name;
    if (kind == CONSTRAINT_PRIMARY_KEY)
        table->primary_key = constraint;
    else
        list_push(parser->arena, &table->constraints, constraint);
    return constraint;
}

static bool parse_key(struct parser *parser, struct table *table, struct constraint *key) {
    parser->key_behind |= key->kind == CONSTRAINT_PRIMARY_KEY;
    if (!parse_key_parts(parser, &key->columns))
        return false;
    if (parser_take(parser, "AUTOINCREMENT"))
        add_option(parser->arena, &table->options, "autoincrement", "true");
    return parser_take(parser, ")") && parse_on_conflict(parser, &key->options, "on_conflict");
}

static bool parse_foreign_key(struct parser *parser, struct constraint *constraint) {
    if (!parse_key_parts(parser, &constraint->columns) || !parser_take(parser, ")") ||
        !parser_take(parser, "REFERENCES") || !parse_reference(parser, constraint))
        return false;
    parse_deferrable(parser, constraint);
    return true;
}

static bool parse_check(struct parser *parser, struct constraint *check) {
    check->expression = parser_in_brackets(parser);
    return check->expression && parse_on_conflict(parser, &check->options, "on_conflict");
}

bool parse_table_constraint(struct parser *parser, struct table *table) {
    const char *name = NULL;
    while (parser_take(parser, "CONSTRAINT"))
        if (!(name = parser_name(parser)))
            return false;
    if (parser_take_two(parser, "PRIMARY", "KEY"))
        return parse_key(parser, table, add_constraint(parser, table, CONSTRAINT_PRIMARY_KEY, name));
    if (parser_take(parser, "UNIQUE"))
        return parse_key(parser, table, add_constraint(parser, table, CONSTRAINT_UNIQUE, name));
    if (parser_take(parser, "CHECK"))
        return parse_check(parser, add_constraint(parser, table, CONSTRAINT_CHECK, name));
    if (parser_take_two(parser, "FOREIGN", "KEY"))
        return parse_foreign_key(parser, add_constraint(parser, table, CONSTRAINT_FOREIGN_KEY, name));
    return parser_is(parser, ",") || parser_is(parser, ")"); /* CONSTRAINT name, and nothing more */
}

bool parse_index(struct arena *arena, const char *sql, struct index *index) {
    struct parser parser = parser_on(arena, sql);
    if (!parser_take(&parser, "CREATE"))
        return false;
    index->unique = parser_take(&parser, "UNIQUE");
    if (!parser_take(&parser, "INDEX") || !(index->name = parser_name(&parser)) ||
        !parser_take(&parser, "ON") || !parser_name(&parser) || !parse_key_parts(&parser, &index->parts) ||
        !parser_take(&parser, ")"))
        return false;
    if (!parser_take(&parser, "WHERE"))
        return parser.token.kind == TOKEN_END;
    index->where = parser_until_comma(&parser);
    return parser.token.kind == TOKEN_END;
}
