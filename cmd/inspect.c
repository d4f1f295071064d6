#include <stdio.h>
#include <string.h>

#include "cmd/compare.h"
#include "schema/write.h"

static bool is_json_number(const char *text) {
    text += *text == '-';
    size_t digits = strspn(text, "0123456789");
    bool leading_zero = *text == '0' && digits > 1;
    if (!digits || leading_zero)
        return false;
    text += digits;
    if (*text == '.' && (digits = strspn(text + 1, "0123456789")) > 0)
        text += 1 + digits;
    return !*text;
}

static void put_scalar(struct json *json, const char *key, const struct yaml_node *node) {
    if (yaml_is_null(node))
        json_text(json, key, NULL);
    else if (!node->quoted && (!strcmp(node->text, "true") || !strcmp(node->text, "false")))
        json_bool(json, key, *node->text == 't');
    else if (!node->quoted && is_json_number(node->text))
        json_digits(json, key, node->text);
    else
        json_text(json, key, node->text);
}

/* The nodes are our own, and a few levels deep. */
static void put_node(struct json *json, const char *key, const struct yaml_node *node) {
    switch (node->kind) {
    case YAML_SCALAR:
        put_scalar(json, key, node);
        break;
    case YAML_SEQUENCE:
        json_begin_array(json, key);
        for (size_t i = 0; i < node->items.count; i++)
            put_node(json, NULL, node->items.items[i]);
        json_end_array(json);
        break;
    case YAML_MAPPING:
        json_begin_object(json, key);
        for (size_t i = 0; i < node->pairs.count; i++)
            put_node(json, node->pairs.items[i].key, node->pairs.items[i].value);
        json_end_object(json);
        break;
    }
}

/* The statements that would make the schema from nothing. */
static bool print_sql(struct app *app, const struct compare_options *options, struct schema *schema) {
    const struct engine *engine = &app->engine;
    struct schema nothing = {0}, *empty = arena_new(&app->arena, struct schema);
    struct comparison comparison;
    struct statements statements = {0};
    schema->whole = true;
    if (!engine_compare(&app->engine, options, &nothing, schema, &comparison, &app->errors) ||
        !engine->dialect->compile(
            &engine->server, &app->arena, empty, &comparison.upgrade, &statements, &app->errors))
        return false;
    struct buffer text = {.arena = &app->arena};
    for (size_t i = 0; i < statements.count; i++)
        buffer_addf(&text, "%s;\n", statements.items[i].sql);
    output_sql(&app->output, buffer_text(&text));
    return true;
}

/* Who asks to lose what the models don't have asks for what may be left unsaid, too. */
static void manage_all(struct app *app, struct schema *schema) {
    for (size_t i = 0; app->config.drop_unknown && i < schema->unmanaged.count; i++)
        list_push(&app->arena, &schema->managed, schema->unmanaged.items[i]);
}

static int run(struct app *app) {
    struct schema schema = {0};
    struct compare_options options = compare_options_of(app);
    if (!engine_inspect(&app->engine, &options, &schema, &app->errors))
        return app_failed(app);
    if (schema.left_out.count)
        output_note(&app->output, "note: left out, and never touched: %s",
            names_join(&app->arena, &schema.left_out, ", "));
    manage_all(app, &schema);
    if (app_flag(app, "sql"))
        return print_sql(app, &options, &schema) ? EXIT_DONE : app_failed(app);
    const struct yaml_node *models = schema_write(&app->arena, &schema);
    if (app->output.json)
        put_node(&app->output.result, NULL, models);
    else
        fputs(yaml_write(&app->arena, models), stdout);
    return EXIT_DONE;
}

static const struct option_spec options[] = {
    {0, "sql", NULL, "print it as SQL, in the database's own words; this too is a models file"},
    {0},
};

const struct command command_inspect = {
    .name = "inspect",
    .summary = "print the live database as a models file",
    .description =
        "What is printed reads back to no difference. It has every section, since it is the whole schema.",
    .examples = "  cmigrate inspect > models.yaml\n"
                "  cmigrate inspect --sql > models.sql\n"
                "  cmigrate inspect --url sqlite:///other.db",
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
