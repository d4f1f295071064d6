#include "check.h"

#include "base/text.h"

static bool good(const char *text, size_t length) {
    size_t bad;
    return text_is_utf8(text, length, &bad);
}

static void only_well_formed_utf8_is_accepted(void **state) {
    (void)state;
    assert_true(good("plain \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80", 17));
    assert_false(good("a\0b", 3));
    assert_false(good("\xc0\xaf", 2));
    assert_false(good("\xed\xa0\x80", 3));
    assert_false(good("\xf4\x90\x80\x80", 4));
    assert_false(good("\xe2\x82", 2));
    size_t bad = 0;
    assert_false(text_is_utf8("ab\xff", 3, &bad));
    assert_int_equal(bad, 2);
}

static void the_nearest_word_is_found(void **state) {
    (void)state;
    const char *const words[] = {"upgrade", "downgrade", "current", "check"};
    assert_string_equal(text_nearest("upgrad", words, 4), "upgrade");
    assert_string_equal(text_nearest("chekc", words, 4), "check");
    assert_string_equal(text_nearest("UPGRADE", words, 4), "upgrade");
    assert_null(text_nearest("xylophone", words, 4));
    assert_null(text_nearest("", words, 4));
}

static void patterns_match_as_in_a_shell(void **state) {
    (void)state;
    assert_true(text_matches("author", "a*r"));
    assert_true(text_matches("author", "*"));
    assert_true(text_matches("author", "auth?r"));
    assert_false(text_matches("author", "auth"));
    assert_false(text_matches("", "?"));
    assert_true(text_matches("aaaaaaaaaaaaaaaaaaaab", "a*a*a*b"));
}

static void words_are_split_and_trimmed(void **state) {
    (void)state;
    struct arena arena = {0};
    struct names pieces = text_split(&arena, " a, b ,,c", ',');
    assert_string_equal(names_join(&arena, &pieces, "|"), "a|b|c");
    assert_true(text_starts_with("abc", "ab"));
    assert_true(text_ends_with("abc", "bc"));
    assert_false(text_ends_with("c", "bc"));
    assert_true(text_has_extension("a/BOOK.Yaml", ".yaml"));
    assert_false(text_has_extension("yaml", ".yaml"));
    assert_false(text_has_extension("a.yaml.bak", ".yaml"));
    assert_true(text_same_word("Select", "sELECT"));
    assert_false(text_same_word("Select", "Selec"));
    assert_string_equal(text_lower(&arena, "ABC\xc3\x84"), "abc\xc3\x84");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_utf8_is_accepted),
        cmocka_unit_test(the_nearest_word_is_found),
        cmocka_unit_test(patterns_match_as_in_a_shell),
        cmocka_unit_test(words_are_split_and_trimmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
