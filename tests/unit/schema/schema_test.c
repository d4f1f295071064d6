#include "check.h"

#include "schema/schema.h"

static struct table *new_table(struct arena *arena, const char *in_schema, const char *name) {
    struct table *table = arena_new(arena, struct table);
    table->schema = in_schema;
    table->name = name;
    return table;
}

static void a_table_is_found_by_its_exact_name(void **state) {
    (void)state;
    struct arena arena = {0};
    struct schema schema = {0};
    assert_null(schema_find_table(&schema, NULL, "author"));
    assert_true(schema_add_table(&arena, &schema, new_table(&arena, NULL, "author")));
    assert_true(schema_add_table(&arena, &schema, new_table(&arena, "shop", "author")));
    assert_true(schema_add_table(&arena, &schema, new_table(&arena, NULL, "shop.author")));
    assert_ptr_equal(schema_find_table(&schema, NULL, "author"), schema.tables.items[0]);
    assert_ptr_equal(schema_find_table(&schema, "shop", "author"), schema.tables.items[1]);
    assert_ptr_equal(schema_find_table(&schema, NULL, "shop.author"), schema.tables.items[2]);
    assert_null(schema_find_table(&schema, NULL, "Author"));
    arena_free(&arena);
}

static void a_taken_name_is_refused(void **state) {
    (void)state;
    struct arena arena = {0};
    struct schema schema = {0};
    struct table *author = new_table(&arena, NULL, "author"), *book = new_table(&arena, NULL, "book");
    assert_true(schema_add_table(&arena, &schema, author));
    assert_false(schema_add_table(&arena, &schema, new_table(&arena, NULL, "author")));
    assert_int_equal(schema.tables.count, 1);
    assert_true(schema_insert_table(&arena, &schema, 0, book));
    assert_ptr_equal(schema.tables.items[0], book);
    assert_false(schema_rename_table(&arena, &schema, book, "author"));
    assert_string_equal(book->name, "book");
    arena_free(&arena);
}

static void a_renamed_or_removed_table_is_found_no_more(void **state) {
    (void)state;
    struct arena arena = {0};
    struct schema schema = {0};
    struct table *book = new_table(&arena, "shop", "book");
    schema_add_table(&arena, &schema, book);
    assert_true(schema_rename_table(&arena, &schema, book, "tome"));
    assert_null(schema_find_table(&schema, "shop", "book"));
    assert_ptr_equal(schema_find_table(&schema, "shop", "tome"), book);
    assert_false(schema_remove_table(&schema, NULL, "tome"));
    assert_true(schema_remove_table(&schema, "shop", "tome"));
    assert_null(schema_find_table(&schema, "shop", "tome"));
    assert_int_equal(schema.tables.count, 0);
    arena_free(&arena);
}

static void full_names_quote_parts_that_hold_a_dot(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(table_full_name(&arena, NULL, "author"), "author");
    assert_string_equal(table_full_name(&arena, "shop", "author"), "shop.author");
    assert_string_equal(table_full_name(&arena, NULL, "odd.name"), "\"odd.name\"");
    assert_string_equal(table_full_name(&arena, "a\"b", "c.d"), "\"a\"\"b\".\"c.d\"");
    arena_free(&arena);
}

static void a_text_for_a_dialect_wins_over_the_default(void **state) {
    (void)state;
    struct dialect_text items[] = {{"default", "a"}, {"mysql", "b"}};
    struct dialect_texts texts = {items, 2, 2}, empty = {0};
    assert_string_equal(texts_find(&texts, "mysql")->text, "b");
    assert_string_equal(texts_find(&texts, "sqlite")->text, "a");
    assert_null(texts_find(&empty, "sqlite"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_found_by_its_exact_name),
        cmocka_unit_test(a_taken_name_is_refused),
        cmocka_unit_test(a_renamed_or_removed_table_is_found_no_more),
        cmocka_unit_test(full_names_quote_parts_that_hold_a_dot),
        cmocka_unit_test(a_text_for_a_dialect_wins_over_the_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
