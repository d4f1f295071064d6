#include "sqlite/enums.h"

#include <string.h>

#include "sqlite/parse.h"
#include "sqlite/types.h"

/* `column IN ('a', 'b')`, and nothing else: the column's name, or null. */
static const char *read_check(struct arena *arena, const char *expression, struct names *values) {
    struct parser parser = parser_on(arena, expression);
    bool is_name = parser.token.kind == TOKEN_WORD || parser.token.kind == TOKEN_NAME;
    const char *name = is_name ? parser_name(&parser) : NULL;
    if (!name || !parser_take(&parser, "IN") || !parser_take(&parser, "("))
        return NULL;
    do {
        if (parser.token.kind != TOKEN_STRING || *parser.token.text != '\'' || parser.token.unfinished)
            return NULL;
        list_push(arena, values, sqlite_text_unquoted(arena, parser.token));
        parser_step(&parser);
    } while (parser_take(&parser, ","));
    return parser_take(&parser, ")") && parser.token.kind == TOKEN_END ? name : NULL;
}

static bool fold(struct arena *arena, struct table *table, const struct constraint *check) {
    struct names values = {0};
    const char *name = NULL;
    if (check->kind == CONSTRAINT_CHECK && !check->name && !check->options.count)
        name = read_check(arena, check->expression, &values);
    for (size_t i = 0; name && i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        if (!sqlite_same_name(column->name, name))
            continue;
        bool strict = sqlite_switch(&table->options, "strict");
        const char *sql = sqlite_enum_sql(arena, &values);
        if (strcmp(sqlite_type_written(arena, sql, strict), column->type_sql) != 0)
            return false;
        column->type_sql = sql;
        return true;
    }
    return false;
}

void sqlite_fold_enums(struct arena *arena, struct table *table) {
    for (size_t i = 0; i < table->constraints.count;)
        if (fold(arena, table, table->constraints.items[i]))
            list_remove(&table->constraints, i);
        else
            i++;
}
