#include "check.h"

#include "schema/schema.h"

struct sample {
    struct arena arena;
    struct column id;
    struct key_part part;
    struct constraint key;
    struct column *columns[1];
    struct table table;
};

static struct table *sample_table(struct sample *sample) {
    *sample = (struct sample){0};
    sample->id = (struct column){.name = "id", .type = {.kind = TYPE_INTEGER}};
    sample->part = (struct key_part){.column = "id"};
    sample->key = (struct constraint){.name = "pk_book", .columns = {&sample->part, 1, 1}};
    sample->columns[0] = &sample->id;
    sample->table.columns = (struct columns){sample->columns, 1, 1};
    sample->table.primary_key = &sample->key;
    return &sample->table;
}

static void an_integer_primary_key_counts_by_itself(void **state) {
    (void)state;
    struct sample sample;
    struct table *table = sample_table(&sample);
    assert_ptr_equal(table_autoincrement_column(table), &sample.id);
    sample.id.autoincrement = OFF;
    assert_null(table_autoincrement_column(table));
    sample.id.autoincrement = UNSET;
    sample.id.default_value.kind = VALUE_NUMBER;
    assert_null(table_autoincrement_column(table));
    sample.id.default_value.kind = VALUE_NONE;
    sample.id.type.kind = TYPE_TEXT;
    assert_null(table_autoincrement_column(table));
}

static void a_foreign_key_on_the_primary_key_stops_counting(void **state) {
    (void)state;
    struct sample sample;
    struct table *table = sample_table(&sample);
    struct constraint foreign = {.kind = CONSTRAINT_FOREIGN_KEY, .columns = {&sample.part, 1, 1}};
    list_push(&sample.arena, &table->constraints, &foreign);
    assert_null(table_autoincrement_column(table));
    sample.id.autoincrement = ON;
    assert_ptr_equal(table_autoincrement_column(table), &sample.id);
    arena_free(&sample.arena);
}

static void columns_are_nullable_unless_in_the_primary_key(void **state) {
    (void)state;
    struct sample sample;
    struct table *table = sample_table(&sample);
    assert_false(column_is_nullable(table, &sample.id));
    sample.id.nullable = ON;
    assert_true(column_is_nullable(table, &sample.id));
    sample.id.nullable = UNSET;
    table->primary_key = NULL;
    assert_true(column_is_nullable(table, &sample.id));
}

static void parts_are_found_by_name(void **state) {
    (void)state;
    struct sample sample;
    struct table *table = sample_table(&sample);
    assert_ptr_equal(table_find_column(table, "id"), &sample.id);
    assert_null(table_find_column(table, "ID"));
    assert_int_equal(table_column_position(table, "none"), 1);
    assert_ptr_equal(table_find_constraint(table, "pk_book"), &sample.key);
    assert_null(table_find_constraint(table, "none"));
    assert_null(table_find_index(table, "none"));
}

static void a_copy_shares_no_list(void **state) {
    (void)state;
    struct sample sample;
    struct table *table = sample_table(&sample);
    table->name = "book";
    struct schema schema = {0};
    schema_add_table(&sample.arena, &schema, table);
    struct schema *copy = schema_copy(&sample.arena, &schema);
    struct table *book = schema_find_table(copy, NULL, "book");
    assert_non_null(book);
    book->columns.items[0]->name = "number";
    book->primary_key->columns.items[0].column = "number";
    list_remove(&book->columns, 0);
    assert_string_equal(sample.id.name, "id");
    assert_string_equal(sample.part.column, "id");
    assert_int_equal(table->columns.count, 1);
    arena_free(&sample.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_integer_primary_key_counts_by_itself),
        cmocka_unit_test(a_foreign_key_on_the_primary_key_stops_counting),
        cmocka_unit_test(columns_are_nullable_unless_in_the_primary_key),
        cmocka_unit_test(parts_are_found_by_name),
        cmocka_unit_test(a_copy_shares_no_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
