#include "cmd/config.h"

#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "cmd/config_values.h"

#define AT(field) offsetof(struct config, field)

static const struct config_key {
    const char *name;
    value_reader *read;
    size_t field;
} config_keys[] = {
    {"url", config_read_text, AT(url)},
    {"models", config_read_paths, AT(models)},
    {"migrations", config_read_paths, AT(migrations)},
    {"shadow", config_read_shadow, AT(shadow)},
    {"shadow_url", config_read_optional, AT(shadow_url)},
    {"drop_unknown", config_read_bool, AT(drop_unknown)},
    {"online", config_read_bool, AT(online)},
    {"with", config_read_with, AT(with)},
    {"server", config_read_optional, AT(server)},
    {"version_table", config_read_table, AT(version_table)},
    {"version_table_schema", config_read_optional, AT(version_table_schema)},
    {"log_table", config_read_table, AT(log_table)},
    {"file_template", config_read_file_template, AT(file_template)},
    {"timezone", config_read_zone, AT(timezone)},
    {"template", config_read_template, AT(template)},
    {"naming", config_read_naming, AT(naming)},
    {"post_write_hooks", config_read_names, AT(post_write_hooks)},
    {"include", config_read_names, AT(include)},
    {"exclude", config_read_names, AT(exclude)},
    {"transaction", config_read_policy, AT(transaction)},
    {"compare", config_read_compare, AT(compare)},
    {"runner_timeout", config_read_duration, AT(runner_timeout)},
    {"lock_timeout", config_read_duration, AT(lock_timeout)},
    {"statement_timeout", config_read_duration, AT(statement_timeout)},
    {"connect_timeout", config_read_seconds, AT(connect_timeout)},
};

enum { KEY_COUNT = sizeof config_keys / sizeof *config_keys };

static struct config defaults(struct arena *arena, const char *path) {
    struct config config = {.folder = path_folder(arena, path),
        .version_table = "cmigrate_version",
        .log_table = "cmigrate_log",
        .file_template = "%(rev)s_%(slug)s",
        .template = "yaml",
        .transaction = POLICY_PER_REVISION,
        .compare = {true, true, true},
        .runner_timeout = 10 * 60 * 1000,
        .lock_timeout = 5 * 1000,
        .connect_timeout = 10};
    list_push(arena, &config.models, path_join(arena, config.folder, "models.yaml"));
    list_push(arena, &config.migrations, path_join(arena, config.folder, "migrations"));
    return config;
}

/* The known keys, at the top with "databases". */
static bool check_keys(struct config_reader *reader, const struct yaml_node *mapping, bool top) {
    const char *names[KEY_COUNT + 1];
    for (size_t i = 0; i < KEY_COUNT; i++)
        names[i] = config_keys[i].name;
    names[KEY_COUNT] = "databases";
    return yaml_check_keys(
        mapping, top ? "the configuration" : "a database", names, KEY_COUNT + (top ? 1 : 0), reader->errors);
}

static bool check_databases(struct config_reader *reader, const struct yaml_node *databases) {
    if (!databases || yaml_is_null(databases))
        return true;
    if (!yaml_expect(databases, YAML_MAPPING, "\"databases\"", reader->errors))
        return false;
    bool good = true;
    for (size_t i = 0; i < databases->pairs.count; i++) {
        const struct yaml_node *database = databases->pairs.items[i].value;
        good = yaml_expect(database, YAML_MAPPING, "a database", reader->errors) &&
               check_keys(reader, database, false) && good;
    }
    return good;
}

static struct names database_names(struct arena *arena, const struct yaml_node *document) {
    const struct yaml_node *databases = yaml_get(document, "databases");
    struct names names = {0};
    bool is_mapping = databases && databases->kind == YAML_MAPPING;
    for (size_t i = 0; is_mapping && i < databases->pairs.count; i++)
        list_push(arena, &names, databases->pairs.items[i].key);
    return names;
}

/* The picked database's mapping. */
static bool pick_database(struct config_reader *reader, const struct yaml_node *document, const char *name,
    const struct yaml_node **picked) {
    *picked = NULL;
    if (!name)
        return true;
    const struct yaml_node *databases = yaml_get(document, "databases");
    *picked = databases ? yaml_get(databases, name) : NULL;
    if (*picked)
        return true;
    struct names names = database_names(reader->arena, document);
    struct error *error = error_add(reader->errors, ERROR_USAGE,
        databases ? databases->place : document->place, "the configuration has no database \"%s\"", name);
    const char *nearest = text_nearest(name, names.items, names.count);
    if (nearest)
        error_hint(reader->errors, error, "did you mean \"%s\"?", nearest);
    else if (names.count)
        error_hint(reader->errors, error, "they are %s", names_join(reader->arena, &names, ", "));
    else
        error_hint(reader->errors, error, "list it under `databases:`, or leave -n away");
    return false;
}

/* What comes from the environment is taken as it is. */
static const char *escape_dollars(struct arena *arena, const char *text) {
    struct buffer whole = {.arena = arena};
    for (; *text; text++) {
        if (*text == '$')
            buffer_add_char(&whole, '$');
        buffer_add_char(&whole, *text);
    }
    return buffer_text(&whole);
}

