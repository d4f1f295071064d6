/* Random models become a database with rows, are edited, and the database follows: it must be what the models
 * say, the rows must be there, and the way back must lead back. CMIGRATE_TEST_ROUNDS asks for more rounds,
 * CMIGRATE_TEST_SEED for one. */
#include "diff/diff.h"
#include "live.h"
#include "models.h"

enum { ROWS = 3 };

struct round {
    struct arena *arena;
    struct errors errors;
    struct connection *connection;
    unsigned seed;
};

static struct diff_rules rules = {.dialect = "sqlite",
    .syntax = &sqlite_syntax,
    .tables_ignore_case = true,
    .columns_ignore_case = true,
    .types = true,
    .defaults = true};

static void tell(const struct round *round, const struct operations *operations, const char *what) {
    print_error("seed %u: %s\n", round->seed, what);
    for (size_t i = 0; i < operations->count; i++)
        print_error("  %s\n", operation_describe(round->arena, &operations->items[i]));
    for (size_t i = 0; i < round->errors.list.count; i++)
        print_error("  ! %s\n    %s\n", round->errors.list.items[i].message,
            round->errors.list.items[i].statement ? round->errors.list.items[i].statement : "");
}

static struct schema *inspected(struct round *round) {
    struct inspect_scope scope = {.log_table = "trace"};
    struct schema *schema = arena_new(round->arena, struct schema);
    sqlite_dialect.inspect(round->connection, &scope, round->arena, schema, &round->errors);
    assert_no_errors(&round->errors);
    return schema;
}

static void find(
    struct round *round, const struct schema *from, const struct schema *to, struct operations *operations) {
    *operations = (struct operations){0};
    if (!diff_schemas(round->arena, &rules, from, to, operations, &round->errors))
        tell(round, operations, "no difference to be had");
    assert_no_errors(&round->errors);
}

static bool is_wanted(struct round *round, const struct statement *statement) {
    bool wanted = true;
    if (statement->condition)
        connection_has_row(round->connection, statement->condition, &wanted, &round->errors);
    return wanted;
}

static void execute(struct round *round, const struct statements *statements) {
    for (size_t i = 0; i < statements->count; i++)
        if (is_wanted(round, &statements->items[i]) && !round->connection->type->execute(round->connection,
                                                           statements->items[i].sql, NULL, &round->errors))
            return;
}

static void carry_out(struct round *round, const struct operations *operations, const char *what) {
    struct statements statements = {0};
    struct frame frame = {0};
    struct connection *connection = round->connection;
    bool compiled = sqlite_dialect.frame(round->arena, operations, &frame, &round->errors) &&
                    sqlite_dialect.compile(&connection->server, round->arena, inspected(round), operations,
                        &statements, &round->errors);
    if (compiled) {
        execute(round, &frame.before);
        assert_true(connection->type->begin(connection, 0, &round->errors));
        execute(round, &statements);
        if (!round->errors.list.count)
            connection->type->commit(connection, &round->errors);
        execute(round, &frame.after);
    }
    if (!round->errors.list.count)
        return;
    tell(round, operations, what);
    for (size_t i = 0; i < statements.count; i++)
        print_error("%s;\n", statements.items[i].sql);
    assert_no_errors(&round->errors);
}

static void must_be(
    struct round *round, const struct schema *wanted, const struct operations *done, const char *what) {
    struct operations left;
    find(round, inspected(round), wanted, &left);
    if (left.count) {
        tell(round, done, what);
        tell(round, &left, "is left");
    }
    assert_int_equal(left.count, 0);
}

/* --- Rows --- */

static void put_rows(struct round *round, const struct schema *schema) {
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        for (unsigned row = 1; row <= ROWS; row++) {
            struct buffer names = {.arena = round->arena}, values = {.arena = round->arena};
            for (size_t k = 0; k < table->columns.count; k++) {
                if (table->columns.items[k]->generated)
                    continue;
                buffer_add(&names, k ? ", " : "");
                sqlite_name_quoted(&names, table->columns.items[k]->name);
                buffer_addf(&values, k > 1 ? ", '%u.5x'" : k ? ", '%u'" : "%u", 10 * row);
            }
            struct buffer sql = {.arena = round->arena};
            buffer_add(&sql, "INSERT INTO ");
            sqlite_name_quoted(&sql, table->name);
            buffer_addf(&sql, " (%s) VALUES (%s)", buffer_text(&names), buffer_text(&values));
            run(round->connection, buffer_text(&sql), &round->errors);
        }
    }
}

static char *values_of(struct round *round, const char *table, const char *column) {
    struct buffer sql = {.arena = round->arena};
    buffer_add(&sql, "SELECT id, quote(");
    sqlite_name_quoted(&sql, column);
    buffer_add(&sql, ") FROM ");
    sqlite_name_quoted(&sql, table);
    buffer_add(&sql, " ORDER BY id");
    return rows_of(round->connection, round->arena, buffer_text(&sql), &round->errors);
}

/* A column that had these values, if it stays and keeps its type. */
struct kept {
    const char *table, *column, *values; /* under the new names */
};
LIST_TYPE(kept_list, struct kept);

