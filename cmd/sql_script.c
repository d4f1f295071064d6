#include "cmd/sql_script.h"

#include <string.h>

/* A body with semicolons in it needs another delimiter where the client cuts at them. */
static void add(struct app *app, struct buffer *out, const char *sql) {
    bool delimited = app->dialect->syntax->delimiter_lines && strchr(sql, ';');
    buffer_addf(out, delimited ? "DELIMITER ;;\n%s;;\nDELIMITER ;\n\n" : "%s;\n\n", sql);
}

static const char *without_end(struct buffer *out) {
    while (out->length && out->text[out->length - 1] == '\n')
        out->text[--out->length] = 0;
    return buffer_text(out);
}

const char *sql_script_join(struct app *app, const struct operations *executes) {
    struct buffer out = {.arena = &app->arena};
    for (size_t i = 0; i < executes->count; i++)
        for (size_t j = 0; j < executes->items[i].texts.count; j++)
            add(app, &out, executes->items[i].texts.items[j].text);
    return without_end(&out);
}

static const char *compile(struct app *app, struct schema *schema, const struct operations *operations) {
    struct statements statements = {0};
    if (!app->dialect->compile(
            &app->engine.server, &app->arena, schema, operations, &statements, &app->errors))
        return NULL;
    struct buffer out = {.arena = &app->arena};
    for (size_t i = 0; i < statements.count; i++)
        if (statements.items[i].kind != STATEMENT_TUNING)
            add(app, &out, statements.items[i].sql);
    return without_end(&out);
}

bool sql_script_compile(struct app *app, const struct new_revision *new_revision, struct script_text *text) {
    static const struct schema nothing;
    struct schema *schema = schema_copy(&app->arena, new_revision->before ? new_revision->before : &nothing);
    text->upgrade_sql = compile(app, schema, &new_revision->upgrade);
    text->downgrade_sql = text->upgrade_sql ? compile(app, schema, &new_revision->downgrade) : NULL;
    return text->downgrade_sql != NULL;
}
