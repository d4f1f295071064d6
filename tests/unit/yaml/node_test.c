#include "check.h"

#include "yaml/yaml.h"

static struct yaml_node *value_of(struct arena *arena, struct errors *errors, const char *text) {
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){"test.yaml", text, strlen(text)};
    return yaml_get(yaml_read(arena, source, errors), "a");
}

static void each_form_of_value_is_taken_where_it_fits(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    bool yes;
    unsigned number;
    const char *text;
    struct names names = {0};
    assert_true(yaml_to_bool(value_of(&arena, &errors, "a: true"), "x", &yes, &errors) && yes);
    assert_true(yaml_to_unsigned(value_of(&arena, &errors, "a: 4294967295"), "x", &number, &errors));
    assert_int_equal(number, 4294967295u);
    assert_true(yaml_to_text(value_of(&arena, &errors, "a: no"), "x", &text, &errors));
    assert_string_equal(text, "no");
    assert_true(yaml_to_names(&arena, value_of(&arena, &errors, "a: [b, 'c']"), "x", &names, &errors));
    assert_true(yaml_to_names(&arena, value_of(&arena, &errors, "a: d"), "x", &names, &errors));
    assert_string_equal(names_join(&arena, &names, ","), "b,c,d");
    assert_true(yaml_is_null(value_of(&arena, &errors, "a: ~")));
    assert_false(yaml_is_null(value_of(&arena, &errors, "a: '~'")));
    assert_no_errors(&errors);
    arena_free(&arena);
}

static void another_form_is_refused_in_words(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    bool yes;
    unsigned number;
    const char *text;
    struct names names = {0};
    assert_false(yaml_to_bool(value_of(&arena, &errors, "a: yes"), "\"unique\"", &yes, &errors));
    assert_string_equal(first_message(&errors), "\"unique\" must be true or false, not \"yes\"");
    assert_false(yaml_to_bool(value_of(&arena, &errors, "a: 'true'"), "x", &yes, &errors));
    assert_false(yaml_to_bool(value_of(&arena, &errors, "a: [true]"), "x", &yes, &errors));
    const char *const numbers[] = {
        "a: -1", "a: 4294967296", "a: 99999999999999999999999", "a: 1x", "a:", "a: []"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_false(yaml_to_unsigned(value_of(&arena, &errors, numbers[i]), "x", &number, &errors));
    assert_false(yaml_to_text(value_of(&arena, &errors, "a: {}"), "x", &text, &errors));
    assert_false(yaml_to_names(&arena, value_of(&arena, &errors, "a: {}"), "x", &names, &errors));
    assert_false(yaml_to_names(&arena, value_of(&arena, &errors, "a: [[b]]"), "x", &names, &errors));
    assert_int_equal(errors.list.count, 12);
    arena_free(&arena);
}

static void an_unknown_key_names_the_nearest(void **state) {
    (void)state;
    static const char *const keys[] = {"type", "nullable", "default"};
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct yaml_node *node = value_of(&arena, &errors, "a: {type: x, nulable: true, zzzzzzzz: 1}");
    assert_false(yaml_check_keys(node, "a column", keys, 3, &errors));
    assert_string_equal(errors.list.items[0].message, "a column has no key \"nulable\"");
    assert_string_equal(errors.list.items[0].hint, "did you mean \"nullable\"?");
    assert_string_equal(errors.list.items[1].hint, "its keys are type, nullable, default");
    arena_free(&arena);
}

static void a_text_that_a_comma_has_cut_is_recognised(void **state) {
    (void)state;
    static const char *const keys[] = {"as"};
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct yaml_node *node = value_of(&arena, &errors, "a: {as: SELECT id, title FROM book}");
    assert_false(yaml_check_keys(node, "a view", keys, 1, &errors));
    assert_string_equal(
        errors.list.items[0].hint, "a comma ends a value in {…}: quote the text that it belongs to");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_of_value_is_taken_where_it_fits),
        cmocka_unit_test(another_form_is_refused_in_words),
        cmocka_unit_test(an_unknown_key_names_the_nearest),
        cmocka_unit_test(a_text_that_a_comma_has_cut_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
