/* What is in a database, carried by inspect into another one, and through YAML, differs in nothing. */
#include "diff/diff.h"
#include "schema/write.h"
#include "server.h"

static struct arena arena;

static const char *const schemas[] = {
    /* types */
    "CREATE DOMAIN email AS varchar(80) CHECK (VALUE ~ '@');"
    "CREATE TYPE place AS (street text, number integer);"
    "CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'on');"
    "CREATE TABLE t (a smallint, b bigint[], c char, d varchar, e numeric(8,2)[], f timestamptz(3), g time, "
    "h interval day to "
    "second(2), i bit varying(5), j email, k place, l mood[], m mood DEFAULT 'sad', n \"char\", o name, p "
    "tsrange, q money, "
    "r float4, s bpchar, t text COLLATE \"C\", u uuid DEFAULT gen_random_uuid(), v xml)",
    /* defaults, generation, sequences */
    "CREATE SEQUENCE counting START 5 INCREMENT BY -2 MINVALUE -100 MAXVALUE 100 CYCLE;"
    "CREATE TABLE t (id serial PRIMARY KEY, big bigserial, n integer DEFAULT nextval('counting'), always "
    "integer GENERATED ALWAYS AS "
    "IDENTITY (START WITH 10 CACHE 5), price numeric DEFAULT -1.5, b boolean DEFAULT true, s text DEFAULT "
    "'it''s \\\\ x', "
    "e text DEFAULT E'a\\nb', d date DEFAULT '2020-02-02', g text GENERATED ALWAYS AS (upper(s)) STORED, at "
    "timestamp DEFAULT now());"
    "CREATE SEQUENCE owned OWNED BY t.price",
    /* keys and checks */
    "CREATE EXTENSION btree_gist;"
    "CREATE TABLE a (x integer, y integer, z text, during tsrange, PRIMARY KEY (x, y) INCLUDE (z), UNIQUE "
    "(y, x) DEFERRABLE, "
    "CONSTRAINT \"odd name\" CHECK (x > 0 AND z <> ''), CHECK (y < 5) NO INHERIT, EXCLUDE USING gist (x WITH "
    "=, during WITH &&) "
    "WHERE (y > 0));"
    "CREATE TABLE b (x integer, y integer, FOREIGN KEY (x, y) REFERENCES a (x, y) MATCH FULL ON DELETE SET "
    "NULL ON UPDATE CASCADE "
    "DEFERRABLE INITIALLY DEFERRED);"
    "ALTER TABLE b ADD CONSTRAINT later CHECK (x <> 7) NOT VALID; CREATE TABLE c (id integer UNIQUE, c_id "
    "integer REFERENCES c (id))",
    /* indexes */
    "CREATE TABLE t (a text, b integer, c jsonb, d integer[]);"
    "CREATE UNIQUE INDEX i1 ON t (lower(a) DESC NULLS LAST, (b + 1)) WHERE b IS NOT NULL;"
    "CREATE INDEX i2 ON t USING gin (c jsonb_path_ops); CREATE INDEX i3 ON t (a text_pattern_ops, b) INCLUDE "
    "(d) WITH (fillfactor = 70);"
    "CREATE INDEX i4 ON t USING hash (b); CREATE INDEX i5 ON t (a COLLATE \"C\"); COMMENT ON INDEX i5 IS "
    "'five'",
    /* objects on tables */
    "CREATE TABLE book (id integer PRIMARY KEY, price numeric, touched timestamp); COMMENT ON TABLE book IS "
    "'it''s';"
    "COMMENT ON COLUMN book.price IS 'in cents'; CREATE VIEW cheap WITH (security_barrier) AS SELECT id FROM "
    "book WHERE price < 5;"
    "CREATE VIEW cheaper AS SELECT id FROM cheap; CREATE MATERIALIZED VIEW kept AS SELECT price, count(*) "
    "FROM book GROUP BY 1;"
    "CREATE INDEX ON kept (price); CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
    "NEW.touched := now(); RETURN "
    "NEW; END$$; CREATE TRIGGER touched BEFORE UPDATE ON book FOR EACH ROW WHEN (OLD.price <> NEW.price) "
    "EXECUTE FUNCTION touch();"
    "CREATE RULE keep AS ON DELETE TO book WHERE old.price > 100 DO INSTEAD NOTHING; ALTER TABLE book ENABLE "
    "ROW LEVEL SECURITY;"
    "CREATE POLICY mine ON book FOR SELECT USING (price > 0); CREATE STATISTICS related ON id, price FROM "
    "book;"
    "CREATE PROCEDURE nothing(IN n integer DEFAULT 3) LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION "
    "touch() IS 'sets it'",
    /* what is not a table, but about tables */
    "CREATE FOREIGN DATA WRAPPER far; CREATE SERVER there TYPE 'x' FOREIGN DATA WRAPPER far;"
    "CREATE FOREIGN TABLE f (id integer OPTIONS (k 'it''s') NOT NULL, b text COLLATE \"C\" DEFAULT 'x', "
    "CONSTRAINT ck CHECK (id > 0)) SERVER there;"
    "CREATE TABLE t (id integer PRIMARY KEY, b text); CREATE PUBLICATION every FOR ALL TABLES;"
    "CREATE PUBLICATION parts FOR TABLE t (id) WHERE (id > 3) WITH (publish = 'insert'); CREATE PUBLICATION "
    "none;"
    "CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
    "CREATE EVENT TRIGGER watch ON ddl_command_start WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION seen()",
    "CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', MSFUNC = int4pl, "
    "MINVFUNC "
    "= int4mi, MSTYPE = integer, MINITCOND = '0');"
    "CREATE AGGREGATE least_of(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = "
    "OPERATOR(pg_catalog.<))",
    /* functions that tables need */
    "CREATE FUNCTION is_even(n integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT n % 2 = 0';"
    "CREATE TABLE t (n integer CHECK (is_even(n)), made text DEFAULT version()); CREATE INDEX even ON t "
    "(is_even(n))",
    /* partitions and heirs */
    "CREATE TABLE p (id integer NOT NULL, at date NOT NULL, n text DEFAULT 'x', PRIMARY KEY (id, at)) "
    "PARTITION BY RANGE (at);"
    "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
    "CREATE TABLE p2 PARTITION OF p (CHECK (id > 0)) DEFAULT PARTITION BY LIST (id); CREATE TABLE p21 "
    "PARTITION OF p2 FOR VALUES IN (1, 2);"
    "CREATE INDEX ON p (n); ALTER TABLE p1 ALTER n SET DEFAULT 'y'; CREATE TABLE parent (a integer, b text); "
    "CREATE TABLE heir (c text) "
    "INHERITS (parent)",
    /* several schemas, and names that need quotes */
    "CREATE SCHEMA shop; CREATE SCHEMA \"Odd\"; CREATE TYPE shop.colour AS ENUM ('red'); CREATE TABLE "
    "shop.item (id integer PRIMARY KEY, c "
    "shop.colour); CREATE TABLE \"Odd\".\"select\" (\"a b\" integer REFERENCES shop.item, \"q\"\"t\" text, "
    "\"Ünï\" text DEFAULT 'ü');"
    "CREATE UNLOGGED TABLE plain (id integer) WITH (fillfactor = 50, autovacuum_enabled = false); CREATE "
    "TABLE none ();"
    "CREATE VIEW shop.seen AS SELECT i.id FROM shop.item i",
};

