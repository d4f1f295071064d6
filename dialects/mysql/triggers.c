/* Several triggers of one table for the same moment run one after the other: all but the first say whom they
 * follow. SHOW CREATE TRIGGER doesn't tell; the order is that in which they are listed. */
#include "mysql/triggers.h"

#include <stdint.h>
#include <string.h>

#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"

/* "before insert"; null where the text is something else. */
static const char *moment_of(struct arena *arena, const char *sql) {
    struct lexer lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        if (!token_is(token, "BEFORE") && !token_is(token, "AFTER"))
            continue;
        struct token event = lexer_next_word(&lexer);
        return arena_format(
            arena, "%s %.*s", token_is(token, "BEFORE") ? "before" : "after", (int)event.length, event.text);
    }
    return NULL;
}

/* Behind FOR EACH ROW; null where that isn't there. */
static const char *behind_row(const char *sql, struct lexer *lexer) {
    *lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql));
    for (struct token token; (token = lexer_next_word(lexer)).kind != TOKEN_END;)
        if (token_is(token, "FOR") && token_is(lexer_next_word(lexer), "EACH") &&
            token_is(lexer_next_word(lexer), "ROW"))
            return lexer->at;
    return NULL;
}

/* Somebody's own FOLLOWS or PRECEDES isn't kept in the text. */
static const char *without_order(struct arena *arena, const char *sql, const char **follows) {
    struct lexer lexer;
    const char *behind = behind_row(sql, &lexer);
    struct token word = behind ? lexer_next_word(&lexer) : (struct token){.kind = TOKEN_END};
    if (!token_is(word, "FOLLOWS") && !token_is(word, "PRECEDES"))
        return sql;
    const char *name = literal_name(arena, lexer_next_word(&lexer));
    if (token_is(word, "FOLLOWS"))
        *follows = name;
    return arena_format(arena, "%.*s%s", (int)(behind - sql), sql, lexer.at);
}

static void follow(struct arena *arena, struct object *trigger, const char *before) {
    if (!mysql_option(&trigger->options, "follows"))
        mysql_set_option(arena, &trigger->options, "follows", before);
    if (!names_have(&trigger->after, before))
        list_push(arena, &trigger->after, before);
}

void triggers_note_order(struct arena *arena, struct schema *schema) {
    struct name_index last = {.arena = arena};
    for (size_t i = 0; i < schema->objects.count; i++) {
        struct object *trigger = schema->objects.items[i];
        struct dialect_text *text = NULL;
        for (size_t k = 0; k < trigger->create.count; k++)
            if (&trigger->create.items[k] == texts_find(&trigger->create, "mysql"))
                text = &trigger->create.items[k];
        if (strcmp(trigger->kind, "trigger") != 0 || !trigger->table || !text)
            continue;
        const char *moment = moment_of(arena, text->text), *follows = NULL;
        if (!moment)
            continue;
        text->text = without_order(arena, text->text, &follows);
        const char *key =
            arena_format(arena, "%s %s", moment, table_full_name(arena, trigger->schema, trigger->table));
        const char *before = follows ? follows : index_find(&last, key);
        if (before)
            follow(arena, trigger, before);
        index_put(&last, key, (void *)(uintptr_t)trigger->name);
    }
}

const char *trigger_create(
    struct arena *arena, const struct schema *schema, const struct object *trigger, const char *sql) {
    const char *follows = mysql_option(&trigger->options, "follows");
    struct lexer lexer;
    const char *behind = follows ? behind_row(sql, &lexer) : NULL;
    if (!behind || !schema_find_object(schema, "trigger", trigger->schema, follows))
        return sql;
    return arena_format(
        arena, "%.*s FOLLOWS %s%s", (int)(behind - sql), sql, mysql_name(arena, follows), behind);
}
