/* Portable words for what was inspected, where they resolve to exactly the same. */
#include <string.h>

#include "sqlite/resolve.h"
#include "sqlite/types.h"

static bool is_number(struct token token) {
    return token.kind == TOKEN_NUMBER && strspn(token.text, "0123456789.") >= token.length;
}

/* A default as the value that it is written from; SQL when there is none. */
static struct value value_of(struct arena *arena, const char *sql, bool of_boolean) {
    struct lexer lexer = lexer_on(&sqlite_syntax, sql, strlen(sql));
    struct token token = lexer_next(&lexer);
    bool negative = token_is(token, "-");
    if (negative)
        token = lexer_next(&lexer);
    bool is_alone = lexer_next(&lexer).kind == TOKEN_END;
    if (is_alone && is_number(token)) {
        bool is_switch = of_boolean && (!strcmp(sql, "0") || !strcmp(sql, "1"));
        return is_switch ? (struct value){VALUE_BOOLEAN, *sql == '1' ? "true" : "false"}
                         : (struct value){VALUE_NUMBER, sql};
    }
    if (is_alone && !negative && token.kind == TOKEN_STRING && *token.text == '\'')
        return (struct value){VALUE_STRING, sqlite_text_unquoted(arena, token)};
    if (is_alone && !negative && token_is(token, "NULL"))
        return (struct value){VALUE_NULL, NULL};
    return (struct value){VALUE_SQL, sql};
}

void sqlite_describe_all(struct arena *arena, struct type_memory *types, struct table *table) {
    bool strict = sqlite_switch(&table->options, "strict");
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        column->type = sqlite_type_recall_of(types, column->type_sql, strict);
        if (column->default_sql)
            column->default_value = value_of(arena, column->default_sql, column->type.kind == TYPE_BOOLEAN);
    }
    /* What an integer is spelt depends on the key. */
    const struct constraint *key = table->primary_key;
    struct column *column = key && key->columns.count == 1 && key->columns.items[0].column
                                ? table_find_column(table, key->columns.items[0].column)
                                : NULL;
    if (column && strcmp(sqlite_column_type(arena, table, column), column->type_sql) != 0)
        column->type = sqlite_own_word(arena, column->type_sql);
}

void sqlite_describe(const struct server *server, struct arena *arena, struct table *table) {
    struct type_memory types = sqlite_type_memory(arena);
    (void)server;
    sqlite_describe_all(arena, &types, table);
}
