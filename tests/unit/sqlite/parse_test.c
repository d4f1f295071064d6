#include "check.h"
#include "sqlite/parse.h"
#include "sqlite/sqlite.h"
#include "sqlite/types.h"

static struct arena arena;

static struct table *parsed(const char *sql) {
    struct type_memory types = sqlite_type_memory(&arena);
    struct table *table = arena_new(&arena, struct table);
    if (!parse_table(&arena, sql, &types, table))
        fail_msg("not read: %s", sql);
    return table;
}

static void columns_have_types_in_one_spelling(void **state) {
    (void)state;
    struct table *table =
        parsed("CREATE TABLE t (a, b varchar ( 30 ), c Numeric(8,2) , d long   int -- note\n"
               ", e \"odd type\" not null, f INT GENERATED ALWAYS AS (a || ')') STORED, "
               "g text as (a+1), h decimal(-5, +2))");
    static const char *const types[] = {
        "", "VARCHAR(30)", "NUMERIC(8, 2)", "LONG INT", "\"odd type\"", "INT", "TEXT", "DECIMAL(-5, +2)"};
    assert_int_equal(table->columns.count, 8);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(table->columns.items[i]->type_sql, types[i]);
    assert_int_equal(table->columns.items[4]->nullable, OFF);
    assert_string_equal(table->columns.items[5]->generated, "a || ')'");
    assert_int_equal(table->columns.items[5]->stored, ON);
    assert_string_equal(table->columns.items[6]->generated, "a+1");
    assert_int_equal(table->columns.items[6]->stored, OFF);
}

