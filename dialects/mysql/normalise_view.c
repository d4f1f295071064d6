/* Views can't be temporary, so the server explains both bodies. It explains what is left when it has looked
 * at keys and rows: so that nothing is found out of them, empty temporary tables without any stand before the
 * real ones. */
#include <string.h>

#include "base/buffer.h"
#include "mysql/mysql.h"
#include "mysql/normalise.h"
#include "sql/expression.h"

/* Without quotes and what escapes them, which can be said in several ways. */
static const char *literal(struct arena *arena, struct token token) {
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < token.length; i++)
        if (!strchr("'\"\\", token.text[i]))
            buffer_add_char(&out, token.text[i]);
    return buffer_text(&out);
}

/* What can't be true is explained alike, whatever it is: what they say in numbers and strings must be the
 * same, too. */
static bool has_literals_of(struct arena *arena, const char *text, const char *other) {
    struct name_index known = {.arena = arena};
    struct lexer lexer = lexer_on(mysql_dialect.syntax, other, strlen(other));
    struct token token;
    for (; (token = lexer_next_word(&lexer)).kind != TOKEN_END;)
        if (token.kind == TOKEN_STRING || token.kind == TOKEN_NUMBER)
            index_put(&known, literal(arena, token), &known);
    lexer = lexer_on(mysql_dialect.syntax, text, strlen(text));
    for (; (token = lexer_next_word(&lexer)).kind != TOKEN_END;)
        if ((token.kind == TOKEN_STRING || token.kind == TOKEN_NUMBER) &&
            !index_find(&known, literal(arena, token)))
            return false;
    return true;
}

/* The tables and views that the text mentions, once each. */
static void add_mentioned(struct normalising *normalising, const char *text, struct names *mentioned) {
    struct arena *arena = normalising->arena;
    struct lexer lexer = lexer_on(mysql_dialect.syntax, text, strlen(text));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        bool quoted = token.kind == TOKEN_NAME && token.length > 2;
        if (!quoted && token.kind != TOKEN_WORD)
            continue;
        const char *name = quoted ? arena_text(arena, token.text + 1, token.length - 2)
                                  : arena_text(arena, token.text, token.length);
        if (!names_have(mentioned, name) && index_find(&normalising->relations, name))
            list_push(arena, mentioned, name);
    }
}

/* Every column may be NULL there, and no key says what is once. */
static bool stand_before(struct normalising *normalising, const char *table) {
    const char *name = mysql_name(normalising->arena, table);
    return normalising_execute(normalising,
        arena_format(normalising->arena,
            "CREATE TEMPORARY TABLE %s ENGINE=InnoDB AS SELECT t.* FROM (SELECT 1) d LEFT JOIN %s t ON FALSE "
            "LIMIT 0",
            name, name));
}

static void step_back(struct normalising *normalising, const struct names *tables, size_t count) {
    for (size_t i = 0; i < count; i++)
        normalising_execute(normalising, arena_format(normalising->arena, "DROP TEMPORARY TABLE IF EXISTS %s",
                                             mysql_name(normalising->arena, tables->items[i])));
}

static const char *explained(struct normalising *normalising, const char *body) {
    const char *sql = arena_format(normalising->arena, "EXPLAIN EXTENDED %s", body);
    if (!normalising->definition.features.mariadb && normalising->connection->server.version >= 80000)
        sql = arena_format(normalising->arena, "EXPLAIN %s", body);
    return normalising_ask(normalising, sql, 0) ? normalising_ask(normalising, "SHOW WARNINGS", 2) : NULL;
}

/* 1 the same, 0 not, -1 the server doesn't say. */
static int same_explained(struct normalising *normalising, const char *there, const char *wanted) {
    const char *before = explained(normalising, there), *after = explained(normalising, wanted);
    return before && after ? !strcmp(before, after) : -1;
}

static bool take_relation(void *context, const char *const *values, size_t count) {
    struct normalising *normalising = context;
    if (count && values[0])
        index_put(&normalising->relations, arena_string(normalising->arena, values[0]), normalising);
    return true;
}

static int same_view(struct normalising *normalising, const char *there, const char *wanted) {
    struct names tables = {0};
    size_t standing = 0;
    int same = -1;
    if (!normalising->relations.arena) {
        normalising->relations.arena = normalising->arena;
        normalising_query(normalising, "SHOW TABLES", take_relation);
    }
    add_mentioned(normalising, there, &tables);
    add_mentioned(normalising, wanted, &tables);
    while (standing < tables.count && stand_before(normalising, tables.items[standing]))
        standing++;
    if (standing == tables.count)
        same = same_explained(normalising, there, wanted);
    step_back(normalising, &tables, standing);
    /* MySQL opens no temporary table twice in a query. */
    if (same < 0 && standing == tables.count && !normalising->definition.features.mariadb)
        same = same_explained(normalising, there, wanted);
    return standing == tables.count && same < 0 ? 0 : same;
}

void normalise_view(struct normalising *normalising, const struct object *actual, struct object *desired,
    struct names *undecided) {
    const struct dialect_text *there = texts_find(&actual->create, "mysql");
    const struct dialect_text *wanted = texts_find(&desired->create, "mysql");
    if (!there || !wanted || !actual->is_body || !desired->is_body ||
        !normalising_differs(there->text, wanted->text) ||
        !has_literals_of(normalising->arena, wanted->text, there->text))
        return;
    int same = same_view(normalising, there->text, wanted->text);
    if (same < 0)
        list_push(normalising->arena, undecided, arena_format(normalising->arena, "view %s", desired->name));
    if (!same)
        return;
    desired->create = (struct dialect_texts){0};
    *list_add(normalising->arena, &desired->create) = *there;
}
