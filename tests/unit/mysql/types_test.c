#include "check.h"

#include "mysql/types.h"

static const struct server mariadb = {.product = "mariadb", .version = 101106};
static const struct server mysql8 = {.product = "mysql", .version = 80036};
static const struct server mysql56 = {.product = "mysql", .version = 50651};

static const char *native_on(struct arena *arena, const struct server *server, const char *text) {
    struct features features = mysql_features(server);
    return mysql_native_type(&features, arena, text).sql;
}

static void native_types_have_one_spelling(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"INTEGER", "int"}, {"int(11)", "int"},
        {"INT(10) UNSIGNED", "int unsigned"}, {"int(5)", "int(5)"},
        {"int(5) zerofill", "int(5) unsigned zerofill"}, {"int zerofill", "int(10) unsigned zerofill"},
        {"bool", "tinyint(1)"}, {"tinyint(1)", "tinyint(1)"}, {"tinyint(4)", "tinyint"},
        {"bigint(20)", "bigint"}, {"numeric", "decimal(10,0)"}, {"dec(8)", "decimal(8,0)"},
        {"decimal( 8 , 2 )", "decimal(8,2)"}, {"double precision", "double"}, {"real", "double"},
        {"float(10)", "float"}, {"float(30)", "double"}, {"float(7,4)", "float(7,4)"}, {"char", "char(1)"},
        {"character varying(20)", "varchar(20)"}, {"national varchar(20)", "varchar(20)"},
        {"text(100)", "tinytext"}, {"blob(70000)", "mediumblob"}, {"year(4)", "year"},
        {"datetime(0)", "datetime"}, {"datetime(6)", "datetime(6)"},
        {"ENUM('a', \"b'c\")", "enum('a','b''c')"}, {"set('x','y')", "set('x','y')"}, {"bit", "bit(1)"},
        {"POINT", "point"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(native_on(&arena, &mariadb, pairs[i][0]), pairs[i][1]);
    assert_string_equal(native_on(&arena, &mysql8, "int(5)"), "int");
    assert_string_equal(native_on(&arena, &mysql8, "tinyint(1)"), "tinyint(1)");
    arena_free(&arena);
}

static void a_type_may_name_its_character_set(void **state) {
    (void)state;
    struct arena arena = {0};
    struct features features = mysql_features(&mariadb);
    struct mysql_type type =
        mysql_native_type(&features, &arena, "varchar(20) CHARACTER SET latin1 COLLATE latin1_bin");
    assert_string_equal(type.sql, "varchar(20)");
    assert_string_equal(type.charset, "latin1");
    assert_string_equal(type.collation, "latin1_bin");
    type = mysql_native_type(&features, &arena, "char(3) charset ascii binary");
    assert_string_equal(type.collation, "ascii_bin");
    arena_free(&arena);
}

static const char *declared(struct arena *arena, const struct server *server, struct type type) {
    struct features features = mysql_features(server);
    struct errors errors = {.arena = arena};
    struct mysql_type result;
    if (!mysql_declared_type(&features, arena, NULL, &type, "c", NOWHERE, &result, &errors))
        return first_message(&errors);
    return result.sql;
}

static void portable_types_become_the_servers(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(declared(&arena, &mariadb, (struct type){.kind = TYPE_BOOLEAN}), "tinyint(1)");
    assert_string_equal(
        declared(&arena, &mariadb, (struct type){.kind = TYPE_STRING, .length = 30}), "varchar(30)");
    assert_string_equal(declared(&arena, &mariadb, (struct type){.kind = TYPE_STRING}),
        "column \"c\": string needs a length on MySQL");
    assert_string_equal(declared(&arena, &mariadb, (struct type){.kind = TYPE_UUID}), "uuid");
    assert_string_equal(declared(&arena, &mysql8, (struct type){.kind = TYPE_UUID}), "char(36)");
    assert_string_equal(declared(&arena, &mysql8, (struct type){.kind = TYPE_JSON}), "json");
    assert_string_equal(declared(&arena, &mysql56, (struct type){.kind = TYPE_JSON}), "longtext");
    struct type numeric = {.kind = TYPE_NUMERIC, .length = 8, .scale = 2, .has_scale = true};
    assert_string_equal(declared(&arena, &mariadb, numeric), "decimal(8,2)");
    struct names values = {0};
    list_push(&arena, &values, "it's");
    list_push(&arena, &values, "b\\c");
    assert_string_equal(declared(&arena, &mariadb, (struct type){.kind = TYPE_ENUM, .values = &values}),
        "enum('it''s','b\\\\c')");
    arena_free(&arena);
}

static void portable_words_come_back_to_the_same_type(void **state) {
    (void)state;
    static const char *const types[] = {"int", "smallint", "bigint", "decimal(8,2)", "tinyint(1)",
        "varchar(30)", "varbinary(16)", "binary(16)", "datetime(6)", "int unsigned", "enum('it''s','b\\\\c')",
        "json", "uuid", "char(36)", "mediumtext", "set('a','b')", "float(7,4)", "time(3)",
        "int(5) unsigned zerofill", "point"};
    struct arena arena = {0};
    struct features features = mysql_features(&mariadb);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct type type = mysql_portable_type(&features, &arena, types[i]);
        assert_string_equal(declared(&arena, &mariadb, type), types[i]);
    }
    assert_int_equal(mysql_portable_type(&features, &arena, "tinyint(1)").kind, TYPE_BOOLEAN);
    assert_int_equal(mysql_portable_type(&features, &arena, "int unsigned").kind, TYPE_NATIVE);
    assert_int_equal(mysql_portable_type(&features, &arena, "binary(16)").kind, TYPE_VERBATIM);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(native_types_have_one_spelling),
        cmocka_unit_test(a_type_may_name_its_character_set),
        cmocka_unit_test(portable_types_become_the_servers),
        cmocka_unit_test(portable_words_come_back_to_the_same_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
