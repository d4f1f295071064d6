#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/show.h"

static void set(struct showing *showing, struct column *column, const char *name, const char *value) {
    mysql_set_option(showing->arena, &column->options, name, value);
}

/* A type is words and brackets up to the first attribute: "int(10) unsigned zerofill". */
static const char *read_type(struct showing *showing) {
    static const char *const parts[] = {"unsigned", "zerofill", "signed", "precision", "varying"};
    struct token first = show_next(showing);
    const char *end = first.text + first.length;
    if (show_brackets(showing))
        end = showing->end;
    for (size_t i = 0; i < sizeof parts / sizeof *parts;) {
        if (show_take(showing, parts[i])) {
            end = showing->end;
            i = 0;
            if (show_brackets(showing))
                end = showing->end;
        } else
            i++;
    }
    return arena_text(showing->arena, first.text, (size_t)(end - first.text));
}

static bool ends_default(struct token token) {
    static const char *const words[] = {"on", "comment", "auto_increment", "invisible", "visible", "check",
        "not", "null", "collate", "generated", "with", "without", "column_format", "storage", "compressed",
        "engine_attribute", "secondary_engine_attribute", "unique", "primary", ",", ")"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(token, words[i]))
            return true;
    return token.kind == TOKEN_END;
}

/* The first token always belongs to it: DEFAULT NULL. */
static const char *read_default(struct showing *showing) {
    const char *start = show_peek(showing).text, *end;
    do {
        if (!show_brackets(showing))
            show_next(showing);
        end = showing->end;
    } while (!ends_default(show_peek(showing)));
    return arena_text(showing->arena, start, (size_t)(end - start));
}

/* A sequence of our own database is named without it. */
static const char *without_database(const struct showing *showing, const char *sql) {
    const char *own = showing->server->default_schema;
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    struct buffer out = {.arena = showing->arena};
    for (struct token token; own && (token = lexer_next(&lexer)).kind != TOKEN_END;) {
        struct lexer ahead = lexer;
        bool is_own = token.kind == TOKEN_NAME && !strcmp(literal_name(showing->arena, token), own) &&
                      token_is(lexer_next(&ahead), ".");
        if (is_own)
            lexer = ahead;
        else
            buffer_add_text(&out, token.text, token.length);
    }
    return own ? buffer_text(&out) : sql;
}

static bool read_generated(struct showing *showing, struct column *column) {
    if (!show_expect(showing, "always") || !show_expect(showing, "as"))
        return false;
    if (show_take(showing, "row")) {
        const char *edge = show_take(showing, "start") ? "START" : "END";
        if (*edge == 'E' && !show_expect(showing, "end"))
            return false;
        set(showing, column, "row", edge);
        return true;
    }
    column->generated = show_brackets(showing);
    column->stored = OFF;
    if (show_take(showing, "stored") || show_take(showing, "persistent"))
        column->stored = ON;
    else
        show_take(showing, "virtual");
    return column->generated || show_fail(showing, show_peek(showing));
}

static const char *word(struct showing *showing) {
    struct token token = show_next(showing);
    return arena_text(showing->arena, token.text, token.length);
}

static bool read_on_update(struct showing *showing, struct column *column) {
    if (!show_expect(showing, "update"))
        return false;
    set(showing, column, "on_update", read_default(showing));
    return true;
}

static bool read_versioning(struct showing *showing, struct column *column, const char *value) {
    set(showing, column, "system_versioning", value);
    return show_expect(showing, "system") && show_expect(showing, "versioning");
}

static bool read_charset(struct showing *showing, struct column *column) {
    if (!show_expect(showing, "set"))
        return false;
    set(showing, column, "charset", show_name(showing));
    return true;
}

static bool read_not(struct showing *showing, struct column *column) {
    if (show_take(showing, "null")) {
        column->nullable = OFF;
        return true;
    }
    return show_expect(showing, "secondary");
}

static bool read_check(struct showing *showing, struct column *column) {
    const char *expression = show_brackets(showing);
    set(showing, column, "check", expression);
    return expression || show_fail(showing, show_peek(showing));
}

static bool read_text_attribute(struct showing *showing, struct column *column, struct token token) {
    static const char *const named[] = {"column_format", "storage", "srid"};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (token_is(token, named[i])) {
            set(showing, column, named[i], word(showing));
            return true;
        }
    if (token_is(token, "ref_system_id")) {
        show_take(showing, "=");
        set(showing, column, "ref_system_id", word(showing));
        return true;
    }
    if (token_is(token, "engine_attribute") || token_is(token, "secondary_engine_attribute")) {
        set(showing, column, text_lower(showing->arena, literal_name(showing->arena, token)),
            show_text(showing));
        return true;
    }
    if (token_is(token, "collate")) {
        set(showing, column, "collation", show_name(showing));
        return true;
    }
    return show_fail(showing, token);
}

static bool read_attribute(struct showing *showing, struct column *column) {
    struct token token = show_next(showing);
    if (token_is(token, "not"))
        return read_not(showing, column);
    if (token_is(token, "null") || token_is(token, "visible"))
        return true;
    if (token_is(token, "default")) {
        const char *sql = read_default(showing);
        column->default_value =
            (struct value){VALUE_SQL, strchr(sql, '.') ? without_database(showing, sql) : sql};
        return true;
    }
    if (token_is(token, "character"))
        return read_charset(showing, column);
    if (token_is(token, "generated"))
        return read_generated(showing, column);
    if (token_is(token, "on"))
        return read_on_update(showing, column);
    if (token_is(token, "check"))
        return read_check(showing, column);
    if (token_is(token, "with"))
        return read_versioning(showing, column, "true");
    if (token_is(token, "without"))
        return read_versioning(showing, column, "false");
    if (token_is(token, "auto_increment"))
        column->autoincrement = ON;
    else if (token_is(token, "comment"))
        column->comment = show_text(showing);
    else if (token_is(token, "invisible"))
        set(showing, column, "invisible", "true");
    else if (token_is(token, "compressed"))
        set(showing, column, "compressed", "true");
    else
        return read_text_attribute(showing, column, token);
    return true;
}

bool show_read_column(struct showing *showing) {
    struct column *column = arena_new(showing->arena, struct column);
    list_push(showing->arena, &showing->table->columns, column);
    column->name = show_name(showing);
    column->type = (struct type){.kind = TYPE_VERBATIM, .text = read_type(showing)};
    column->autoincrement = OFF;
    for (;;) {
        struct token token = show_peek(showing);
        if (token_is(token, ",") || token_is(token, ")"))
            return true;
        if (token.kind == TOKEN_END || !read_attribute(showing, column))
            return show_fail(showing, token);
    }
}
