/* What was inspected, in portable words where those come back to exactly the same. */
#include <string.h>

#include "mysql/defaults.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/types.h"
#include "sql/keyword.h"

static bool is_plain(const char *name) {
    size_t length = strlen(name);
    return length && !(*name >= '0' && *name <= '9') &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length && !keyword_is(name, length);
}

/* An expression without the backticks that no database needs. */
static const char *without_backticks(struct arena *arena, const char *text) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text, strlen(text));
    struct buffer out = {.arena = arena};
    for (struct token token; (token = lexer_next(&lexer)).kind != TOKEN_END;) {
        const char *name = token.kind == TOKEN_NAME ? literal_name(arena, token) : NULL;
        if (name && is_plain(name))
            buffer_add(&out, name);
        else
            buffer_add_text(&out, token.text, token.length);
    }
    return buffer_text(&out);
}

void mysql_describe(const struct server *server, struct arena *arena, struct table *table) {
    struct features features = mysql_features(server);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        column->type = mysql_portable_type(&features, arena, column->type_sql);
        column->default_value = default_portable(arena, column->type_sql, column->default_sql);
        if (column->generated)
            column->generated = without_backticks(arena, column->generated);
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        if (constraint->expression)
            constraint->expression = without_backticks(arena, constraint->expression);
    }
}
