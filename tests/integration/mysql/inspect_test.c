/* What is inspected and made again elsewhere is the same, to the server's own words. */
#include "diff/diff.h"
#include "live.h"

static const char here[] = "cmigrate_inspect_test", there[] = "cmigrate_inspect_copy";

static const char *const statements[] = {
    "CREATE TABLE author (id int PRIMARY KEY AUTO_INCREMENT, name varchar(30), born date)",
    "CREATE TABLE numbers (a tinyint(1), b tinyint, c smallint unsigned, d int(5) unsigned zerofill, e "
    "bigint unsigned, "
    "f decimal(8,2) DEFAULT 1.5, g float DEFAULT 0.5, h double, i bit(4) DEFAULT b'101', j int NOT NULL "
    "DEFAULT 7)",
    "CREATE TABLE texts (a char(3) CHARACTER SET latin1, b varchar(20) COLLATE utf8mb4_bin, c text, d "
    "mediumblob, "
    "e enum('sad','it''s','b\\\\c') DEFAULT 'sad', f set('x','y'), g binary(16), h varbinary(16), "
    "i varchar(9) DEFAULT 'it''s', j varchar(9) NOT NULL DEFAULT '') COMMENT='it''s a comment' DEFAULT "
    "CHARSET=latin1",
    "CREATE TABLE moments (a datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), b "
    "timestamp NULL, "
    "c timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, d time(3), e year, f date DEFAULT '2000-01-01', "
    "g datetime DEFAULT '2000-01-01', h int COMMENT 'a \"comment\"')",
    "CREATE TABLE keys_of_all_kinds (a int, b varchar(300), c text, d point NOT NULL, e int NOT NULL, "
    "PRIMARY KEY (e), "
    "KEY prefix (b(10), a), UNIQUE KEY uq (a, e), FULLTEXT KEY words (c), KEY tree "
    "(a) USING BTREE "
    "COMMENT 'why')",
    "CREATE TABLE book (id int PRIMARY KEY, author_id int, editor_id int, title varchar(50), KEY by_title "
    "(title), "
    "CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE CASCADE ON UPDATE NO "
    "ACTION, "
    "CONSTRAINT fk_editor FOREIGN KEY (editor_id) REFERENCES author (id) ON DELETE SET NULL)",
    "CREATE TABLE nameless (a int, FOREIGN KEY (a) REFERENCES author (id))",
    "CREATE TABLE old_engine (a int, KEY (a)) ENGINE=MyISAM ROW_FORMAT=FIXED",
    "CREATE VIEW authors AS SELECT id, upper(name) AS shout FROM author WHERE name <> 'x'",
    "CREATE SQL SECURITY INVOKER VIEW mine AS SELECT * FROM authors",
    "CREATE TRIGGER book_named BEFORE INSERT ON book FOR EACH ROW BEGIN IF NEW.title IS NULL THEN SET "
    "NEW.title = '?'; END "
    "IF; END",
    "CREATE FUNCTION twice(n int) RETURNS int DETERMINISTIC RETURN n * 2",
    "CREATE PROCEDURE nothing(IN a int) BEGIN SELECT a; SELECT 2; END",
    "SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT'",
    "CREATE FUNCTION joined(\"a b\" int) RETURNS varchar(20) DETERMINISTIC RETURN \"a b\" || 'x'",
    "SET SESSION sql_mode = @@GLOBAL.sql_mode",
    "CREATE EVENT cleanup ON SCHEDULE EVERY 1 DAY DO DELETE FROM book WHERE id < 0",
};

static const char *const mariadb_statements[] = {
    "CREATE TABLE places (a point NOT NULL, SPATIAL KEY place (a))",
    "CREATE TABLE generated (a int, b int AS (a + 1) VIRTUAL, c int AS (a * 2) STORED, d int CHECK (d > 0), "
    "e char(36) DEFAULT (uuid()), f json, g uuid, h int INVISIBLE DEFAULT 1, CONSTRAINT ck CHECK (a > 0 and "
    "(d < 5 or a = 7)))",
    "CREATE TABLE history (a int) WITH SYSTEM VERSIONING",
    "CREATE TABLE parts (a int NOT NULL, b int) PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), "
    "PARTITION p1 "
    "VALUES LESS THAN MAXVALUE)",
    "CREATE TABLE orders (a int, b int, KEY falling (a DESC, b))",
    "CREATE SEQUENCE counter START WITH 5 INCREMENT BY 2",
};

