#include "check.h"

#include "sql/split.h"
#include "sql/syntax.h"

struct cut {
    struct arena arena;
    struct errors errors;
    struct source source;
    struct sql_statements statements;
    bool done;
};

static struct cut *cut(const struct sql_syntax *syntax, const char *text) {
    struct cut *cut = calloc(1, sizeof *cut);
    cut->errors.arena = &cut->arena;
    cut->source = (struct source){"a.sql", text, strlen(text)};
    cut->done =
        sql_split(&cut->arena, syntax, &cut->source, text, strlen(text), &cut->statements, &cut->errors);
    return cut;
}

static void cut_free(struct cut *cut) {
    arena_free(&cut->arena);
    free(cut);
}

/* The statements, with " | " between. */
static void assert_cut(const struct sql_syntax *syntax, const char *text, const char *expected) {
    struct cut *made = cut(syntax, text);
    char shown[2000] = "";
    assert_no_errors(&made->errors);
    assert_true(made->done);
    for (size_t i = 0; i < made->statements.count; i++)
        sprintf(shown + strlen(shown), "%s%.*s", i ? " | " : "", (int)made->statements.items[i].length,
            made->statements.items[i].text);
    assert_string_equal(shown, expected);
    cut_free(made);
}

static void assert_refused(
    const struct sql_syntax *syntax, const char *text, unsigned line, unsigned column, const char *message) {
    struct cut *made = cut(syntax, text);
    assert_false(made->done);
    assert_string_equal(first_message(&made->errors), message);
    assert_int_equal(made->errors.list.items[0].place.line, line);
    assert_int_equal(made->errors.list.items[0].place.column, column);
    cut_free(made);
}

static void semicolons_in_quotes_and_comments_end_nothing(void **state) {
    (void)state;
    assert_cut(&sqlite_like, "", "");
    assert_cut(&sqlite_like, " ;; -- a;\n;", "");
    assert_cut(&sqlite_like, "-- one\nSELECT ';' /* ; */ ; SELECT \"a;b\", [;], `;` -- end\n",
        "SELECT ';' | SELECT \"a;b\", [;], `;`");
    assert_cut(&postgresql_like, "SELECT $$;$$; SELECT E'\\';'; /* /* ; */ ; */ SELECT 1",
        "SELECT $$;$$ | SELECT E'\\';' | SELECT 1");
    assert_cut(&mysql_like, "SELECT 'a\\';'; # ;\nSELECT \";\"", "SELECT 'a\\';' | SELECT \";\"");
}

static void statements_know_their_places(void **state) {
    (void)state;
    struct cut *made = cut(&sqlite_like, "-- \xc3\xa4\n\xc3\xa4;\n  SELECT 2;");
    assert_int_equal(made->statements.count, 2);
    assert_int_equal(made->statements.items[0].place.line, 2);
    assert_int_equal(made->statements.items[0].place.column, 1);
    assert_int_equal(made->statements.items[1].place.line, 3);
    assert_int_equal(made->statements.items[1].place.column, 3);
    cut_free(made);
}

static void a_trigger_of_sqlite_is_whole(void **state) {
    (void)state;
    assert_cut(&sqlite_like,
        "CREATE TEMP TRIGGER t AFTER INSERT ON a WHEN CASE 1 WHEN 1 THEN 1 END BEGIN UPDATE a SET b = CASE "
        "WHEN "
        "c THEN CASE 1 WHEN 2 THEN 3 END END; DELETE FROM b; END; SELECT 1;",
        "CREATE TEMP TRIGGER t AFTER INSERT ON a WHEN CASE 1 WHEN 1 THEN 1 END BEGIN UPDATE a SET b = CASE "
        "WHEN "
        "c THEN CASE 1 WHEN 2 THEN 3 END END; DELETE FROM b; END | SELECT 1");
    assert_cut(&sqlite_like, "BEGIN; CREATE TABLE event (\"begin\" TEXT, begin2 TEXT); END;",
        "BEGIN | CREATE TABLE event (\"begin\" TEXT, begin2 TEXT) | END");
    assert_cut(&sqlite_like, "CREATE TABLE trigger_log (begin); SELECT 2",
        "CREATE TABLE trigger_log (begin) | SELECT 2");
    assert_cut(&sqlite_like, ".mode csv; x'\n.tables\nSELECT 1;\n.quit", "SELECT 1");
}

