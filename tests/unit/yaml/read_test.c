#include "check.h"

#include "base/buffer.h"
#include "yaml/yaml.h"

struct reading {
    struct arena arena;
    struct errors errors;
    struct source source;
};

static struct yaml_node *read_bytes(struct reading *reading, const char *text, size_t length) {
    *reading = (struct reading){0};
    reading->errors.arena = &reading->arena;
    reading->source = (struct source){"test.yaml", text, length};
    return yaml_read(&reading->arena, &reading->source, &reading->errors);
}

static struct yaml_node *read_text(struct reading *reading, const char *text) {
    return read_bytes(reading, text, strlen(text));
}

static void a_model_is_read_with_its_places_in_order(void **state) {
    (void)state;
    struct reading reading;
    struct yaml_node *document = read_text(&reading, "tables:\n"
                                                     "  author: # the writers\n"
                                                     "    ü: {name: string(30), \"on\": no}\n"
                                                     "    b: [x, 'y']\n"
                                                     "    c:\n");
    assert_no_errors(&reading.errors);
    struct yaml_node *author = yaml_get(yaml_get(document, "tables"), "author");
    assert_int_equal(author->pairs.count, 3);
    assert_string_equal(author->pairs.items[0].key, "ü");
    struct yaml_node *first = author->pairs.items[0].value;
    assert_int_equal(first->place.line, 3);
    assert_int_equal(first->place.column, 8);
    assert_string_equal(yaml_get(first, "name")->text, "string(30)");
    assert_false(yaml_get(first, "name")->quoted);
    assert_string_equal(yaml_get(first, "on")->text, "no");
    struct yaml_node *list = yaml_get(author, "b");
    assert_int_equal(list->kind, YAML_SEQUENCE);
    assert_true(list->items.items[1]->quoted);
    assert_true(yaml_is_null(yaml_get(author, "c")));
    arena_free(&reading.arena);
}

static void an_empty_document_is_an_empty_mapping(void **state) {
    (void)state;
    const char *const texts[] = {"", "# nothing\n", "---\n", "\xef\xbb\xbf", "--- # x\n...\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading;
        struct yaml_node *document = read_text(&reading, texts[i]);
        assert_no_errors(&reading.errors);
        assert_int_equal(document->kind, YAML_MAPPING);
        assert_int_equal(document->pairs.count, 0);
        arena_free(&reading.arena);
    }
}

static void places_count_our_lines_whatever_ends_a_line_in_yaml(void **state) {
    (void)state;
    struct reading reading;
    struct yaml_node *document = read_text(&reading,
        "\xef\xbb\xbf"
        "a: \"x\xc2\x85y\xe2\x80\xa8z\"\r\nb: 'p\r\n  q'\r\nü: |\r\n  1\r\n  2\r\nd: e\r\n");
    assert_no_errors(&reading.errors);
    assert_int_equal(yaml_get(document, "d")->place.line, 7);
    assert_int_equal(yaml_get(document, "d")->place.column, 4);
    assert_string_equal(yaml_get(document, "ü")->text, "1\n2\n");
    assert_int_equal(yaml_get(document, "a")->place.column, 4);
    arena_free(&reading.arena);
}

