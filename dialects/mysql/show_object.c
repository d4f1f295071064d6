/* What SHOW CREATE says of views, triggers, routines, events and sequences. */
#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/show.h"

/* Where a clause stands in the text. */
struct clause {
    const char *start, *end; /* null: it isn't there */
    const char *value;
};

/* DEFINER = `user`@`host`, as "user@host" */
static struct clause read_definer(struct arena *arena, struct lexer *lexer, struct token word) {
    struct clause clause = {.start = word.text};
    lexer_next_word(lexer); /* = */
    char *user = literal_name(arena, lexer_next_word(lexer));
    struct token at = lexer_next_word(lexer);
    char *host = at.kind == TOKEN_PARAMETER ? arena_text(arena, at.text + 1, at.length - 1)
                                            : literal_name(arena, lexer_next_word(lexer));
    clause.end = lexer->at;
    clause.value = arena_format(arena, "%s@%s", user, host);
    return clause;
}

/* The text without the clause and the blank behind it. */
static const char *without(struct arena *arena, const char *sql, const struct clause *clause) {
    const char *end = clause->end + (*clause->end == ' ');
    return arena_format(arena, "%.*s%s", (int)(clause->start - sql), sql, end);
}

/* A definer who is the one that asks is nobody in particular. */
static const char *without_own_definer(struct arena *arena, const char *sql, const char *user) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    for (size_t words = 0; words < 6; words++) {
        struct token token = lexer_next_word(&lexer);
        if (!token_is(token, "definer"))
            continue;
        struct clause clause = read_definer(arena, &lexer, token);
        return user && !strcmp(clause.value, user) ? without(arena, sql, &clause) : sql;
    }
    return sql;
}

/* STARTS '…' of an event that was given none is the moment at which it was made. */
static const char *without_start(struct arena *arena, const char *sql) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END && !token_is(token, "do");)
        if (token_is(token, "starts")) {
            lexer_next_word(&lexer);
            struct clause clause = {.start = token.text, .end = lexer.at};
            return without(arena, sql, &clause);
        }
    return sql;
}

static void set(struct arena *arena, struct object *object, const char *name, const char *value) {
    mysql_set_option(arena, &object->options, name, value);
}

/* CREATE ALGORITHM=UNDEFINED DEFINER=`u`@`h` SQL SECURITY DEFINER VIEW `v` AS select … */
static const char *read_view(struct arena *arena, const char *sql, const char *user, struct object *object) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    for (struct token token; !token_is(token = lexer_next_word(&lexer), "view");) {
        if (token.kind == TOKEN_END)
            return NULL;
        if (token_is(token, "algorithm")) {
            lexer_next_word(&lexer);
            char *algorithm = text_lower(arena, literal_name(arena, lexer_next_word(&lexer)));
            set(arena, object, "algorithm", strcmp(algorithm, "undefined") ? algorithm : NULL);
        } else if (token_is(token, "definer")) {
            struct clause definer = read_definer(arena, &lexer, token);
            set(arena, object, "definer", user && !strcmp(definer.value, user) ? NULL : definer.value);
        } else if (token_is(token, "security"))
            set(arena, object, "security", token_is(lexer_next_word(&lexer), "invoker") ? "invoker" : NULL);
    }
    lexer_next_word(&lexer);
    struct token as = lexer_next_word(&lexer);
    if (token_is(as, "."))
        lexer_next_word(&lexer), as = lexer_next_word(&lexer);
    return token_is(as, "as") ? lexer.at + strspn(lexer.at, " \n") : NULL;
}

struct object *show_read_object(
    struct arena *arena, const char *kind, const char *sql, const char *user, const char *about) {
    struct object *object = arena_new(arena, struct object);
    object->kind = kind;
    const char *body = !strcmp(kind, "view") ? read_view(arena, sql, user, object) : NULL;
    object->is_body = body != NULL;
    if (!body) {
        object->options = (struct options){0};
        body = without_own_definer(arena, sql, user);
        if (!strcmp(kind, "event") && about)
            body = without_start(arena, body);
    }
    *list_add(arena, &object->create) = (struct dialect_text){.dialect = "mysql", .text = body};
    return object;
}
