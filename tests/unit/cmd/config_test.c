#include "check.h"

#include <unistd.h>

#include "base/file.h"
#include "cmd/config.h"

struct reading {
    struct arena arena;
    struct errors errors;
    struct config config;
    const char *const *variables; /* name, value, …, null */
};

static char folder[] = "/tmp/cmigrate-config-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static const char *environment(void *context, const char *name) {
    for (const char *const *at = context; at && *at; at += 2)
        if (!strcmp(*at, name))
            return at[1];
    return NULL;
}

static void put(struct reading *reading, const char *name, const char *text) {
    assert_true(
        file_write(path_join(&reading->arena, folder, name), text, strlen(text), true, &reading->errors));
}

static bool read_config(struct reading *reading, const char *text, struct config_source source) {
    reading->errors.arena = &reading->arena;
    put(reading, "cmigrate.yaml", text);
    source.path = path_join(&reading->arena, folder, "cmigrate.yaml");
    source.environment = environment;
    return config_read(&reading->arena, &source, &reading->config, &reading->errors);
}

#define SOURCE(...) ((struct config_source){__VA_ARGS__})
#define VARIABLES(...)                                                                                       \
    .context = (void *)(size_t)(const char *const[]) {                                                       \
        __VA_ARGS__, NULL                                                                                    \
    }

static void every_key_reaches_its_place(void **state) {
    (void)state;
    struct reading reading = {0};
    bool good = read_config(&reading,
        "url: postgresql://u:p@h/d\n"
        "models: [a.yaml, /b.sql]\n"
        "migrations: m\n"
        "shadow_url: sqlite://\nshadow: never\ndrop_unknown: true\nonline: true\nserver: mariadb 10.11\n"
        "version_table: v\nversion_table_schema: s\nlog_table: l\nfile_template: '%(rev)s'\ntimezone: UTC\n"
        "naming: {index: 'i_{table}', primary_key: 'p_{table}'}\n"
        "template: sql\npost_write_hooks: fmt\ninclude: [a*, b]\nexclude: c?\n"
        "transaction: all\ncompare: {type: false, comment: false}\n"
        "runner_timeout: 2h\nlock_timeout: none\nstatement_timeout: 250ms\nconnect_timeout: 1500ms\n"
        "databases:\n",
        SOURCE(0));
    assert_no_errors(&reading.errors);
    assert_true(good);
    const struct config *config = &reading.config;
    assert_string_equal(config->url, "postgresql://u:p@h/d");
    assert_string_equal(config->models.items[0], path_join(&reading.arena, folder, "a.yaml"));
    assert_string_equal(config->models.items[1], "/b.sql");
    assert_string_equal(config->migrations.items[0], path_join(&reading.arena, folder, "m"));
    assert_true(config->drop_unknown);
    assert_true(config->online);
    assert_int_equal(config->shadow, SHADOW_NEVER);
    assert_string_equal(config->server, "mariadb 10.11");
    assert_string_equal(config->naming.index, "i_{table}");
    assert_null(config->naming.check);
    assert_string_equal(config->template, "sql");
    assert_string_equal(names_join(&reading.arena, &config->include, " "), "a* b");
    assert_int_equal(config->transaction, POLICY_ALL);
    assert_false(config->compare.type);
    assert_true(config->compare.default_value);
    assert_int_equal(config->runner_timeout, 7200000);
    assert_int_equal(config->lock_timeout, 0);
    assert_int_equal(config->statement_timeout, 250);
    assert_int_equal(config->connect_timeout, 2);
    arena_free(&reading.arena);
}

static void what_is_not_said_has_a_default(void **state) {
    (void)state;
    struct reading reading = {0};
    assert_true(read_config(&reading, "url: sqlite:///app.db\n", SOURCE(0)));
    const struct config *config = &reading.config;
    assert_string_equal(config->url, arena_format(&reading.arena, "sqlite:///%s/app.db", folder));
    assert_string_equal(config->models.items[0], path_join(&reading.arena, folder, "models.yaml"));
    assert_string_equal(config->version_table, "cmigrate_version");
    assert_int_equal(config->runner_timeout, 600000);
    assert_int_equal(config->lock_timeout, 5000);
    assert_int_equal(config->connect_timeout, 10);
    assert_true(config->compare.type);
    arena_free(&reading.arena);
}

