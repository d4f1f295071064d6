/* Models as people write them find no difference in the database that was made from them. */
#include "diff/diff.h"
#include "server.h"
#include "yaml/yaml.h"

static struct arena arena;

static const char models[] =
    "enums: {mood: [sad, ok]}\n"
    "tables:\n"
    "  author:\n"
    "    columns:\n"
    "      id: {type: integer, primary_key: true}\n"
    "      name: {type: string(30), nullable: false, default: it's}\n"
    "      feels: {type: mood, default: ok}\n"
    "      born: {type: date, default: 2020-01-02}\n"
    "      seen: {type: timestamp, default: {sql: now()}}\n"
    "      height: {type: \"numeric(5,2)\", default: -1.5}\n"
    "      loud: {type: text, generated: upper(name) || '!', stored: true}\n"
    "      tags: {type: \"text[]\", default: {sql: \"'{}'\"}}\n"
    "      data: {type: jsonb, default: {sql: \"'{}'\"}}\n"
    "      n: {type: integer, default: {sql: 1 + 1}}\n"
    "    checks:\n"
    "      tall: height between -2 and 300 and name in ('a', 'b')\n"
    "      \"no one\": not (name = 'nobody')\n"
    "    indexes:\n"
    "      ix_lower: {columns: [{expression: lower(name)}, {column: born, order: desc}], where: height > 0 "
    "and n != 3}\n"
    "    triggers:\n"
    "      touched: create trigger touched before update on author for each row when (old.name <> new.name) "
    "execute procedure touch()\n"
    "  shop.author:\n"
    "    columns: {id: integer, price: {type: numeric, default: {sql: 1 + 1}}, name: string(9)}\n"
    "    checks: {dear: price > 3 and id != 4, known: \"name in ('a', 'b')\"}\n"
    "    indexes: {ix: {columns: [{expression: price+1}], where: id <> 5}}\n"
    "    triggers:\n"
    "      touched: create trigger touched before update on shop.author for each row when (old.price <> "
    "new.price) "
    "execute procedure touch()\n"
    "views:\n"
    "  shop.dear: select id from shop.author where price>4\n"
    "  tall: select id, name from author where height>100 order by 2\n"
    "sql:\n"
    "  schema: {shop: CREATE SCHEMA shop}\n"
    "  function:\n"
    "    touch():\n"
    "      create: create function touch() returns trigger as $$begin return new; end$$ language plpgsql\n"
    "      drop: DROP FUNCTION touch()\n"
    "  foreign_data_wrapper: {far: create foreign data wrapper far}\n"
    "  server: {away: \"create server \\\"away\\\" version '1' foreign data wrapper far\"}\n"
    "  publication: {said: create publication said for table author (id) where (id>3)}\n";

static struct schema *read_models(struct database *database) {
    static const struct source source = {.file = "models.yaml", .text = models, .length = sizeof models - 1};
    struct schema *schema = arena_new(&arena, struct schema);
    const struct type_words words = {.known = postgresql_dialect.knows_type, .enums = &schema->enums};
    const struct schema_reading reading = {.arena = &arena, .errors = &database->errors, .types = &words};
    const struct yaml_node *document = yaml_read(&arena, &source, &database->errors);
    assert_no_errors(&database->errors);
    schema_read(&reading, document, schema);
    assert_no_errors(&database->errors);
    postgresql_resolve(&database->connection->server, &arena, schema, &database->errors);
    assert_no_errors(&database->errors);
    return schema;
}

static struct operations differences(
    struct database *database, const struct schema *actual, const struct schema *desired) {
    const struct diff_rules rules = {.dialect = "postgresql",
        .syntax = postgresql_dialect.syntax,
        .comments = true,
        .types = true,
        .defaults = true,
        .foreign_keys_alterable = true,
        .replaces = postgresql_replaces};
    struct operations operations = {0};
    assert_true(diff_schemas(&arena, &rules, actual, desired, &operations, &database->errors));
    return operations;
}

static void make(struct database *database) {
    struct schema nothing = {0};
    struct statements statements = {0};
    struct operations operations = differences(database, &nothing, read_models(database));
    struct schema *met = database_inspect(database);
    postgresql_compile(
        &database->connection->server, &arena, met, &operations, &statements, &database->errors);
    assert_no_errors(&database->errors);
    for (size_t i = 0; i < statements.count; i++)
        database_run(database, statements.items[i].sql);
}

static void assert_no_difference(struct database *database) {
    const struct schema *actual = database_inspect(database);
    struct schema *desired = read_models(database);
    struct names undecided = {0};
    assert_true(
        postgresql_normalise(database->connection, &arena, actual, desired, &undecided, &database->errors));
    assert_int_equal(undecided.count, 0);
    assert_no_errors(&database->errors);
    struct operations operations = differences(database, actual, desired);
    for (size_t i = 0; i < operations.count; i++)
        print_error("%s\n", operation_describe(&arena, &operations.items[i]));
    assert_int_equal(operations.count, 0);
}

static void what_the_server_rewrites_is_no_difference(void **state) {
    (void)state;
    struct database database;
    database_make(&database, &arena, "normalise");
    make(&database);
    assert_no_difference(&database);
    database.connection->type->begin(database.connection, 0, &database.errors);
    assert_no_difference(&database);
    assert_true(database.connection->in_transaction);
    database.connection->type->rollback(database.connection);
    database_drop(&database);
    arena_free(&arena);
}

static void what_is_different_stays_so(void **state) {
    (void)state;
    struct database database;
    database_make(&database, &arena, "differs");
    make(&database);
    database_run(&database,
        "ALTER TABLE author DROP CONSTRAINT tall; ALTER TABLE author ADD CONSTRAINT tall CHECK (height > 7)");
    struct schema *actual = database_inspect(&database), *desired = read_models(&database);
    struct names undecided = {0};
    assert_true(
        postgresql_normalise(database.connection, &arena, actual, desired, &undecided, &database.errors));
    assert_int_equal(undecided.count, 0);
    assert_int_equal(differences(&database, actual, desired).count, 2);
    database_drop(&database);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_server_rewrites_is_no_difference),
        cmocka_unit_test(what_is_different_stays_so),
    };
    return getenv("CMIGRATE_TEST_POSTGRESQL") ? cmocka_run_group_tests(tests, NULL, NULL) : SKIPPED;
}
