#include "check.h"

#include "base/buffer.h"
#include "same_nodes.h"
#include "yaml/yaml.h"

static struct yaml_node *read_text(struct arena *arena, struct errors *errors, const char *text) {
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){"test.yaml", text, strlen(text)};
    return yaml_read(arena, source, errors);
}

static void what_is_written_looks_as_a_careful_person_writes(void **state) {
    (void)state;
    const char *const text =
        "enums:\n"
        "  mood: [sad, ok, happy]\n"
        "tables:\n"
        "  book:\n"
        "    comment: What authors write\n"
        "    columns:\n"
        "      id: {type: integer, primary_key: true}\n"
        "      name: string(30)\n"
        "      price: {type: \"numeric(8,2)\", default: 0, postgresql: {type: money}}\n"
        "      place: {type: {sql: \"geometry(Point,4326)\"}}\n"
        "      made: {type: datetime, nullable: false, default: {sql: CURRENT_TIMESTAMP}}\n"
        "    unique: [[author_id, title]]\n"
        "    indexes:\n"
        "      ix: {columns: [{expression: lower(title), order: desc}], unique: true, where: price > 0}\n"
        "    foreign_keys:\n"
        "      fk: {columns: [id, title], references: {table: edition, columns: [book_id, title]}}\n"
        "views:\n"
        "  cheap: |-\n"
        "    SELECT id\n"
        "    FROM book\n"
        "triggers: {}\n"
        "upgrade:\n"
        "  - create_table:\n"
        "      name: book\n"
        "      columns:\n"
        "        id: {type: integer, primary_key: true}\n"
        "        name: string\n"
        "  - drop_table: book\n"
        "odd: [\"a?\", \"b:c\"]\n"
        "rows:\n"
        "  - {id: 1, name: \"no\"}\n"
        "  - {id: 2, name: null}\n"
        "parents: [1975ea83b712, \"1234567e9012\"]\n"
        "nothing:\n";
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct yaml_node *document = read_text(&arena, &errors, text);
    assert_no_errors(&errors);
    assert_string_equal(yaml_write(&arena, document), text);
    arena_free(&arena);
}