static void what_is_not_allowed_is_refused_with_its_place_and_a_remedy(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned line, column;
        const char *message, *hint;
    } cases[] = {
        {"a: 1\nb: 2\na: 3\n", 3, 1, "duplicate key \"a\"", "it is already in line 1: keep one of them"},
        {"a: {b: 1, \"b\": 2}\n", 1, 11, "duplicate key \"b\"", "it is already in line 1: keep one of them"},
        {"a: &x 1\n", 1, 4, "anchors are not allowed", "quote the text if the \"&\" belongs to it"},
        {"a: *x\n", 1, 4, "aliases are not allowed", "quote the text if the \"*\" belongs to it"},
        {"a: !!str 1\n", 1, 4, "tags are not allowed", "quote the text if the \"!\" belongs to it"},
        {"a: !u!x 1\n", 1, 4, "tags are not allowed", "quote the text if the \"!\" belongs to it"},
        {"b:\n  <<: {a: 1}\n", 2, 3, "merge keys are not allowed", "write the keys out"},
        {"a: 1\n---\nb: 2\n", 2, 1, "a second document begins here",
            "one file holds one document: put it into a file of its own"},
        {"? {a: 1}\n: 2\n", 1, 3, "a key must be a name", "quote it if the brackets belong to the name"},
        {"? [a]\n: 2\n", 1, 3, "a key must be a name", "quote it if the brackets belong to the name"},
        {"?\n: 2\n", 0, 0, "a key is missing before the \":\"", "write \"key: value\""},
        {"a: \"x\\0y\"\n", 1, 4, "the text holds a NUL character", "take out the \\0"},
        {"a: {type: numeric(8,2)}\n", 1, 11, "\"numeric(8\" is cut off by a comma",
            "quote it: \"numeric(8,2)\""},
        {"a: {type: numeric(8, 2), d: f(a, 'x: y')}\n", 1, 11, "\"numeric(8\" is cut off by a comma",
            "quote it: \"numeric(8, 2)\""},
        {"a: [numeric(8,2)]\n", 1, 5, "\"numeric(8\" is cut off by a comma", "quote it: \"numeric(8,2)\""},
        {"a: [b\n", 1, 4, "a \"[\" without its \"]\", or a \",\" is missing",
            "close the bracket; quote text that holds any of , [ ] { }"},
        {"a: {b: 1\nc: 2\n", 2, 2, "a \"{\" without its \"}\", or a \",\" is missing",
            "close the brace; quote text that holds any of , [ ] { }"},
        {"x: 1\na: \"b\nc: d\n", 2, 4, "the quote is never closed",
            "close it; inside single quotes write '' for a quote, inside double quotes \\\""},
        {"a: b: c\n", 1, 5, "a \":\" can't stand here",
            "quote the text if the colon belongs to it; otherwise mend the indentation"},
        {"a:\n\tb: 1\n", 2, 1, "a tab where a value or a key should begin", "indent with blanks"},
        {"a: @b\n", 1, 4, "text can't begin with \"@\"", "quote it"},
        {"a: `b`\n", 1, 4, "text can't begin with \"`\"", "quote it"},
        {"a: \"\\q\"\n", 1, 5, "an unknown escape after the backslash",
            "write \\\\ for a backslash, or use single quotes"},
        {"a: x\x07y\n", 1, 5, "a control character",
            "take it out, or write it as an escape in double quotes, such as \"\\x07\""},
        {"a: 'b' c\n", 1, 8, NULL, NULL},
        {"- a\nb: c\n", 2, 1, NULL, NULL},
        {"a: 1\nb\n", 2, 1, "a key without a \":\" after it", NULL},
        {"%TAG ! x\n", 0, 0, NULL, NULL},
        {"%YAML 3.0\n---\na: 1\n", 0, 0, NULL, NULL},
        {"a: |x\n", 0, 0, NULL, NULL},
        {"}\n", 1, 1, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading reading;
        assert_null(read_text(&reading, cases[i].text));
        assert_true(reading.errors.list.count > 0);
        const struct error *error = &reading.errors.list.items[0];
        if (cases[i].message)
            assert_string_equal(error->message, cases[i].message);
        if (cases[i].hint)
            assert_string_equal(error->hint, cases[i].hint);
        if (cases[i].line) {
            assert_int_equal(error->place.line, cases[i].line);
            assert_int_equal(error->place.column, cases[i].column);
        }
        arena_free(&reading.arena);
    }
}

static void several_mistakes_are_reported_together(void **state) {
    (void)state;
    struct reading reading;
    assert_null(read_text(&reading, "a: {t: numeric(8,2), u: numeric(8,2)}\nb: *x\nb: &y z\n<<: 1\n"));
    assert_int_equal(reading.errors.list.count, 6);
    arena_free(&reading.arena);
}