static void routines_of_mysql_are_whole(void **state) {
    (void)state;
    assert_cut(&mysql_like,
        "CREATE DEFINER=`root`@`localhost` PROCEDURE p(n INT) BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION "
        "BEGIN "
        "ROLLBACK; END; IF n THEN SELECT IF(n, 1, 2); ELSEIF (n) THEN x: LOOP LEAVE x; END LOOP x; END IF; "
        "CASE n "
        "WHEN 1 THEN IF n THEN SET @a = CASE WHEN n THEN IF(1,2,3) END; END IF; END CASE; WHILE n DO SET n = "
        "0; END "
        "WHILE; REPEAT SET @b = REPEAT('a', 2); UNTIL 1 END REPEAT; END; SELECT 1;",
        "CREATE DEFINER=`root`@`localhost` PROCEDURE p(n INT) BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION "
        "BEGIN "
        "ROLLBACK; END; IF n THEN SELECT IF(n, 1, 2); ELSEIF (n) THEN x: LOOP LEAVE x; END LOOP x; END IF; "
        "CASE n "
        "WHEN 1 THEN IF n THEN SET @a = CASE WHEN n THEN IF(1,2,3) END; END IF; END CASE; WHILE n DO SET n = "
        "0; END "
        "WHILE; REPEAT SET @b = REPEAT('a', 2); UNTIL 1 END REPEAT; END | SELECT 1");
    assert_cut(&mysql_like, "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.begin = 1; SELECT 1",
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.begin = 1 | SELECT 1");
    assert_cut(&mysql_like, "BEGIN NOT ATOMIC SELECT 1; END; BEGIN; COMMIT",
        "BEGIN NOT ATOMIC SELECT 1; END | BEGIN | COMMIT");
    assert_cut(&mysql_like, "CREATE TABLE event (begin DATE); SELECT 1",
        "CREATE TABLE event (begin DATE) | SELECT 1");
}

static void delimiter_lines_change_the_delimiter(void **state) {
    (void)state;
    assert_cut(&mysql_like,
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\n// SELECT '//' //\ndelimiter ;\nSELECT 2;",
        "CREATE PROCEDURE p() BEGIN SELECT 1; END | SELECT '//' | SELECT 2");
    assert_cut(
        &mysql_like, "DELIMITER $$\r\nBEGIN; END$$\r\nDELIMITER ;\r\nSELECT 2;", "BEGIN; END | SELECT 2");
    assert_refused(&mysql_like, "\nDELIMITER \n", 2, 1, "DELIMITER needs a delimiter of 1 to 15 bytes");
}

static void version_comments_are_text(void **state) {
    (void)state;
    assert_cut(&mysql_like, "/*!40101 SET NAMES utf8 */;\n/* none; */ /*M!100100 SET a=1; */ ;",
        "/*!40101 SET NAMES utf8 */ | /*M!100100 SET a=1; */");
    assert_cut(&mysql_like,
        "DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t BEFORE INSERT ON a "
        "FOR EACH "
        "ROW BEGIN SET @a=1; END */;;\nDELIMITER ;",
        "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW "
        "BEGIN SET "
        "@a=1; END */");
    assert_refused(&mysql_like, "SELECT 1;\n /*!40101 SET a;", 2, 2, "this comment has no end");
}

static void bodies_and_lines_of_postgresql_are_known(void **state) {
    (void)state;
    assert_cut(&postgresql_like,
        "\\restrict abc\nCREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; "
        "SELECT 2; "
        "END;\nBEGIN; COMMIT;\n\\unrestrict 'abc\n",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END | "
        "BEGIN | "
        "COMMIT");
    assert_cut(&postgresql_like, "COPY a (b) FROM stdin;\n1'\t;\n\\.\nSELECT 1;\nCOPY a FROM '/x';",
        "SELECT 1 | COPY a FROM '/x'");
    assert_refused(
        &postgresql_like, "SELECT 1;\nCOPY a FROM STDIN;\n1\n", 2, 1, "the rows of this COPY have no end");
    assert_cut(&postgresql_like,
        "CREATE OR REPLACE RULE r AS ON UPDATE TO t DO ALSO (SELECT (1); SELECT 2;); SELECT 3",
        "CREATE OR REPLACE RULE r AS ON UPDATE TO t DO ALSO (SELECT (1); SELECT 2;) | SELECT 3");
}

static void assert_not_run(const struct sql_syntax *syntax, const char *text, const char *message) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct source source = {"a.sql", text, strlen(text)};
    struct sql_statements statements = {0};
    bool done = sql_split_to_run(&arena, syntax, &source, text, strlen(text), &statements, &errors);
    assert_int_equal(done, !*message);
    assert_string_equal(first_message(&errors), message);
    assert_true(done || errors.list.items[0].hint);
    arena_free(&arena);
}