static void names_may_be_anything(void **state) {
    (void)state;
    struct table *table =
        parsed("CREATE TABLE \"we\"\"ird; --\" ([a , b) ], `c``d` int, 'e''f' text, \"x\ny\", ünï)");
    static const char *const names[] = {"a , b) ", "c`d", "e'f", "x\ny", "ünï"};
    assert_string_equal(table->name, "we\"ird; --");
    assert_int_equal(table->columns.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(table->columns.items[i]->name, names[i]);
}

static void defaults_are_kept_as_written(void **state) {
    (void)state;
    struct table *table =
        parsed("CREATE TABLE t (a DEFAULT 'it''s', b DEFAULT -5, c DEFAULT (datetime('now')), "
               "d DEFAULT CURRENT_TIMESTAMP, e DEFAULT x'ab', f DEFAULT true NOT NULL, "
               "g CONSTRAINT n DEFAULT + 1.5e3 CHECK (g > 0) , h DEFAULT \"text\")");
    static const char *const defaults[] = {
        "'it''s'", "-5", "datetime('now')", "CURRENT_TIMESTAMP", "x'ab'", "true", "+ 1.5e3", "\"text\""};
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(table->columns.items[i]->default_sql, defaults[i]);
    assert_int_equal(table->columns.items[5]->nullable, OFF);
    assert_null(table->constraints.items[0]->name);
}

static void constraints_are_read_in_columns_and_behind_them(void **state) {
    (void)state;
    struct table *table = parsed(
        "CREATE TABLE t (a INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, "
        "b INT UNIQUE ON CONFLICT IGNORE REFERENCES u (x) ON DELETE SET NULL MATCH full ON UPDATE CASCADE "
        "NOT DEFERRABLE, c TEXT COLLATE nocase CONSTRAINT ck CHECK (length(c) IN (1, (2))), "
        "CONSTRAINT uq UNIQUE (B COLLATE rtrim DESC, c) ON CONFLICT ABORT CHECK (a <> ')') "
        "FOREIGN KEY (b, c) REFERENCES [v w] ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED)");
    assert_string_equal(table->primary_key->name, "pk");
    assert_string_equal(sqlite_option(&table->primary_key->options, "on_conflict"), "replace");
    assert_true(sqlite_switch(&table->options, "autoincrement"));
    struct constraint *const *all = table->constraints.items;
    assert_int_equal(table->constraints.count, 6);
    assert_string_equal(sqlite_option(&all[0]->options, "on_conflict"), "ignore");
    assert_string_equal(all[1]->reference.on_delete, "set null");
    assert_string_equal(all[1]->reference.on_update, "cascade");
    assert_string_equal(all[1]->reference.columns.items[0], "x");
    assert_int_equal(all[1]->deferrable, DEFERRABLE_NOT);
    assert_string_equal(all[2]->expression, "length(c) IN (1, (2))");
    assert_string_equal(sqlite_option(&table->columns.items[2]->options, "collation"), "NOCASE");
    assert_string_equal(all[3]->columns.items[0].column, "b");
    assert_string_equal(all[3]->columns.items[0].collation, "rtrim");
    assert_int_equal(all[3]->columns.items[0].order, SORT_DESCENDING);
    assert_string_equal(all[4]->expression, "a <> ')'");
    assert_string_equal(all[5]->reference.table, "v w");
    assert_null(all[5]->reference.on_delete);
    assert_int_equal(all[5]->deferrable, DEFERRABLE_DEFERRED);
}

static void only_a_column_can_make_a_descending_key(void **state) {
    (void)state;
    struct table *in_column = parsed("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)");
    struct table *behind = parsed("CREATE TABLE t (a INTEGER, PRIMARY KEY (A DESC))");
    struct table *without = parsed("CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC)) STRICT, WITHOUT ROWID");
    assert_int_equal(in_column->primary_key->columns.items[0].order, SORT_DESCENDING);
    assert_int_equal(behind->primary_key->columns.items[0].order, SORT_UNSET);
    assert_string_equal(behind->primary_key->columns.items[0].column, "a");
    assert_int_equal(without->primary_key->columns.items[0].order, SORT_DESCENDING);
    assert_true(sqlite_switch(&without->options, "strict"));
    assert_true(sqlite_switch(&without->options, "without_rowid"));
}

static void indexes_hold_columns_and_expressions(void **state) {
    (void)state;
    struct index index = {0};
    assert_true(parse_index(&arena,
        "CREATE UNIQUE INDEX \"i x\" ON t(a COLLATE NOCASE DESC, lower(b) ASC, (c), "
        "a || b COLLATE rtrim NULLS LAST, c COLLATE x || d) WHERE a > 1 AND b IN (1, 2) -- end",
        &index));
    assert_true(index.unique);
    assert_string_equal(index.name, "i x");
    struct key_part *parts = index.parts.items;
    assert_int_equal(index.parts.count, 5);
    assert_string_equal(parts[0].column, "a");
    assert_string_equal(parts[0].collation, "NOCASE");
    assert_int_equal(parts[0].order, SORT_DESCENDING);
    assert_string_equal(parts[1].expression, "lower(b)");
    assert_int_equal(parts[1].order, SORT_ASCENDING);
    assert_string_equal(parts[2].expression, "(c)");
    assert_string_equal(parts[3].expression, "a || b");
    assert_string_equal(parts[3].nulls, "last");
    assert_string_equal(parts[4].expression, "c COLLATE x || d");
    assert_string_equal(index.where, "a > 1 AND b IN (1, 2)");
}

static void what_is_cut_or_wrong_is_refused(void **state) {
    (void)state;
    static const char *const wrong[] = {"", "CREATE", "CREATE TABLE", "CREATE TABLE t", "CREATE TABLE t (",
        "CREATE TABLE t (a", "CREATE TABLE t (a,)", "CREATE TABLE t (a CHECK (", "CREATE TABLE t (a DEFAULT",
        "CREATE TABLE t (a DEFAULT (1)", "CREATE TABLE t (a REFERENCES)", "CREATE TABLE t (a 'x",
        "CREATE TABLE t (a) WITH", "CREATE TABLE t (a, PRIMARY KEY)", "CREATE TABLE t (a COLLATE",
        "CREATE TABLE t (a CONSTRAINT", "CREATE TABLE t (a, CONSTRAINT", "CREATE TABLE t (a NOT",
        "CREATE TABLE t (a REFERENCES b MATCH", "CREATE TABLE t (a int(", "CREATE TABLE t (a, UNIQUE (a"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct type_memory types = sqlite_type_memory(&arena);
        struct table table = {0};
        struct index index = {0};
        if (parse_table(&arena, wrong[i], &types, &table))
            fail_msg("read: %s", wrong[i]);
        assert_false(parse_index(&arena, wrong[i], &index));
        assert_null(parse_view_body(&arena, wrong[i]));
    }
}

static void bodies_of_views_and_modules_are_found(void **state) {
    (void)state;
    assert_string_equal(parse_view_body(&arena, "CREATE VIEW v AS SELECT 1 -- x\n"), "SELECT 1");
    assert_null(parse_view_body(&arena, "CREATE VIEW v (a) AS SELECT 1"));
    assert_string_equal(parse_virtual_table(&arena, "CREATE VIRTUAL TABLE a USING FTS5(b)"), "fts5");
    assert_null(parse_virtual_table(&arena, "CREATE TABLE a (b)"));
}

static int drop_arena(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_have_types_in_one_spelling),
        cmocka_unit_test(names_may_be_anything),
        cmocka_unit_test(defaults_are_kept_as_written),
        cmocka_unit_test(constraints_are_read_in_columns_and_behind_them),
        cmocka_unit_test(only_a_column_can_make_a_descending_key),
        cmocka_unit_test(indexes_hold_columns_and_expressions),
        cmocka_unit_test(what_is_cut_or_wrong_is_refused),
        cmocka_unit_test(bodies_of_views_and_modules_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, drop_arena);
}
