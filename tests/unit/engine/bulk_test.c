#include "engine/project.h"

#include "engine/bulk.h"

struct taken {
    struct buffer text;
    size_t statements, longest;
    size_t fail_at; /* 0: never */
};

static bool take(void *context, const char *sql, struct errors *errors) {
    struct taken *taken = context;
    size_t length = strlen(sql);
    taken->longest = length > taken->longest ? length : taken->longest;
    if (++taken->statements == taken->fail_at) {
        error_add(errors, ERROR_DATABASE, NOWHERE, "made to fail");
        return false;
    }
    if (taken->text.length < 10000)
        buffer_addf(&taken->text, "%s;\n", sql);
    return true;
}

static struct operation insert_into(struct arena *arena, const char *table) {
    struct operation operation = {.kind = OPERATION_BULK_INSERT, .table = table};
    list_push(arena, &operation.columns, "id");
    list_push(arena, &operation.columns, "a \"name\"");
    return operation;
}

static void add_row(struct arena *arena, struct operation *operation, const char *number,
    enum value_kind kind, const char *text) {
    struct bulk_row row = {arena_alloc(arena, 2 * sizeof(struct value))};
    row.values[0] = (struct value){VALUE_NUMBER, number};
    row.values[1] = (struct value){kind, text};
    list_push(arena, &operation->rows, row);
}

static bool insert(struct arena *arena, const struct operation *operation, const char *folder,
    struct taken *taken, struct errors *errors) {
    taken->text.arena = errors->arena = arena;
    return bulk_insert(&sqlite_dialect, operation, folder, take, taken, errors);
}

static void rows_are_quoted_and_put_into_one_statement(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {0};
    struct taken taken = {0};
    struct operation operation = insert_into(&arena, "book");
    add_row(&arena, &operation, "1", VALUE_STRING, "O'Neill");
    add_row(&arena, &operation, "2", VALUE_NULL, NULL);
    assert_true(insert(&arena, &operation, "", &taken, &errors));
    assert_string_equal(buffer_text(&taken.text),
        "INSERT INTO book (id, \"a \"\"name\"\"\") VALUES\n    (1, 'O''Neill'),\n    (2, NULL);\n");
    arena_free(&arena);
}

static void many_rows_are_cut_into_statements_of_bounded_size(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {0};
    struct taken taken = {0};
    struct operation operation = insert_into(&arena, "book");
    for (unsigned i = 0; i < 1201; i++)
        add_row(&arena, &operation, "7", VALUE_STRING, "x");
    assert_true(insert(&arena, &operation, "", &taken, &errors));
    assert_int_equal(taken.statements, 3);
    assert_true(taken.longest < 128 * 1024);
    arena_free(&arena);
}

static void no_rows_are_no_statement(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {0};
    struct taken taken = {0};
    struct operation operation = insert_into(&arena, "book");
    assert_true(insert(&arena, &operation, "", &taken, &errors));
    assert_int_equal(taken.statements, 0);
    arena_free(&arena);
}

static void a_failing_statement_ends_it(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {0};
    struct taken taken = {.fail_at = 2};
    struct operation operation = insert_into(&arena, "book");
    for (unsigned i = 0; i < 2000; i++)
        add_row(&arena, &operation, "7", VALUE_STRING, "x");
    assert_false(insert(&arena, &operation, "", &taken, &errors));
    assert_int_equal(taken.statements, 2);
    assert_string_equal(first_message(&errors), "made to fail");
    arena_free(&arena);
}

static void a_file_knows_null_from_an_empty_string(void **state) {
    struct arena arena = {0};
    struct errors errors = {0};
    struct taken taken = {0};
    struct operation operation = {.kind = OPERATION_BULK_INSERT, .table = "book", .file = "books.csv"};
    project_write(state, "books.csv", "id,name\n1,\"a,b\"\n2,\n3,\"\"\n");
    assert_true(insert(&arena, &operation, *state, &taken, &errors));
    assert_string_equal(buffer_text(&taken.text),
        "INSERT INTO book (id, name) VALUES\n    ('1', 'a,b'),\n    ('2', NULL),\n    ('3', '');\n");
    arena_free(&arena);
}

static void a_row_of_a_file_that_is_too_short_is_told_with_its_line(void **state) {
    struct arena arena = {0};
    struct errors errors = {0};
    struct taken taken = {0};
    struct operation operation = {.kind = OPERATION_BULK_INSERT, .table = "book", .file = "books.csv"};
    project_write(state, "books.csv", "id,name\n1,x\n2\n");
    assert_false(insert(&arena, &operation, *state, &taken, &errors));
    assert_int_equal(errors.list.items[0].place.line, 3);
    arena_free(&arena);
}

static void what_is_inserted_is_there(void **state) {
    struct project project;
    project_write(state, "versions/books.csv", "id,name\n3,\"\"\n4,\n");
    project_write(state, "versions/a1.yaml",
        "revision: a1\nparents: []\nupgrade:\n"
        "  - create_table: {name: book, columns: {id: {type: integer, primary_key: true}, name: text}}\n"
        "  - bulk_insert: {table: book, columns: [id, name], rows: [[1, \"it's; so\"], {id: 2}]}\n"
        "  - bulk_insert: {table: book, file: books.csv}\n"
        "downgrade:\n  - drop_table: book\n");
    project_open(state, &project);
    bool done = project_upgrade(&project, "head");
    assert_no_errors(&project.errors);
    assert_true(done);
    assert_string_equal(
        project_rows(&project, "SELECT * FROM book ORDER BY id"), "1|it's; so\n2|NULL\n3|\n4|NULL\n");
    project_close(&project);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, project_folder_make, project_folder_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_quoted_and_put_into_one_statement),
        cmocka_unit_test(many_rows_are_cut_into_statements_of_bounded_size),
        cmocka_unit_test(no_rows_are_no_statement),
        cmocka_unit_test(a_failing_statement_ends_it),
        CASE(a_file_knows_null_from_an_empty_string),
        CASE(a_row_of_a_file_that_is_too_short_is_told_with_its_line),
        CASE(what_is_inserted_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
