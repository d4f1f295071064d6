#include "check.h"

#include <unistd.h>

#include "base/file.h"
#include "script/script.h"

static void put(const char *folder, const char *name, const char *text) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    file_write(path_join(&arena, folder, name), text, strlen(text), false, &errors);
    assert_no_errors(&errors);
    arena_free(&arena);
}

static void every_script_is_read_once(void **state) {
    (void)state;
    char folder[] = "/tmp/cmigrate-scripts-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    put(folder, "b.yaml", "revision: b\nparents: [a]\n");
    put(folder, "a.sql", "-- revision: a\n-- parents:\n");
    put(folder, "below/c.yml", "revision: c\nparents: [b]\n");
    put(folder, ".hidden.yaml", "{");
    put(folder, "README", "{");
    put(folder, "_seed.sql", "INSERT INTO a VALUES (1)");
    put(folder, "_files/seed.sql", "INSERT INTO a VALUES (1)");
    assert_int_equal(symlink("b.yaml", path_join(&arena, folder, "z.yaml")), 0);
    struct names folders = {0};
    list_push(&arena, &folders, folder);
    list_push(&arena, &folders, path_join(&arena, folder, "below"));
    struct scripts scripts = {0}, flat = {0};
    assert_true(scripts_read(&arena, &folders, true, &scripts, &errors));
    assert_no_errors(&errors);
    assert_int_equal(scripts.count, 3);
    assert_string_equal(scripts.items[0]->revision.id, "a");
    assert_ptr_equal(scripts.items[0]->revision.script, scripts.items[0]);
    assert_string_equal(scripts.items[2]->path, path_join(&arena, folder, "below/c.yml"));
    folders.count = 1;
    assert_true(scripts_read(&arena, &folders, false, &flat, &errors));
    assert_int_equal(flat.count, 2);
    put(folder, "broken.yaml", "{");
    put(folder, "empty.yaml", "");
    assert_false(scripts_read(&arena, &folders, false, &flat, &errors));
    assert_true(errors.list.count >= 2);
    list_push(&arena, &folders, "/nowhere/at/all");
    assert_false(scripts_read(&arena, &folders, false, &flat, &errors));
    arena_free(&arena);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

static void no_more_than_the_header_is_read_at_first(void **state) {
    (void)state;
    static const char yaml[] = "revision: a\nparents: []\n", sql[] = "-- revision: b\n-- parents: a\n\n";
    char folder[] = "/tmp/cmigrate-scripts-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    put(folder, "a.yaml", arena_format(&arena, "%supgrade: []\n# %0100000d\n", yaml, 0));
    put(folder, "b.sql", arena_format(&arena, "%s-- cmigrate: upgrade\n-- %0100000d\n", sql, 0));
    struct names folders = {0};
    list_push(&arena, &folders, folder);
    struct scripts scripts = {0};
    assert_true(scripts_read(&arena, &folders, false, &scripts, &errors));
    struct script *first = scripts.items[0], *second = scripts.items[1];
    assert_string_equal(first->source->text, yaml);
    assert_string_equal(second->source->text, sql);
    assert_true(script_read_whole(&arena, first, &errors));
    assert_true(first->source->length > 100000);
    assert_ptr_equal(first->revision.source, first->source);
    assert_no_errors(&errors);
    const char *changed = "-- revision: b\n-- parents: c\n\n-- cmigrate: upgrade\n";
    assert_true(file_write(second->path, changed, strlen(changed), true, &errors));
    assert_false(script_read_whole(&arena, second, &errors));
    assert_int_equal(errors.list.count, 1);
    arena_free(&arena);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_script_is_read_once),
        cmocka_unit_test(no_more_than_the_header_is_read_at_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