static void what_only_a_client_can_do_is_not_left_out_of_what_is_run(void **state) {
    (void)state;
    static const char line[] = "this line is for the database's client, not for the database";
    assert_not_run(
        &postgresql_like, "COPY a FROM stdin;\n1\n\\.\n", "COPY … FROM STDIN can't stand in a revision");
    assert_not_run(&postgresql_like, "SELECT 1;\n\\i more.sql\n", line);
    assert_not_run(&sqlite_like, "SELECT 1;\n.read more.sql\n", line);
    assert_not_run(&postgresql_like, "\\restrict abc\nSELECT 1;\nCOPY a FROM '/x';\n\\unrestrict abc\n", "");
    assert_not_run(&mysql_like, "DELIMITER //\nSELECT 1//\n", "");
}

static void what_the_end_cuts_is_refused_where_it_began(void **state) {
    (void)state;
    assert_refused(&sqlite_like, "SELECT 1;\nSELECT 'abc;\n", 2, 8, "this string has no end");
    assert_refused(&sqlite_like, "/* a", 1, 1, "this comment has no end");
    assert_refused(&sqlite_like, "SELECT [a", 1, 8, "this quoted name has no end");
    assert_refused(
        &sqlite_like, "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN SELECT 1; ", 2, 1, "this body has no END");
    assert_refused(&postgresql_like, "DO $x$ $y$", 1, 4, "this string has no end");
}

static void any_bytes_come_to_an_end(void **state) {
    (void)state;
    static const char *const words[] = {"CREATE ", "TRIGGER ", "BEGIN ", "END ", "CASE ", ";", "'", "$$",
        "/*!", "*/", "\n", "DELIMITER ", "COPY ", "FROM stdin", "\\.", "--", "IF ", ".", "NOT ", "ATOMIC ",
        "//", "(", "PROCEDURE "};
    const struct sql_syntax *const all[] = {&sqlite_like, &postgresql_like, &mysql_like};
    unsigned seed = 7;
    for (int round = 0; round < 5000; round++) {
        char text[300] = "";
        for (int i = 0; i < 20; i++) {
            seed = seed * 1103515245 + 12345;
            strcat(text, words[(seed >> 16) % (sizeof words / sizeof *words)]);
        }
        struct cut *made = cut(all[round % 3], text);
        assert_true(made->done == !made->errors.list.count);
        cut_free(made);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(semicolons_in_quotes_and_comments_end_nothing),
        cmocka_unit_test(statements_know_their_places),
        cmocka_unit_test(a_trigger_of_sqlite_is_whole),
        cmocka_unit_test(routines_of_mysql_are_whole),
        cmocka_unit_test(delimiter_lines_change_the_delimiter),
        cmocka_unit_test(version_comments_are_text),
        cmocka_unit_test(bodies_and_lines_of_postgresql_are_known),
        cmocka_unit_test(what_only_a_client_can_do_is_not_left_out_of_what_is_run),
        cmocka_unit_test(what_the_end_cuts_is_refused_where_it_began),
        cmocka_unit_test(any_bytes_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
