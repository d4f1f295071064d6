#include "cmd/template.h"

#include <string.h>

#include "base/file.h"
#include "templates.h"
#include "yaml/yaml.h"

const struct template_kind template_kinds[] = {
    {"yaml", "operations in YAML, for every database; the default"},
    {"sql", "the database's own SQL, for people who would rather review that"},
    {0},
};

const char *template_script(struct app *app, bool is_sql) {
    const char *path =
        path_join(&app->arena, app->config.migrations.items[0], is_sql ? "script.sql" : "script.yaml");
    if (!file_exists(path))
        return is_sql ? template_sql_script : template_yaml_script;
    struct source *source = file_read(&app->arena, path, &app->errors);
    return source ? source->text : NULL;
}

static const char *as_scalar(struct arena *arena, const char *text) {
    struct buffer escaped = {.arena = arena};
    for (; *text; text++) {
        if (*text == '$')
            buffer_add_char(&escaped, '$');
        buffer_add_char(&escaped, *text);
    }
    struct yaml_node *mapping = yaml_mapping(arena);
    yaml_put_text(arena, mapping, "x", buffer_text(&escaped));
    const char *scalar = yaml_write(arena, mapping) + strlen("x: ");
    return arena_text(arena, scalar, strcspn(scalar, "\n"));
}

/* The template has each of these keys on a line of its own; `key` begins with the line end before it. */
static void replace_line(struct buffer *out, const char **at, const char *key, const char *value) {
    const char *line = strstr(*at, key);
    if (!line || !value)
        return;
    buffer_add_text(out, *at, (size_t)(line - *at));
    buffer_add(out, key);
    buffer_add(out, value);
    const char *end = strchr(line + 1, '\n');
    *at = end ? end : line + strlen(line);
}

const char *template_configuration(struct app *app, const char *url, const char *folder) {
    struct buffer out = {.arena = &app->arena};
    const char *at = template_project_configuration;
    replace_line(&out, &at, "\nurl: ", url ? as_scalar(&app->arena, url) : NULL);
    replace_line(&out, &at, "\nmigrations: ", folder ? as_scalar(&app->arena, folder) : NULL);
    buffer_add(&out, at);
    return buffer_text(&out);
}

const char *template_models(void) {
    return template_project_models;
}
