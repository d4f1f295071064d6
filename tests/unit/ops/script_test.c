/* Operations as scripts have them: read, written, and taken back. */
#include "check.h"

#include "ops/scripts.h"

static void assert_same_when_written(const char *script) {
    struct trial trial;
    trial_models(&trial, "tables: {}");
    trial_read(&trial, script);
    assert_no_errors(&trial.errors);
    assert_string_equal(yaml_write(&trial.arena, operations_write(&trial.arena, &trial.operations)), script);
    arena_free(&trial.arena);
}

static void every_form_reads_back_as_it_was_written(void **state) {
    (void)state;
    assert_same_when_written("- drop_table: book\n");
    assert_same_when_written("- drop_table: shop.book\n");
    assert_same_when_written("- rename_table: {name: book, to: tome}\n");
    assert_same_when_written("- alter_table: {name: book, comment: Tomes, mysql: {engine: InnoDB}}\n");
    assert_same_when_written("- alter_table: {name: book, drop_comment: true, sqlite: {}}\n");
    assert_same_when_written(
        "- add_column: {table: book, name: price, type: \"numeric(8,2)\", after: title}\n");
    assert_same_when_written(
        "- add_column: {table: book, name: author_id, type: integer, references: author.id}\n");
    assert_same_when_written("- drop_column: {table: book, name: price}\n");
    assert_same_when_written("- alter_column: {table: book, name: name, to: title, nullable: false}\n");
    assert_same_when_written("- alter_column: {table: book, name: name, drop_default: true, "
                             "drop_generated: true}\n");
    assert_same_when_written(
        "- alter_column: {table: t, name: a, type: integer, using: \"n::integer\", first: true}\n");
    assert_same_when_written("- alter_column: {table: t, name: a, autoincrement: true, after: b}\n");
    assert_same_when_written("- create_index: {table: book, name: ix, columns: [title], unique: true}\n");
    assert_same_when_written("- drop_index: {table: book, name: ix}\n");
    assert_same_when_written(
        "- drop_column:\n    table: book\n    name: price\n    with: {mysql: {lock: none}}\n");
    assert_same_when_written("- rename_index: {table: book, name: ix, to: iy}\n");
    assert_same_when_written("- rename_constraint: {table: book, name: ck, to: ck2}\n");
    assert_same_when_written("- drop_constraint: {table: book, unique: [a, b]}\n");
    assert_same_when_written(
        "- drop_constraint: {table: c, foreign_key: [a], references: q.id, on_delete: cascade}\n");
    assert_same_when_written("- drop_constraint: {table: book, primary_key: true}\n");
    assert_same_when_written("- create_check_constraint: {table: book, name: ck, expression: price > 0}\n");
    assert_same_when_written("- drop_enum: mood\n");
    assert_same_when_written("- drop_view: {name: cheap}\n");
    assert_same_when_written("- drop_trigger: {name: touched, table: book}\n");
    assert_same_when_written("- execute: DELETE FROM book\n");
    assert_same_when_written("- bulk_insert: {table: book, columns: [id, name], file: books.csv}\n");
}

static void assert_wrong(const char *script, const char *message, const char *hint) {
    struct trial trial;
    trial_models(&trial, "tables: {}");
    assert_false(trial_read(&trial, script));
    assert_string_equal(first_message(&trial.errors), message);
    assert_string_equal(first_hint(&trial.errors), hint);
    assert_int_not_equal(trial.errors.list.items[0].place.line, 0);
    arena_free(&trial.arena);
}

static void mistakes_are_named_at_their_place(void **state) {
    (void)state;
    assert_wrong("- creat_table: {name: t}", "there is no operation \"creat_table\"",
        "did you mean \"create_table\"?");
    assert_wrong("- drop_column: {table: book}", "drop_column needs \"name\"", "");
    assert_wrong("- execute: {mysql: SELECT 1, with: {mysql: {lock: none}}}", "execute has no \"with\"", "");
    assert_wrong("- drop_column: {table: a.b.c, name: x}", "\"a.b.c\" is not a name or schema.name", "");
    assert_wrong("- alter_column: {table: t, name: c, default: 1, drop_default: true}",
        "\"drop_default\" contradicts what stands beside it", "");
    assert_wrong("- alter_column: {table: t, name: c, using: x}", "\"using\" goes with a new type", "");
    assert_wrong("- add_column: {table: t, name: c, type: text, first: true, after: x}",
        "a column is either first or after another", "");
    assert_wrong("- drop_constraint: {table: t}",
        "drop_constraint needs one of \"name\", \"unique\", \"check\", \"foreign_key\" and \"primary_key\"",
        "");
    assert_wrong(
        "- bulk_insert: {table: t, columns: [a], rows: [[1, 2]]}", "the row has 2 values for 1 columns", "");
    assert_wrong("- execute: {default: x, effect: [{execute: y}]}", "execute can't be an effect", "");
    assert_wrong("- {}", "an operation is one key with what belongs to it, here are 0", "");
}

