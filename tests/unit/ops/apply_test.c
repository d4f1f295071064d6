#include "check.h"

#include "ops/scripts.h"
#include "schema/write.h"

static const char bookstore[] = "tables:\n"
                                "  author:\n"
                                "    columns:\n"
                                "      id: {type: integer, primary_key: true}\n"
                                "      name: string(30)\n"
                                "  book:\n"
                                "    columns:\n"
                                "      id: {type: integer, primary_key: true}\n"
                                "      name: string(30)\n"
                                "      price: \"numeric(8,2)\"\n"
                                "      author_id: {type: integer, references: author.id}\n"
                                "    indexes:\n"
                                "      ix_book_name: {columns: [name], where: price > 0}\n"
                                "    checks:\n"
                                "      ck_price: price >= 0\n";

/* Applies the script to the bookstore, which refuses it with this message and hint and stays as it was. */
static void assert_refused(const char *script, const char *message, const char *hint) {
    struct trial trial;
    trial_models(&trial, bookstore);
    const char *before = yaml_write(&trial.arena, schema_write(&trial.arena, &trial.schema));
    assert_false(trial_apply(&trial, script));
    assert_string_equal(first_message(&trial.errors), message);
    assert_string_equal(first_hint(&trial.errors), hint);
    assert_string_equal(yaml_write(&trial.arena, schema_write(&trial.arena, &trial.schema)), before);
    arena_free(&trial.arena);
}

static void what_does_not_fit_is_refused_with_the_nearest(void **state) {
    (void)state;
    assert_refused("- drop_table: boook", "there is no table \"boook\"", "did you mean \"book\"?");
    assert_refused("- drop_table: author",
        "table \"author\" is used by foreign key \"fk_book_author_id\" of table \"book\"",
        "drop the foreign key first");
    assert_refused(
        "- create_table: {name: book, columns: {id: integer}}", "there is a table \"book\" already", "");
    assert_refused("- rename_table: {name: book, to: author}", "there is a table \"author\" already", "");
    assert_refused("- add_column: {table: book, name: price, type: integer}",
        "table \"book\" has a column \"price\" already", "");
    assert_refused("- drop_column: {table: book, name: prise}", "table \"book\" has no column \"prise\"",
        "did you mean \"price\"?");
    assert_refused("- alter_column: {table: book, name: price, to: name}",
        "table \"book\" has a column \"name\" already", "");
    assert_refused("- drop_index: {table: book, name: ix_book_nme}",
        "table \"book\" has no index \"ix_book_nme\"", "did you mean \"ix_book_name\"?");
    assert_refused("- drop_constraint: {table: book, name: ck_prise}",
        "table \"book\" has no constraint \"ck_prise\"", "did you mean \"ck_price\"?");
    assert_refused("- create_index: {table: book, columns: [titel]}",
        "index \"ix_book_titel\": table \"book\" has no column \"titel\"", "");
    assert_refused("- create_primary_key: {table: book, columns: [name]}",
        "table \"book\" has a primary key already", "");
    assert_refused("- create_foreign_key: {table: book, name: fk, columns: [id], references: {table: author, "
                   "columns: [id, name]}}",
        "foreign key \"fk\" has 1 columns and refers to 2", "");
    assert_refused("- drop_enum: mood", "there is no enum \"mood\"", "");
}

static void a_column_in_use_stays(void **state) {
    (void)state;
    assert_refused("- drop_column: {table: book, name: price}",
        "column \"price\" is used by check \"ck_price\"", "drop that first");
    assert_refused("- drop_column: {table: book, name: name}",
        "column \"name\" is used by index \"ix_book_name\"", "drop that first");
    assert_refused("- drop_column: {table: author, name: id}",
        "column \"id\" is used by primary key \"pk_author\"", "drop that first");
}

static void a_new_name_is_used_wherever_the_old_one_was(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, bookstore);
    assert_true(trial_apply(&trial, "- rename_table: {name: author, to: writer}\n"
                                    "- alter_column: {table: writer, name: id, to: writer_id}\n"
                                    "- alter_column: {table: book, name: price, to: cost}\n"));
    const struct table *book = schema_find_table(&trial.schema, NULL, "book");
    const struct constraint *key = table_find_constraint(book, "fk_book_author_id");
    assert_string_equal(key->reference.table, "writer");
    assert_string_equal(key->reference.columns.items[0], "writer_id");
    assert_string_equal(table_find_constraint(book, "ck_price")->expression, "cost >= 0");
    assert_string_equal(table_find_index(book, "ix_book_name")->where, "cost > 0");
    arena_free(&trial.arena);
}

static void a_column_lands_in_its_place(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, bookstore);
    assert_true(trial_apply(&trial, "- add_column: {table: author, name: a, type: integer, first: true}\n"
                                    "- add_column: {table: author, name: b, type: integer, after: id}\n"
                                    "- alter_column: {table: author, name: name, first: true}\n"));
    const struct columns *columns = &schema_find_table(&trial.schema, NULL, "author")->columns;
    static const char *const wanted[] = {"name", "a", "id", "b"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(columns->items[i]->name, wanted[i]);
    arena_free(&trial.arena);
}

static void a_constraint_is_found_by_its_structure(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, bookstore);
    assert_true(trial_apply(&trial, "- drop_constraint: {table: book, foreign_key: [author_id]}\n"
                                    "- drop_constraint: {table: book, check: \"price>=0\"}\n"
                                    "- drop_constraint: {table: book, primary_key: true}\n"));
    const struct table *book = schema_find_table(&trial.schema, NULL, "book");
    assert_null(book->primary_key);
    assert_int_equal(book->constraints.count, 0);
    arena_free(&trial.arena);
}

static void only_what_is_said_changes(void **state) {
    (void)state;
    struct trial trial;
    trial_models(&trial, "tables:\n  t:\n    columns:\n"
                         "      a: {type: string(5), default: x, comment: c, sqlite: {collation: NOCASE}}\n");
    assert_true(trial_apply(&trial, "- alter_column: {table: t, name: a, type: text, drop_comment: true}\n"));
    const struct column *column = schema_find_table(&trial.schema, NULL, "t")->columns.items[0];
    assert_int_equal(column->type.kind, TYPE_TEXT);
    assert_null(column->comment);
    assert_string_equal(column->default_value.text, "x");
    assert_int_equal(column->options.count, 1);
    assert_true(trial_apply(&trial, "- alter_column: {table: t, name: a, drop_default: true, sqlite: {}}\n"));
    assert_int_equal(column->default_value.kind, VALUE_NONE);
    assert_int_equal(column->options.count, 0);
    arena_free(&trial.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_fit_is_refused_with_the_nearest),
        cmocka_unit_test(a_column_in_use_stays),
        cmocka_unit_test(a_new_name_is_used_wherever_the_old_one_was),
        cmocka_unit_test(a_column_lands_in_its_place),
        cmocka_unit_test(a_constraint_is_found_by_its_structure),
        cmocka_unit_test(only_what_is_said_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
