#include "check.h"
#include "postgresql/postgresql.h"

static void assert_printed(const char *written, const char *printed) {
    struct arena arena = {0};
    assert_string_equal(postgresql_canonical_type(&arena, written), printed);
    arena_free(&arena);
}

static void spells_types_as_the_server_does(void **state) {
    (void)state;
    assert_printed("varchar(30)", "character varying(30)");
    assert_printed("INT", "integer");
    assert_printed("int[]", "integer[]");
    assert_printed("text[3][]", "text[]");
    assert_printed("integer ARRAY[4]", "integer[]");
    assert_printed("char", "character(1)");
    assert_printed("bit", "bit(1)");
    assert_printed("bpchar", "bpchar");
    assert_printed("numeric ( 8 , 2 )", "numeric(8,2)");
    assert_printed("decimal(8)", "numeric(8,0)");
    assert_printed("timestamptz(3)", "timestamp(3) with time zone");
    assert_printed("timestamp(3) with time zone", "timestamp(3) with time zone");
    assert_printed("timestamp", "timestamp without time zone");
    assert_printed("time with time zone", "time with time zone");
    assert_printed("interval day to second(3)", "interval day to second(3)");
    assert_printed("float(24)", "real");
    assert_printed("float(25)", "double precision");
    assert_printed("float", "double precision");
    assert_printed("serial8", "bigserial");
    assert_printed("pg_catalog.int4", "integer");
}

static void keeps_the_words_of_types_it_does_not_know(void **state) {
    (void)state;
    assert_printed("geometry(Point,4326)", "geometry(Point,4326)");
    assert_printed("Shop.Mood", "shop.mood");
    assert_printed("\"Shop\".mood[]", "\"Shop\".mood[]");
    assert_printed("\"mood\"", "mood");
    assert_printed("\"a\"\"b\"", "\"a\"\"b\"");
    assert_printed("", "");
    assert_printed("(((", "((()");
}

static void knows_its_own_words(void **state) {
    (void)state;
    assert_true(postgresql_knows_type("jsonb"));
    assert_true(postgresql_knows_type("text[]"));
    assert_true(postgresql_knows_type("double"));
    assert_true(postgresql_knows_type("timestamptz"));
    assert_false(postgresql_knows_type("geometry"));
    assert_false(postgresql_knows_type(""));
    assert_false(postgresql_knows_type("a_very_long_word_that_is_no_type_at_all"));
}

static void assert_quoted(const char *text, const char *quoted) {
    struct arena arena = {0};
    assert_string_equal(postgresql_text(&arena, text), quoted);
    arena_free(&arena);
}

static void quotes_so_that_it_can_mean_nothing_else(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_quoted("it's", "'it''s'");
    assert_quoted("a\\'b", "E'a\\\\''b'");
    assert_string_equal(postgresql_name(&arena, "a\"b"), "\"a\"\"b\"");
    assert_string_equal(postgresql_printed_name(&arena, "shop", "order"), "shop.\"order\"");
    assert_string_equal(postgresql_printed_name(&arena, NULL, "orders"), "orders");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_types_as_the_server_does),
        cmocka_unit_test(keeps_the_words_of_types_it_does_not_know),
        cmocka_unit_test(knows_its_own_words),
        cmocka_unit_test(quotes_so_that_it_can_mean_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