/* CMIGRATE_URL for "url"; no more than what one text can say, names with commas between them. */
static const struct yaml_node *from_environment(struct config_reader *reader, const struct config_key *key) {
    if (key->read == config_read_naming || key->read == config_read_compare || key->read == config_read_with)
        return NULL;
    char *variable = arena_format(reader->arena, "CMIGRATE_%s", key->name);
    for (char *at = variable; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    const char *text = environment_get(&reader->environment, variable);
    if (!text || !*text)
        return NULL;
    text = escape_dollars(reader->arena, text);
    if (key->read != config_read_names && key->read != config_read_paths)
        return yaml_plain(reader->arena, text);
    struct names names = text_split(reader->arena, text, ',');
    return yaml_name_list(reader->arena, &names);
}

static bool read_key(struct config_reader *reader, const struct config_key *key,
    const struct yaml_node *database, const struct yaml_node *document) {
    const struct yaml_node *node = from_environment(reader, key);
    const char *what = arena_format(reader->arena, "\"%s\"%s", key->name, node ? " in the environment" : "");
    if (!node && database && database->kind == YAML_MAPPING)
        node = yaml_get(database, key->name);
    if (!node)
        node = yaml_get(document, key->name);
    if (!node || yaml_is_null(node))
        return true;
    return key->read(reader, node, what, (char *)reader->config + key->field);
}

/* A relative SQLite file in the configuration is beside it. */
static void join_url(struct config_reader *reader, const char **url) {
    static const char start[] = "sqlite:///";
    if (!*url || !text_starts_with(*url, start) || strchr("/:?", (*url)[sizeof start - 1]) ||
        text_starts_with(*url + sizeof start - 1, "file:"))
        return;
    const char *path = path_join(reader->arena, reader->config->folder, *url + sizeof start - 1);
    *url = arena_format(reader->arena, "%s%s", start, path);
}

static bool check_url(struct config_reader *reader, const struct yaml_node *document) {
    if (reader->config->url && *reader->config->url)
        return true;
    struct names names = database_names(reader->arena, document);
    struct error *error =
        error_add(reader->errors, ERROR_CONFIG, document->place, "the configuration names no database");
    if (names.count)
        error_hint(reader->errors, error, "pick one with -n: %s", names_join(reader->arena, &names, ", "));
    else
        error_hint(reader->errors, error, "set `url:`, the environment variable CMIGRATE_URL, or --url");
    return false;
}

static bool check_tables(struct config_reader *reader, const struct yaml_node *document) {
    const struct config *config = reader->config;
    if (strcmp(config->version_table, config->log_table) != 0)
        return true;
    const struct yaml_node *named = yaml_get(document, "version_table");
    named = named ? named : yaml_get(document, "log_table");
    struct error *error = error_add(reader->errors, ERROR_CONFIG, named ? named->place : document->place,
        "the version table and the log can't both be \"%s\"", config->log_table);
    error_hint(reader->errors, error, "name them otherwise: `version_table`, `log_table`");
    return false;
}

static bool is_before(const struct error *left, const struct error *right) {
    const struct place *a = &left->place, *b = &right->place;
    return a->source == b->source && (a->line < b->line || (a->line == b->line && a->column < b->column));
}

/* Keys are read in the order of the table: mistakes are told in that of the file. */
static void sort_mistakes(struct error_list *list) {
    for (size_t i = 1; i < list->count; i++)
        for (size_t j = i; j && is_before(&list->items[j], &list->items[j - 1]); j--) {
            struct error swapped = list->items[j];
            list->items[j] = list->items[j - 1];
            list->items[j - 1] = swapped;
        }
}

/* What an error shows of it must not hold a password. */
static const struct source *read_source(struct arena *arena, const char *path, struct errors *errors) {
    struct source *source = file_read_bytes(arena, path, errors);
    if (source)
        source->has_secrets = true;
    return source && source_is_text(source, errors) ? source : NULL;
}

static bool read_dotenv(struct config_reader *reader) {
    const char *path = path_join(reader->arena, reader->config->folder, ".env");
    reader->environment.dotenv.arena = reader->arena;
    if (!file_exists(path))
        return true;
    const struct source *source = read_source(reader->arena, path, reader->errors);
    return source && dotenv_read(reader->arena, source, &reader->environment.dotenv, reader->errors);
}

static bool read_document(
    struct config_reader *reader, const struct config_source *source, const struct yaml_node *document) {
    const struct yaml_node *database;
    bool good = check_keys(reader, document, true);
    good = check_databases(reader, yaml_get(document, "databases")) && good;
    if (!pick_database(reader, document, source->name, &database))
        return false;
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (!source->url || config_keys[i].field != AT(url))
            good = read_key(reader, &config_keys[i], database, document) && good;
    join_url(reader, &reader->config->url);
    join_url(reader, &reader->config->shadow_url);
    if (source->url)
        reader->config->url = source->url;
    return good && check_tables(reader, document) && check_url(reader, document);
}

bool config_read(
    struct arena *arena, const struct config_source *source, struct config *config, struct errors *errors) {
    *config = defaults(arena, source->path);
    struct config_reader reader = {.arena = arena,
        .errors = errors,
        .environment = {.get = source->environment, .context = source->context},
        .config = config};
    bool good = read_dotenv(&reader);
    const struct source *text = read_source(arena, source->path, errors);
    const struct yaml_node *document = text ? yaml_read(arena, text, errors) : NULL;
    if (!document || !yaml_expect(document, YAML_MAPPING, "the configuration", errors))
        return false;
    good = read_document(&reader, source, document) && good;
    sort_mistakes(&errors->list);
    return good;
}
