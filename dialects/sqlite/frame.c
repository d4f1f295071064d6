#include <string.h>

#include "sqlite/compile.h"
#include "sqlite/sqlite.h"

/* Raw SQL that drops a table would delete the rows that refer to it, or asks for the keys to be off, which it
 * can't have inside the transaction. */
static bool asks_for_it(const struct operation *operation) {
    const struct dialect_text *text = texts_find(&operation->texts, "sqlite");
    struct lexer lexer = lexer_on(&sqlite_syntax, text ? text->text : "", text ? strlen(text->text) : 0);
    struct token before = {0};
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END; before = token)
        if ((token_is(before, "drop") && token_is(token, "table")) ||
            (token_is(before, "pragma") && token_is(token, "foreign_keys")))
            return true;
    return false;
}

/* Dropping a table, and so every rebuild, deletes its rows as far as foreign keys are concerned. */
static bool drops_a_table(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_DROP_TABLE:
    case OPERATION_DROP_COLUMN:
    case OPERATION_CREATE_PRIMARY_KEY:
    case OPERATION_CREATE_UNIQUE:
    case OPERATION_CREATE_CHECK:
    case OPERATION_CREATE_FOREIGN_KEY:
    case OPERATION_DROP_CONSTRAINT:
    case OPERATION_RENAME_CONSTRAINT:
    case OPERATION_ALTER_ENUM:
        return true;
    case OPERATION_ADD_COLUMN:
        return !sqlite_can_add_column(operation);
    case OPERATION_ALTER_COLUMN:
        return operation->changes & ~(unsigned)(CHANGE_NAME | CHANGE_COMMENT);
    case OPERATION_ALTER_TABLE:
        return operation->changes & CHANGE_OPTIONS;
    case OPERATION_EXECUTE:
        return asks_for_it(operation);
    default:
        return false;
    }
}

static bool has_own_sql(const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++)
        if (operations->items[i].kind == OPERATION_EXECUTE)
            return true;
    return false;
}

static void say(struct arena *arena, struct statements *statements, const char *sql) {
    *list_add(arena, statements) = (struct statement){.sql = sql, .kind = STATEMENT_SETTING};
}

bool sqlite_frame(
    struct arena *arena, const struct operations *operations, struct frame *frame, struct errors *errors) {
    bool needed = false;
    (void)errors;
    for (size_t i = 0; i < operations->count; i++)
        needed = needed || drops_a_table(&operations->items[i]);
    if (!needed)
        return true;
    say(arena, &frame->before, "PRAGMA foreign_keys = OFF");
    say(arena, &frame->after, "PRAGMA foreign_keys = ON");
    sqlite_compare_violations(arena, operations, frame);
    frame->trouble = "foreign key violation:";
    if (has_own_sql(operations))
        frame->remedy =
            "mend the rows first; or part the revision in two: where a table is rebuilt or dropped, "
            "foreign keys are off, and SQL can't count on ON DELETE or ON UPDATE";
    return true;
}
