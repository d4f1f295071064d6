#include "base/text.h"
#include "sqlite/parse.h"
#include "sqlite/resolve.h"

static bool begins_constraint(const struct parser *parser) {
    static const char *const words[] = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (parser_is(parser, words[i]))
            return true;
    return false;
}

/* SQLite takes constraints without a comma between them. */
static bool parse_parts(struct parser *parser, struct table *table) {
    do {
        if (!(begins_constraint(parser) ? parse_table_constraint(parser, table)
                                        : parse_column(parser, table)))
            return false;
    } while (parser_take(parser, ",") || begins_constraint(parser));
    return parser_take(parser, ")");
}

static bool parse_options(struct parser *parser, struct table *table) {
    do {
        if (parser_take_two(parser, "WITHOUT", "ROWID"))
            add_option(parser->arena, &table->options, "without_rowid", "true");
        else if (parser_take(parser, "STRICT"))
            add_option(parser->arena, &table->options, "strict", "true");
        else
            break;
    } while (parser_take(parser, ","));
    return parser->token.kind == TOKEN_END;
}

void own_column_names(const struct table *table, struct key_parts *parts) {
    for (size_t i = 0; i < parts->count; i++)
        for (size_t k = 0; parts->items[i].column && k < table->columns.count; k++)
            if (sqlite_same_name(parts->items[i].column, table->columns.items[k]->name)) {
                parts->items[i].column = table->columns.items[k]->name;
                break;
            }
}

/* Behind the columns, the order of a rowid means nothing; in its column DESC makes it no rowid. */
static void settle_key(const struct parser *parser, struct table *table) {
    struct constraint *key = table->primary_key;
    if (!key)
        return;
    own_column_names(table, &key->columns);
    struct key_part *part = &key->columns.items[0];
    enum sort_order order = part->order;
    part->order = SORT_UNSET;
    if (!sqlite_rowid_alias(table) || (!parser->key_behind && order == SORT_DESCENDING))
        part->order = order;
}

bool parse_table(struct arena *arena, const char *sql, struct type_memory *types, struct table *table) {
    struct parser parser = parser_on(arena, sql);
    parser.types = types;
    if (!parser_take(&parser, "CREATE") || !parser_take(&parser, "TABLE"))
        return false;
    table->name = parser_name(&parser);
    if (!table->name || !parser_take(&parser, "(") || !parse_parts(&parser, table) ||
        !parse_options(&parser, table))
        return false;
    settle_key(&parser, table);
    for (size_t i = 0; i < table->constraints.count; i++)
        own_column_names(table, &table->constraints.items[i]->columns);
    return true;
}
