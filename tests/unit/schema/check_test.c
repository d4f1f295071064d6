#include "check.h"

#include "random_schema.h"
#include "reading.h"
#include "schema/check.h"

#define TABLE(text)                                                                                          \
    "tables:\n  book:\n    columns: {id: {type: integer, primary_key: true}, title: text}\n" text

static void sensible_schemas_pass(void **state) {
    (void)state;
    static const char *const cases[] = {
        "tables: {}\n",
        TABLE(""),
        TABLE("    foreign_keys: [{columns: [id], references: book}]\n"),
        TABLE("    foreign_keys: [{columns: [id], references: book.id}]\n"),
        TABLE("    foreign_keys: [{columns: [id], references: {table: book, columns: [title]}}]\n"),
        TABLE("    unique: [[id, title], [title]]\n"),
        TABLE("    indexes: [{columns: [{expression: lower(nothing)}]}]\n"),
        TABLE("    checks: [nothing > 0]\n"),
        TABLE("    was: tome\n  page:\n    columns: {id: {type: integer, was: book}}\n    was: leaf\n"),
        TABLE("    was: page\n  page: {was: leaf, columns: {a: {type: text, was: b}, b: {type: text, was: "
              "c}}}\n"),
        TABLE("views: {v: SELECT 1}\n"),
        "enums: {mood: [a, b]}\n",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_trial trial;
        assert_true(read_models(&trial, cases[i], NULL));
        assert_true(schema_check(&trial.schema, &trial.errors));
        assert_no_errors(&trial.errors);
        arena_free(&trial.arena);
    }
}

static void contradictions_are_refused_where_they_are(void **state) {
    (void)state;
    static const struct {
        const char *text, *message, *hint;
        unsigned line, column;
    } cases[] = {
        {TABLE("    foreign_keys: {f: {columns: [id], references: bok.id}}\n"),
            "foreign key \"f\": there is no table \"bok\"", "did you mean \"book\"?", 4, 20},
        {TABLE("    foreign_keys: {f: {columns: [id], references: book.titel}}\n"),
            "foreign key \"f\": table \"book\" has no column \"titel\"", "did you mean \"title\"?", 4, 20},
        {TABLE("    foreign_keys: {f: {columns: [ide], references: book.id}}\n"),
            "foreign key \"f\": table \"book\" has no column \"ide\"", "did you mean \"id\"?", 4, 20},
        {TABLE("    foreign_keys: {f: {columns: [id, title], references: book.id}}\n"),
            "foreign key \"f\" has 2 columns but refers to 1", NULL, 4, 20},
        {TABLE("    foreign_keys: {f: {columns: [id, title], references: book}}\n"),
            "foreign key \"f\" has 2 columns but refers to 1", NULL, 4, 20},
        {TABLE("    foreign_keys: {f: {columns: [id], references: page}}\n  page: {columns: {a: text}}\n"),
            "foreign key \"f\": table \"page\" has no primary key to refer to",
            "say which columns it refers to", 4, 20},
        {TABLE("    unique: {u: [nothing]}\n"),
            "unique constraint \"u\": table \"book\" has no column \"nothing\"", NULL, 4, 14},
        {TABLE("    unique: {u: []}\n"), "unique constraint \"u\" has no columns", NULL, 4, 14},
        {TABLE("    indexes: {i: []}\n"), "index \"i\" has no columns", NULL, 4, 15},
        {TABLE("    checks: {c: \"\"}\n"), "check \"c\" has an empty expression", NULL, 4, 14},
        {TABLE("    checks: {c: x}\n    unique: {c: [id]}\n"), "table \"book\" has a constraint \"c\" twice",
            NULL, 4, 14},
        {TABLE("    indexes: [{name: i, columns: [id]}, {name: i, columns: [title]}]\n"),
            "table \"book\" has an index \"i\" twice", NULL, 4, 41},
        {"tables:\n  book: {comment: x}\n", "table \"book\" has no columns", NULL, 2, 3},
        {"tables: {b: {columns: {x: {type: text, was: z}, y: {type: text, was: z}}}}\n",
            "two columns of table \"b\" were \"z\"", NULL, 1, 49},
        {"tables: {b: {columns: {x: {type: text, was: z}, y: {type: text, was: x}, z: {type: text, was: "
         "y}}}}\n",
            "columns of table \"b\" change names in a circle, x, z, y: whether that is done can't be told",
            "rename one of them to a name that none had, in a revision before; or write the renames into a "
            "revision by hand, and take `was` out",
            1, 24},
        {TABLE("    was: page\n  page: {was: book, columns: {a: text}}\n"),
            "tables change names in a circle, book, page: whether that is done can't be told",
            "rename one of them to a name that none had, in a revision before; or write the renames into a "
            "revision by hand, and take `was` out",
            2, 3},
        {"tables: {b: {columns: {\"\": text}}}\n", "table \"b\" has a column without a name", NULL, 1, 24},
        {TABLE("views: {book: SELECT 1}\n"), "there are a table and a view \"book\"", NULL, 4, 9},
        {"enums: {mood: [a, b, a]}\n", "enum \"mood\" has the value \"a\" twice", NULL, 1, 9},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_trial trial;
        bool ok = read_models(&trial, cases[i].text, NULL);
        assert_no_errors(&trial.errors);
        assert_true(ok);
        assert_false(schema_check(&trial.schema, &trial.errors));
        assert_int_equal(trial.errors.list.count, 1);
        const struct error *error = &trial.errors.list.items[0];
        assert_string_equal(error->message, cases[i].message);
        assert_string_equal(error->hint ? error->hint : "", cases[i].hint ? cases[i].hint : "");
        assert_int_equal(error->place.line, cases[i].line);
        assert_int_equal(error->place.column, cases[i].column);
        arena_free(&trial.arena);
    }
}

static void random_schemas_and_their_edits_pass(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < 200; seed++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct schema *schema = random_schema(&arena, seed, seed % 2 ? 0 : RANDOM_PLAIN_NAMES);
        assert_true(schema_check(schema, &errors));
        struct schema *edited = schema_copy(&arena, schema);
        random_edit(&arena, edited, seed, seed % 2 ? 0 : RANDOM_PLAIN_NAMES);
        schema_check(edited, &errors);
        assert_no_errors(&errors);
        const struct schema *again = random_schema(&arena, seed, seed % 2 ? 0 : RANDOM_PLAIN_NAMES);
        assert_null(schema_difference(&arena, schema, again));
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sensible_schemas_pass),
        cmocka_unit_test(contradictions_are_refused_where_they_are),
        cmocka_unit_test(random_schemas_and_their_edits_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