static struct arena arena;
static struct errors errors;

static struct connection *fresh(const char *database) {
    live_fresh(database);
    return live_connect(&arena, live_url(&arena, database), &errors);
}

static struct schema *inspect(struct connection *connection) {
    struct inspect_scope scope = {.version_table = "cmigrate_version", .log_table = "cmigrate_log"};
    struct schema *schema = arena_new(&arena, struct schema);
    bool inspected = mysql_dialect.inspect(connection, &scope, &arena, schema, &errors);
    assert_no_errors(&errors);
    assert_true(inspected);
    return schema;
}

static struct operations difference(const struct schema *actual, const struct schema *desired) {
    struct diff_rules rules = {.dialect = "mysql",
        .syntax = mysql_dialect.syntax,
        .column_order = true,
        .comments = true,
        .types = true,
        .defaults = true,
        .foreign_keys_alterable = true};
    struct operations operations = {0};
    assert_true(diff_schemas(&arena, &rules, actual, desired, &operations, &errors));
    return operations;
}

static void assert_same_schema(const struct schema *actual, const struct schema *desired) {
    struct operations operations = difference(actual, desired);
    for (size_t i = 0; i < operations.count; i++)
        print_error("%s\n", operation_describe(&arena, &operations.items[i]));
    assert_int_equal(operations.count, 0);
}

static void apply(struct connection *connection, struct schema *schema, const struct operations *operations) {
    struct statements compiled = {0};
    bool good = mysql_dialect.compile(&connection->server, &arena, schema, operations, &compiled, &errors);
    assert_no_errors(&errors);
    assert_true(good);
    for (size_t i = 0; i < compiled.count; i++)
        live_run(connection, compiled.items[i].sql, &errors);
}

static void assert_same_table(struct connection *one, struct connection *other, const char *table) {
    const char *sql = arena_format(&arena, "SHOW CREATE TABLE %s", table);
    assert_string_equal(live_rows(other, &arena, sql, &errors), live_rows(one, &arena, sql, &errors));
}

static bool is_modern(const struct connection *connection) {
    return !strcmp(connection->server.product, "mariadb") && connection->server.version >= 100800;
}

static void what_is_inspected_can_be_made_again(void **state) {
    (void)state;
    struct connection *one = fresh(here), *other = fresh(there);
    bool modern = is_modern(one);
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        live_run(one, statements[i], &errors);
    for (size_t i = 0; modern && i < sizeof mariadb_statements / sizeof *mariadb_statements; i++)
        live_run(one, mariadb_statements[i], &errors);
    struct schema *desired = inspect(one), *empty = inspect(other);
    assert_true(mysql_dialect.resolve(&one->server, &arena, desired, &errors));
    struct operations all = difference(empty, desired);
    apply(other, empty, &all);
    assert_same_schema(inspect(other), desired);
    for (size_t i = 0; i < desired->tables.count; i++)
        assert_same_table(one, other, desired->tables.items[i]->name);
    assert_string_equal(live_rows(other, &arena, "SELECT joined(1)", &errors), "1x\n");
    one->type->close(one);
    other->type->close(other);
}

/* Something between here and the server, that takes one statement at a time. */
struct narrow {
    struct connection connection;
    struct connection *real;
};

static bool query_one(
    struct connection *connection, const char *sql, row_function *row, void *context, struct errors *into) {
    struct connection *real = ((struct narrow *)connection)->real;
    if (!strchr(sql, ';'))
        return real->type->query(real, sql, row, context, into);
    error_add(into, ERROR_DATABASE, NOWHERE, "one at a time, please");
    return false;
}

static void tables_are_asked_for_together_where_that_can_be(void **state) {
    (void)state;
    static const struct connection_type type = {.query = query_one};
    struct connection *connection = fresh(here);
    for (int i = 0; i < 120; i++)
        live_run(connection, arena_format(&arena, "CREATE TABLE t%03d (a int, b varchar(20))", i), &errors);
    connection->queries = 0;
    struct schema *schema = inspect(connection);
    assert_int_equal(schema->tables.count, 120);
    assert_true(connection->queries < 8);
    struct narrow narrow = {
        {.type = &type, .dialect = &mysql_dialect, .server = connection->server}, connection};
    assert_same_schema(inspect(&narrow.connection), schema);
    connection->type->close(connection);
}

