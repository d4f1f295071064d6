#include "check.h"
#include "postgresql/postgresql.h"

static void knows_what_the_server_refuses_in_a_transaction(void **state) {
    (void)state;
    static const char *const statements[] = {"CREATE INDEX CONCURRENTLY i ON t (a)",
        "create /* now */ unique index concurrently if not exists i on t (a)",
        "DROP INDEX CONCURRENTLY IF EXISTS i", "REINDEX TABLE CONCURRENTLY t",
        "REINDEX (VERBOSE, CONCURRENTLY) INDEX i", "REINDEX (VERBOSE) DATABASE shop", "REINDEX SCHEMA shop",
        "VACUUM", "VACUUM (FULL) t", "CREATE DATABASE other", "DROP DATABASE other",
        "CREATE TABLESPACE fast LOCATION '/fast'", "ALTER SYSTEM SET work_mem = '1GB'",
        "ALTER DATABASE shop SET TABLESPACE fast", "CLUSTER", "CLUSTER VERBOSE", "DISCARD ALL",
        "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "DROP SUBSCRIPTION s"};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (!postgresql_runs_outside(statements[i]))
            fail_msg("not known: %s", statements[i]);
}

static void leaves_the_rest_in_the_transaction(void **state) {
    (void)state;
    static const char *const statements[] = {"", "CREATE INDEX concurrently_made ON t (a)",
        "CREATE INDEX \"concurrently\" ON t (a)", "DROP INDEX i", "REINDEX TABLE t", "REINDEX (VERBOSE",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "INSERT INTO t VALUES ('VACUUM')",
        "ALTER DATABASE shop SET work_mem = '1GB'", "CLUSTER t USING i", "DISCARD TEMP",
        "ALTER TYPE mood ADD VALUE 'glad'", "ALTER TABLE t DETACH PARTITION p", "ALTER TABLE t ADD a int",
        "CREATE TABLE database (id int)"};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (postgresql_runs_outside(statements[i]))
            fail_msg("taken out: %s", statements[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_the_server_refuses_in_a_transaction),
        cmocka_unit_test(leaves_the_rest_in_the_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
