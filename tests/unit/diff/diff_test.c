#include "check.h"

#include "diff/diff.h"
#include "ops/scripts.h"
#include "schema/naming.h"

static const struct sql_syntax syntax = {0};
static const struct diff_rules usual = {.dialect = "postgresql",
    .syntax = &syntax,
    .comments = true,
    .types = true,
    .defaults = true,
    .foreign_keys_alterable = true};

/* What a dialect's resolve would do. */
static void settle(struct arena *arena, struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->columns.count; k++) {
            struct column *column = schema->tables.items[i]->columns.items[k];
            column->type_sql = type_text(arena, &column->type);
            column->default_sql = column->default_value.text;
        }
}

static struct operations found(struct trial *from, struct trial *to, const struct diff_rules *rules,
    const char *actual, const char *desired) {
    struct operations operations = {0};
    trial_models(from, actual);
    trial_models(to, desired);
    settle(&from->arena, &from->schema);
    settle(&to->arena, &to->schema);
    diff_schemas(&to->arena, rules, &from->schema, &to->schema, &operations, &to->errors);
    assert_no_errors(&to->errors);
    return operations;
}

/* The lines that describe what was found. */
static void assert_found_by(
    const struct diff_rules *rules, const char *actual, const char *desired, const char *wanted) {
    struct trial from, to;
    const struct operations operations = found(&from, &to, rules, actual, desired);
    struct names lines = {0};
    for (size_t i = 0; i < operations.count; i++)
        list_push(&to.arena, &lines, operation_describe(&to.arena, &operations.items[i]));
    assert_string_equal(names_join(&to.arena, &lines, "\n"), wanted);
    arena_free(&from.arena);
    arena_free(&to.arena);
}

static void assert_found(const char *actual, const char *desired, const char *wanted) {
    assert_found_by(&usual, actual, desired, wanted);
}

static void tables_come_after_those_they_refer_to(void **state) {
    (void)state;
    const char *shop = "tables:\n"
                       "  book: {columns: {id: {type: integer, primary_key: true}, "
                       "author_id: {type: integer, references: author.id}}}\n"
                       "  author: {columns: {id: {type: integer, primary_key: true}}}\n";
    assert_found("tables: {}", shop, "create table author\ncreate table book");
    assert_found(shop, "tables: {}", "drop table book\ndrop table author");
}

static void a_circle_is_closed_afterwards_where_that_can_be(void **state) {
    (void)state;
    const char *circle =
        "tables:\n"
        "  a: {columns: {id: {type: integer, primary_key: true}, b_id: {type: integer, references: b.id}}}\n"
        "  b: {columns: {id: {type: integer, primary_key: true}, a_id: {type: integer, references: a.id}}}\n";
    assert_found("tables: {}", circle,
        "create table b\ncreate table a\ncreate foreign key fk_b_a_id on b(a_id) to a(id)");
    assert_found(circle, "tables: {}", "drop constraint fk_b_a_id of b\ndrop table a\ndrop table b");
    struct diff_rules inline_only = usual;
    inline_only.foreign_keys_alterable = false;
    assert_found_by(&inline_only, "tables: {}", circle, "create table b\ncreate table a");
}

static void a_rename_and_a_new_type_are_one_step(void **state) {
    (void)state;
    assert_found("tables:\n  book: {columns: {name: string(30), id: integer}}\n",
        "tables:\n  book: {columns: {title: {type: string(50), nullable: false, was: name}, id: integer}}\n",
        "alter column book.name: rename to title, type string(50), not null");
    assert_found("tables:\n  book: {columns: {title: text, id: integer}}\n",
        "tables:\n  book: {columns: {title: {type: text, was: name}, id: integer}}\n", "");
    assert_found("tables:\n  tome: {columns: {id: integer}}\n",
        "tables:\n  book: {was: tome, columns: {id: integer}}\n", "rename table tome to book");
}