static void an_index_gets_another_comment(void **state) {
    (void)state;
    struct connection *connection = fresh(here);
    live_run(connection,
        "CREATE TABLE author (id int PRIMARY KEY, up int, KEY k (up) KEY_BLOCK_SIZE=4 COMMENT 'x', "
        "CONSTRAINT f FOREIGN KEY (up) REFERENCES author (id))",
        &errors);
    struct schema *actual = inspect(connection), *desired = inspect(connection);
    struct index *index = schema_find_table(desired, NULL, "author")->indexes.items[0];
    index->comment = "y";
    index->options = (struct options){0};
    struct operations operations = difference(actual, desired);
    apply(connection, actual, &operations);
    assert_same_schema(inspect(connection), desired);
    connection->type->close(connection);
}

static void expressions_of_models_are_compared_by_the_server(void **state) {
    (void)state;
    struct connection *connection = fresh(here);
    if (!is_modern(connection)) {
        connection->type->close(connection);
        return;
    }
    live_run(connection,
        "CREATE TABLE book (price int, title varchar(20) DEFAULT upper('x'), "
        "CONSTRAINT ck CHECK ((price > 0) AND price != 7))",
        &errors);
    live_run(connection, "CREATE VIEW cheap AS SELECT title FROM book WHERE price < 5 ORDER BY title ASC",
        &errors);
    struct schema *actual = inspect(connection), *desired = inspect(connection);
    struct table *book = schema_find_table(desired, NULL, "book");
    table_find_column(book, "title")->default_sql = "upper('x')";
    table_find_constraint(book, "ck")->expression = "(price > 0) AND price != 7";
    struct object *view = schema_find_object(desired, "view", NULL, "cheap");
    view->create.items[0].text = "SELECT title FROM book WHERE price < 5 ORDER BY title ASC";
    struct names undecided = {0};
    assert_true(mysql_dialect.normalise(connection, &arena, actual, desired, &undecided, &errors));
    assert_same_schema(actual, desired);
    view->create.items[0].text = "SELECT title FROM book WHERE price < 6 ORDER BY title ASC";
    table_find_constraint(book, "ck")->expression = "(price > 1) AND price != 7";
    assert_true(mysql_dialect.normalise(connection, &arena, actual, desired, &undecided, &errors));
    assert_int_equal(difference(actual, desired).count, 4);
    connection->type->close(connection);
}

/* A table that is only left out is there. */
static void a_key_dangles_where_its_table_is_gone(void **state) {
    (void)state;
    static const char excluded[] = "author";
    struct names exclude = {0};
    struct inspect_scope scope = {.version_table = "v", .log_table = "l", .exclude = &exclude};
    struct connection *connection = fresh(here);
    struct schema schema = {0};
    list_push(&arena, &exclude, excluded);
    live_run(connection, "CREATE TABLE author (id int PRIMARY KEY)", &errors);
    live_run(connection, "SET foreign_key_checks = 0", &errors);
    live_run(connection,
        "CREATE TABLE book (id int PRIMARY KEY, a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES author (id), "
        "CONSTRAINT g FOREIGN KEY (id) REFERENCES gone (id))",
        &errors);
    assert_true(mysql_dialect.inspect(connection, &scope, &arena, &schema, &errors));
    const struct table *book = schema_find_table(&schema, NULL, "book");
    assert_false(constraint_may_dangle(table_find_constraint(book, "f")));
    assert_true(constraint_may_dangle(table_find_constraint(book, "g")));
    connection->type->close(connection);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_inspected_can_be_made_again),
        cmocka_unit_test(tables_are_asked_for_together_where_that_can_be),
        cmocka_unit_test(a_key_dangles_where_its_table_is_gone),
        cmocka_unit_test(an_index_gets_another_comment),
        cmocka_unit_test(expressions_of_models_are_compared_by_the_server),
    };
    if (!getenv("CMIGRATE_TEST_MYSQL"))
        return SKIPPED;
    errors.arena = &arena;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    live_drop(here);
    live_drop(there);
    arena_free(&arena);
    return failed;
}
