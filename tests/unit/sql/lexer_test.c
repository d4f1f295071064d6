#include "check.h"

#include "sql/lexer.h"
#include "sql/syntax.h"

/* The tokens without blanks, each as its kind's letter and text, with "|" between; "!" marks an unfinished
 * one. */
static void assert_tokens(const struct sql_syntax *syntax, const char *text, const char *expected) {
    static const char letters[] = "$ #wnsdpo";
    struct lexer lexer = lexer_on(syntax, text, strlen(text));
    char shown[1000] = "";
    for (struct token token; (token = lexer_next(&lexer)).kind != TOKEN_END;) {
        assert_true(token.length > 0);
        if (token.kind != TOKEN_BLANK)
            sprintf(shown + strlen(shown), "%s%c%.*s%s", *shown ? "|" : "", letters[token.kind],
                (int)token.length, token.text, token.unfinished ? "!" : "");
    }
    assert_string_equal(shown, expected);
    assert_int_equal(lexer_next(&lexer).kind, TOKEN_END);
}

static void sqlite_is_cut_by_its_rules(void **state) {
    (void)state;
    assert_tokens(&sqlite_like, "SELECT [a b], `c`, \"d\"\"e\", 'f''g' -- h\n>=1.5e-3",
        "wSELECT|n[a b]|o,|n`c`|o,|n\"d\"\"e\"|o,|s'f''g'|#-- h|o>=|d1.5e-3");
    assert_tokens(&sqlite_like, "x'ab'||?1 :n @n $n", "sx'ab'|o|||p?1|p:n|p@n|p$n");
    assert_tokens(&sqlite_like, "'it\\' /* no /* nest */ .5 0x1F", "s'it\\'|#/* no /* nest */|d.5|d0x1F");
    assert_tokens(&sqlite_like, "--", "#--");
}

static void postgresql_is_cut_by_its_rules(void **state) {
    (void)state;
    assert_tokens(&postgresql_like, "$$a;$b$;$$ $t$ $$ $t$ $1 a$b$c", "s$$a;$b$;$$|s$t$ $$ $t$|p$1|wa$b$c");
    assert_tokens(
        &postgresql_like, "E'it\\'s' 'a\\' U&'\\0041' U&\"x\"", "sE'it\\'s'|s'a\\'|sU&'\\0041'|nU&\"x\"");
    assert_tokens(&postgresql_like, "/* a /* b */ c */ x::int a->>'k' @> b",
        "#/* a /* b */ c */|wx|o::|wint|wa|o->>|s'k'|o@>|wb");
    assert_tokens(&postgresql_like, "'a\"`[", "s'a\"`[!");
}

static void mysql_is_cut_by_its_rules(void **state) {
    (void)state;
    assert_tokens(&mysql_like, "\"it\\\"s\" 'a\\'b' `c``d` # e\n5--1 -- f",
        "s\"it\\\"s\"|s'a\\'b'|n`c``d`|## e|d5|o-|o-|d1|#-- f");
    assert_tokens(&mysql_like, "/*!40101 SET @x=1 *//*M!100100 y */",
        "o/*!40101|wSET|p@x|o=|d1|o*/|o/*M!100100|wy|o*/");
    assert_tokens(&mysql_like, "2*/*c*/3 @@global.x := <=>", "d2|o*|#/*c*/|d3|p@@global|o.|wx|o:=|o<=>");
}

static void what_the_end_cuts_is_marked(void **state) {
    (void)state;
    assert_tokens(&sqlite_like, "a /*", "wa|#/*!");
    assert_tokens(&sqlite_like, "[a", "n[a!");
    assert_tokens(&postgresql_like, "$a$ $b$", "s$a$ $b$!");
    assert_tokens(&postgresql_like, "/* /* */", "#/* /* */!");
    assert_tokens(&mysql_like, "'\\", "s'\\!");
    assert_tokens(&mysql_like, "", "");
}

static void every_byte_is_some_token(void **state) {
    (void)state;
    const struct sql_syntax *const all[] = {&sqlite_like, &postgresql_like, &mysql_like};
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[40];
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1103515245 + 12345;
            text[i] = round % 2 ? (char)(seed >> 16) : "'\"`[]$/*!M-#;E\\ a1"[(seed >> 16) % 18];
        }
        struct lexer lexer = lexer_on(all[round % 3], text, sizeof text);
        size_t total = 0;
        for (struct token token; (token = lexer_next(&lexer)).kind != TOKEN_END;) {
            assert_ptr_equal(token.text, text + total);
            assert_true(token.length > 0);
            total += token.length;
        }
        assert_int_equal(total, sizeof text);
    }
}

static void keywords_are_found_in_any_case(void **state) {
    (void)state;
    struct lexer lexer = lexer_on(&sqlite_like, "SeLect \"select\" ;", 17);
    struct token token = lexer_next_word(&lexer);
    assert_true(token_is(token, "select"));
    assert_false(token_is(token, "sel"));
    assert_false(token_is(token, "selects"));
    assert_false(token_is(lexer_next_word(&lexer), "select"));
    assert_true(token_is(lexer_next_word(&lexer), ";"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sqlite_is_cut_by_its_rules),
        cmocka_unit_test(postgresql_is_cut_by_its_rules),
        cmocka_unit_test(mysql_is_cut_by_its_rules),
        cmocka_unit_test(what_the_end_cuts_is_marked),
        cmocka_unit_test(every_byte_is_some_token),
        cmocka_unit_test(keywords_are_found_in_any_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