static void names_may_move_along_a_chain(void **state) {
    (void)state;
    assert_found("tables:\n  t: {columns: {a: integer, b: text}}\n",
        "tables:\n  t: {columns: {b: {type: integer, was: a}, c: {type: text, was: b}}}\n",
        "alter column t.b: rename to c\nalter column t.a: rename to b");
}

static void names_by_convention_do_not_count(void **state) {
    (void)state;
    assert_found("tables:\n  t: {columns: {a: integer}, indexes: {mine: [a]}, checks: {c1: a > 0}}\n",
        "tables:\n  t: {columns: {a: {type: integer, index: true}}, checks: [\"A>0\"]}\n", "");
    assert_found("tables:\n  t: {columns: {a: integer}, indexes: {mine: [a]}}\n",
        "tables:\n  t: {columns: {a: integer}, indexes: {yours: [a]}}\n",
        "drop index mine of t\ncreate index yours on t(a)");
    assert_found("tables:\n  t: {columns: {a: integer}, indexes: {mine: [a]}}\n",
        "tables:\n  t: {columns: {a: integer}, indexes: {yours: {columns: [a], was: mine}}}\n",
        "rename index mine of t to yours");
}

static bool any_table(const struct schema *schema, const struct table *table) {
    (void)schema;
    return table;
}

static void a_key_that_only_has_another_name_is_renamed_where_that_can_be(void **state) {
    (void)state;
    const char *before =
        "tables:\n  t: {columns: {a: integer, b: integer}, indexes: {i: [a]}, checks: {c: a > 0}}\n";
    const char *after =
        "tables:\n  t: {columns: {a: integer, b: integer}, indexes: {j: [a]}, checks: {d: a > 0}}\n";
    assert_found(before, after,
        "drop constraint c of t\ndrop index i of t\ncreate check d on t: a > 0\ncreate index j on t(a)");
    struct diff_rules renaming = usual;
    renaming.renames_keys = any_table;
    assert_found_by(&renaming, before, after, "rename constraint c of t to d\nrename index i of t to j");
    assert_found_by(&renaming, before,
        "tables:\n  t: {columns: {a: integer, b: integer}, indexes: {i: [b], j: [a]}, checks: {d: a > 0}}\n",
        "rename constraint c of t to d\nrename index i of t to j\ncreate index i on t(b)");
    assert_found_by(&renaming,
        "tables:\n  t: {columns: {a: integer, b: integer}, indexes: {i: [a], j: [b]}}\n",
        "tables:\n  t: {columns: {a: integer, b: integer}, indexes: {i: [b], j: [a]}}\n",
        "drop index i of t\ndrop index j of t\ncreate index i on t(b)\ncreate index j on t(a)");
}

static void the_order_of_columns_counts_only_by_rule(void **state) {
    (void)state;
    const char *actual = "tables:\n  t: {columns: {a: integer, b: text, c: date}}\n";
    const char *desired = "tables:\n  t: {columns: {c: date, a: integer, d: text, b: text}}\n";
    assert_found(actual, desired, "add column t.d text");
    struct diff_rules ordered = usual;
    ordered.column_order = true;
    assert_found_by(&ordered, actual, desired, "alter column t.c: position\nadd column t.d text");
}

static void a_view_steps_aside_for_its_table(void **state) {
    (void)state;
    const char *view =
        "views:\n  top: SELECT id FROM cheap\n  cheap: SELECT id FROM book\n  other: SELECT 1\n";
    struct arena arena = {0};
    assert_found(arena_format(&arena, "tables:\n  book: {columns: {id: integer, price: integer}}\n%s", view),
        arena_format(&arena, "tables:\n  book: {columns: {id: integer, price: text}}\n%s", view),
        "drop view top\ndrop view cheap\nalter column book.price: type text\ncreate view cheap\ncreate view "
        "top");
    arena_free(&arena);
}

