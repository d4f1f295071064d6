#include "check.h"

#include "base/text.h"
#include "schema/naming.h"

static struct key_part two_columns[] = {{.column = "author_id"}, {.column = "title"}};
static struct key_part lower_title[] = {{.expression = "lower(title)"}};
static const struct key_parts both = {two_columns, 2, 2}, expression = {lower_title, 1, 1};

static void nameless_parts_get_the_default_names(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {.name = "book"};
    struct constraint key = {.kind = CONSTRAINT_PRIMARY_KEY, .columns = both},
                      unique = {.kind = CONSTRAINT_UNIQUE, .columns = both},
                      foreign = {.kind = CONSTRAINT_FOREIGN_KEY,
                          .columns = both,
                          .reference = {.table = "x"}},
                      own = {.kind = CONSTRAINT_CHECK, .name = "mine", .expression = "a > 0"};
    struct index index = {.parts = both};
    table.primary_key = &key;
    list_push(&arena, &table.constraints, &unique);
    list_push(&arena, &table.constraints, &foreign);
    list_push(&arena, &table.constraints, &own);
    list_push(&arena, &table.indexes, &index);
    naming_apply(&arena, NULL, &table);
    assert_string_equal(key.name, "pk_book");
    assert_string_equal(unique.name, "uq_book_author_id_title");
    assert_string_equal(foreign.name, "fk_book_author_id_title");
    assert_string_equal(index.name, "ix_book_author_id_title");
    assert_true(key.conventional && unique.conventional && foreign.conventional && index.conventional);
    assert_string_equal(own.name, "mine");
    assert_false(own.conventional);
    arena_free(&arena);
}

static const char *check_name(struct arena *arena, const char *text) {
    struct table table = {.name = "book"};
    struct constraint check = {.kind = CONSTRAINT_CHECK, .expression = text};
    return naming_constraint(arena, NULL, &table, &check);
}

static void a_check_is_named_by_its_expression_whatever_its_white_space(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(check_name(&arena, "price > 0"), "ck_book_de7612eb");
    assert_string_equal(check_name(&arena, "price  >\n\t0"), check_name(&arena, "price > 0"));
    assert_string_not_equal(check_name(&arena, "price > 1"), check_name(&arena, "price > 0"));
    arena_free(&arena);
}

static void equal_names_are_numbered(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {.name = "book"};
    struct index indexes[3] = {{.parts = both}, {.parts = both}, {.parts = expression}};
    for (size_t i = 0; i < 3; i++)
        list_push(&arena, &table.indexes, &indexes[i]);
    naming_apply(&arena, NULL, &table);
    assert_string_equal(indexes[0].name, "ix_book_author_id_title");
    assert_string_equal(indexes[1].name, "ix_book_author_id_title_2");
    assert_int_equal(strlen(indexes[2].name), strlen("ix_book_12345678"));
    arena_free(&arena);
}

static void a_long_name_is_cut_between_characters_and_ends_in_its_hash(void **state) {
    (void)state;
    struct arena arena = {0};
    for (int pad = 0; pad < 4; pad++) {
        struct table table = {.name = arena_format(&arena, "%.*s€€€€€€€€€€€€€€€€€€€€€€€€", pad, "abc")};
        struct constraint key = {.kind = CONSTRAINT_PRIMARY_KEY}, unique = {.kind = CONSTRAINT_UNIQUE};
        table.primary_key = &key;
        list_push(&arena, &table.constraints, &unique);
        key.name = naming_constraint(&arena, NULL, &table, &key);
        size_t length = strlen(key.name), bad;
        assert_true(length <= NAME_LENGTH_MAX && length > NAME_LENGTH_MAX - 4);
        assert_true(text_is_utf8(key.name, length, &bad));
        assert_int_equal(key.name[length - 9], '_');
        const struct naming same = {.unique = "pk_{table}"};
        const char *second = naming_constraint(&arena, &same, &table, &unique);
        assert_true(strlen(second) <= NAME_LENGTH_MAX);
        assert_string_equal(second + strlen(second) - 2, "_2");
    }
    arena_free(&arena);
}

static void a_pattern_replaces_the_default(void **state) {
    (void)state;
    struct arena arena = {0};
    struct table table = {.name = "book"};
    struct constraint foreign = {
        .kind = CONSTRAINT_FOREIGN_KEY, .columns = both, .reference = {.table = "author"}};
    const struct naming naming = {.foreign_key = "{table}_{column}_{referred_table}_{what}_fkey{"};
    assert_string_equal(
        naming_constraint(&arena, &naming, &table, &foreign), "book_author_id_author_{what}_fkey{");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nameless_parts_get_the_default_names),
        cmocka_unit_test(a_check_is_named_by_its_expression_whatever_its_white_space),
        cmocka_unit_test(equal_names_are_numbered),
        cmocka_unit_test(a_long_name_is_cut_between_characters_and_ends_in_its_hash),
        cmocka_unit_test(a_pattern_replaces_the_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