static void strings_that_others_take_for_something_else_are_quoted(void **state) {
    (void)state;
    const char *const quoted[] = {"", "no", "on", "Off", "y", "N", "true", "False", "null", "NULL", "~", "1",
        "1.0", "-1", "+1", ".5", ".", "1_000", "1234567e9012", "1e5", "0x1f", "0o17", "0b11", "12:30:45",
        "2026-11-21", "2026-11-21T08:30:00Z", "2026-11-21 08:30:00", ".inf", "-.INF", ".nan", "<<", "=", " a",
        "a ", "\ta", "a\t", "a # b", "a: b", "a:", "# a", "- a", "-", "--- a", "---", "...", "? a", "?",
        ": a", "[a", "{a", "]a", "}a", ",a", "&a", "*a", "!a", "|a", ">a", "'a", "\"a", "%a", "@a", "`a",
        "a\nb", "a\rb", "\x07", "\x7f", "\xc2\x85", "\xe2\x80\xa8", "\xef\xbb\xbf"};
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        assert_true(yaml_needs_quotes(quoted[i]));
    const char *const plain[] = {"a", "string(30)", "numeric(8,2)", "price > 0", "ae1027a6acf2",
        "1975ea83b712", "a#b", "a:b", "sqlite:///app.db", "it's", "say \"x\"", "a - b", "-a", "ü", "nobody",
        "x[1]", "v1.0", "1 + 1", "now()", "a, b"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(yaml_needs_quotes(plain[i]));
}

static void assert_comes_back(struct arena *arena, const struct yaml_node *node) {
    struct errors errors = {.arena = arena};
    char *text = yaml_write(arena, node);
    struct yaml_node *again = read_text(arena, &errors, text);
    if (!again || !same_nodes(node, again))
        print_error("%.900s\n", text);
    assert_no_errors(&errors);
    assert_true(same_nodes(node, again));
    assert_string_equal(yaml_write(arena, again), text);
}

static unsigned next(uint32_t *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static const char *random_text(struct arena *arena, uint32_t *seed) {
    static const char *const pieces[] = {"a", "b c", "x", "1", "0x", "no", "null", "~", " ", "  ", "\n",
        "\n\n", "\t", "\r", "#", " # ", ":", ": ", "-", "- ", "---", "...", "?", "[", "]", "{", "}", ",", "&",
        "*", "!", "|", ">", "'", "\"", "%", "@", "`", "\\", "(", ")", "<<", "=", ".", "e", "_", "\x01",
        "\x7f", "\xc2\x80", "\xc2\x85", "\xc2\xa0", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xef\xbb\xbf",
        "\xef\xbf\xbe", "ü", "\xf0\x9f\x98\x80", "SELECT 1", "FROM t",
        "long text that goes on for a while and on and on"};
    struct buffer text = {.arena = arena};
    for (unsigned count = next(seed, 7); count; count--)
        buffer_add(&text, pieces[next(seed, sizeof pieces / sizeof *pieces)]);
    if (!next(seed, 50))
        for (int i = 0; i < 300; i++)
            buffer_add(&text, "long ");
    return buffer_text(&text);
}

static struct yaml_node *random_node(struct arena *arena, uint32_t *seed, unsigned depth) {
    unsigned kind = next(seed, depth ? 6 : 3);
    unsigned count = next(seed, 5);
    if (kind < 3)
        return kind ? yaml_scalar(arena, random_text(arena, seed))
                    : yaml_plain(arena, count == 4  ? ""
                                        : count % 2 ? "-1.5"
                                                    : "null");
    struct yaml_node *node = kind < 5 ? yaml_mapping(arena) : yaml_sequence(arena);
    while (count--) {
        struct yaml_node *part = random_node(arena, seed, depth - 1);
        const char *key = random_text(arena, seed);
        if (kind == 5)
            yaml_append(arena, node, part);
        else if (!yaml_get(node, key))
            yaml_put(arena, node, key, part);
    }
    return node;
}

static void whatever_is_written_is_read_back_the_same(void **state) {
    (void)state;
    uint32_t seed = 20261121;
    for (int i = 0; i < 20000; i++) {
        struct arena arena = {0};
        struct yaml_node *document = yaml_mapping(&arena);
        yaml_put(&arena, document, random_text(&arena, &seed), random_node(&arena, &seed, 5));
        yaml_put(&arena, document, "last", random_node(&arena, &seed, 2));
        assert_comes_back(&arena, document);
        arena_free(&arena);
    }
}

static void every_text_alone_is_read_back_the_same(void **state) {
    (void)state;
    const char *const texts[] = {"a\nb", "a\nb\n", "a\nb\n\n", "\na\nb", "  a\nb", "a\n  b\n", "a\n\n\nb",
        "a\n \nb", "a\n\tb", "\ta\nb", "a \nb", "a\r\nb", "a\nb ", "a\n\n ", "\n", "\n\n", " \n", "---\na",
        "a\n---\nb", "a\n...\nb\n", "# a\n# b\n", "SELECT a,\n       b\n  FROM t;\n"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct yaml_node *document = yaml_mapping(&arena), *list = yaml_sequence(&arena);
        yaml_put_text(&arena, document, "a", texts[i]);
        yaml_append(&arena, list, yaml_scalar(&arena, texts[i]));
        yaml_append(&arena, list, yaml_scalar(&arena, "b"));
        yaml_put(&arena, document, "list", list);
        yaml_put_text(&arena, document, texts[i], "b");
        assert_comes_back(&arena, document);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_looks_as_a_careful_person_writes),
        cmocka_unit_test(strings_that_others_take_for_something_else_are_quoted),
        cmocka_unit_test(every_text_alone_is_read_back_the_same),
        cmocka_unit_test(whatever_is_written_is_read_back_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