/* Each key is looked at by itself: to add a foreign key again the server reads the table. */
static void a_foreign_key_steps_aside_for_its_own_key_alone(void **state) {
    (void)state;
    const char *child = "  child: {columns: {x: {type: integer, references: book.id}, y: {type: integer, "
                        "references: book.code}}}\n";
    struct arena arena = {0};
    const char *before =
        "tables:\n  book: {columns: {id: {type: integer, primary_key: true}, code: integer, n: "
        "integer}, indexes: {u: {columns: [code], unique: true}}}\n";
    const char *more =
        "tables:\n  book: {columns: {id: {type: integer, primary_key: true}, code: integer, n: "
        "integer}, indexes: {u: {columns: [code], unique: true}}, unique: [[n]]}\n";
    const char *other =
        "tables:\n  book: {columns: {id: {type: integer, primary_key: true}, code: integer, n: "
        "integer}, indexes: {w: {columns: [code], unique: true}}}\n";
    const char *actual = arena_format(&arena, "%s%s", before, child);
    assert_found(
        actual, arena_format(&arena, "%s%s", more, child), "create unique constraint uq_book_n on book(n)");
    assert_found(actual, arena_format(&arena, "%s%s", other, child),
        "drop constraint fk_child_y of child\ndrop index u of book\ncreate unique index w on book(code)\n"
        "create foreign key fk_child_y on child(y) to book(code)");
    arena_free(&arena);
}

static void a_reference_without_columns_goes_along_with_another_key(void **state) {
    (void)state;
    struct diff_rules rules = usual;
    rules.foreign_keys_alterable = false;
    assert_found_by(&rules,
        "tables:\n  book: {columns: {id: integer, code: integer}, primary_key: [id]}\n"
        "  child: {columns: {x: {type: integer, references: book}, y: {type: integer, references: "
        "book.code}}}\n",
        "tables:\n  book: {columns: {id: integer, code: integer}, primary_key: [code]}\n"
        "  child: {columns: {x: {type: integer, references: book.id}, y: {type: integer, references: "
        "book}}}\n",
        "drop constraint fk_child_x of child\ndrop constraint pk_book of book\nalter column book.id: "
        "nullable\n"
        "create primary key pk_book on book(code)\ncreate foreign key fk_child_x on child(x) to book(id)");
}

static void what_the_models_do_not_manage_is_left_alone(void **state) {
    (void)state;
    const char *actual = "enums: {mood: [sad]}\nviews: {v: SELECT 1}\ntables: {t: {columns: {a: integer}}}\n";
    assert_found(actual, "tables: {t: {columns: {a: integer}}}", "");
    assert_found(actual, "enums: {}\nviews: {}\ntables: {t: {columns: {a: integer}}}\n",
        "drop enum mood\ndrop view v");
}

static void the_enum_of_a_column_goes_with_it(void **state) {
    (void)state;
    const char *actual = "enums: {t_a: [x], t_b: [x], t_c: [x]}\n"
                         "tables: {t: {columns: {a: t_a, b: t_b, c: t_c, d: \"t_c\"}}}\n";
    assert_found(actual, "tables: {t: {columns: {a: text, b: {type: {sql: t_b}}, d: text}}}",
        "alter column t.a: type text\nalter column t.d: type text\ndrop column t.c\ndrop enum t_a");
}

static void an_enum_keeps_a_value_while_a_default_needs_it(void **state) {
    (void)state;
    assert_found("enums: {mood: [x, y]}\ntables: {t: {columns: {a: {type: mood, default: x}}}}",
        "enums: {mood: [y]}\ntables: {t: {columns: {a: {type: mood, default: y}}}}",
        "alter column t.a: default\nalter enum mood");
    assert_found("enums: {mood: [x, y]}\ntables: {t: {columns: {a: {type: mood, default: x}}}}",
        "enums: {mood: [y, z]}\ntables: {t: {columns: {a: {type: mood, default: z}}}}",
        "alter enum mood\nalter column t.a: default\nalter enum mood");
}