static void rows_come_as_lists_or_mappings(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, "tables: {}");
    trial_read(&trial, "- bulk_insert: {table: t, rows: [{a: 1, b: x}, {b: y}]}\n");
    assert_no_errors(&trial.errors);
    const struct operation *insert = &trial.operations.items[0];
    assert_int_equal(insert->columns.count, 2);
    assert_int_equal(insert->rows.items[0].values[0].kind, VALUE_NUMBER);
    assert_int_equal(insert->rows.items[1].values[0].kind, VALUE_NULL);
    assert_string_equal(insert->rows.items[1].values[1].text, "y");
    arena_free(&trial.arena);
}

static void what_cannot_come_back_is_said(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, "tables:\n  old: {columns: {id: integer}}\n"
                         "  book: {columns: {id: integer, name: string(50), price: integer}}\n");
    trial_read(&trial, "- drop_table: old\n"
                       "- drop_column: {table: book, name: price}\n"
                       "- alter_column: {table: book, name: name, to: title, type: string(30)}\n"
                       "- add_column: {table: book, name: shop, type: integer, unique: true}\n");
    struct operations inverse = {0};
    struct names lossy = {0};
    operations_inverse(&trial.arena, &trial.operations, &trial.schema, &inverse, &lossy, &trial.errors);
    assert_no_errors(&trial.errors);
    assert_int_equal(lossy.count, 3);
    assert_string_equal(lossy.items[0], "what book.name lost as string(30) is not brought back");
    assert_string_equal(lossy.items[1], "the values of book.price are not brought back");
    assert_string_equal(lossy.items[2], "the rows of old are not brought back");
    assert_string_equal(yaml_write(&trial.arena, operations_write(&trial.arena, &inverse)),
        "- drop_constraint: {table: book, name: uq_book_shop}\n"
        "- drop_column: {table: book, name: shop}\n"
        "- alter_column: {table: book, name: title, to: name, type: string(50)}\n"
        "- add_column: {table: book, name: price, type: integer}\n"
        "- create_table: {name: old, columns: {id: integer}}\n");
    arena_free(&trial.arena);
}

static void opaque_sql_has_no_inverse(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, "tables: {}");
    trial_read(&trial, "- execute: DELETE FROM book\n");
    struct operations inverse = {0};
    struct names lossy = {0};
    assert_false(
        operations_inverse(&trial.arena, &trial.operations, &trial.schema, &inverse, &lossy, &trial.errors));
    assert_string_equal(first_message(&trial.errors), "execute can't be taken back by itself");
    arena_free(&trial.arena);
}

static void operations_are_described_in_a_line(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, "tables: {}");
    trial_read(&trial,
        "- add_column: {table: book, name: price, type: \"numeric(8,2)\"}\n"
        "- alter_column: {table: book, name: name, to: title, nullable: false}\n"
        "- create_view: {name: cheap, as: SELECT 1}\n"
        "- create_foreign_key: {table: book, name: fk, columns: [a], references: author.id}\n");
    assert_no_errors(&trial.errors);
    static const char *const wanted[] = {"add column book.price numeric(8,2)",
        "alter column book.name: rename to title, not null", "create view cheap",
        "create foreign key fk on book(a) to author(id)"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(operation_describe(&trial.arena, &trial.operations.items[i]), wanted[i]);
    arena_free(&trial.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_reads_back_as_it_was_written),
        cmocka_unit_test(mistakes_are_named_at_their_place),
        cmocka_unit_test(rows_come_as_lists_or_mappings),
        cmocka_unit_test(what_cannot_come_back_is_said),
        cmocka_unit_test(opaque_sql_has_no_inverse),
        cmocka_unit_test(operations_are_described_in_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