static struct kept_list values_to_keep(
    struct round *round, const struct schema *before, const struct schema *after) {
    struct kept_list kept = {0};
    for (size_t i = 0; i < after->tables.count; i++) {
        const struct table *table = after->tables.items[i];
        const char *table_name = table->was ? table->was : table->name;
        const struct table *old = schema_find_table(before, NULL, table_name);
        for (size_t k = 0; old && k < table->columns.count; k++) {
            const struct column *column = table->columns.items[k];
            const char *name = column->was ? column->was : column->name;
            const struct column *old_column = table_find_column(old, name);
            if (old_column && !strcmp(old_column->type_sql, column->type_sql) && !column->generated)
                list_push(round->arena, &kept,
                    ((struct kept){table->name, column->name, values_of(round, table_name, name)}));
        }
    }
    return kept;
}

static void must_have_kept(struct round *round, const struct kept_list *kept, const struct operations *done) {
    for (size_t i = 0; i < kept->count; i++) {
        const struct kept *one = &kept->items[i];
        const char *values = values_of(round, one->table, one->column);
        if (strcmp(values, one->values) != 0)
            tell(round, done, arena_format(round->arena, "%s.%s has changed", one->table, one->column));
        assert_string_equal(values, one->values);
    }
}

/* --- Unmanaged objects --- */

/* Triggers that write what was kept, and that no model knows of. */
static void put_objects(struct round *round, const struct schema *schema) {
    run(round->connection, "CREATE TABLE trace (what)", &round->errors);
    for (size_t i = 0; i < schema->tables.count; i++) {
        const struct table *table = schema->tables.items[i];
        struct buffer sql = {.arena = round->arena};
        buffer_addf(&sql, "CREATE TRIGGER trigger%zu AFTER UPDATE ON ", i);
        sqlite_name_quoted(&sql, table->name);
        buffer_add(&sql, " BEGIN INSERT INTO trace SELECT NEW.");
        sqlite_name_quoted(&sql, table->columns.items[1]->name);
        buffer_add(&sql, "; END");
        run(round->connection, buffer_text(&sql), &round->errors);
    }
}

static unsigned triggers_that_fire(struct round *round, const struct schema *schema) {
    unsigned fired = 0;
    run(round->connection, "PRAGMA foreign_keys = OFF", &round->errors);
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct buffer sql = {.arena = round->arena};
        buffer_add(&sql, "UPDATE ");
        sqlite_name_quoted(&sql, schema->tables.items[i]->name);
        buffer_add(&sql, " SET id = id");
        run(round->connection, "DELETE FROM trace", &round->errors);
        run(round->connection, buffer_text(&sql), &round->errors);
        const char *rows =
            rows_of(round->connection, round->arena, "SELECT count(*) FROM trace", &round->errors);
        fired += !strcmp(rows, arena_format(round->arena, "%d\n", ROWS));
    }
    return fired;
}

static unsigned tables_that_stay(const struct schema *before, const struct schema *after) {
    unsigned count = 0;
    for (size_t i = 0; i < after->tables.count; i++) {
        const struct table *table = after->tables.items[i];
        count += schema_find_table(before, NULL, table->was ? table->was : table->name) != NULL;
    }
    return count;
}

/* From anything to an edit of it, and back. */
static void play(struct arena *arena, unsigned seed) {
    struct round round = {.arena = arena, .errors.arena = arena, .seed = seed};
    struct dice dice = {arena, seed * 0x9E3779B97F4A7C15U + 1, 0};
    struct operations up, down = {0};
    struct names lossy = {0};
    round.connection = open_memory(arena, &round.errors);
    struct schema *before = models_random(&dice), *after = models_edited(&dice, before), empty = {0};
    sqlite_dialect.resolve(&round.connection->server, arena, before, &round.errors);
    sqlite_dialect.resolve(&round.connection->server, arena, after, &round.errors);
    assert_no_errors(&round.errors);
    find(&round, &empty, before, &up);
    carry_out(&round, &up, "making it");
    must_be(&round, before, &up, "after making it");
    run(round.connection, "PRAGMA foreign_keys = OFF", &round.errors);
    put_rows(&round, before);
    put_objects(&round, before);
    const struct schema *live = inspected(&round);
    find(&round, live, after, &up);
    if (!operations_inverse(arena, &up, live, &down, &lossy, &round.errors))
        tell(&round, &up, "no inverse");
    struct kept_list kept = values_to_keep(&round, before, after);
    carry_out(&round, &up, "upgrade");
    must_be(&round, after, &up, "after upgrade");
    must_have_kept(&round, &kept, &up);
    assert_true(triggers_that_fire(&round, after) >= tables_that_stay(before, after));
    carry_out(&round, &down, "downgrade");
    must_be(&round, before, &down, "after downgrade");
    round.connection->type->close(round.connection);
}

static void the_database_follows_its_models(void **state) {
    (void)state;
    const char *wanted = getenv("CMIGRATE_TEST_ROUNDS"), *only = getenv("CMIGRATE_TEST_SEED");
    unsigned rounds = wanted ? (unsigned)strtoul(wanted, NULL, 10) : 150;
    unsigned first = only ? (unsigned)strtoul(only, NULL, 10) : 0;
    for (unsigned seed = first; seed < (only ? first + 1 : rounds); seed++) {
        struct arena arena = {0};
        play(&arena, seed);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_database_follows_its_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
