#include "mysql/versioning.h"

#include <string.h>
#include <strings.h>

#include "mysql/mysql.h"
#include "mysql/options.h"

bool is_versioned(const struct table *table) {
    return mysql_option_is_on(&table->options, "system_versioning");
}

bool versioning_holds_partitions(const struct table *before, const struct table *after) {
    const char *partition = mysql_option(&before->options, "partition");
    return is_versioned(before) && !is_versioned(after) && partition && strstr(partition, "BY SYSTEM_TIME");
}

/* PERIOD FOR `name` (`start`, `end`), each by itself. */
static struct names periods_of(struct arena *arena, const struct table *table) {
    const char *text = mysql_option(&table->options, "period"), *start = NULL;
    struct names periods = {0};
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text ? text : "", text ? strlen(text) : 0);
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        if (token_is(token, "period"))
            start = token.text;
        else if (start && token_is(token, ")"))
            list_push(arena, &periods, arena_text(arena, start, (size_t)(token.text + 1 - start)));
    }
    return periods;
}

bool versioning_has_period(const struct table *table, const char *name) {
    const char *text = mysql_option(&table->options, "period");
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text ? text : "", text ? strlen(text) : 0);
    size_t length = strlen(name);
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        if (!token_is(token, "for"))
            continue;
        token = lexer_next_word(&lexer);
        size_t quotes = token.kind == TOKEN_NAME;
        if (token.length == length + 2 * quotes && !strncasecmp(token.text + quotes, name, length))
            return true;
    }
    return false;
}

/* The one over the system's time goes with its columns. */
static bool is_of_system(const char *period) {
    return strstr(period, "SYSTEM_TIME") != NULL;
}

void versioning_drop_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses) {
    struct arena *arena = definition->arena;
    struct names was = periods_of(arena, before), is = periods_of(arena, after);
    for (size_t i = 0; i < was.count; i++)
        if (!names_have(&is, was.items[i]) && !is_of_system(was.items[i]))
            list_push(arena, clauses,
                arena_format(arena, "DROP %.*s", (int)strcspn(was.items[i], "("), was.items[i]));
}

void versioning_add_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses) {
    struct arena *arena = definition->arena;
    struct names was = periods_of(arena, before), is = periods_of(arena, after);
    for (size_t i = 0; i < is.count; i++)
        if (!names_have(&was, is.items[i]))
            list_push(arena, clauses, arena_format(arena, "ADD %s", is.items[i]));
    if (is_versioned(before) != is_versioned(after))
        list_push(arena, clauses, is_versioned(after) ? "ADD SYSTEM VERSIONING" : "DROP SYSTEM VERSIONING");
}
