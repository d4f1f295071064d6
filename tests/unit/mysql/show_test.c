/* What servers say of a table that can't be had here, in their manuals' and sources' own layout: read, and
 * made again as SQL. */
#include "check.h"

#include "mysql/definition.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"
#include "mysql/show.h"

static const struct server mysql56 = {
    .product = "mysql", .version = 50651, .default_collation = "latin1_swedish_ci"};
static const struct server mysql8 = {
    .product = "mysql", .version = 80036, .default_collation = "utf8mb4_0900_ai_ci"};
static const struct server mariadb = {
    .product = "mariadb", .version = 101106, .default_collation = "utf8mb4_general_ci"};

/* The CREATE TABLE that we would write, or the first error. */
static const char *made_again(struct arena *arena, const struct server *server, const char *shown) {
    struct errors errors = {.arena = arena};
    struct table *table = show_read_table(arena, server, shown, &errors);
    if (!table || !mysql_resolve_table(server, arena, NULL, table, &errors))
        return first_message(&errors);
    implied_indexes_remove(table);
    struct definition definition = {server, mysql_features(server), arena};
    return define_table(&definition, table);
}

static void assert_made(const struct server *server, const char *shown, const char *wanted) {
    struct arena arena = {0};
    assert_string_equal(made_again(&arena, server, shown), wanted);
    arena_free(&arena);
}

static void what_stands_in_version_comments_counts(void **state) {
    (void)state;
    assert_made(&mysql56,
        "CREATE TABLE `p` (\n"
        "  `a` int(11) NOT NULL,\n"
        "  `b` int(11) /*!50606 STORAGE DISK */ /*!50606 COLUMN_FORMAT DYNAMIC */ DEFAULT NULL,\n"
        "  `c` text,\n"
        "  FULLTEXT KEY `words` (`c`) /*!50100 WITH PARSER `ngram` */ \n"
        ") ENGINE=InnoDB DEFAULT CHARSET=latin1\n"
        "/*!50100 PARTITION BY RANGE (a)\n"
        "(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB,\n"
        " PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */",
        "CREATE TABLE `p` (\n"
        "    `a` int NOT NULL,\n"
        "    `b` int COLUMN_FORMAT DYNAMIC STORAGE DISK,\n"
        "    `c` text,\n"
        "    FULLTEXT KEY `words` (`c`) WITH PARSER `ngram`\n"
        ")\n"
        "PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB, PARTITION p1 VALUES "
        "LESS "
        "THAN MAXVALUE ENGINE = InnoDB)");
    assert_made(&mysql8,
        "CREATE TABLE `t` (\n"
        "  `id` bigint unsigned NOT NULL AUTO_INCREMENT /*!80023 INVISIBLE */,\n"
        "  `place` point NOT NULL /*!80003 SRID 4326 */,\n"
        "  `price` int DEFAULT NULL /*!80023 INVISIBLE */,\n"
        "  `j` json DEFAULT (_utf8mb4'[]'),\n"
        "  PRIMARY KEY (`id`),\n"
        "  KEY `hidden` (`price`) /*!80000 INVISIBLE */,\n"
        "  SPATIAL KEY `where` (`place`),\n"
        "  CONSTRAINT `ck` CHECK ((`price` > 0)) /*!80016 NOT ENFORCED */,\n"
        "  CONSTRAINT `ck2` CHECK ((`price` < 9))\n"
        ") /*!50100 TABLESPACE `innodb_system` */ ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 "
        "COLLATE=utf8mb4_0900_ai_ci /*!80016 ENCRYPTION='N' */",
        "CREATE TABLE `t` (\n"
        "    `id` bigint unsigned NOT NULL INVISIBLE AUTO_INCREMENT,\n"
        "    `place` point NOT NULL SRID 4326,\n"
        "    `price` int INVISIBLE,\n"
        "    `j` json DEFAULT (_utf8mb4'[]'),\n"
        "    PRIMARY KEY (`id`),\n"
        "    KEY `hidden` (`price`) INVISIBLE,\n"
        "    SPATIAL KEY `where` (`place`),\n"
        "    CONSTRAINT `ck` CHECK ((`price` > 0)) NOT ENFORCED,\n"
        "    CONSTRAINT `ck2` CHECK ((`price` < 9))\n"
        ") ENCRYPTION='N' TABLESPACE=`innodb_system`");
}

static void an_index_on_an_expression_keeps_it(void **state) {
    (void)state;
    assert_made(&mysql8,
        "CREATE TABLE `t` (\n"
        "  `name` varchar(20) COLLATE utf8mb4_bin NOT NULL DEFAULT 'x',\n"
        "  `g` varchar(20) GENERATED ALWAYS AS (upper(`name`)) STORED,\n"
        "  UNIQUE KEY `fx` ((lower(`name`)),`g` DESC),\n"
        "  KEY `fy` ((cast(json_extract(`name`,_utf8mb4'$.a') as unsigned array)))\n"
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci",
        "CREATE TABLE `t` (\n"
        "    `name` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'x',\n"
        "    `g` varchar(20) GENERATED ALWAYS AS (upper(`name`)) STORED,\n"
        "    UNIQUE KEY `fx` ((lower(`name`)), `g` DESC),\n"
        "    KEY `fy` ((cast(json_extract(`name`,_utf8mb4'$.a') as unsigned array)))\n"
        ")");
}

static void options_of_engines_are_kept(void **state) {
    (void)state;
    assert_made(&mariadb,
        "CREATE TABLE `t` (\n"
        "  `id` int(11) NOT NULL,\n"
        "  KEY `k` (`id`) `CLUSTERING`=YES\n"
        ") ENGINE=Aria DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci PAGE_CHECKSUM=0 TRANSACTIONAL=1 "
        "`ENCRYPTED`=YES `ENCRYPTION_KEY_ID`=2",
        "CREATE TABLE `t` (\n"
        "    `id` int NOT NULL,\n"
        "    KEY `k` (`id`) CLUSTERING=YES\n"
        ") ENGINE=Aria ENCRYPTED=YES ENCRYPTION_KEY_ID=2 PAGE_CHECKSUM=0 TRANSACTIONAL=1");
    assert_made(&mysql8,
        "CREATE TABLE `t` (\n"
        "  `id` int NOT NULL /*!80021 ENGINE_ATTRIBUTE '{\"a\": 1}' */\n"
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci STATS_PERSISTENT=1 "
        "/*!80023 AUTOEXTEND_SIZE=4194304 */ /*!80021 ENGINE_ATTRIBUTE='{\"b\": 2}' */ "
        "/*!80013 SECONDARY_ENGINE=rapid */",
        "CREATE TABLE `t` (\n"
        "    `id` int NOT NULL ENGINE_ATTRIBUTE '{\"a\": 1}'\n"
        ") AUTOEXTEND_SIZE=4194304 ENGINE_ATTRIBUTE='{\"b\": 2}' SECONDARY_ENGINE=rapid STATS_PERSISTENT=1");
}

static void what_is_not_understood_is_refused(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(made_again(&arena, &mysql8, "CREATE TABLE `t` (\n  `id` int WHATEVER\n)"),
        "could not understand what the server says of table \"t\", at \"WHATEVER\"");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_in_version_comments_counts),
        cmocka_unit_test(an_index_on_an_expression_keeps_it),
        cmocka_unit_test(options_of_engines_are_kept),
        cmocka_unit_test(what_is_not_understood_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
