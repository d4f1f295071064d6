#include "mysql/show.h"

#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"

/* The signs of a version comment say nothing: what stands in it holds for the server that shows it. */
static bool is_version_sign(struct token token) {
    return token.kind == TOKEN_SYMBOL && token.length > 1 &&
           (!strncmp(token.text, "/*", 2) || !strncmp(token.text, "*/", 2));
}

static void look_ahead(struct showing *showing) {
    do
        showing->ahead = lexer_next_word(&showing->lexer);
    while (is_version_sign(showing->ahead));
}

struct token show_next(struct showing *showing) {
    struct token token = showing->ahead;
    showing->end = token.text + token.length;
    look_ahead(showing);
    return token;
}

struct token show_peek(const struct showing *showing) {
    return showing->ahead;
}

bool show_fail(struct showing *showing, struct token token) {
    if (!showing->trouble)
        showing->trouble = token.kind == TOKEN_END
                               ? "its end"
                               : arena_format(showing->arena, "\"%.*s\"",
                                     (int)(token.length > 60 ? 60 : token.length), token.text);
    return false;
}

bool show_take(struct showing *showing, const char *word) {
    if (!token_is(show_peek(showing), word))
        return false;
    show_next(showing);
    return true;
}

bool show_expect(struct showing *showing, const char *word) {
    return show_take(showing, word) || show_fail(showing, show_peek(showing));
}

char *show_name(struct showing *showing) {
    return literal_name(showing->arena, show_next(showing));
}

char *show_text(struct showing *showing) {
    return literal_text(showing->arena, show_next(showing));
}

char *show_brackets(struct showing *showing) {
    if (!token_is(show_peek(showing), "("))
        return NULL;
    const char *start = show_next(showing).text + 1;
    size_t depth = 1;
    for (struct token token; (token = show_next(showing)).kind != TOKEN_END;) {
        if (token_is(token, "("))
            depth++;
        else if (token_is(token, ")") && !--depth)
            return arena_text(showing->arena, start, (size_t)(token.text - start));
    }
    return NULL;
}

/* A temporary or system-versioned table says so before its name. */
static bool read_name(struct showing *showing) {
    if (!show_expect(showing, "create"))
        return false;
    show_take(showing, "temporary");
    if (!show_expect(showing, "table"))
        return false;
    showing->table->name = show_name(showing);
    return show_expect(showing, "(");
}

static bool read_items(struct showing *showing) {
    do {
        struct token token = show_peek(showing);
        bool read = token.kind == TOKEN_NAME ? show_read_column(showing) : show_read_key(showing);
        if (!read)
            return false;
    } while (show_take(showing, ","));
    return show_expect(showing, ")");
}

/* MariaDB's JSON is LONGTEXT with a check that nobody has to say. */
static void recognise_json(struct showing *showing) {
    if (strcmp(showing->server->product, "mariadb") != 0)
        return;
    for (size_t i = 0; i < showing->table->columns.count; i++) {
        struct column *column = showing->table->columns.items[i];
        const char *check = mysql_option(&column->options, "check");
        const char *collation = mysql_option(&column->options, "collation");
        const char *inherited = mysql_option(&showing->table->options, "collation");
        const char *wanted =
            arena_format(showing->arena, "json_valid(%s)", mysql_name(showing->arena, column->name));
        collation = collation ? collation : inherited;
        if (strcmp(column->type.text, "longtext") != 0 || !check || strcmp(check, wanted) != 0 ||
            !collation || strcmp(collation, "utf8mb4_bin") != 0)
            continue;
        column->type.text = "json";
        mysql_set_option(showing->arena, &column->options, "check", NULL);
        mysql_set_option(showing->arena, &column->options, "collation", NULL);
        mysql_set_option(showing->arena, &column->options, "charset", NULL);
    }
}

struct table *show_read_table(
    struct arena *arena, const struct server *server, const char *sql, struct errors *errors) {
    struct showing showing = {.arena = arena,
        .server = server,
        .lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql)),
        .table = arena_new(arena, struct table)};
    look_ahead(&showing);
    if (read_name(&showing) && read_items(&showing) && show_read_options(&showing)) {
        recognise_json(&showing);
        return showing.table;
    }
    struct error *error = error_add(errors, ERROR_UNSUPPORTED, NOWHERE,
        "could not understand what the server says of table \"%s\", at %s",
        showing.table->name ? showing.table->name : "?", showing.trouble ? showing.trouble : "its end");
    error->statement = arena_string(errors->arena, sql);
    error_hint(errors, error, "leave the table out with `exclude`, and please report its SHOW CREATE TABLE");
    return NULL;
}
