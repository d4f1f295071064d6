#include "cmd/models.h"

#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "cmd/shadow.h"
#include "schema/check.h"
#include "yaml/yaml.h"

static bool is_yaml(const char *path) {
    return text_has_extension(path, ".yaml") || text_has_extension(path, ".yml");
}

static bool is_sql(const char *path) {
    return text_has_extension(path, ".sql");
}

/* The files that a models entry names: itself, or all in the folder. */
static bool list_files(struct app *app, const char *path, struct names *files) {
    struct folder_files all = {0};
    if (!folder_exists(path)) {
        list_push(&app->arena, files, path);
        return true;
    }
    if (!folder_list(&app->arena, path, true, &all, &app->errors))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (is_yaml(all.items[i].name) || is_sql(all.items[i].name))
            list_push(&app->arena, files, all.items[i].path);
    return true;
}

/* Places refer to a source to the end; what it says is given back at once. */
static struct yaml_node *read_document(struct app *app, struct arena *nodes, const char *path) {
    struct arena text = {.exhausted = app->arena.exhausted};
    const struct source *read = file_read_bytes(&text, path, &app->errors);
    struct yaml_node *document = NULL;
    if (read) {
        struct source *source = arena_new(&app->arena, struct source);
        *source = *read;
        source->file = path;
        if (source_is_text(source, &app->errors))
            document = yaml_read_apart(nodes, &app->arena, source, &app->errors);
        source_forget(source);
    }
    arena_free(&text);
    return document;
}

/* Tables of one file may use enums and tables of another. The documents are given back once they are read. */
static bool read_yaml(struct app *app, const struct names *files, struct schema *schema) {
    struct arena nodes = {.exhausted = app->arena.exhausted};
    struct yaml_items documents = {0};
    bool read = true;
    for (size_t i = 0; i < files->count; i++) {
        struct yaml_node *document = read_document(app, &nodes, files->items[i]);
        read = read && document;
        if (document)
            list_push(&nodes, &documents, document);
    }
    read = schema_read_all(&app->reading, &documents, schema) && read;
    arena_free(&nodes);
    return read;
}

static bool open_shadow(struct app *app, struct shadow *shadow) {
    struct shadow_place place = shadow_place_of(app);
    const char *lack;
    return shadow_open(&app->engine, &place, shadow, &lack, &app->errors) &&
           (!lack || shadow_refuse_lack(app, "models in SQL need a shadow database", lack));
}

/* Whatever the database itself accepts is a model: the files are run in a shadow, which is then inspected. */
static bool read_sql(struct app *app, const struct names *files, struct schema *schema) {
    struct shadow shadow;
    if (!open_shadow(app, &shadow))
        return false;
    bool loaded = true;
    for (size_t i = 0; loaded && i < files->count; i++) {
        struct source *source = file_read(&app->arena, files->items[i], &app->errors);
        loaded = source && shadow_load(&shadow, source, &app->errors);
    }
    loaded = loaded && shadow_inspect(&shadow, schema, &app->errors);
    schema->whole = true;
    struct errors ignored = {.arena = &app->arena};
    return shadow_close(&shadow, loaded ? &app->errors : &ignored) && loaded;
}

static bool refuse_empty(struct app *app, const struct names *files) {
    struct error *error = error_add(&app->errors, ERROR_MODEL, NOWHERE, "the models declare no table: %s",
        files->count ? names_join(&app->arena, files, ", ") : "there is no file");
    error_hint(&app->errors, error,
        "declare tables there, or take those of the database with: cmigrate inspect > models.yaml; empty "
        "models are never read as \"drop everything\"");
    return false;
}

static bool part_files(struct app *app, struct names *yaml, struct names *sql) {
    struct names files = {0};
    bool listed = true;
    for (size_t i = 0; i < app->config.models.count; i++)
        listed = list_files(app, app->config.models.items[i], &files) && listed;
    for (size_t i = 0; i < files.count; i++)
        list_push(&app->arena, is_sql(files.items[i]) ? sql : yaml, files.items[i]);
    if (!listed || !yaml->count || !sql->count)
        return listed;
    struct error *error = error_add(&app->errors, ERROR_CONFIG, NOWHERE,
        "the models are partly YAML (%s) and partly SQL (%s)", yaml->items[0], sql->items[0]);
    error_hint(&app->errors, error, "a .sql model is the whole schema: use one kind");
    return false;
}

/* Bookkeeping is never compared: a model of it could never be equal to the database. */
static bool refuse_bookkeeping(struct app *app, const struct schema *schema) {
    const struct inspect_scope scope = {
        .version_table = app->config.version_table, .log_table = app->config.log_table};
    bool good = true;
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        if (table->schema || !inspect_is_bookkeeping(&scope, table->name))
            continue;
        struct error *error = error_add(&app->errors, ERROR_MODEL, table->place,
            "table \"%s\" is where applied revisions are noted", table->name);
        error_hint(&app->errors, error, "take it out of the models, or give your own table another name");
        good = false;
    }
    return good;
}

bool models_read(struct app *app, struct schema *schema) {
    struct names yaml = {0}, sql = {0};
    if (!part_files(app, &yaml, &sql))
        return false;
    const struct names *files = sql.count ? &sql : &yaml;
    if (!(sql.count ? read_sql(app, &sql, schema) : read_yaml(app, &yaml, schema)))
        return false;
    bool is_meant =
        schema->tables.count || schema->objects.count || schema->enums.count || app->config.drop_unknown;
    return ((files->count && is_meant) || refuse_empty(app, files)) &&
           (sql.count || (schema_check(schema, &app->errors) && refuse_bookkeeping(app, schema)));
}