static void brackets_that_no_comma_cuts_are_left_alone(void **state) {
    (void)state;
    struct reading reading;
    struct yaml_node *document =
        read_text(&reading, "a: {t: numeric(8), u: \"numeric(8,2)\", v: f(x}\nb: numeric(8,2)\n");
    assert_no_errors(&reading.errors);
    assert_string_equal(yaml_get(document, "b")->text, "numeric(8,2)");
    arena_free(&reading.arena);
}

static char *repeated(struct arena *arena, const char *text, size_t times) {
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < times; i++)
        buffer_add(&buffer, text);
    return buffer_text(&buffer);
}

static void depth_is_bounded(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        size_t times;
    } cases[] = {{"[", 10000000}, {"a: {", 250000}, {"{a: ", 250000}, {"- ", 500000}, {"? ", 500000},
        {"[\n", 500000}, {"{\n", 500000}, {"{a: [", 200000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct reading reading;
        assert_null(read_text(&reading, repeated(&arena, cases[i].unit, cases[i].times)));
        assert_int_equal(reading.errors.list.count, 1);
        arena_free(&reading.arena);
        arena_free(&arena);
    }
}

static void block_nesting_is_bounded_at_64(void **state) {
    (void)state;
    for (size_t deep = 63; deep <= 400; deep += deep == 63 ? 1 : deep == 64 ? 1 : 335) {
        struct arena arena = {0};
        struct buffer text = {.arena = &arena};
        for (size_t i = 0; i < deep; i++)
            buffer_addf(&text, "%*sa:\n", (int)i, "");
        struct reading reading;
        assert_int_equal(read_text(&reading, buffer_text(&text)) != NULL, deep <= 64);
        if (deep > 64) {
            assert_string_equal(first_message(&reading.errors), "more than 64 levels deep");
            assert_int_equal(reading.errors.list.items[0].place.line, 65);
        }
        arena_free(&reading.arena);
        arena_free(&arena);
    }
}

static void many_keys_are_read_in_linear_time(void **state) {
    (void)state;
    struct arena arena = {0};
    struct buffer different = {.arena = &arena}, same = {.arena = &arena};
    for (int i = 0; i < 100000; i++) {
        buffer_addf(&different, "key%d: 1\n", i);
        buffer_addf(&same, "key%d: 1\n", i < 50000 ? i : 49999);
    }
    struct reading reading;
    struct yaml_node *document = read_text(&reading, buffer_text(&different));
    assert_int_equal(document->pairs.count, 100000);
    arena_free(&reading.arena);
    assert_null(read_text(&reading, buffer_text(&same)));
    assert_int_equal(reading.errors.list.count + reading.errors.left_out, 50000);
    arena_free(&reading.arena);
    arena_free(&arena);
}

static void huge_scalars_are_read_in_linear_time(void **state) {
    (void)state;
    const char *const units[] = {"x", "x ", "x y\n ", "\n", "# c\n", "é"};
    const char *const starts[] = {"a: ", "a: |\n ", "a: \"", "a: '", ""};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
            struct arena arena = {0};
            char *text = arena_format(&arena, "%s%s", starts[s], repeated(&arena, units[u], 200000));
            struct reading reading;
            read_text(&reading, text);
            arena_free(&reading.arena);
            arena_free(&arena);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_model_is_read_with_its_places_in_order),
        cmocka_unit_test(an_empty_document_is_an_empty_mapping),
        cmocka_unit_test(places_count_our_lines_whatever_ends_a_line_in_yaml),
        cmocka_unit_test(what_is_not_allowed_is_refused_with_its_place_and_a_remedy),
        cmocka_unit_test(several_mistakes_are_reported_together),
        cmocka_unit_test(brackets_that_no_comma_cuts_are_left_alone),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(block_nesting_is_bounded_at_64),
        cmocka_unit_test(many_keys_are_read_in_linear_time),
        cmocka_unit_test(huge_scalars_are_read_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
