#include "check.h"

#include "script/script.h"

static struct revision book = {
    .id = "ae1027a6acf2", .message = "Add Book!", .created = "2026-01-02T08:30:05Z"};

static void assert_name(const char *file_template, const char *expected) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const char *name = script_file_name(&arena, file_template, &book, false, &errors);
    assert_no_errors(&errors);
    assert_string_equal(name, expected);
    arena_free(&arena);
}

static void assert_refused(const char *file_template, const char *message) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    assert_null(script_file_name(&arena, file_template, &book, false, &errors));
    assert_string_equal(first_message(&errors), message);
    assert_non_null(errors.list.items[0].hint);
    arena_free(&arena);
}

static void tokens_are_those_of_alembic(void **state) {
    (void)state;
    assert_name(NULL, "ae1027a6acf2_add_book.yaml");
    assert_name("%(year)d/%(month).2d/%(day)02d_%(hour)s%%_%(rev)s", "2026/01/02_8%_ae1027a6acf2.yaml");
    assert_name("%(epoch)s", "1767342605.yaml");
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const struct revision bare = {.id = "ab"};
    assert_string_equal(script_file_name(&arena, NULL, &bare, true, &errors), "ab.sql");
    arena_free(&arena);
}

static void a_name_stays_in_its_folder(void **state) {
    (void)state;
    assert_refused("../%(rev)s", "file_template \"../%(rev)s\" makes no file name inside the folder");
    assert_refused("/%(rev)s", "file_template \"/%(rev)s\" makes no file name inside the folder");
    assert_refused("_%(rev)s", "file_template \"_%(rev)s\" makes no file name inside the folder");
    assert_refused("", "file_template \"\" makes no file name inside the folder");
    assert_refused("%(rew)s", "file_template has no token \"rew\"");
    assert_refused("%(rev)d", "file_template \"%(rev)d\" has a token without its end");
    assert_refused("100%", "file_template \"100%\" has a % that begins no token");
}

static void a_slug_is_cut_at_a_word(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(script_slug(&arena, "  Add: the BOOK's table... "), "add_the_book_s_table");
    assert_string_equal(script_slug(&arena, NULL), "");
    assert_string_equal(script_slug(&arena, "one two three four five six seven eight nine"),
        "one_two_three_four_five_six_seven_eight");
    assert_string_equal(script_slug(&arena, "\xc3\xa4pfel 1"), "\xc3\xa4pfel_1");
    assert_string_equal(script_slug(&arena, "a\xe2\x80\xae"
                                            "b\xc2\x9b"
                                            "c\xe2\x80"),
        "a_b_c\xe2\x80");
    assert_int_equal(
        strlen(script_slug(&arena,
            "a\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
            "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4")),
        39);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_those_of_alembic),
        cmocka_unit_test(a_name_stays_in_its_folder),
        cmocka_unit_test(a_slug_is_cut_at_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