static struct diff_rules rules(void) {
    return (struct diff_rules){.dialect = "postgresql",
        .syntax = postgresql_dialect.syntax,
        .comments = true,
        .types = true,
        .defaults = true,
        .foreign_keys_alterable = true,
        .replaces = postgresql_replaces};
}

static struct operations differences(const struct schema *actual, const struct schema *desired) {
    struct errors errors = {.arena = &arena};
    struct diff_rules by = rules();
    struct operations operations = {0};
    assert_true(diff_schemas(&arena, &by, actual, desired, &operations, &errors));
    assert_no_errors(&errors);
    return operations;
}

static void assert_same(const struct schema *actual, const struct schema *desired, const char *what) {
    struct operations operations = differences(actual, desired);
    for (size_t i = 0; i < operations.count; i++)
        print_error("%s: %s\n", what, operation_describe(&arena, &operations.items[i]));
    assert_int_equal(operations.count, 0);
}

static void apply(struct database *database, const struct operations *operations) {
    struct statements statements = {0};
    struct schema *met = database_inspect(database);
    postgresql_compile(
        &database->connection->server, &arena, met, operations, &statements, &database->errors);
    assert_no_errors(&database->errors);
    for (size_t i = 0; i < statements.count; i++)
        database_run(database, statements.items[i].sql);
}

