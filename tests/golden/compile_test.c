/* Each folder of tests/golden/compile is a case: before.yaml (models; missing: an empty database),
 * operations.yaml (as under `upgrade:`), and what each dialect's oldest supported server gets: sqlite.sql,
 * postgresql.sql, mysql.sql, or a line in errors.txt where it is refused. CMIGRATE_GOLDEN_UPDATE=1 writes the
 * files that are there anew, and all of them for a case that has none yet. */
#include "../unit/check.h"

#include "base/file.h"
#include "base/folder.h"
#include "dialects.h"
#include "schema/check.h"

#define CASES SOURCE_ROOT "/tests/golden/compile"

struct golden {
    struct arena *arena;
    const char *folder;
    struct buffer refusals; /* errors.txt as it should be */
    bool update, is_new;
    unsigned failures;
};

static const char *path_of(const struct golden *golden, const char *file) {
    return path_join(golden->arena, golden->folder, file);
}

static struct yaml_node *read_yaml(const struct golden *golden, const char *file, struct errors *errors) {
    struct source *source = file_read(golden->arena, path_of(golden, file), errors);
    return source ? yaml_read(golden->arena, source, errors) : NULL;
}

static bool read_before(const struct golden *golden, const struct schema_reading *reading,
    const struct dialect *dialect, const struct server *server, struct schema *schema) {
    if (!file_exists(path_of(golden, "before.yaml")))
        return true;
    struct yaml_node *document = read_yaml(golden, "before.yaml", reading->errors);
    return document && schema_read(reading, document, schema) && schema_check(schema, reading->errors) &&
           dialect->resolve(server, golden->arena, schema, reading->errors);
}

static bool compile(const struct golden *golden, const struct dialect *dialect, struct statements *statements,
    struct errors *errors) {
    struct schema schema = {0};
    struct server server = {.product = dialect->traits->oldest_product,
        .version = dialect->traits->oldest_version,
        .assumed = true};
    struct type_words types = {.known = dialect->knows_type, .enums = &schema.enums};
    struct schema_reading reading = {.arena = golden->arena, .errors = errors, .types = &types};
    struct operations operations = {0};
    if (!read_before(golden, &reading, dialect, &server, &schema))
        return false;
    struct yaml_node *sequence = read_yaml(golden, "operations.yaml", errors);
    return sequence && operations_read(&reading, sequence, &operations) &&
           dialect->compile(&server, golden->arena, &schema, &operations, statements, errors);
}

static const char *statements_text(struct arena *arena, const struct statements *statements) {
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < statements->count; i++)
        if (!statements->items[i].condition)
            buffer_addf(&out, "%s%s;\n",
                statements->items[i].outside_transaction ? "-- outside a transaction\n" : "",
                statements->items[i].sql);
    return buffer_text(&out);
}

static void add_refusal(struct golden *golden, const struct dialect *dialect, const struct errors *errors) {
    for (size_t i = 0; i < errors->list.count; i++) {
        const struct error *error = &errors->list.items[i];
        buffer_addf(&golden->refusals, "%s: %u:%u: %s\n", dialect->name, error->place.line,
            error->place.column, error->message);
        if (error->hint)
            buffer_addf(&golden->refusals, "    %s\n", error->hint);
    }
}

/* Compares with the file, or writes it. */
static void settle(struct golden *golden, const char *file, const char *text) {
    struct errors errors = {.arena = golden->arena};
    const char *path = path_of(golden, file);
    if (golden->update && (golden->is_new || file_exists(path))) {
        file_write(path, text, strlen(text), true, &errors);
        return;
    }
    if (!file_exists(path))
        return;
    struct source *expected = file_read(golden->arena, path, &errors);
    if (expected && !strcmp(expected->text, text))
        return;
    golden->failures++;
    print_error("%s differs; compiled now:\n%s\n", path, text);
}

static void compile_for(struct golden *golden, const struct dialect *dialect) {
    struct errors errors = {.arena = golden->arena};
    struct statements statements = {0};
    const char *file = arena_format(golden->arena, "%s.sql", dialect->name);
    if (compile(golden, dialect, &statements, &errors)) {
        settle(golden, file, statements_text(golden->arena, &statements));
        return;
    }
    add_refusal(golden, dialect, &errors);
    if (!file_exists(path_of(golden, file)))
        return;
    golden->failures++;
    print_error("%s: refused: %s\n", path_of(golden, file), first_message(&errors));
}

static bool has_no_expectations(const struct golden *golden) {
    if (file_exists(path_of(golden, "errors.txt")))
        return false;
    for (const struct dialect *const *dialect = dialects_all; *dialect; dialect++)
        if (file_exists(path_of(golden, arena_format(golden->arena, "%s.sql", (*dialect)->name))))
            return false;
    return true;
}

static unsigned check_case(const char *name) {
    struct arena arena = {0};
    struct golden golden = {.arena = &arena,
        .folder = path_join(&arena, CASES, name),
        .refusals.arena = &arena,
        .update = getenv("CMIGRATE_GOLDEN_UPDATE")};
    golden.is_new = has_no_expectations(&golden);
    for (const struct dialect *const *dialect = dialects_all; *dialect; dialect++)
        if ((*dialect)->compile)
            compile_for(&golden, *dialect);
    if (golden.refusals.length || file_exists(path_of(&golden, "errors.txt")))
        settle(&golden, "errors.txt", buffer_text(&golden.refusals));
    unsigned failures = golden.failures;
    arena_free(&arena);
    return failures;
}

static void every_case_compiles_to_what_is_expected(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct folder_files files = {0};
    unsigned failures = 0, cases = 0;
    folder_list(&arena, CASES, true, &files, &errors);
    assert_no_errors(&errors);
    for (size_t i = 0; i < files.count; i++) {
        if (strcmp(path_name(files.items[i].name), "operations.yaml") != 0)
            continue;
        failures += check_case(path_folder(&arena, files.items[i].name));
        cases++;
    }
    arena_free(&arena);
    assert_true(cases > 0);
    assert_int_equal(failures, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_compiles_to_what_is_expected)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
