#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/options.h"
#include "mysql/show.h"

static void set(struct showing *showing, const char *name, const char *value) {
    mysql_set_option(showing->arena, &showing->table->options, name, value);
}

/* The rest: line breaks and blanks as one blank, without the signs of version comments. */
static const char *one_line(struct showing rest) {
    struct buffer out = {.arena = rest.arena};
    const char *end = NULL;
    for (struct token token; (token = show_next(&rest)).kind != TOKEN_END; end = token.text + token.length) {
        if (end && end != token.text)
            buffer_add_char(&out, ' ');
        buffer_add_text(&out, token.text, token.length);
    }
    return buffer_text(&out);
}

/* UNION=(`a`,`b`), DATA DIRECTORY='/x', MAX_ROWS=5 */
static const char *read_value(struct showing *showing) {
    struct token token = show_peek(showing);
    if (token_is(token, "(")) {
        const char *list = show_brackets(showing);
        return list ? arena_format(showing->arena, "(%s)", list) : NULL;
    }
    return literal_name(showing->arena, show_next(showing));
}

static bool read_named(struct showing *showing, struct token token) {
    char *name = text_lower(showing->arena, literal_name(showing->arena, token));
    if ((!strcmp(name, "data") || !strcmp(name, "index")) && show_take(showing, "directory"))
        name = arena_format(showing->arena, "%s_directory", name);
    show_take(showing, "=");
    const char *value = read_value(showing);
    if (!value)
        return show_fail(showing, token);
    set(showing, !strcmp(name, "collate") ? "collation" : name, value);
    return true;
}

static bool read_option(struct showing *showing) {
    struct token token = show_next(showing);
    if (token_is(token, "default") || token_is(token, ","))
        return true;
    if (token_is(token, "comment")) {
        show_take(showing, "=");
        showing->table->comment = show_text(showing);
        return true;
    }
    if (token_is(token, "with")) {
        set(showing, "system_versioning", "true");
        return show_expect(showing, "system") && show_expect(showing, "versioning");
    }
    if (token.kind == TOKEN_WORD || token.kind == TOKEN_NAME)
        return read_named(showing, token);
    return show_fail(showing, token);
}

bool show_read_options(struct showing *showing) {
    for (;;) {
        struct token token = show_peek(showing);
        if (token.kind == TOKEN_END)
            return true;
        if (token_is(token, "partition")) {
            set(showing, "partition", one_line(*showing));
            return true;
        }
        if (!read_option(showing))
            return false;
    }
}