static void the_option_wins_over_the_environment_over_dotenv_over_the_file(void **state) {
    (void)state;
    struct reading reading = {0};
    reading.errors.arena = &reading.arena;
    put(&reading, ".env",
        "# secrets\nexport CMIGRATE_SERVER='a b' # x\nHOST=dot\nCMIGRATE_LOG_TABLE=\"x\\\"y\"\n");
    const char *text = "url: p://${HOST}/$$x${NONE:-d}\nserver: file\nmodels: ${M}\nlock_timeout: 1s\n";
    assert_true(read_config(&reading, text, SOURCE(VARIABLES("HOST", "real", "CMIGRATE_MODELS", "/a, /$b"))));
    assert_no_errors(&reading.errors);
    assert_string_equal(reading.config.url, "p://real/$xd");
    assert_string_equal(reading.config.server, "a b");
    assert_string_equal(reading.config.log_table, "x\"y");
    assert_string_equal(names_join(&reading.arena, &reading.config.models, " "), "/a /$b");
    assert_true(read_config(&reading, text,
        SOURCE(.url = "o://", VARIABLES("M", "m", "CMIGRATE_URL", "e://", "CMIGRATE_LOCK_TIMEOUT", "2s"))));
    assert_string_equal(reading.config.url, "o://");
    assert_int_equal(reading.config.lock_timeout, 2000);
    assert_int_equal(unlink(path_join(&reading.arena, folder, ".env")), 0);
    arena_free(&reading.arena);
}

static void one_of_several_databases_is_picked(void **state) {
    (void)state;
    const char *text = "version_table: v\ndatabases:\n"
                       "  shop: {url: 'sqlite:////s', lock_timeout: 1s}\n"
                       "  live: {url: 'p://${UNSET}', version_table: w}\n";
    struct reading reading = {0};
    assert_true(read_config(&reading, text, SOURCE(.name = "shop")));
    assert_string_equal(reading.config.url, "sqlite:////s");
    assert_string_equal(reading.config.version_table, "v");
    assert_false(read_config(&reading, text, SOURCE(.name = "live")));
    assert_string_equal(first_message(&reading.errors), "the environment variable \"UNSET\" is not set");
    assert_int_equal(reading.errors.list.items[0].place.line, 4);
    assert_int_equal(reading.errors.list.items[0].place.column, 15);
    reading.errors.list.count = 0;
    assert_false(read_config(&reading, text, SOURCE(.name = "shp")));
    assert_string_equal(reading.errors.list.items[0].hint, "did you mean \"shop\"?");
    reading.errors.list.count = 0;
    assert_false(read_config(&reading, text, SOURCE(0)));
    assert_string_equal(reading.errors.list.items[0].hint, "pick one with -n: shop, live");
    arena_free(&reading.arena);
}

static void all_mistakes_are_reported_together(void **state) {
    (void)state;
    struct reading reading = {0};
    assert_false(read_config(&reading,
        "urll: x\nurl: [a]\nmodels: {}\ndrop_unknown: maybe\nserver: ${\ntimezone: ${A B}\nlog_table: "
        "${UNSET}\n"
        "naming: {idx: a}\ntemplate: jinja\ntransaction: al\ncompare: {types: true}\nlock_timeout: 5\n"
        "runner_timeout: 99999999999h\ninclude: [['a']]\nexclude: ['']\ndatabases: {a: {databases: {}}, b: "
        "1}\n",
        SOURCE(0)));
    assert_int_equal(reading.errors.list.count, 17);
    assert_string_equal(first_message(&reading.errors), "the configuration has no key \"urll\"");
    assert_string_equal(reading.errors.list.items[0].hint, "did you mean \"url\"?");
    arena_free(&reading.arena);
}

static void a_file_that_cannot_be_read_is_an_error(void **state) {
    (void)state;
    const char *const texts[] = {"- a\n", "a\n", "url: [\n", "{}\n", "url: ''\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading = {0};
        assert_false(read_config(&reading, texts[i], SOURCE(0)));
        assert_int_equal(reading.errors.list.count, 1);
        arena_free(&reading.arena);
    }
    struct reading reading = {0};
    reading.errors.arena = &reading.arena;
    put(&reading, ".env", "A=1\nB\nC='x\nD=\"y\" z\n");
    assert_false(read_config(&reading, "url: x://\n", SOURCE(0)));
    assert_int_equal(reading.errors.list.count, 3);
    assert_int_equal(unlink(path_join(&reading.arena, folder, ".env")), 0);
    arena_free(&reading.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_reaches_its_place),
        cmocka_unit_test(what_is_not_said_has_a_default),
        cmocka_unit_test(the_option_wins_over_the_environment_over_dotenv_over_the_file),
        cmocka_unit_test(one_of_several_databases_is_picked),
        cmocka_unit_test(all_mistakes_are_reported_together),
        cmocka_unit_test(a_file_that_cannot_be_read_is_an_error),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
