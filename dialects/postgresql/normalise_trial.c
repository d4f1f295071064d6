/* What the database has, and no schema of it, can't be made among the temporary objects: it is tried under
 * another name. */
#include <string.h>

#include "postgresql/normalise.h"

bool normalise_is_wide(const struct object *object) {
    static const char *const kinds[] = {"event_trigger", "foreign_data_wrapper", "publication", "server"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(object->kind, kinds[i]))
            return true;
    return false;
}

const char *normalise_trial_name(const struct normalising *normalising, const struct object *object) {
    size_t at = 0;
    while (at < normalising->objects.count && normalising->objects.items[at] != object)
        at++;
    return arena_format(normalising->arena, "cmigrate_trial_%zu", at);
}

const char *normalise_under_trial_name(
    const struct normalising *normalising, const struct object *object, const char *sql) {
    const char *blank = strrchr(object->kind, '_'), *kind = blank ? blank + 1 : object->kind;
    struct buffer out = {.arena = normalising->arena};
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, sql, strlen(sql));
    for (struct token before = {0}, token; (token = lexer_next_word(&lexer)).kind != TOKEN_END;) {
        if (before.text && token_is(before, kind) && postgresql_token_names(token, object->name)) {
            buffer_add_text(&out, sql, (size_t)(token.text - sql));
            buffer_add(&out, normalise_trial_name(normalising, object));
            sql = token.text + token.length;
        }
        before = token;
    }
    buffer_add(&out, sql);
    return buffer_text(&out);
}