static int same_by_server(void *context, const char *left, const char *right) {
    ++*(unsigned *)context;
    return !strcmp(left, "(a > (0)::numeric)") && !strcmp(right, "a > 0");
}

static void the_server_is_asked_only_where_tokens_differ(void **state) {
    (void)state;
    unsigned asked = 0;
    struct diff_rules rules = usual;
    rules.same_expression = same_by_server;
    rules.context = &asked;
    assert_found_by(&rules,
        "tables:\n  t: {columns: {a: integer}, checks: {ck: \"(a > (0)::numeric)\", c2: a < 9}}\n",
        "tables:\n  t: {columns: {a: integer}, checks: {ck: a > 0, c2: A < 9}}\n", "");
    assert_int_equal(asked, 1);
}

static void a_key_gives_its_name_to_the_one_that_wants_it(void **state) {
    (void)state;
    assert_found("tables:\n  t: {columns: {a: {type: integer, unique: true}}}\n",
        "tables:\n  t: {columns: {b: {type: integer, unique: true, was: a}, a: {type: integer, unique: "
        "true}}}\n",
        "drop constraint uq_t_a of t\nalter column t.a: rename to b\nadd column t.a integer\n"
        "create unique constraint uq_t_b on t(b)\ncreate unique constraint uq_t_a on t(a)");
}

static struct schema *large_schema(
    struct arena *arena, unsigned tables, unsigned columns, enum type_kind kind) {
    struct schema *schema = arena_new(arena, struct schema);
    for (unsigned i = 0; i < tables; i++) {
        struct table *table = arena_new(arena, struct table);
        table->name = arena_format(arena, "t%u", i);
        for (unsigned k = 0; k < columns; k++) {
            struct column *column = arena_new(arena, struct column);
            column->name = arena_format(arena, "c%u", k);
            column->type.kind = kind;
            column->type_sql = type_text(arena, &column->type);
            list_push(arena, &table->columns, column);
        }
        schema_add_table(arena, schema, table);
    }
    return schema;
}

static void large_schemas_are_compared_in_linear_time(void **state) {
    (void)state;
    static const unsigned sizes[][2] = {{5000, 13}, {1, 60000}};
    for (size_t i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct errors errors = {.arena = &arena};
        struct operations operations = {0};
        struct diff_rules rules = usual;
        rules.column_order = true;
        diff_schemas(&arena, &rules, large_schema(&arena, sizes[i][0], sizes[i][1], TYPE_TEXT),
            large_schema(&arena, sizes[i][0], sizes[i][1], TYPE_DATE), &operations, &errors);
        assert_int_equal(operations.count, sizes[i][0] * sizes[i][1]);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_come_after_those_they_refer_to),
        cmocka_unit_test(a_circle_is_closed_afterwards_where_that_can_be),
        cmocka_unit_test(a_rename_and_a_new_type_are_one_step),
        cmocka_unit_test(names_may_move_along_a_chain),
        cmocka_unit_test(names_by_convention_do_not_count),
        cmocka_unit_test(a_key_that_only_has_another_name_is_renamed_where_that_can_be),
        cmocka_unit_test(the_order_of_columns_counts_only_by_rule),
        cmocka_unit_test(a_view_steps_aside_for_its_table),
        cmocka_unit_test(a_foreign_key_steps_aside_for_its_own_key_alone),
        cmocka_unit_test(what_the_models_do_not_manage_is_left_alone),
        cmocka_unit_test(a_reference_without_columns_goes_along_with_another_key),
        cmocka_unit_test(the_enum_of_a_column_goes_with_it),
        cmocka_unit_test(an_enum_keeps_a_value_while_a_default_needs_it),
        cmocka_unit_test(the_server_is_asked_only_where_tokens_differ),
        cmocka_unit_test(a_key_gives_its_name_to_the_one_that_wants_it),
        cmocka_unit_test(large_schemas_are_compared_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
