/* What the server prints of an array that it has cast as a whole, (ARRAY['a'::character varying])::text[], it
 * reads as an array whose elements are cast: `status IN ('a')` on varchar, carried from here to there, would
 * be stored in another way. With the array's own type said first, it is read as it was. */
#include <string.h>

#include "postgresql/postgresql.h"

struct array {
    const char *type, *end; /* of the last element, up to the bracket that closes the array */
    struct lexer after;     /* behind that bracket */
};

/* From behind "ARRAY[" on: false when the last element has no cast of its own. */
static bool read_array(struct lexer lexer, struct array *array) {
    size_t depth = 1;
    *array = (struct array){0};
    for (;;) {
        struct token token = lexer_next_word(&lexer);
        if (token.kind == TOKEN_END)
            return false;
        if (token_is(token, "[") || token_is(token, "("))
            depth++;
        else if (token_is(token, "]") || token_is(token, ")"))
            depth--;
        else if (depth == 1 && token_is(token, ","))
            array->type = NULL;
        else if (depth == 1 && token_is(token, "::"))
            array->type = lexer.at;
        if (depth)
            continue;
        array->end = token.text;
        array->after = lexer;
        return array->type;
    }
}

static bool is_cast_whole(struct lexer lexer) {
    return token_is(lexer_next_word(&lexer), ")") && token_is(lexer_next_word(&lexer), "::");
}

char *postgresql_with_array_types(struct arena *arena, const char *sql) {
    struct buffer out = {.arena = arena};
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, sql, strlen(sql));
    struct token before = {0};
    const char *copied = sql;
    for (struct token token = lexer_next_word(&lexer); token.kind != TOKEN_END;
         before = token, token = lexer_next_word(&lexer)) {
        struct lexer inside = lexer;
        struct array array;
        if (!token_is(token, "ARRAY") || !before.length || !token_is(before, "(") ||
            !token_is(lexer_next_word(&inside), "[") || !read_array(inside, &array) ||
            !is_cast_whole(array.after))
            continue;
        buffer_add_text(&out, copied, (size_t)(array.end + 1 - copied));
        buffer_addf(&out, "::%.*s[]", (int)(array.end - array.type), array.type);
        copied = array.end + 1;
        lexer = array.after;
    }
    buffer_add(&out, copied);
    return buffer_text(&out);
}