static struct schema *through_yaml(struct database *database, const struct schema *schema) {
    struct schema *read = arena_new(&arena, struct schema);
    const char *text = yaml_write(&arena, schema_write(&arena, schema));
    struct source source = {.file = "models.yaml", .text = text, .length = strlen(text)};
    const struct type_words words = {.known = postgresql_dialect.knows_type, .enums = &read->enums};
    const struct schema_reading reading = {.arena = &arena, .errors = &database->errors, .types = &words};
    const struct yaml_node *document = yaml_read(&arena, &source, &database->errors);
    if (!document || !schema_read(&reading, document, read) ||
        !postgresql_resolve(&database->connection->server, &arena, read, &database->errors))
        print_error("%s\n", text);
    assert_no_errors(&database->errors);
    return read;
}

static void carry(const char *sql) {
    struct database first, second;
    struct schema nothing = {0};
    database_make(&first, &arena, "first");
    database_make(&second, &arena, "second");
    database_run(&first, sql);
    const struct schema *there = database_inspect(&first);
    assert_same(there, there, "to itself");
    assert_same(there, through_yaml(&first, there), "through yaml");
    struct operations operations = differences(&nothing, there);
    apply(&second, &operations);
    assert_same(database_inspect(&second), there, "in another database");
    operations = differences(there, database_inspect(&second));
    assert_int_equal(operations.count, 0);
    nothing.whole = true;
    operations = differences(there, &nothing);
    apply(&second, &operations);
    assert_same(database_inspect(&second), &nothing, "taken down");
    database_drop(&first);
    database_drop(&second);
}

static void what_is_inspected_can_be_made_again(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        carry(schemas[i]);
    arena_free(&arena);
}

static unsigned long queries_for(struct database *database, unsigned tables) {
    for (unsigned i = 0; i < tables; i++)
        database_run(database, arena_format(&arena,
                                   "CREATE TABLE t%u (id serial PRIMARY KEY, n text DEFAULT 'x', UNIQUE "
                                   "(n)); CREATE VIEW v%u AS "
                                   "SELECT * FROM t%u",
                                   i, i, i));
    unsigned long before = database->connection->queries;
    database_inspect(database);
    return database->connection->queries - before;
}

static void inspects_with_as_many_queries_however_many_tables_there_are(void **state) {
    (void)state;
    struct database empty, full;
    database_make(&empty, &arena, "empty");
    database_make(&full, &arena, "full");
    assert_int_equal(queries_for(&empty, 0), queries_for(&full, 50));
    database_drop(&empty);
    database_drop(&full);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_inspected_can_be_made_again),
        cmocka_unit_test(inspects_with_as_many_queries_however_many_tables_there_are),
    };
    return getenv("CMIGRATE_TEST_POSTGRESQL") ? cmocka_run_group_tests(tests, NULL, NULL) : SKIPPED;
}
