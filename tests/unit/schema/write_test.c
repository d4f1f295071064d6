#include "check.h"

#include "random_schema.h"
#include "reading.h"
#include "schema/write.h"

static void what_is_written_reads_back_the_same(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < 300; seed++) {
        struct arena arena = {0};
        struct schema *schema = random_schema(&arena, seed, 0);
        const char *text = yaml_write(&arena, schema_write(&arena, schema));
        struct reading_trial trial;
        bool ok = read_models(&trial, text, NULL);
        assert_no_errors(&trial.errors);
        assert_true(ok);
        const char *difference = schema_difference(&arena, schema, &trial.schema);
        if (difference)
            fail_msg("seed %u: %s in\n%s", seed, difference, text);
        assert_string_equal(yaml_write(&arena, schema_write(&arena, &trial.schema)), text);
        arena_free(&trial.arena);
        arena_free(&arena);
    }
}

static void short_words_are_written_where_they_say_it_all(void **state) {
    (void)state;
    static const char text[] = "enums: {}\n"
                               "tables:\n"
                               "  author:\n"
                               "    columns:\n"
                               "      id: {type: integer, primary_key: true}\n"
                               "      name: string(30)\n"
                               "      email: {type: string(30), nullable: false, unique: true}\n"
                               "      boss: {type: integer, index: true, references: author.id, on_delete: "
                               "cascade}\n"
                               "      old: {type: {sql: \"\"}, default: \"0\", was: 'null'}\n"
                               "    triggers: {}\n"
                               "  pair:\n"
                               "    columns:\n"
                               "      a: {type: integer, nullable: true}\n"
                               "      b: integer\n"
                               "    primary_key: [b, a]\n"
                               "    unique: [[a, b]]\n"
                               "    indexes: [{name: mine, columns: [a]}, [a, b]]\n"
                               "    checks: {positive: a > 0}\n"
                               "    triggers: {}\n"
                               "views: {}\n"
                               "sql: {}\n";
    struct reading_trial trial, again;
    assert_true(read_models(&trial, text, NULL));
    const char *written = yaml_write(&trial.arena, schema_write(&trial.arena, &trial.schema));
    assert_true(read_models(&again, written, NULL));
    assert_null(schema_difference(&again.arena, &trial.schema, &again.schema));
    assert_non_null(strstr(written, "id: {type: integer, primary_key: true}"));
    assert_non_null(strstr(written, "name: string(30)"));
    assert_non_null(strstr(written, "unique: true}"));
    assert_non_null(strstr(written, "references: author.id, on_delete: cascade}"));
    assert_non_null(strstr(written, "primary_key: [b, a]"));
    assert_non_null(strstr(written, "a: {type: integer, nullable: true}"));
    assert_non_null(strstr(written, "checks: {positive: a > 0}"));
    assert_int_equal(again.schema.tables.items[0]->columns.items[4]->type.kind, TYPE_NONE);
    arena_free(&again.arena);
    arena_free(&trial.arena);
}

static void equal_conventional_names_keep_their_owners(void **state) {
    (void)state;
    static const char text[] =
        "tables:\n"
        "  t:\n"
        "    columns: {x: {type: integer, references: a.id}, y: integer}\n"
        "    foreign_keys: [{columns: [x], references: b.id}, {columns: [y], "
        "references: c.id}]\n"
        "    indexes: [{columns: [y], where: y > 0}, [y], {columns: [y], unique: true}]\n";
    struct reading_trial trial, again;
    assert_true(read_models(&trial, text, NULL));
    const char *written = yaml_write(&trial.arena, schema_write(&trial.arena, &trial.schema));
    assert_true(read_models(&again, written, NULL));
    assert_null(schema_difference(&again.arena, &trial.schema, &again.schema));
    arena_free(&again.arena);
    arena_free(&trial.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(short_words_are_written_where_they_say_it_all),
        cmocka_unit_test(equal_conventional_names_keep_their_owners),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
